"""How editors sign in and stay so: factors, throttling, sessions, the newsroom's provider."""
