"""Suggested wording: given beside the preview, taken over or declined on the claim's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from claims.admin.access import editor
from claims.admin.differences import Piece, pieces
from claims.admin.fields import TextField
from claims.desk.models import Claim, Suggestion
from claims.desk.permissions import may

ROWS = {"text": 2, "context": 2, "summary": 3, "explanation": 6, "why_checked": 2}


class SuggestForm(forms.Form):
    """Other words for the fields of a claim, a reason, and whether they complete an approval."""

    reason = TextField(rows=2, required=False, label="Why", help_text="For the author.")
    conditional = forms.BooleanField(
        required=False,
        label="Approve it with these words",
        help_text="Your approval is complete once an author takes them over unchanged.",
    )

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        for name in Suggestion.WORDING:
            field: Any = Claim._meta.get_field(name)
            self.fields[name] = TextField(
                rows=ROWS[name],
                required=False,
                strip=False,
                label=str(field.verbose_name).capitalize(),
                initial=getattr(claim, name),
            )
        self.order_fields([*Suggestion.WORDING, "reason", "conditional"])

    def changes(self) -> dict[str, str]:
        """Return the words that differ from the claim's, by field."""
        return {
            name: self.cleaned_data[name]
            for name in Suggestion.WORDING
            if self.cleaned_data[name] != getattr(self.claim, name)
        }


class DeclineForm(forms.Form):
    """Why a suggestion is not taken over."""

    reason = TextField(rows=2, label="Why not", help_text="Whoever suggested it reads it.")


@dataclass(frozen=True, slots=True)
class Suggested:
    """An open suggestion, its words against those that stand."""

    suggestion: Suggestion
    changes: tuple[tuple[str, tuple[Piece, ...]], ...]
    decline: DeclineForm


def form_for(request: HttpRequest, subject: Any) -> SuggestForm | None:
    """Return the form for words to suggest; None where the account may suggest none now."""
    if not isinstance(subject, Claim) or subject.stage != Claim.Stage.IN_REVIEW:
        return None
    kept: SuggestForm | None = getattr(request, "suggest_form", None)
    if kept is not None:
        return kept
    return SuggestForm(subject, auto_id="suggest_%s") if may(editor(request), "suggest") else None


def open_ones(subject: Any) -> list[Suggested]:
    """Return what is suggested for a claim and neither taken over nor declined yet."""
    if not isinstance(subject, Claim):
        return []
    found = subject.suggestions.filter(outcome="").select_related("suggested_by")
    return [
        Suggested(one, tuple(_changes(one)), DeclineForm(auto_id=f"decline_{one.pk}_%s"))
        for one in found
    ]


def _changes(suggestion: Suggestion) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    for name in Suggestion.WORDING:
        if name in suggestion.changes:
            field: Any = Claim._meta.get_field(name)
            was = suggestion.before.get(name, "")
            yield str(field.verbose_name).capitalize(), pieces(was, suggestion.changes[name])
