"""Django's SQLite for a desk: its file is never made anew, and never written once it is another."""
