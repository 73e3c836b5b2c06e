"""What editors tell one another on a thing's page: notes, whom they call, who works on it."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from claims.admin.access import EDITORS
from claims.admin.fields import TextField
from claims.desk.models import Claim, InternalNote, User, Versioned
from claims.desk.permissions import Role

MOST_NOTES = 30
"""Notes shown on a page, newest first."""

MOST_NAMED = 40
"""Colleagues named beside the input."""

_CALLED = re.compile(r"(?<![\w@.+-])@([\w@.+-]+)")


def colleagues(roles: frozenset[Role] = frozenset(Role)) -> QuerySet[User]:
    """Return the active accounts that hold one of the roles, by name."""
    held = [role.value for role in roles]
    return (
        User.objects.filter(is_active=True, groups__name__in=held).distinct().order_by("username")
    )


def notes_on(subject: Versioned) -> list[InternalNote]:
    """Return the newest notes on a thing, with whoever wrote them and whom they call."""
    found = InternalNote.objects.filter(
        subject_kind=subject._meta.model_name, subject=subject.public_id
    )
    return list(found.select_related("written_by").prefetch_related("mentions__user")[:MOST_NOTES])


class CommentForm(forms.Form):
    """A note for the other editors; `@name` calls somebody."""

    text = TextField(rows=3, label="Comment", help_text="Never published. @name calls somebody.")

    def clean_text(self) -> str:
        """Return the text; `called` has whom it calls, `unknown` the handles that are nobody's."""
        text: str = self.cleaned_data["text"]
        self.called, self.unknown = _called(text)
        return text


class AssignForm(forms.Form):
    """Who works on a claim."""

    to = forms.ModelChoiceField(User.objects.none(), required=False, label="Assigned to")

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset, field.empty_label = colleagues(EDITORS), "Nobody"
        field.initial = claim.assigned_to_id


def _called(text: str) -> tuple[list[User], list[str]]:
    """Return whom a text calls, and the names after an @ that are nobody's."""
    found, unknown = [], []
    for name in dict.fromkeys(_CALLED.findall(text)):
        # A name at the end of a sentence takes its full stop along.
        fitting = colleagues().filter(username__in=[name, name.rstrip(".")])
        user = fitting.order_by("-username").first()
        if user is None:
            unknown.append(f"@{name}")
        else:
            found.append(user)
    return found, unknown
