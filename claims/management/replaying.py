"""Re-proving what the desk's rows say, by what the audit tells of each of their changes."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from claims.desk.audit import settled
from claims.desk.models import AuditEntry, Capture, Versioned
from claims.desk.witness import ROOTS
from claims.workflow.snapshots import Plain, name_of, snapshot
from claims.workflow.suppressing import REDACT

AT_ONCE = 100

_UNTOLD = ("stage",)
"""Fields that verbs change without telling them as fields."""

_PROVED_ELSEWHERE = "capture"
"""Children that are held to the audit when captures are proved."""


def faults() -> Iterator[str]:
    """Give each root or child with a field that says something else than the audit tells.

    Roots are taken in the order in which they were made, each with its children; one line for so
    many of them as are looked at together. Editing may go on meanwhile.
    What the audit does not tell, or told in what was suppressed since, is taken as it stands.
    """
    for model in ROOTS:
        roots = _with_names(model).order_by("pk").iterator(chunk_size=AT_ONCE)
        while some := list(islice(roots, AT_ONCE)):
            keys = [root.pk for root in some]
            if next(_faults_of(some), None):
                fault = settled(partial(_faults_at, model, keys))
                yield from filter(None, [fault])


def _faults_at(model: type[Versioned], keys: list[int]) -> Iterator[str]:
    return _faults_of(list(_with_names(model).filter(pk__in=keys).order_by("pk")))


def _faults_of(roots: list[Any]) -> Iterator[str]:
    kind = roots[0]._meta.model_name if roots else ""
    told: dict[str, dict[str, Plain]] = {root.public_id: {} for root in roots}
    entries = AuditEntry.objects.filter(subject_kind=kind, subject__in=told)
    for entry in entries.order_by("sequence").iterator(chunk_size=AT_ONCE):
        _take(told[entry.subject], entry)
    children = _children({name for names in told.values() for name in names if name})
    for root in roots:
        for name, fields in told[root.public_id].items():
            row = children.get(name) if name else root
            what = name.replace(":", " ", 1) or f"{kind} {root.public_id}"
            if row is None:
                yield f"{what} of {kind} {root.public_id} is missing, and the audit tells of it"
            elif wrong := _wrong(row, fields):
                yield f"{what} has been changed: its {wrong} is not the one that the audit tells of"


def _take(told: dict[str, Plain], entry: AuditEntry) -> None:
    """Follow an entry: what is told of the root stands under "", of a child under its name."""
    if entry.payload is None or entry.verb == REDACT:
        told.clear()
        return
    for name, value in (json.loads(entry.payload)["after"] or {}).items():
        kind, child, _ = name.partition(":")
        if not child:
            told.setdefault("", {})[name] = value
        elif value is None:
            told.pop(name, None)
        elif kind != _PROVED_ELSEWHERE:
            told.setdefault(name, {}).update(value)


def _children(names: set[str]) -> dict[str, Model]:
    """Return the rows of these names in the audit; those that are gone are left out."""
    keys: dict[str, list[str]] = {}
    for name in sorted(names):
        kind, _, key = name.partition(":")
        keys.setdefault(kind, []).append(key)
    found: dict[str, Model] = {}
    for kind, own in keys.items():
        model: Any = apps.get_model("claims", kind)
        by = "public_id" if hasattr(model, "public_id") else "pk"
        found |= {name_of(row): row for row in _with_names(model).filter(**{f"{by}__in": own})}
    return found


def _with_names(model: type[Model]) -> QuerySet[Any]:
    """Return the rows with what they name, but without texts that only those have."""
    named = [field for field in model._meta.concrete_fields if field.is_relation]
    texts = [field.name for field in named if field.related_model is Capture]
    heavy = (f"{name}__{text}" for name in texts for text in ("text", "original"))
    return model._default_manager.select_related(*(one.name for one in named)).defer(*heavy)


def _wrong(row: Model, fields: Plain) -> str:
    """Return the name of the first field that is not as it was told, "" where all are."""
    stands = snapshot(row)
    for name, value in fields.items():
        if name in stands and name not in _UNTOLD and not _same(stands[name], value):
            return name
    return ""


def _same(stands: Any, told: Any) -> bool:
    if stands == told:
        return True
    try:
        return datetime.fromisoformat(stands) == datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return False
