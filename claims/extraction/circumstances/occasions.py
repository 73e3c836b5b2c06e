"""Occasion and place of a statement, read from the words between its cue and its content."""

import re

from claims.extraction.reading.paragraphs import Span

_EVENTS = (
    "forum|conference|briefing|rally|summit|meeting|interview|debate|speech|hearing|event|session"
    "|address|convention|town hall|panel|ceremony|seminar|lecture|congress|fundraiser|press call"
    "|broadcast|podcast|testimony|visit|luncheon|dinner|gala|workshop|assembly"
)
_OCCASION = re.compile(
    rf"\b(?:at|during|in|on)\s(?P<occasion>(?:[^\s,;:.“\"]+\s){{0,10}}?(?i:{_EVENTS})\b"
    r"(?:\s(?:of|with|on|for|to|at|in)\s(?:the\s)?"
    r"[^\W_a-z][\w'’\-]*(?:\s[^\W_a-z][\w'’\-]*){0,5})?)"
)
_PLACE = re.compile(
    r"\bin\s(?P<place>[^\W\d_a-z][\w'’\-]*(?:\s[^\W\d_a-z][\w'’\-]*){0,2}"
    r"(?:,\s[^\W\d_a-z][\w'’\-]*)?)"
)
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_TRAILING = re.compile(r"\s(?:on|at|in|that|this|last)?\s?(?:\w+day|today|yesterday|that)?$")
_ARTICLE = re.compile(r"(?:the|an?|his|her|their)\s", re.IGNORECASE)


def occasion(text: str, span: Span) -> str:
    """Return the event that the words of `span` name, without its article, or ""."""
    match = _OCCASION.search(text, *span)
    if match is None:
        return ""
    named = " ".join(match["occasion"].split())
    article = _ARTICLE.match(named)
    return _TRAILING.sub("", named[article.end() :] if article else named)


def place(text: str, span: Span) -> str:
    """Return the place that the words of `span` name after "in", or ""."""
    for match in _PLACE.finditer(text, *span):
        if _MONTHS.match(match["place"]) is None:
            return " ".join(match["place"].split())
    return ""
