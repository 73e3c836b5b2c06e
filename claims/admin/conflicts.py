"""Two editors, one thing: what each of them changed, brought together without losing either."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from claims.admin.marking import plain
from claims.desk.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs, as texts for reading; `mine` is what the form holds."""

    where: str
    opened: str
    theirs: str
    mine: str


@dataclass
class Conflict:
    """What a stale save met. `data` is the input with which the form is shown again.

    `both` holds what both changed: the form keeps mine. `taken` holds what only they changed: the
    form takes theirs over. `rows` tells of rows that came or went, `entry` who saved last. A second
    save is deliberate.
    """

    data: QueryDict
    both: list[Difference] = field(default_factory=list)
    taken: list[Difference] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    entry: AuditEntry | None = None


def merge(
    sent: QueryDict,
    mine: forms.ModelForm,
    theirs: forms.ModelForm,
    formsets: Iterable[tuple[forms.BaseInlineFormSet, str]],
) -> Conflict:
    """Bring the input `sent` and what is saved by now together.

    `mine` is bound to the input, `theirs` shows what is saved; each formset shows what is saved,
    with the name of its rows for the reader.
    """
    conflict = Conflict(data=sent.copy())
    _merge_form(conflict, mine, theirs, where="")
    for saved, name in formsets:
        _Rows(conflict, sent, saved, name).merge()
    return conflict


def _merge_form(
    conflict: Conflict, mine: forms.ModelForm, theirs: forms.ModelForm, where: str
) -> bool:
    """Merge one form's fields into the data; tell whether mine changed any of them."""
    changed = False
    for name in theirs.fields:
        entry, saved = mine[name], theirs[name]
        was_opened_as = mine.data.get(entry.html_initial_name)
        i_changed = name in mine.changed_data
        changed |= i_changed
        conflict.data[entry.html_initial_name] = _initial(saved)
        if not _differs(saved, was_opened_as) or not _differs(saved, entry.data):
            continue
        difference = Difference(
            where=f"{where}{saved.label}",
            opened=_read(saved, was_opened_as),
            theirs=_read(saved, _initial(saved)),
            mine=_read(saved, entry.data),
        )
        if i_changed:
            conflict.both.append(difference)
        else:
            conflict.taken.append(difference)
            _put(conflict.data, entry.html_name, saved)
    return changed


class _Rows:
    """The rows of one inline: mine as sent, theirs as saved."""

    def __init__(
        self, conflict: Conflict, sent: QueryDict, saved: forms.BaseInlineFormSet, name: str
    ) -> None:
        self.conflict, self.sent, self.saved, self.name = conflict, sent, saved, name
        self.prefix = saved.prefix
        self.key = saved.instance._meta.pk.name
        self.theirs = {str(form.instance.pk): form for form in saved.initial_forms}

    def merge(self) -> None:
        """Keep my rows, take theirs over, and number them anew: saved rows first."""
        kept: list[dict[str, list[str]]] = []
        new: list[dict[str, list[str]]] = []
        mine = set()
        for index in range(self._count("TOTAL_FORMS")):
            row_id = self.sent.get(f"{self.prefix}-{index}-{self.key}", "")
            mine.add(row_id)
            if row_id in self.theirs:
                self._merge_row(index, row_id)
                kept.append(self._row(index))
            elif not row_id:
                new.append(self._row(index))
            elif self._is_changed(index):
                self._tell(index, "was removed by them; yours is kept as a new row")
                new.append({**self._row(index), self.key: [""]})
            else:
                self._tell(index, "was removed by them")
        for row_id, form in self.theirs.items():
            if row_id not in mine:
                self.conflict.rows.append(f"{self.name}: {plain(str(form.instance))} was added.")
                kept.append(_as_row(form, self.key))
        self._write(kept, new)

    def _count(self, name: str) -> int:
        written = self.sent.get(f"{self.prefix}-{name}", "")
        most = self.saved.absolute_max
        return min(int(written), most) if written.isdecimal() else 0

    def _row(self, index: int) -> dict[str, list[str]]:
        """Return the row's input by field; the opened values under "initial-"."""
        found = {}
        for start, name in self._starts(index):
            for key, values in self.conflict.data.lists():
                if key.startswith(start):
                    found[name + key.removeprefix(start)] = list(values)
        return found

    def _starts(self, index: int) -> tuple[tuple[str, str], ...]:
        return (f"{self.prefix}-{index}-", ""), (f"initial-{self.prefix}-{index}-", "initial-")

    def _form(self, index: int, instance: models.Model) -> forms.ModelForm:
        prefix = f"{self.prefix}-{index}"
        form: forms.ModelForm = self.saved.form(self.sent, prefix=prefix, instance=instance)
        return form

    def _merge_row(self, index: int, row_id: str) -> None:
        theirs = self.theirs[row_id]
        instance = type(theirs.instance)(**_values(theirs.instance))
        bound = self._form(index, instance)
        before = len(self.conflict.both) + len(self.conflict.taken)
        where = f"{self.name}, {plain(str(theirs.instance))[:60]}: "
        saved = self.saved.form(prefix=bound.prefix, instance=theirs.instance)
        _merge_form(self.conflict, bound, saved, where)
        after = len(self.conflict.both) + len(self.conflict.taken)
        if after > before and self.sent.get(f"{bound.prefix}-DELETE"):
            self._tell(index, "was changed by them; you marked it for removal")

    def _is_changed(self, index: int) -> bool:
        if self.sent.get(f"{self.prefix}-{index}-DELETE"):
            return False
        return bool(self._form(index, self.saved.form._meta.model()).changed_data)

    def _tell(self, index: int, what: str) -> None:
        row = self.theirs.get(self.sent.get(f"{self.prefix}-{index}-{self.key}", ""))
        label = plain(str(row.instance)) if row else f"row {index + 1}"
        self.conflict.rows.append(f"{self.name}: {label} {what}.")

    def _write(self, kept: list[dict[str, list[str]]], new: list[dict[str, list[str]]]) -> None:
        data = self.conflict.data
        own = (f"{self.prefix}-", f"initial-{self.prefix}-")
        for key in [key for key in data if key.startswith(own) and not key.endswith("_FORMS")]:
            del data[key]
        for index, row in enumerate([*kept, *new]):
            for name, values in row.items():
                data.setlist(self._name(index, name), values)
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(kept))
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))

    def _name(self, index: int, name: str) -> str:
        for start, mark in reversed(self._starts(index)):
            if name.startswith(mark):
                return start + name.removeprefix(mark)
        raise KeyError(name)


def _as_row(form: forms.ModelForm, key: str) -> dict[str, list[str]]:
    row: dict[str, list[str]] = {key: [str(form.instance.pk)]}
    for name in form.fields:
        if name in (key, "DELETE"):
            continue
        saved = form[name]
        row[f"initial-{name}"] = [_initial(saved)]
        data = QueryDict(mutable=True)
        _put(data, name, saved)
        if name in data:
            row[name] = [str(data[name])]
    return row


def _values(instance: models.Model) -> Mapping[str, Any]:
    return {
        each.attname: getattr(instance, each.attname) for each in instance._meta.concrete_fields
    }


def _differs(saved: forms.BoundField, data: Any) -> bool:
    """Tell whether `data`, as a browser sends it, is something else than what is saved."""
    return bool(saved.field.has_changed(saved.initial, data))


def _initial(saved: forms.BoundField) -> str:
    value = saved.value()
    return "" if value is None else str(value)


def _put(data: QueryDict, name: str, saved: forms.BoundField) -> None:
    """Write what is saved into `data` as a browser would send it."""
    value = saved.value()
    if isinstance(saved.field.widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(saved.field, forms.ChoiceField):
        data[name] = "" if value is None else str(value)
    else:
        data[name] = str(saved.field.widget.format_value(value) or "")


def _read(saved: forms.BoundField, value: Any) -> str:
    """Return an input value as a reader takes it in."""
    return plain("; ".join(_readings(saved.field, value))) or "(empty)"


def _readings(form_field: forms.Field, value: Any) -> Iterator[str]:
    if isinstance(form_field, forms.BooleanField):
        yield "yes" if form_field.to_python(value) else "no"
    elif value in (None, ""):
        return
    elif isinstance(form_field, forms.ModelChoiceField):
        try:
            yield str(form_field.to_python(value))
        except forms.ValidationError:
            yield f"{value} (no longer there)"
    elif isinstance(form_field, forms.ChoiceField):
        choices: Any = form_field.choices
        labels = {str(key): str(label) for key, label in choices}
        yield labels.get(value, str(value))
    else:
        yield str(value)
