"""Words in a captured text: an editor gives them or their offsets, the server finds the rest."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from claims.admin.fields import TextField
from claims.admin.forms import DeskForm
from claims.admin.marking import plain
from claims.desk.models import Capture
from claims.text.spans import occurrences, quote_at

PLACE = frozenset({"words", "start", "end", "capture", "source"})
"""The inputs that say where a passage stands."""

MOST_TOLD = 8
"""Places named in a message about words that occur more than once."""


def find(text: str, words: str, start: int | None = None) -> tuple[int, int]:
    """Return start and end of the words in the text; with `start`, only there.

    White space may differ (a no-break space, a line end), nothing else. Raises ValidationError
    where the words do not stand there, or stand in several places and no start is given.
    """
    places = [(at, at + len(words)) for at in occurrences(text, words)] or _loosely(text, words)
    if start is not None:
        at_start = [place for place in places if place[0] == start]
        if at_start:
            return at_start[0]
        raise ValidationError(f"These words do not stand at {start} in the captured text.")
    if not places:
        raise ValidationError(
            "These words do not occur in the captured text. Copy them from it exactly, "
            "or choose another capture."
        )
    if len(places) > 1:
        told = ", ".join(str(begin) for begin, _ in places[:MOST_TOLD])
        raise ValidationError(
            f"These words occur {len(places)} times in the captured text, at {told}. "
            "Give the start as well, or take more words."
        )
    return places[0]


def _loosely(text: str, words: str) -> list[tuple[int, int]]:
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    return [match.span() for match in pattern.finditer(text)]


class PassageForm(DeskForm):
    """A form for something quoted from a capture. Words, or start and end; the rest is found.

    Changed words are looked up; changed offsets move the quote; both together must agree.
    """

    words = TextField(
        rows=3,
        required=False,
        label="Exact words",
        help_text=(
            "Paste the words from the captured text; their place is found. "
            "Or leave them and give start and end."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("words", self.instance.quote)
        for name in ("start", "end"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Place the passage, with a message at the input that is wrong."""
        cleaned = super().clean()
        changed = PLACE & set(self.changed_data)
        if not changed:
            return cleaned
        try:
            self._place(cleaned, changed)
        except ValidationError as error:
            self.add_error("words" if cleaned.get("words") else "start", error)
        return cleaned

    def capture_for(self, cleaned: dict[str, Any], words: str) -> Capture | None:
        """Return the capture to look in; None where that field has a fault of its own."""
        capture: Capture | None = cleaned.get("capture")
        return capture

    def no_passage(self, cleaned: dict[str, Any]) -> None:
        """Say or do what follows where neither words nor offsets are given."""
        raise ValidationError("Paste the words from the captured text, or give start and end.")

    def _place(self, cleaned: dict[str, Any], changed: frozenset[str]) -> None:
        words, start, end = (cleaned.get(name) for name in ("words", "start", "end"))
        moved = bool({"start", "end"} & changed)
        if words and ("words" in changed or not moved):
            capture = self.capture_for(cleaned, words)
            if capture is not None:
                given = start if "start" in changed else None
                cleaned["capture"] = capture
                cleaned["start"], cleaned["end"] = find(capture.text, words, given)
        elif moved and (start is not None or end is not None):
            self._check(self.capture_for(cleaned, ""), start, end)
        else:
            self.no_passage(cleaned)

    def _check(self, capture: Capture | None, start: int | None, end: int | None) -> None:
        if start is None or end is None:
            raise ValidationError("Give both start and end, or the words.")
        if capture is None:
            raise ValidationError("Choose the capture that start and end count in.")
        try:
            quote_at(capture.text, start, end)
        except ValueError as error:
            raise ValidationError(f"{str(error).capitalize()}.") from error


def only_capture(captures: Iterable[Capture], words: str) -> Capture:
    """Return the one capture that holds the words; ValidationError where none or several do."""
    holding = [
        capture
        for capture in captures
        if occurrences(capture.text, words) or _loosely(capture.text, words)
    ]
    if len(holding) == 1:
        return holding[0]
    if not holding:
        raise ValidationError("These words do not occur in any capture of this source.")
    told = "; ".join(plain(str(capture)) for capture in holding[:MOST_TOLD])
    raise ValidationError(f"Several captures hold these words: {told}. Choose one.")
