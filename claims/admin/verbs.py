"""The editorial verbs as buttons and as actions on many claims; the workflow decides on each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest
from django.utils import timezone

from claims import workflow
from claims.admin.access import editor
from claims.admin.bulk import one_by_one
from claims.admin.fields import MomentInput, TextField
from claims.admin.standing import Released, asked_of, releases_of
from claims.desk.models import Claim, Mergeable, Source, User
from claims.desk.permissions import may
from claims.workflow import VerbState

ASKED = (
    ("publish", "Publish it"),
    ("retract", "Retract it"),
    ("unmerge", "Take its merge back"),
    ("suppress", "Suppress it: take its words away for good, because the law demands it"),
)
EVENTS = (
    ("", "First publication"),
    ("update", "Update"),
    ("clarification", "Clarification"),
    ("correction", "Correction"),
    ("reinstatement", "Reinstatement"),
)


class PlainForm(forms.Form):
    """Nothing to say."""

    def fit(self, subject: Mergeable, released: Sequence[Released]) -> None:
        """Leave out what does not come into question for the subject as it stands."""


class ReasonForm(PlainForm):
    """A reason, for the other editors."""

    reason = TextField(rows=2, required=False, label="Reason", help_text="The desk reads it.")


class SubmitForm(ReasonForm):
    """What is asked for, and why."""

    verb = forms.ChoiceField(choices=ASKED, label="Ask to")
    field_order = ("verb", "reason")

    def fit(self, subject: Mergeable, released: Sequence[Released]) -> None:
        """Offer what fits: an unmerge of what was merged, a retraction of what is public."""
        fitting = {"publish"} if subject.merged_into is None else {"unmerge"}
        if isinstance(subject, Claim) and released and subject.merged_into is None:
            fitting |= {"retract", "suppress"}
        elif isinstance(subject, Source) and subject.merged_into is None:
            fitting.add("suppress")
        field: Any = self.fields["verb"]
        field.choices = [choice for choice in ASKED if choice[0] in fitting]
        if len(fitting) == 1:
            field.initial, field.widget = next(iter(fitting)), forms.HiddenInput()


class ApproveForm(ReasonForm):
    """The approval of exactly what was previewed."""

    digest = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Look at the preview first, and approve there."},
    )


class NoteForm(PlainForm):
    """A note to the public."""

    note = TextField(
        rows=2,
        required=False,
        label="Public note",
        help_text="Readers see it. At least 20 characters.",
    )


class SuppressForm(NoteForm):
    """The ground that readers are told, and proof of who says so: it cannot be taken back."""

    own_password = forms.CharField(
        strip=False,
        label="Your own password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="What is suppressed does not come back.",
    )
    own_code = forms.CharField(
        required=False,
        max_length=20,
        label="A code of your own second factor",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Where you gave none for ten minutes.",
    )


class PublishForm(NoteForm):
    """What a publication is, the note on it, and from when on it may be."""

    event = forms.ChoiceField(choices=EVENTS, required=False, label="This is")
    not_before = forms.DateTimeField(
        required=False,
        widget=MomentInput,
        label="Not before",
        help_text="An embargo: nothing is published now, and nobody publishes it before then.",
    )
    field_order: Any = ("event", "note", "not_before")

    def fit(self, subject: Mergeable, released: Sequence[Released]) -> None:
        """Ask for nothing but an embargo where it is the first publication.

        What was said when it was put under embargo is filled in.
        """
        if isinstance(subject, Claim):
            self._fill(subject)
        event: Any = self.fields["event"]
        if not isinstance(subject, Claim):
            event.choices = [("", "An update, or its first release"), *EVENTS[1:4]]
            del self.fields["not_before"]
        elif not released:
            del self.fields["event"], self.fields["note"]
        elif released[0].event == "retraction":
            event.choices = EVENTS[-1:]
        else:
            event.choices = EVENTS[1:4]

    def _fill(self, claim: Claim) -> None:
        said = workflow.planned(claim)
        if said is not None:
            self.initial.update(event=said.event, note=said.note)
        if claim.not_before is not None and claim.not_before > timezone.now():
            self.initial["not_before"] = claim.not_before


class ApproveAndReleaseForm(ApproveForm, PublishForm):
    """The approval of what was previewed, and its release at once."""

    field_order = ("reason", "event", "note", "not_before", "digest")

    def fit_verb(self, verb: str) -> None:
        """Leave out what does not come into question for what is asked."""
        if verb != "publish":
            for name in ("event", "not_before"):
                self.fields.pop(name, None)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what is called with what the form says, and how it is told when done."""

    call: Callable[..., object]
    form: type[PlainForm]
    done: str


VERBS: dict[str, Verb] = {
    "submit": Verb(workflow.submit, SubmitForm, "submitted for review"),
    "request_changes": Verb(workflow.request_changes, ReasonForm, "sent back for changes"),
    "approve": Verb(workflow.approve, ApproveForm, "approved"),
    "reject": Verb(workflow.reject, ReasonForm, "rejected"),
    "reopen": Verb(workflow.reopen, ReasonForm, "a draft again"),
    "publish": Verb(workflow.publish, PublishForm, "published"),
    "retract": Verb(workflow.retract, NoteForm, "retracted"),
    "flag": Verb(workflow.flag, NoteForm, "under review in public"),
    "unflag": Verb(workflow.unflag, NoteForm, "no longer under review in public"),
    "merge": Verb(workflow.merge, NoteForm, "merged"),
    "unmerge": Verb(workflow.unmerge, NoteForm, "a thing of its own again"),
    "suppress": Verb(workflow.suppress, SuppressForm, "suppressed"),
}

FOR_READERS = {
    "flag": (
        "Readers see at once that it is under review, with your note. What it says stays, and so "
        "does its verdict."
    ),
    "unflag": "Readers no longer see that it is under review; your note says why.",
    "retract": (
        "Its page stays and says that it is retracted, with your note. Lists leave it out, and "
        "nobody is sent its verdict as one that stands."
    ),
    "merge": "Its public address leads to the one it is merged into, and lists leave it out.",
    "unmerge": "Its public address shows it again, as it was before the merge.",
}
"""What a verb that changes no words changes for readers."""

BOTH = "approve_and_release"
"""Approving, and releasing what was approved, by one button."""

DECIDING = (
    "approve",
    "request_changes",
    "reject",
    "publish",
    "retract",
    "merge",
    "unmerge",
    "suppress",
)
"""Verbs whose buttons stand beside the preview, where what is decided on is seen."""

ALONE = "suppress"
"""The verb that is never carried out by the button that approves it."""

FIRST = ("approve", "publish")
"""Verbs that come before the others where they are open: what whoever may do them came for."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A verb that was refused, and its form as it was typed, with what was wrong."""

    verb: str
    form: PlainForm


@dataclass(frozen=True, slots=True)
class Button:
    """A verb on a thing's page: whether it is open and why not, and what it asks for."""

    state: VerbState
    form: PlainForm
    is_refused: bool = False

    def for_readers(self) -> str:
        """Return what it changes for readers, where it changes no words."""
        return FOR_READERS.get(self.state.verb, "")


@dataclass(frozen=True, slots=True)
class Buttons:
    """The verbs that may be done now, the likeliest first, and the others."""

    open: tuple[Button, ...]
    closed: tuple[Button, ...]

    def deciding(self) -> "Buttons":
        """Return those that belong beside the preview."""
        return Buttons(_deciding(self.open), _deciding(self.closed))


def buttons(
    subject: Any,
    by: User,
    released: Sequence[Released] | None = None,
    refused: Refused | None = None,
) -> Buttons:
    """Return every verb for a claim, speaker, source, publisher or topic.

    One that was just refused stands among the open ones, so that nothing typed is lost.
    """
    told = releases_of(subject) if released is None else released
    found = list(_buttons(subject, by, told, refused))
    shown = [one for one in found if one.state.allowed or one.is_refused]
    shown.sort(key=lambda one: (not one.is_refused, one.state.verb not in FIRST))
    return Buttons(tuple(shown), tuple(one for one in found if one not in shown))


def _buttons(
    subject: Any, by: User, released: Sequence[Released], refused: Refused | None
) -> Iterator[Button]:
    for state in workflow.verbs_open_to(subject, by):
        if state.verb not in VERBS:
            continue
        if refused is not None and refused.verb == state.verb:
            yield Button(state, refused.form, is_refused=True)
            continue
        form = VERBS[state.verb].form(auto_id=f"{state.verb}_%s")
        form.fit(subject, released)
        yield Button(state, form)


def _deciding(found: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(one for one in found if one.state.verb in DECIDING)


def approve_and_release_form(
    subject: Any, by: User, refused: Refused | None = None
) -> PlainForm | None:
    """Return the form that approves and releases at once; None where the account may not both.

    One that was just refused is returned as it was typed.
    """
    if refused is not None and refused.verb == BOTH:
        return refused.form
    asked = asked_of(subject)
    states = {state.verb: state for state in workflow.verbs_open_to(subject, by)}
    if asked is None or not states["approve"].allowed or not may(by, asked.verb):
        return None
    if asked.verb == ALONE:
        return None
    form = ApproveAndReleaseForm(auto_id=f"{BOTH}_%s")
    form.fit(subject, releases_of(subject))
    form.fit_verb(asked.verb)
    return form


class BulkForm(ActionForm):
    """What an action on many claims needs besides the claims."""

    event = forms.ChoiceField(choices=EVENTS, required=False, label="Publish as:")
    said = forms.CharField(required=False, max_length=2000, label="Reason or public note:")


def bulk_action(name: str, label: str) -> Callable[..., None]:
    """Return the action that calls a verb on each of the chosen claims."""
    verb = VERBS[name]

    def act(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
        said = request.POST.get("said", "")
        event = request.POST.get("event", "")
        form = verb.form({"reason": said, "note": said, "verb": "publish", "event": event})
        form.full_clean()
        given = {name: value for name, value in form.cleaned_data.items() if name != "not_before"}

        def call(claim: Claim) -> object:
            return verb.call(claim, by=editor(request), **given)

        one_by_one(request, queryset, call, verb.done, name)

    act.__name__ = f"{name}_selected"
    act.short_description = label  # type: ignore[attr-defined]
    return act
