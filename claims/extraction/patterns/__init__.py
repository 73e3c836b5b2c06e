"""The patterns by which a text attributes words to somebody."""
