"""Undoing what one audit entry tells: the change that takes its root back to what it was."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from claims.desk.models import AuditEntry, Child, Versioned
from claims.workflow.errors import RuleViolated
from claims.workflow.snapshots import Plain, plain, snapshot

KEPT = frozenset({"public_id", "stage", "merged_into", "origin", "pattern", "confidence"})
"""Fields of a root that only verbs of their own change."""

Still = Callable[[Any, Any], bool]
"""Whether a value is still as the entry left it: asked with what stands there and what it left."""


@dataclass
class Edit:
    """A change of one root: its own fields, and children to save and to take away."""

    root: Versioned
    fields: Plain = field(default_factory=dict)
    save: list[Child] = field(default_factory=list)
    remove: list[Child] = field(default_factory=list)

    def apply(self) -> None:
        """Give the root its fields; nothing is written."""
        for name, value in self.fields.items():
            setattr(self.root, name, value)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to change."""
        return not (self.fields or self.save or self.remove)


def undone(entry: AuditEntry, root: Versioned, still: Still) -> Edit:
    """Return what takes the root back to how it was before the entry, as far as `still` holds.

    Children that the entry added go, those it took away come back as new rows of the same
    identity. Raises RuleViolated for an entry that made the root, changed nothing of it, or no
    longer tells what it changed.
    """
    before, after = _told(entry)
    edit = Edit(root)
    for name in {**before, **after}:
        if ":" in name:
            _undo_child(edit, name, before.get(name), after.get(name), still)
        elif name not in KEPT and name in before:
            own = _field(root, name)
            if own is not None and still(plain(root, own), after.get(name)):
                edit.fields[name] = _value(own, before[name])
    return edit


def _told(entry: AuditEntry) -> tuple[Plain, Plain]:
    if entry.payload is None:
        raise RuleViolated("This entry no longer tells what it changed.")
    payload = json.loads(entry.payload)
    before, after = payload["before"], payload["after"]
    if not before and after and "public_id" in after:
        raise RuleViolated("This entry made it; there is nothing before it to go back to.")
    if before is None:
        raise RuleViolated("This entry changed no content.")
    return before, after or {}


def _undo_child(
    edit: Edit, name: str, before: Plain | None, after: Plain | None, still: Still
) -> None:
    kind, _, key = name.partition(":")
    model: Any = apps.get_model("claims", kind)
    if not issubclass(model, Child):
        raise RuleViolated("A captured text stays; it is never taken away.")
    row = _row(model, key) or _made_anew(model, edit.root, after)
    if before is None:
        if row is not None and still(_same_fields(row, after), after):
            edit.remove.append(row)
    elif after is None:
        if row is None:
            edit.save.append(_made_again(model, edit.root, before))
    elif row is not None:
        _undo_fields(edit, row, before, after, still)


def _undo_fields(edit: Edit, row: Child, before: Plain, after: Plain, still: Still) -> None:
    changed = False
    for name, value in before.items():
        own = _field(row, name)
        if own is not None and still(plain(row, own), after.get(name)):
            setattr(row, own.name, _value(own, value))
            changed = True
    if changed:
        edit.save.append(row)


def _made_again(model: type[Child], root: Versioned, values: Plain) -> Child:
    row = model()
    for name, value in values.items():
        own = _field(row, name)
        if own is not None and name != model.ROOT:
            setattr(row, own.name, _value(own, value))
    setattr(row, model.ROOT, root)
    return row


def _row(model: type[Child], key: str) -> Child | None:
    by = {"public_id": key} if hasattr(model, "public_id") else {"pk": key}
    return model._default_manager.filter(**by).first()


def _made_anew(model: type[Child], root: Versioned, told: Plain | None) -> Child | None:
    """Return the root's row that says what is told, where one without an identity was made again.

    It went with another entry and came back when that was undone, under another number.
    """
    if told is None or hasattr(model, "public_id"):
        return None
    rows = model._default_manager.filter(**{model.ROOT: root})
    return next((row for row in rows if _same_fields(row, told) == told), None)


def _same_fields(row: Child, told: Plain | None) -> Plain:
    names = told or {}
    return {name: value for name, value in snapshot(row).items() if name in names}


def _field(row: Model, name: str) -> "Field[Any, Any] | None":
    return next((one for one in row._meta.concrete_fields if one.name == name), None)


def _value(own: "Field[Any, Any]", told: Any) -> Any:
    if told is None or not own.is_relation:
        return own.to_python(told) if told is not None else None
    related: Any = own.related_model
    by = "public_id" if hasattr(related, "public_id") else "pk"
    found = related._default_manager.filter(**{by: told}).first()
    if found is None:
        name = related._meta.verbose_name
        raise RuleViolated(f"The {name} it named, {told}, is no longer there.")
    return found
