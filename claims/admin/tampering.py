"""Forms that bring what the desk's pages do not offer: refused as a whole, told and audited."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst

from claims import workflow
from claims.admin.access import editor
from claims.admin.autocomplete import is_key
from claims.admin.marking import plain
from claims.desk.models import Child, Versioned

NEVER_SAID = frozenset(
    {
        "by",
        "actor",
        "decided_by",
        "decision",
        "decision_number",
        "public_id",
        "requested_by",
        "roles",
        "single_person",
        "stage",
        "subject",
        "target",
        "user",
        "version",
    }
)
"""What no verb's button says: the desk knows it, or it follows from what was asked."""

MOST_TOLD = 5


def refused(
    request: HttpRequest, subject: Versioned, attempted: str, *, allowed: Iterable[str] = ()
) -> bool:
    """Tell whether the form of a verb says what only the desk knows; tell and audit that."""
    brought = sorted((NEVER_SAID - set(allowed)) & set(request.POST))
    if not brought:
        return False
    told = [
        f"{capfirst(_words(name))} is not said by this form: nothing was done." for name in brought
    ]
    refuse(request, subject, attempted, told)
    return True


def refuse(request: HttpRequest, subject: Versioned, attempted: str, told: Sequence[str]) -> None:
    """Tell an editor why a form was refused, and write it to the audit."""
    for line in told:
        messages.error(request, line)
    record(request, subject, attempted, told)


def record(request: HttpRequest, subject: Versioned, attempted: str, told: Sequence[str]) -> None:
    """Write to the audit that a form was refused."""
    workflow.record_refusal(subject, by=editor(request), attempted=attempted, reasons=told)


def faults(
    request: HttpRequest, saved: Versioned, form: Any, rows: Iterable[tuple[str, type[Child]]]
) -> list[str]:
    """Return what the form of a thing brings that its page does not offer, one line each.

    `rows` holds the prefix and the model of each of its inlines.
    """
    found = [*_fields(request, saved, form), *_version(request, saved)]
    for prefix, model in rows:
        found += _rows(request, saved, prefix, model)
    return found[:MOST_TOLD]


def _fields(request: HttpRequest, saved: Versioned, form: Any) -> Iterator[str]:
    offered = set(form.base_fields)
    for field in saved._meta.concrete_fields:
        if field.name == "version" or field.name in offered:
            continue
        if field.name in request.POST or field.attname in request.POST:
            name = capfirst(plain(str(field.verbose_name)))
            yield f"{name} is not changed by this form: nothing was saved."


def _version(request: HttpRequest, saved: Versioned) -> Iterator[str]:
    said = request.POST.get("version", "")
    if not said.isdecimal() or not said.isascii() or not 1 <= int(said[:18]) <= saved.version:
        yield "This form names a version that never was: open the page again. Nothing was saved."


def _rows(request: HttpRequest, saved: Versioned, prefix: str, model: type[Child]) -> Iterator[str]:
    """Yield that a row of another thing was sent along as one of this."""
    named = re.compile(rf"{re.escape(prefix)}-\d+-id")
    ids = {str(value) for name, value in request.POST.items() if named.fullmatch(name)}
    keys = [int(value) for value in ids if is_key(value)]
    others = model._default_manager.filter(pk__in=keys).exclude(**{model.ROOT: saved.pk})
    if keys and others.exists():
        what, root = model._meta.verbose_name, saved._meta.verbose_name
        yield f"A row of another {root} was sent as {what} of this one: nothing was saved."


def _words(name: str) -> str:
    return name.replace("_", " ")
