"""The editorial verbs as buttons and as actions on many claims; the workflow decides on each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest

from claims import workflow
from claims.admin.access import editor
from claims.admin.bulk import one_by_one
from claims.admin.fields import TextField
from claims.desk.models import Claim, User
from claims.workflow import VerbState, WorkflowError

ASKED = (("publish", "Publish it"), ("retract", "Retract it"))
EVENTS = (
    ("", "First publication"),
    ("update", "Update"),
    ("clarification", "Clarification"),
    ("correction", "Correction"),
    ("reinstatement", "Reinstatement"),
)


class PlainForm(forms.Form):
    """Nothing to say."""


class ReasonForm(forms.Form):
    """A reason, for the other editors."""

    reason = TextField(rows=2, required=False, label="Reason", help_text="The desk reads it.")


class SubmitForm(ReasonForm):
    """What is asked for, and why."""

    verb = forms.ChoiceField(choices=ASKED, label="Ask to")
    field_order = ("verb", "reason")


class ApproveForm(ReasonForm):
    """The approval of exactly what was previewed."""

    digest = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Look at the preview first, and approve there."},
    )


class NoteForm(forms.Form):
    """A note to the public."""

    note = TextField(
        rows=2,
        required=False,
        label="Public note",
        help_text="Readers see it. Needed for everything but the first publication.",
    )


class PublishForm(NoteForm):
    """What a publication is, and the note on it."""

    event = forms.ChoiceField(choices=EVENTS, required=False, label="This is")
    field_order = ("event", "note")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what is called with what the form says, and how it is told when done."""

    call: Callable[..., object]
    form: type[forms.Form]
    done: str


VERBS: dict[str, Verb] = {
    "submit": Verb(workflow.submit, SubmitForm, "submitted for review"),
    "request_changes": Verb(workflow.request_changes, ReasonForm, "sent back for changes"),
    "approve": Verb(workflow.approve, ApproveForm, "approved"),
    "reject": Verb(workflow.reject, ReasonForm, "rejected"),
    "reopen": Verb(workflow.reopen, ReasonForm, "a draft again"),
    "publish": Verb(workflow.publish, PublishForm, "published"),
    "retract": Verb(workflow.retract, NoteForm, "retracted"),
}


@dataclass(frozen=True, slots=True)
class Button:
    """A verb on the claim's page: whether it is open and why not, and what it asks for."""

    state: VerbState
    form: forms.Form


def buttons(claim: Claim, by: User) -> Iterator[Button]:
    """Yield every verb in the order of the workflow."""
    for state in workflow.verbs_open_to(claim, by):
        if state.verb in VERBS:
            form = VERBS[state.verb].form(auto_id=f"{state.verb}_%s")
            yield Button(state, form)


def carry_out(request: HttpRequest, claim: Claim, name: str) -> bool:
    """Call the verb with what was sent, tell what came of it, and say whether it was done."""
    verb = VERBS[name]
    form = verb.form(request.POST)
    if not form.is_valid():
        for field, faults in form.errors.items():
            for fault in faults:
                messages.error(request, f"{field}: {fault}")
        return False
    try:
        verb.call(claim, by=editor(request), **form.cleaned_data)
    except WorkflowError as refusal:
        for reason in refusal.messages:
            messages.error(request, reason)
        return False
    messages.success(request, f"The claim is {verb.done}.")
    return True


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

        def call(claim: Claim) -> object:
            return verb.call(claim, by=editor(request), **form.cleaned_data)

        one_by_one(request, queryset, call, verb.done)

    act.__name__ = f"{name}_selected"
    act.short_description = label  # type: ignore[attr-defined]
    return act
