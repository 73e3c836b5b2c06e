"""Words chosen in a captured text: placed by the server, made a statement, moved or split."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from claims import workflow
from claims.admin.fields import TextField
from claims.admin.passages import find
from claims.desk.models import AttributionStep, Child, JointSpeaker, Statement, User
from claims.text.spans import quote_at
from claims.workflow import RuleViolated

LONGEST_NUMBER = 9

_COPIED = (
    "kind",
    "speaker",
    "on_behalf_of",
    "speaker_basis",
    "speaker_as_named",
    "role_as_named",
    "cue",
    "said_on",
    "occasion",
    "place",
    "medium",
    "language",
    "spoken_language",
    "state",
)
_ROWS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        AttributionStep,
        ("position", "relation", "name", "publisher", "speaker", "url", "seen", "inferred"),
    ),
    (JointSpeaker, ("position", "speaker", "as_named", "role_as_named")),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch of the text, in code points, without white space at its ends."""

    start: int
    end: int


class SelectionForm(forms.Form):
    """What was selected, and where: its words, its place, or both, which must then agree."""

    start = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10**LONGEST_NUMBER - 1,
        label="Start",
        help_text="In characters from the beginning of the text.",
    )
    end = forms.IntegerField(
        required=False, min_value=0, max_value=10**LONGEST_NUMBER - 1, label="End"
    )
    words = TextField(
        rows=2,
        required=False,
        strip=False,
        label="Words",
        help_text="Select them in the text, or paste them from it.",
    )
    statement = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def chosen(self, text: str) -> Chosen:
        """Return the stretch that is meant; ValidationError says in one line why there is none."""
        if not self.is_valid():
            faults = [f"{name}: {fault}" for name, told in self.errors.items() for fault in told]
            raise ValidationError(" ".join(map(str, faults)))
        said = self.cleaned_data
        return chosen(text, said.get("start"), said.get("end"), said.get("words") or "")


def chosen(text: str, start: int | None, end: int | None, words: str) -> Chosen:
    """Return the stretch of the text that these say, white space at its ends left out.

    Raises ValidationError, one line, where words and place disagree, where the words stand
    nowhere or in several places, and where nothing is chosen.
    """
    if start is None or end is None:
        if not words.strip():
            raise ValidationError("Select words in the text first, or give start and end.")
        return Chosen(*find(text, words.strip(), start))
    try:
        there = quote_at(text, start, end)
    except ValueError as error:
        raise ValidationError(f"{str(error).capitalize()}.") from error
    if words and _as_sent(words) != _as_sent(there):
        raise ValidationError(
            f"The words selected do not stand at {start} to {end} in the captured text. "
            "Open the article again and select them anew."
        )
    return _trimmed(text, start, end)


def _as_sent(text: str) -> str:
    """Return the text as it arrives whatever a browser makes of its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _trimmed(text: str, start: int, end: int) -> Chosen:
    there = text[start:end]
    inner = there.strip()
    if not inner:
        raise ValidationError("Only white space was selected; select words.")
    begin = start + len(there) - len(there.lstrip())
    return Chosen(begin, begin + len(inner))


def move(statement: Statement, to: Chosen, *, by: User, version: int) -> Statement:
    """Anchor the statement on other words of its text, and return it."""
    statement.start, statement.end = to.start, to.end
    return workflow.revise(statement, by=by, version=version, reason="Moved in the article")


def split(statement: Statement, at: Chosen, *, by: User, version: int) -> list[Statement]:
    """Give the chosen words of a statement a statement of their own, all or nothing.

    What stands before them stays with the statement; what stands after them becomes a third one.
    Where nothing stands before them, the statement keeps the chosen words. A rest without a letter
    or a number, such as a quotation mark, stays with the words beside it. New ones have its
    speaker, chain and circumstances. Returns all in the order of the text; RuleViolated where the
    words are not a part of the statement's own.
    """
    text = statement.capture.text
    if not statement.start <= at.start < at.end <= statement.end:
        raise RuleViolated("Select words inside the statement that is to be split.")
    spans = _parts(text, [statement.start, at.start, at.end, statement.end])
    if len(spans) < 2:
        raise RuleViolated("Select only a part of the statement's words to split it there.")
    rest = [_like(statement, *span) for span in spans[1:]]
    rows = [_rows_of(statement) for _ in rest]
    with transaction.atomic():
        statement.start, statement.end = spans[0]
        workflow.revise(statement, by=by, version=version, reason="Split in the article")
        for each, own in zip(rest, rows, strict=True):
            workflow.revise(each, by=by, save=own, reason="Split in the article")
    return [statement, *rest]


def _parts(text: str, bounds: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches between the bounds that hold words, each without white space round it.

    A stretch without words goes to the one before it, or to the one after it where it is first.
    """
    edges = [bounds[0]]
    for begin, until in pairwise(bounds):
        if len(edges) > 1 and not _has_words(text[begin:until]):
            edges[-1] = until
        elif _has_words(text[edges[-1] : until]):
            edges.append(until)
    trimmed = (_trimmed(text, begin, until) for begin, until in pairwise(edges))
    return [(each.start, each.end) for each in trimmed]


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _like(statement: Statement, start: int, end: int) -> Statement:
    values: dict[str, Any] = {name: getattr(statement, name) for name in _COPIED}
    said_on = values.pop("said_on")
    made = Statement(capture=statement.capture, start=start, end=end, **values)
    made.said_on = said_on
    return made


def _rows_of(statement: Statement) -> list[Child]:
    return [
        model(**{name: getattr(row, name) for name in names})
        for model, names in _ROWS
        for row in model._default_manager.filter(statement=statement)
    ]
