"""Audit entries in words: fields by their labels, choices and related things by their names."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from claims.admin.autocomplete import with_labels
from claims.admin.differences import Piece, pieces
from claims.admin.marking import plain
from claims.desk.models import (
    AuditEntry,
    Child,
    Claim,
    ClaimStatement,
    ClaimTopic,
    Evidence,
    JointSpeaker,
)

LONGEST = 1_000
"""Characters of a value that a table shows."""

DIGEST = 12
"""Digits of a digest that tell it from others here."""

_DATE_PARTS = ("_start", "_end", "_precision", "_offset")
_DIGITS = {"year": 4, "month": 7, "day": 10, "minute": 16}
_ROWS: dict[type[models.Model], tuple[str, ...]] = {
    ClaimStatement: ("statement__speaker",),
    ClaimTopic: ("topic",),
    Evidence: ("source", "statement__speaker"),
    JointSpeaker: ("speaker",),
}
"""What the names of some children need beside their own row."""

_UNSAID = frozenset({"public_id", "start", "end"})
"""What says nothing to a reader: a quote is told by its words."""

_WORDS = {
    "asked": "Asked for",
    "attempted": "What was tried",
    "told": "Why it was refused",
    "moved": "What followed",
    "not": "Not the same as",
    "mentioned": "Called",
    "number": "Release number",
    "release": "Sequence in the record",
    "digest": "Digest of the content",
}

Values = Mapping[str, Any]
Key = tuple[type[models.Model], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an act changed: both values as texts, and their difference word by word."""

    field: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What stayed, went and came."""
        return pieces(self.before, self.after)


def changes_of(entries: Iterable[AuditEntry]) -> list[list[Change]]:
    """Return what each entry changed, field by field; nothing where its payload is gone.

    Names are looked up for all of them together.
    """
    payloads = [(entry, *_payload(entry)) for entry in entries]
    names = _Names()
    for entry, before, after in payloads:
        names.want(_model(entry.subject_kind), before, after)
    names.look_up()
    return [
        list(_changes(names, _model(entry.subject_kind), before, after, ""))
        for entry, before, after in payloads
    ]


def _payload(entry: AuditEntry) -> tuple[Values, Values]:
    payload = json.loads(entry.payload) if entry.payload else {}
    return payload.get("before") or {}, payload.get("after") or {}


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model("claims", kind)
    except LookupError:
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    fields = model._meta.concrete_fields if model else ()
    return next((field for field in fields if field.name == name), None)


class _Names:
    """Names of related things and of rows, fetched with one query a model."""

    def __init__(self) -> None:
        self.wanted: defaultdict[type[models.Model], set[str]] = defaultdict(set)
        self.found: dict[Key, str] = {}

    def want(self, model: type[models.Model] | None, *sides: Values) -> None:
        """Note every related thing and every row that the values name."""
        for side in sides:
            for name, value in side.items():
                if ":" in name:
                    kind, _, key = name.partition(":")
                    row = _model(kind)
                    if row is not None:
                        self.wanted[row].add(key)
                        self.want(row, value or {})
                elif (related := _related(model, name)) and value is not None:
                    self.wanted[related].update(map(str, _listed(value)))

    def look_up(self) -> None:
        """Fetch them."""
        for model, keys in self.wanted.items():
            by = "public_id" if _has_public_id(model) else "pk"
            fitting = [key for key in keys if by == "public_id" or key.isdecimal()]
            rows = with_labels(model._default_manager.all()).select_related(*_ROWS.get(model, ()))
            for row in _light(rows).filter(**{f"{by}__in": fitting}):
                self.found[model, str(getattr(row, by))] = str(row)

    def of(self, model: type[models.Model], key: Any) -> str:
        """Return the name of a thing, its key where it is gone."""
        return self.found.get((model, str(key)), str(key))


def _related(model: type[models.Model] | None, name: str) -> type[models.Model] | None:
    if name in ("merged_into", "not") and model is not None:
        return model
    if name in ("assigned_to", "mentioned"):
        return _model("user")
    if name == "note" and _field(model, name) is None:
        # Of a comment its key, of a release its text, which is no key of any note.
        return _model("internalnote")
    field = _field(model, name)
    return field.related_model if field is not None and field.is_relation else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _has_public_id(model: type[models.Model]) -> bool:
    return any(field.name == "public_id" for field in model._meta.concrete_fields)


def _light(rows: models.QuerySet) -> models.QuerySet:
    """Return the rows without what their names have no use for."""
    if rows.model is Claim:
        return rows.only("pk", "public_id", "text")
    return rows


def _changes(
    names: _Names, model: type[models.Model] | None, before: Values, after: Values, where: str
) -> Iterator[Change]:
    for name in {**before, **after}:
        was, is_now = before.get(name), after.get(name)
        if ":" in name:
            yield from _row(names, name, was, is_now)
            continue
        if name in _UNSAID:
            continue
        if _is_date_part(model, name):
            if name.endswith("_start"):
                date = name.removesuffix("_start")
                label = capfirst(date.replace("_", " "))
                found = Change(f"{where}{label}", _date(before, date), _date(after, date))
                if found.before or found.after:
                    yield found
            continue
        old, new = _text(names, model, name, was), _text(names, model, name, is_now)
        if old or new:
            yield Change(f"{where}{_label(model, name)}", old, new)


def _row(names: _Names, name: str, was: Values | None, is_now: Values | None) -> Iterator[Change]:
    """Yield the changes of one row of a root, under what the row is known by."""
    kind, _, key = name.partition(":")
    model = _model(kind)
    what = capfirst(str(model._meta.verbose_name)) if model else kind
    called = _called(names, model, key, is_now or was or {})
    where = plain(f"{what} {called}" if called else what)
    if was and is_now:
        yield from _changes(names, model, was, is_now, f"{where}: ")
        return
    root = model.ROOT if model is not None and issubclass(model, Child) else ""
    whole = {name: value for name, value in (is_now or was or {}).items() if name != root}
    told = _changes(names, model, {}, whole, "")
    lines = "\n".join(f"{each.field}: {each.after}" for each in told)
    yield Change(where, "" if is_now else lines, lines if is_now else "")


def _called(names: _Names, model: type[models.Model] | None, key: str, values: Values) -> str:
    if model is not None and (model, key) in names.found:
        told = names.found[model, key]
    else:
        own = ("quote", "text", "name", "title", "party")
        told = next((str(values[one]) for one in own if values.get(one)), "")
    line = " ".join(told.split())
    return f"“{line[:60]}{'…' if len(line) > 60 else ''}”" if line else ""


def _label(model: type[models.Model] | None, name: str) -> str:
    field = _field(model, name)
    if field is not None:
        return str(capfirst(str(field.verbose_name)))
    return _WORDS.get(name, capfirst(name.replace("_", " ")) or "")


def _is_date_part(model: type[models.Model] | None, name: str) -> bool:
    part = next((part for part in _DATE_PARTS if name.endswith(part)), "")
    return bool(part) and _field(model, f"{name.removesuffix(part)}_precision") is not None


def _date(values: Values, name: str) -> str:
    start = str(values.get(f"{name}_start") or "")
    digits = _DIGITS.get(str(values.get(f"{name}_precision") or ""), 16)
    return start[:digits].replace("T", " ")


def _text(names: _Names, model: type[models.Model] | None, name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    related = _related(model, name)
    if related is not None:
        return plain(", ".join(names.of(related, key) for key in _listed(value)))
    field = _field(model, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return date_format(localtime(moment), "DATETIME_FORMAT")
    if name.endswith("digest"):
        return f"{value[:DIGEST]}…"
    if isinstance(value, Mapping):
        lines = (
            f"{key.replace('_', ' ')}: {_text(names, None, key, v)}" for key, v in value.items()
        )
        return "\n".join(lines)
    if isinstance(value, list):
        return plain("; ".join(map(str, value)))
    text = plain(str(value))
    left = len(text) - LONGEST
    return text if left <= 0 else f"{text[:LONGEST]}… ({left:,} more characters)"
