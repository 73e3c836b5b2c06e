"""Django's PostgreSQL for the desk: it soon finds out whether a server that was there still is."""
