"""What the audit keeps of a row: its fields as plain JSON values."""

from datetime import date, datetime
from typing import Any

from django.db import models

_DERIVED = ("folded", "latin", "sound", "prefix", "suffix", "original")
_SKIPPED = frozenset({"version", "root_version", "suppressed_under", *_DERIVED})

Plain = dict[str, Any]


def snapshot(row: models.Model | None) -> Plain:
    """Return every editorial field of a row; relations by public id, times in ISO 8601."""
    if row is None:
        return {}
    return {
        field.name: plain(row, field)
        for field in row._meta.concrete_fields
        if field.name not in _SKIPPED and not field.primary_key
    }


def difference(old: Plain, new: Plain) -> tuple[Plain, Plain]:
    """Return only what differs, as (before, after); whole where one side is empty."""
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return (
        {name: old[name] for name in names if name in old},
        {name: new[name] for name in names if name in new},
    )


def name_of(row: models.Model) -> str:
    """Return the name under which the audit keeps a child: model and identity."""
    identity = getattr(row, "public_id", None) or row.pk
    return f"{row._meta.model_name}:{identity}"


def plain(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    """Return the value of one field as a snapshot holds it."""
    if field.is_relation:
        related = getattr(row, field.name) if getattr(row, field.attname) is not None else None
        return None if related is None else getattr(related, "public_id", related.pk)
    value = getattr(row, field.attname)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
