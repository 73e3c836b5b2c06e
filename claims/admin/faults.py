"""What is wrong with a form that was refused, as the note above its page tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from claims.admin.marking import plain


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and the id of its input; both "" for the form as a whole."""

    text: str
    label: str = ""
    anchor: str = ""


def faults_of(context: dict[str, Any]) -> list[Fault]:
    """Return everything wrong with a change form and its rows, in the order of the page."""
    found = list(_of_form(context["adminform"].form, ""))
    for inline in context.get("inline_admin_formsets", ()):
        name = capfirst(str(inline.opts.verbose_name))
        found += [Fault(text, name) for text in inline.formset.non_form_errors()]
        for number, form in enumerate(inline.formset.forms, start=1):
            found += _of_form(form, f"{name} {number}: ")
    return found


def _of_form(form: forms.BaseForm, where: str) -> Iterator[Fault]:
    for name, texts in form.errors.items():
        for text in texts:
            if name not in form.fields:
                yield Fault(plain(str(text)), where.removesuffix(": "))
                continue
            field = form[name]
            id = field.id_for_label or field.auto_id
            yield Fault(plain(str(text)), f"{where}{field.label}", id)
