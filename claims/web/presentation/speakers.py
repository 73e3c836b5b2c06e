"""What a speaker said of each claim, and how the desk judged the claims that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.interchange.claimants import OUTLETS_OWN
from claims.web.presentation import words
from claims.web.presentation.dates import When, when
from claims.web.presentation.quotations import Quotation, quotation
from claims.web.presentation.verdicts import TONES


@dataclass(frozen=True, slots=True)
class Voiced:
    """One statement of the speaker on a claim, with the fragment it has on the claim's page."""

    stance: str
    quotation: Quotation | None
    said: When | None
    role: str
    outlets_own: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of the claims have a verdict; `label` is "" for those without one.

    `share` is the bar's length in per cent of the longest one.
    """

    label: str
    tone: str
    count: int
    share: int


def voiced(body: Mapping[str, Any], speaker: str) -> tuple[Voiced, ...]:
    """Return what a speaker said of the claim of a body, in the body's order."""
    return tuple(
        Voiced(
            stance=words.label(words.STANCES, item.get("stance") or ""),
            quotation=quotation(item),
            said=when(item.get("said_on")),
            role=one.get("role_as_named") or one.get("role") or "",
            outlets_own=(item.get("kind") or "") in OUTLETS_OWN,
            anchor=f"statement-{item.get('id') or ''}",
        )
        for item in body.get("statements") or ()
        for one in item.get("speakers") or ()
        if one.get("id") == speaker
    )


def tally(asserted: Mapping[str, Any]) -> tuple[Bar, ...]:
    """Return one bar for each verdict that occurs, in the scale's order, then those without one.

    `asserted` is {"claims", "by_verdict": [{"label", "normalised", "count"}]}.
    """
    counted = asserted.get("by_verdict") or ()
    open_claims = (asserted.get("claims") or 0) - sum(one["count"] for one in counted)
    longest = max([open_claims, *(one["count"] for one in counted)])
    bars = [
        Bar(
            label=one["label"],
            tone=TONES.get(one["normalised"], "other"),
            count=one["count"],
            share=round(100 * one["count"] / longest),
        )
        for one in counted
    ]
    if open_claims:
        bars.append(Bar("", "open", open_claims, round(100 * open_claims / longest)))
    return tuple(bars)
