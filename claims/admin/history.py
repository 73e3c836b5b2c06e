"""What happened to a thing, from the audit: readable, filtered, newest first; the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from claims import workflow
from claims.admin.access import editor
from claims.admin.marking import plain
from claims.admin.readable import Change, changes_of
from claims.desk.models import AuditEntry, Child, User, Versioned
from claims.workflow import REFUSED, WorkflowError

ENTRIES = 30
"""Entries on a page."""

MOST_SINCE = 50
"""Entries that are gone through for what was done since a decision."""

DECIDED = ("approve", "request_changes", "reject", "publish", "retract", "merge", "unmerge")
EDITS = ("revise", "revert", "accept_suggestion")
"""Acts that change content by hand, and so may be taken back."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with what it changed; `may_revert` where it may be taken back."""

    entry: AuditEntry
    changes: list[Change]
    may_revert: bool

    @property
    def verb(self) -> str:
        """The verb as a word."""
        return str(capfirst(self.entry.verb.replace("_", " ")))


def entries_of(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """Return the audit entries on a thing, newest first, with their actors."""
    subject = obj.public_id if isinstance(obj, Versioned) else str(obj.pk)
    return (
        AuditEntry.objects.filter(subject_kind=obj._meta.model_name, subject=subject)
        .select_related("actor")
        .order_by("-sequence")
    )


def last_of(obj: models.Model) -> AuditEntry | None:
    """Return the newest entry of something that was done to a thing."""
    return entries_of(obj).exclude(verb=REFUSED).first()


def done_since(subject: Versioned) -> list[Told]:
    """Return what was done to a thing's content since it was last decided on, newest first."""
    entries = list(entries_of(subject).exclude(verb=REFUSED)[:MOST_SINCE])
    decided = [number for number, entry in enumerate(entries) if entry.verb in DECIDED]
    if not decided:
        return []
    since = [entry for entry in entries[: decided[0]] if entry.contributes]
    return told(since)


def told(entries: list[AuditEntry], *, may_revert: bool = False) -> list[Told]:
    """Return the entries with what they changed."""
    return [
        Told(entry, changes, may_revert and entry.verb in EDITS and bool(changes))
        for entry, changes in zip(entries, changes_of(entries), strict=True)
    ]


class HistoryFilter(forms.Form):
    """Which entries are shown: of one field, by one person, of one verb."""

    field = forms.ChoiceField(required=False, label="Field")
    person = forms.ModelChoiceField(User.objects.none(), required=False, label="By")
    verb = forms.ChoiceField(required=False, label="What was done")

    def __init__(self, obj: models.Model, data: Any) -> None:
        super().__init__(data, auto_id="history_%s")
        entries = entries_of(obj).order_by()
        fields: Any = self.fields
        fields["field"].choices = [("", "Every field"), *_fields(type(obj))]
        actors = entries.values("actor")
        fields["person"].queryset = User.objects.filter(pk__in=actors).order_by("username")
        fields["person"].empty_label = "Everybody"
        verbs = sorted(set(entries.values_list("verb", flat=True)))
        words = ((verb, capfirst(verb.replace("_", " "))) for verb in verbs)
        fields["verb"].choices = [("", "Everything that was done"), *words]

    def among(self, entries: models.QuerySet[AuditEntry]) -> models.QuerySet[AuditEntry]:
        """Return the entries that are asked for; attempts that were refused only by name."""
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("verb"):
            entries = entries.filter(verb=said["verb"])
        else:
            entries = entries.exclude(verb=REFUSED)
        if said.get("person"):
            entries = entries.filter(actor=said["person"])
        if said.get("field"):
            entries = entries.filter(payload__contains=f'"{said["field"]}')
        return entries


class RevertForm(forms.Form):
    """Why a change is taken back."""

    reason = forms.CharField(max_length=2000, label="Reason", strip=True)


class AuditHistory(ModelAdmin):
    """An admin class whose history page is the audit, with the way back from each edit."""

    def get_urls(self) -> list[URLPattern]:
        """Return the pages, and the address that takes a change back."""
        own = path(
            "<path:object_id>/revert/<int:sequence>/",
            self.admin_site.admin_view(self.revert),
            name=f"claims_{self.opts.model_name}_revert",
        )
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the audit of one thing."""
        obj = self._looked_at(request, object_id)
        chosen = HistoryFilter(obj, request.GET)
        found = chosen.among(entries_of(obj))
        page = self.get_paginator(request, found, ENTRIES).get_page(request.GET.get(PAGE_VAR, 1))
        may_revert = isinstance(obj, Versioned) and self.has_change_permission(request, obj)
        kept = request.GET.copy()
        kept.pop(PAGE_VAR, None)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {plain(str(obj))}",
            "entries": told(list(page), may_revert=may_revert),
            "chosen": chosen,
            "kept": kept.urlencode(),
            "page": page,
            "page_var": PAGE_VAR,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "revert_name": f"admin:claims_{self.opts.model_name}_revert",
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/desk/history.html", context)

    def revert(self, request: HttpRequest, object_id: str, sequence: int) -> HttpResponse:
        """Make a new version with what an edit replaced, and show the history again."""
        obj = self._looked_at(request, object_id)
        entry = AuditEntry.objects.filter(sequence=sequence).first()
        if entry is None or not isinstance(obj, Versioned):
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        reason = request.POST.get("reason", "")
        try:
            workflow.revert(obj, entry, by=editor(request), reason=reason)
        except WorkflowError as refusal:
            for line in refusal.messages:
                messages.error(request, line)
            workflow.record_refusal(
                obj, by=editor(request), attempted="revert", reasons=refusal.messages
            )
        else:
            messages.success(request, "It is as it was before that change, in a new version.")
        where = reverse(f"admin:claims_{self.opts.model_name}_history", args=[obj.pk])
        return HttpResponseRedirect(where)

    def _looked_at(self, request: HttpRequest, object_id: str) -> models.Model:
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        return obj


def _fields(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Yield what the audit of a model's things tells of: own fields, and the rows they have."""
    dates = set()
    for field in model._meta.concrete_fields:
        if field.name.endswith("_precision"):
            name = field.name.removesuffix("_precision")
            dates |= {f"{name}{part}" for part in ("_start", "_end", "_precision", "_offset")}
            yield f"{name}_", str(capfirst(name.replace("_", " ")))
    for field in model._meta.concrete_fields:
        if field.editable and not field.primary_key and field.name not in dates:
            yield f'{field.name}"', str(capfirst(str(field.verbose_name)))
    for relation in model._meta.related_objects:
        row: Any = relation.related_model
        if issubclass(row, Child) and relation.field.name == row.ROOT:
            yield f"{row._meta.model_name}:", str(capfirst(str(row._meta.verbose_name_plural)))
