"""Directions in a transcript, "(LAUGHTER)" or "[crosstalk]": what was heard and nobody said."""

import re

from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span

_DIRECTION = re.compile(
    r"[(\[]\s?(?:[^()\[\]\n]{0,30}\s)?(?:laugh(?:s|ter|ing)?|applau(?:se|ds?)|cross-?talk|cheer(?:s|ing)?"
    r"|inaudible|unintelligible|indiscernible|audio gap|commercial break|break|music|booing|boos"
    r"|pauses?|sighs?|coughs?|(?:begin|end) (?:video|audio)[\w ]*|video clip|videotape|сміється"
    r"|сміх|смеется|смеётся|смех|оплески|аплодисменты|нерозбірливо|неразборчиво)"
    r"(?:\s[^()\[\]\n]{0,30})?[.!]?\s?[)\]]",
    re.IGNORECASE,
)


def without_directions(text: str, words: Span) -> list[Span]:
    """Return the stretches of a turn's words that are spoken, in order; none where nothing is."""
    spoken: list[Span] = []
    at = words.start
    for match in _DIRECTION.finditer(text, *words):
        spoken.append(Span(at, match.start()))
        at = match.end()
    spoken.append(Span(at, words.end))
    return [kept for span in spoken if (kept := _trimmed(text, span)) is not None]


def _trimmed(text: str, span: Span) -> Span | None:
    words = text[span.start : span.end]
    if not any(sign.isalnum() for sign in words):
        return None
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, span.end - (len(words) - len(words.rstrip())))


def turn_parts(text: str, draft: Draft) -> tuple[Span, ...]:
    """Return what of a turn is spoken, as the parts of its statement."""
    return tuple(without_directions(text, draft.content))
