"""The desk's models: what the database itself holds them to."""
