"""The public's one way in."""
