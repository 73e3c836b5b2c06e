"""The words said, where the attribution interrupts them: "...," she said, "..."."""

from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

_INSERTED = ("parenthesis", "according-to")
_PAUSES = (",", "—", "–", "--", ";", ":")


def parts(row: Sentence, following: Sentence | None, draft: Draft) -> tuple[Span, ...]:
    """Return the stretches of a draft's content that are the speaker's own words, in order.

    `row` is the sentence of the cue, `following` the next one. Most drafts have one stretch.
    """
    start, end = draft.content
    cue, speaker = draft.cue, draft.speaker
    if cue is None or speaker is None or not start < cue.start < end:
        return (draft.content,)
    opens, closes = min(cue.start, speaker.start), max(cue.end, speaker.end)
    if draft.pattern in _INSERTED and draft.adjunct is not None:
        closes = max(closes, draft.adjunct.end)
    said = [token for token in row.tokens if start <= token.start and token.end <= opens]
    while said and said[-1].text in _PAUSES and not said[-1].quotation:
        said.pop()
    if draft.pattern in _INSERTED:
        goes_on = _after_pause(row, closes)
    else:
        goes_on = _goes_on(row, following if end > row.end else None, closes)
    if not said or goes_on is None or not goes_on < end:
        return (draft.content,)
    return (Span(start, said[-1].end), Span(goes_on, end))


def _after_pause(row: Sentence, closes: int) -> int | None:
    """Return where a clause goes on after what is set into it between commas or dashes."""
    return next(
        (
            token.start
            for token in row.tokens
            if token.start >= closes and token.text not in _PAUSES
        ),
        None,
    )


def _goes_on(row: Sentence, following: Sentence | None, closes: int) -> int | None:
    """Return where the words said go on after the attribution that ends at `closes`."""
    later = [token for token in row.tokens if token.start >= closes]
    tokens: list[Token] = later + (following.tokens if following is not None else [])
    quotation = next((token.start for token in tokens if token.quotation), None)
    if quotation is not None or not later:
        return quotation
    if later[0].text in _PAUSES:
        return next((token.start for token in later if token.text not in _PAUSES), None)
    dashed = following is not None and following.tokens[0].text in _PAUSES
    return following.tokens[1].start if following and dashed and len(following.tokens) > 1 else None
