"""The editorial verbs as buttons and as actions on many claims; the workflow decides on each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest
from django.utils import timezone

from claims import workflow
from claims.admin import confirming, tampering
from claims.admin.access import editor
from claims.admin.bulk import one_by_one
from claims.admin.fields import MomentInput, TextField
from claims.admin.standing import Released, asked_of, releases_of
from claims.desk.models import Claim, Mergeable, Source, User
from claims.desk.permissions import may
from claims.workflow import StaleEdit, VerbState, WorkflowError

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
        """Ask for nothing but an embargo where it is the first publication."""
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


class ApproveAndReleaseForm(ApproveForm, PublishForm):
    """The approval of what was previewed, and its release at once."""

    field_order = ("reason", "event", "note", "not_before", "digest")


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
class Button:
    """A verb on a thing's page: whether it is open and why not, and what it asks for."""

    state: VerbState
    form: PlainForm


@dataclass(frozen=True, slots=True)
class Buttons:
    """The verbs that may be done now, the likeliest first, and the others."""

    open: tuple[Button, ...]
    closed: tuple[Button, ...]

    def deciding(self) -> "Buttons":
        """Return those that belong beside the preview."""
        return Buttons(_deciding(self.open), _deciding(self.closed))


def buttons(subject: Any, by: User, released: Sequence[Released] | None = None) -> Buttons:
    """Return every verb for a claim, speaker, source, publisher or topic."""
    told = releases_of(subject) if released is None else released
    found = list(_buttons(subject, by, told))
    allowed = sorted(
        (one for one in found if one.state.allowed), key=lambda one: one.state.verb not in FIRST
    )
    return Buttons(tuple(allowed), tuple(one for one in found if not one.state.allowed))


def _buttons(subject: Any, by: User, released: Sequence[Released]) -> Iterator[Button]:
    for state in workflow.verbs_open_to(subject, by):
        if state.verb not in VERBS:
            continue
        form = VERBS[state.verb].form(auto_id=f"{state.verb}_%s")
        form.fit(subject, released)
        yield Button(state, form)


def _deciding(found: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(one for one in found if one.state.verb in DECIDING)


def approve_and_release_form(subject: Any, by: User) -> PlainForm | None:
    """Return the form that approves and releases at once; None where the account may not both."""
    asked = asked_of(subject)
    states = {state.verb: state for state in workflow.verbs_open_to(subject, by)}
    if asked is None or not states["approve"].allowed or not may(by, asked.verb):
        return None
    if asked.verb == ALONE:
        return None
    form: PlainForm = ApproveAndReleaseForm(auto_id=f"{BOTH}_%s")
    form.fit(subject, releases_of(subject))
    if asked.verb != "publish":
        for name in ("event", "not_before"):
            form.fields.pop(name, None)
    return form


def carry_out(request: HttpRequest, subject: Any, name: str) -> bool:
    """Call the verb with what was sent, tell what came of it, and say whether it was done.

    What the workflow refuses is audited as refused.
    """
    if tampering.refused(request, subject, name):
        return False
    if name == BOTH:
        return _approve_and_release(request, subject)
    verb = VERBS[name]
    form = verb.form(request.POST)
    if not _is_valid(request, form) or not _is_confirmed(request, form.cleaned_data):
        return False
    return attempt(request, subject, name, form.cleaned_data)


def _is_confirmed(request: HttpRequest, said: dict[str, Any]) -> bool:
    """Take out what proves who it is, where a form asks for it, and tell what is wrong with it."""
    if "own_password" not in said:
        return True
    refusal = confirming.refusal(request, said.pop("own_password"), said.pop("own_code"))
    if refusal:
        messages.error(request, refusal)
    return not refusal


def attempt(request: HttpRequest, subject: Any, name: str, said: dict[str, Any]) -> bool:
    """Call one verb with what is said, tell and audit a refusal, and say whether it was done.

    A publication that is not to be before some time to come is put under embargo instead.
    """
    verb = VERBS[name]
    not_before = said.pop("not_before", None)
    held_back = not_before is not None and not_before > timezone.now()
    try:
        if held_back:
            subject.not_before = not_before
            workflow.revise(subject, by=editor(request))
        else:
            verb.call(subject, by=editor(request), **said)
    except StaleEdit as stale:
        messages.error(request, stale.messages[0])
        return False
    except WorkflowError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        workflow.record_refusal(
            subject, by=editor(request), attempted=name, reasons=refusal.messages
        )
        return False
    name = subject._meta.verbose_name
    told = f"under embargo until {_moment(not_before)}: publish it then" if held_back else verb.done
    messages.success(request, f"The {name} is {told}.")
    return True


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _approve_and_release(request: HttpRequest, subject: Any) -> bool:
    """Approve, then release; where that is refused the approval stands, and it is said why."""
    form = ApproveAndReleaseForm(request.POST)
    asked = asked_of(subject)
    if not _is_valid(request, form):
        return False
    said = form.cleaned_data
    approval = {"digest": said["digest"], "reason": said["reason"]}
    if asked is not None and asked.verb == ALONE:
        messages.error(request, "Approve it first; it is suppressed by a button of its own.")
        return False
    if not attempt(request, subject, "approve", approval) or asked is None:
        return False
    names = ("event", "note", "not_before") if asked.verb == "publish" else ("note",)
    subject.refresh_from_db()
    done = attempt(request, subject, asked.verb, {name: said[name] for name in names})
    if not done:
        messages.warning(request, "The approval stands: releasing it is all that is left.")
    return done


def _is_valid(request: HttpRequest, form: forms.Form) -> bool:
    for field, faults in form.errors.items():
        for fault in faults:
            messages.error(request, f"{field}: {fault}")
    return form.is_valid()


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
