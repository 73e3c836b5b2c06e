"""Carrying verbs out: what was sent is called, and what is refused is handed back as typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from claims import workflow
from claims.admin import confirming, tampering
from claims.admin.access import editor
from claims.admin.standing import asked_of, releases_of
from claims.admin.verbs import ALONE, BOTH, VERBS, ApproveAndReleaseForm, PlainForm, Refused
from claims.desk.models import Submission
from claims.workflow import StaleEdit, WorkflowError

NOT_DECIDED = "Nothing was decided: it is not approved either."

Calls = list[tuple[str, Callable[[], object], str]]
"""Of each call: its verb, what calls it, and what is told when it is done."""


def carry_out(request: HttpRequest, subject: Any, name: str) -> Refused | None:
    """Call the verb with what was sent, and tell what came of it; None once it is done.

    Else nothing was done, and the form is returned as it was typed, with why. What the workflow
    refuses is audited as refused.
    """
    asked = asked_of(subject)
    made = ApproveAndReleaseForm if name == BOTH else VERBS[name].form
    form = made(request.POST, auto_id=f"{name}_%s")
    if tampering.refused(request, subject, name) or not _is_valid(request, form):
        return _refused(subject, name, form, asked)
    if fault := _unconfirmed(request, name, form.cleaned_data, asked):
        messages.error(request, fault)
        form.add_error(None, fault)
        return _refused(subject, name, form, asked)
    calls = _calls(request, subject, name, form.cleaned_data, asked)
    faults = _attempt(request, subject, name, calls)
    if faults:
        form.add_error(None, faults)
        return _refused(subject, name, form, asked)
    return None


def _unconfirmed(
    request: HttpRequest, name: str, said: dict[str, Any], asked: Submission | None
) -> str:
    """Take out what proves who it is, where a form asks for it; return what is wrong, or ""."""
    if name == BOTH and asked is not None and asked.verb == ALONE:
        return "Approve it first; it is suppressed by a button of its own."
    if "own_password" not in said:
        return ""
    return confirming.refusal(request, said.pop("own_password"), said.pop("own_code"))


def _calls(
    request: HttpRequest, subject: Any, name: str, said: dict[str, Any], asked: Submission | None
) -> Calls:
    if name != BOTH:
        return [_call(request, subject, name, said)]
    approval = {"digest": said["digest"], "reason": said["reason"]}
    calls = [_call(request, subject, "approve", approval)]
    if asked is not None:
        names = ("event", "note", "not_before") if asked.verb == "publish" else ("note",)
        calls.append(_call(request, subject, asked.verb, {name: said[name] for name in names}))
    return calls


def _call(
    request: HttpRequest, subject: Any, name: str, said: dict[str, Any]
) -> tuple[str, Callable[[], object], str]:
    """Return the call of a verb; a publication that is for an hour to come is an embargo."""
    verb, by, what = VERBS[name], editor(request), subject._meta.verbose_name
    until = said.pop("not_before", None)
    if until is not None and until > timezone.now():
        told = f"The {what} is under embargo until {_moment(until)}: publish it then."
        return name, lambda: workflow.embargo(subject, by=by, until=until, **said), told
    return name, lambda: verb.call(subject, by=by, **said), f"The {what} is {verb.done}."


def _attempt(request: HttpRequest, subject: Any, name: str, calls: Calls) -> list[str]:
    """Make all the calls or none; tell what was done, or audit, tell and return what refused it."""
    attempted = name
    try:
        with transaction.atomic():
            for verb, call, _ in calls:
                attempted = verb
                call()
                subject.refresh_from_db()
    except StaleEdit as stale:
        messages.error(request, stale.messages[0])
        return stale.messages[:1]
    except WorkflowError as refusal:
        subject.refresh_from_db()
        tampering.refuse(request, subject, attempted, refusal.messages)
        if attempted == calls[0][0]:
            return refusal.messages
        messages.warning(request, NOT_DECIDED)
        return [*refusal.messages, NOT_DECIDED]
    for _, _, told in calls:
        messages.success(request, told)
    return []


def _is_valid(request: HttpRequest, form: PlainForm) -> bool:
    for field, faults in form.errors.items():
        for fault in faults:
            messages.error(request, f"{field}: {fault}")
    return form.is_valid()


def _refused(subject: Any, name: str, form: PlainForm, asked: Submission | None) -> Refused:
    """Return the form as the page shows it: what does not come into question is left out."""
    form.fit(subject, releases_of(subject))
    if isinstance(form, ApproveAndReleaseForm) and asked is not None:
        form.fit_verb(asked.verb)
    return Refused(name, form)


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
