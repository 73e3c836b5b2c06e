"""Spans of a stored text: quotes are derived from offsets, which count Unicode code points."""

import re

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def normalise(text: str) -> str:
    """Return the text as it is stored: CRLF becomes LF, all else stays verbatim.

    Raises ValueError where the text holds a NUL character, which no database column keeps, or
    half of a surrogate pair, which no encoding knows.
    """
    found = _UNSTORABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        kind = "a NUL character" if found[0] == "\0" else "half a character"
        raise ValueError(f"line {line} holds {kind}: this is not a text")
    return text.replace("\r\n", "\n")


def quote_at(text: str, start: int, end: int) -> str:
    """Return `text[start:end]`; ValueError unless 0 <= start < end <= len(text)."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} is not inside a text of {len(text)} characters")
    return text[start:end]


def context(text: str, start: int, end: int, size: int = 32) -> tuple[str, str]:
    """Return up to `size` characters before and after a span, as a text quote selector wants them.

    Raises ValueError for a span outside the text.
    """
    quote_at(text, start, end)
    return text[max(0, start - size) : start], text[end : end + size]


def occurrences(text: str, quote: str) -> list[int]:
    """Return every offset at which `quote` stands in `text`, in order; overlapping ones count.

    An empty quote stands nowhere.
    """
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found
