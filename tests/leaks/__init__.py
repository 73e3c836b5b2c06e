"""A draft is never visible to the public, by any path."""
