"""Choosing a related thing by typing: only what the account may see, no query for what is known."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest

from claims.admin.marking import plain
from claims.desk.models import Capture, Statement

KEY_DIGITS = 18
"""The longest key that every database takes."""


def is_key(value: Any) -> bool:
    """Tell whether a value, as a form sends it, could be the key of something."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= KEY_DIGITS


class KnownSelect(AutocompleteSelect):
    """An autocomplete that shows what is chosen without asking the database for it again."""

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> list[Any]:
        """Return the chosen option, and the empty one where nothing need be chosen."""
        chosen = [str(each) for each in value if is_key(each)]
        if not all(each in self.known for each in chosen):
            return super().optgroups(name, chosen, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, each, self.known[each], True, number)
            for number, each in enumerate(chosen, start=1)
        ]
        return [(None, options, 0)]


class ChoiceView(AutocompleteJsonView):
    """What may be chosen, by the rights of whoever asks; nothing merged or rejected."""

    model_admin: Any

    def has_perm(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Tell whether the account may choose among these."""
        return bool(self.model_admin.may_choose(request))

    def get_queryset(self) -> models.QuerySet:
        """Return what matches and may be chosen."""
        return with_labels(self.model_admin.choosable(super().get_queryset()))

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """Return id and label, invisible characters written out."""
        result = super().serialize_result(obj, to_field_name)
        return {**result, "text": plain(result["text"])}


def with_labels(queryset: models.QuerySet) -> models.QuerySet:
    """Return the queryset with all that the labels of its rows need, and no captured text."""
    if queryset.model is Statement:
        return queryset.select_related("speaker")
    if queryset.model is Capture:
        return queryset.select_related("source").defer("text", "original")
    return queryset


def tell_known(form: BaseForm, instance: models.Model) -> None:
    """Hand each autocomplete of the form the label of what the instance already holds."""
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget = widget.widget
        if isinstance(widget, KnownSelect):
            relation: Any = instance._meta.get_field(name)
            if relation.is_cached(instance) and (related := getattr(instance, name)):
                widget.known = {str(related.pk): plain(str(related))}
