"""Word lists, written as plain text and kept as sets."""


def vocabulary(words: str) -> frozenset[str]:
    """Return the set of the words in a text that white space separates."""
    return frozenset(words.split())
