"""The verdict as a word, a shape and a place on the desk's scale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.web.presentation.dates import When, when
from claims.web.presentation.words import gettext_noop as _

TONES = {"TRUE": "true", "MIXTURE": "mixed", "FALSE": "false"}
LONGEST_SCALE = 10
ATTRIBUTION = "attribution"
"""The kind of a claim about what somebody said."""


@dataclass(frozen=True, slots=True)
class Word:
    """What readers are told of a verdict first; `fixed` says that it is ours, to be translated."""

    text: str
    fixed: bool


NOT_REVIEWED = Word(_("Not reviewed"), True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the desk found.

    `word` is what readers are told first: the desk's own label, "Not reviewed" while the claim is
    open, and "Said" or "Not said" for a claim about what somebody said, where the verdict stands at
    that end of the scale. `fixed` says that `word` is one of ours, to be translated. `tone` (true,
    mixed, false, other, open) picks shape and colour; `steps` has one entry for each value of the
    scale, lowest first, True at the verdict's own, and is empty where it has none.
    """

    word: str
    fixed: bool
    label: str
    meaning: str
    question: str
    tone: str
    steps: tuple[bool, ...]
    value: int | None
    best: int | None
    summary: str
    explanation_html: str
    as_of: When | None

    @property
    def reached(self) -> bool:
        """Whether the desk has come to a verdict."""
        return self.tone != "open"


def verdict(found: Mapping[str, Any] | None, kind: str) -> Verdict:
    """Return the verdict of a claim of the given kind; `found` is None while it is open."""
    question = _("Was it said?") if kind == ATTRIBUTION else _("Does the evidence bear it out?")
    word = verdict_word(found, kind)
    if not found:
        return Verdict(word.text, True, "", "", question, "open", (), None, None, "", "", None)
    value, best, worst = (_number(found.get(key)) for key in ("value", "best", "worst"))
    return Verdict(
        word=word.text,
        fixed=word.fixed,
        label=found.get("label") or "",
        meaning=found.get("meaning") or "",
        question=question,
        tone=TONES.get(found.get("normalised") or "", "other"),
        steps=_steps(value, best, worst),
        value=value,
        best=best,
        summary=found.get("summary") or "",
        explanation_html=found.get("explanation_html") or "",
        as_of=when(found.get("as_of")),
    )


def verdict_word(found: Mapping[str, Any] | None, kind: str) -> Word:
    """Return the word for a verdict on a claim of the given kind; `found` is None for an open one.

    Where a verdict does not tell its place on the scale, its label is the word.
    """
    if not found:
        return NOT_REVIEWED
    said = _said(found) if kind == ATTRIBUTION else ""
    return Word(said or found.get("label") or "", bool(said))


def placed_on(
    scale: Mapping[str, Mapping[str, Any]], corrections: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the corrections of a body with each verdict's place on the scale filled in.

    A body tells the verdicts before and after by code and label alone; `scale` has what else is
    known of a verdict by its code.
    """
    return [
        {
            **told,
            **{
                key: {**scale.get(told[key]["code"], {}), **told[key]}
                for key in _ENDS
                if told.get(key)
            },
        }
        for told in corrections
    ]


def placed_ratings(scale: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the ratings of a released scale's body by code, each with the scale's two ends."""
    ends = {key: scale.get(key) for key in ("best", "worst")}
    return {one["code"]: {**ends, **one} for one in scale.get("ratings") or ()}


_ENDS = ("verdict_before", "verdict_after")


def _said(found: Mapping[str, Any]) -> str:
    normalised = found.get("normalised")
    value, best, worst = (_number(found.get(key)) for key in ("value", "best", "worst"))
    if value is None:
        return ""
    if normalised == "TRUE" and value == best:
        return _("Said")
    return _("Not said") if normalised == "FALSE" and value == worst else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _steps(value: int | None, best: int | None, worst: int | None) -> tuple[bool, ...]:
    if value is None or best is None or worst is None:
        return ()
    if not worst <= value <= best or best - worst >= LONGEST_SCALE:
        return ()
    return tuple(step == value for step in range(worst, best + 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """A sort of verdict that a list may be narrowed to; `value` is "" for any, "open" for none."""

    value: str
    label: str
    tone: str
    chosen: bool


_CHOICES = (
    ("", _("Any"), ""),
    ("TRUE", _("Borne out"), "true"),
    ("MIXTURE", _("In part"), "mixed"),
    ("FALSE", _("Not borne out"), "false"),
    ("OTHER", _("Other"), "other"),
    ("open", _("Not reviewed"), "open"),
)


def verdict_choices(chosen: str) -> tuple[Choice, ...]:
    """Return the sorts of verdict, any of them first; what is not among them chooses that one."""
    known = chosen if chosen in {value for value, _label, _tone in _CHOICES} else ""
    return tuple(Choice(value, label, tone, value == known) for value, label, tone in _CHOICES)
