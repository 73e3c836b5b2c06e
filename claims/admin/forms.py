"""The form of a desk model: partial dates in one input, refusals shown, input kept."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from claims.admin.autocomplete import KnownSelect, tell_known, with_labels
from claims.admin.fields import DayInput, LinesField, MomentInput, PartialDateFormField, TextField


class RefusalForm(forms.ModelForm):
    """A form that writes nothing. What the workflow refused before stands in `refusals`."""

    refusals: ClassVar[Sequence[str]] = ()

    def clean(self) -> dict[str, Any]:
        """Show what was refused above the form."""
        cleaned = super().clean()
        for refusal in self.refusals:
            self.add_error(None, refusal)
        return self.cleaned_data if cleaned is None else cleaned


class DeskForm(RefusalForm):
    """The form of a desk model: it fills its instance, and the workflow saves.

    Every field also sends the value with which it was opened, so that `changed_data` names what
    this editor changed, whatever others saved in between.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, date_field in self._dates():
            date = getattr(self.instance, name)
            self.initial.setdefault(name, date)
            date_field.offset = date.offset if date else 0
        for field in self.fields.values():
            field.show_hidden_initial = True
        tell_known(self, self.instance)

    def clean(self) -> dict[str, Any]:
        """Hand the partial dates to the instance."""
        cleaned = super().clean()
        for name, _ in self._dates():
            if name in cleaned:
                setattr(self.instance, name, cleaned[name])
        return cleaned

    def _dates(self) -> Iterator[tuple[str, PartialDateFormField]]:
        for name, field in self.fields.items():
            if isinstance(field, PartialDateFormField):
                yield name, field


_TEXTS: dict[type[models.Field], type[TextField]] = {
    models.JSONField: LinesField,
    models.TextField: TextField,
}


class DeskFields(BaseModelAdmin):
    """How model fields become form fields, alike in forms and inlines."""

    form: type[forms.ModelForm] = DeskForm
    rows: ClassVar[dict[str, int]] = {}
    """How many rows a text field shows; 3 where it is not named."""
    told: ClassVar[dict[str, str]] = {}
    """Help texts for the form alone, where the model's own speaks of how a value is stored."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the form field with the desk's own inputs for texts, lists, days and times."""
        own = self._own_field(db_field)
        if own is None:
            own = super().formfield_for_dbfield(db_field, request, **kwargs)
        return own

    def _own_field(self, db_field: models.Field) -> forms.Field | None:
        kind = _TEXTS.get(type(db_field))
        if kind:
            return kind(
                rows=self.rows.get(db_field.name, 3),
                label=capfirst(db_field.verbose_name),
                required=not db_field.blank,
                help_text=self.told.get(db_field.name, db_field.help_text),
            )
        if isinstance(db_field, models.DateTimeField):
            return db_field.formfield(widget=MomentInput)
        if isinstance(db_field, models.DateField):
            return db_field.formfield(widget=DayInput)
        return None

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Return the field, with our autocomplete where one is asked for."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
            kwargs["queryset"] = with_labels(db_field.remote_field.model._default_manager.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
