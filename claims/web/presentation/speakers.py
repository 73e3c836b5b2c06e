"""What a speaker said of each claim, and how the desk judged the claims that they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.interchange.claimants import OUTLETS_OWN
from claims.web.presentation import words
from claims.web.presentation.dates import When, when
from claims.web.presentation.quotations import Quotation, quotation
from claims.web.presentation.verdicts import TONES, Word, placed_ratings, verdict_word
from claims.web.presentation.words import gettext_noop as _

NAMED = _("Named in the outlet’s headline")


@dataclass(frozen=True, slots=True)
class Voiced:
    """One statement of the speaker on a claim, with the fragment it has on the claim's page.

    `stance` is what it does with the claim, or that the speaker is only named in a headline;
    `outlets_own` tells that the words of what is no headline are the outlet's.
    """

    stance: str
    quotation: Quotation | None
    said: When | None
    role: str
    outlets_own: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of the claims have a verdict that is told in this word.

    `share` is the bar's length in per cent of the longest one.
    """

    word: Word
    tone: str
    count: int
    share: int


def voiced(body: Mapping[str, Any], speaker: str) -> tuple[Voiced, ...]:
    """Return what a speaker said of the claim of a body, in the body's order."""
    return tuple(
        Voiced(
            stance=_stance(item),
            quotation=quotation(item),
            said=when(item.get("said_on")),
            role=one.get("role_as_named") or one.get("role") or "",
            outlets_own=item.get("kind") in OUTLETS_OWN and item.get("kind") != "headline",
            anchor=f"statement-{item.get('id') or ''}",
        )
        for item in body.get("statements") or ()
        for one in item.get("speakers") or ()
        if one.get("id") == speaker
    )


def _stance(item: Mapping[str, Any]) -> str:
    # A headline's words are the outlet's: whom it names does nothing with the claim by them.
    if item.get("kind") == "headline":
        return NAMED
    return words.label(words.STANCES, item.get("stance") or "")


def tally(counts: Iterable[tuple[str, str, str, int]], scale: Mapping[str, Any]) -> tuple[Bar, ...]:
    """Return one bar for each word that occurs, in the scale's order, then those without a verdict.

    `counts` are how many claims there are of each kind, code of a verdict ("" while open) and its
    class; `scale` is the body of the released scale, {} where there is none. Of claims about what
    somebody said the words are their own.
    """
    ratings = placed_ratings(scale)
    order = {code: at for at, code in enumerate(ratings)}
    found: dict[tuple[int, Word, str], int] = {}
    for kind, code, normalised, count in counts:
        rating = {"label": code, **ratings.get(code, {}), "normalised": normalised}
        word = verdict_word(rating if code else None, kind)
        tone = TONES.get(normalised, "other") if code else "open"
        # A code that the scale has no more stands after those it has; open claims come last.
        place = order.get(code, len(order)) if code else len(order) + 1
        key = (place, word, tone)
        found[key] = found.get(key, 0) + count
    longest = max(found.values(), default=0)
    ordered = sorted(
        found.items(), key=lambda item: (item[0][0], item[0][1].fixed, item[0][1].text)
    )
    return tuple(
        Bar(word, tone, count, round(100 * count / longest))
        for (_place, word, tone), count in ordered
    )
