"""The screen on which two things are merged into one: the winner, and what would follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from claims.admin.autocomplete import KnownSelect
from claims.admin.marking import plain
from claims.workflow.following import Plan

MOST_FOLLOWING = 200
"""Things that are named on the screen; more are counted."""

LONGEST = 600
"""Characters of a value that the screen shows."""


class WinnerForm(forms.Form):
    """What a thing is to be merged into."""

    def __init__(self, subject: Any, admin_site: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relation = type(subject)._meta.get_field("merged_into")
        others = type(subject)._default_manager.filter(merged_into=None).exclude(pk=subject.pk)
        name = subject._meta.verbose_name
        self.fields["winner"] = forms.ModelChoiceField(
            others,
            label=f"The {name} that stays",
            widget=KnownSelect(relation, admin_site),
            error_messages={"invalid_choice": f"Choose another {name}, one that is not merged."},
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both, as texts; `differs` where they do not say the same."""

    label: str
    own: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.own != self.other


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A merge that is not done yet: both side by side, what would follow, what stands against."""

    winner: Any
    fields: tuple[Compared, ...]
    following: tuple[tuple[str, str], ...]
    further: int
    obstacles: tuple[str, ...]


def foresee(subject: Any, winner: Any) -> Foreseen:
    """Return what merging the subject into the winner would do; nothing is written."""
    plan = Plan(subject, winner)
    following = list(_following(plan))
    return Foreseen(
        winner=winner,
        fields=tuple(_compared(subject, winner)),
        following=tuple(following[:MOST_FOLLOWING]),
        further=max(0, len(following) - MOST_FOLLOWING),
        obstacles=tuple(plain(line) for line in plan.obstacles),
    )


def _following(plan: Plan) -> Iterator[tuple[str, str]]:
    for edit in plan.edits.values():
        if edit.is_empty:
            continue
        root = edit.root
        what = str(root._meta.verbose_name).capitalize()
        rows = len(edit.save) + len(edit.remove)
        told = f" ({rows} row{'' if rows == 1 else 's'})" if rows else ""
        yield what, f"{plain(str(root))}{told}"


def _compared(subject: Any, winner: Any) -> Iterator[Compared]:
    for field in subject._meta.concrete_fields:
        if not field.editable or field.primary_key:
            continue
        own, other = _text(subject, field), _text(winner, field)
        if own or other:
            yield Compared(str(field.verbose_name).capitalize(), own, other)


def _text(thing: Any, field: Any) -> str:
    value = getattr(thing, field.name)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = plain("" if value is None else str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
