"""What happened to a thing, from the audit: readable, newest first."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from claims.admin.marking import plain
from claims.desk.models import AuditEntry, Versioned

ENTRIES = 30
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an act changed, as texts."""

    field: str
    before: str
    after: str


def entries_of(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """Return the audit entries on a thing, newest first, with their actors."""
    subject = obj.public_id if isinstance(obj, Versioned) else str(obj.pk)
    return (
        AuditEntry.objects.filter(subject_kind=obj._meta.model_name, subject=subject)
        .select_related("actor")
        .order_by("-sequence")
    )


def changes_of(entry: AuditEntry) -> list[Change]:
    """Return what an entry changed, field by field; nothing where its payload is gone."""
    payload = json.loads(entry.payload) if entry.payload else {}
    before, after = _flat(payload.get("before")), _flat(payload.get("after"))
    changes = (Change(name, before.get(name, ""), after.get(name, "")) for name in before | after)
    return [change for change in changes if change.before or change.after]


class AuditHistory(ModelAdmin):
    """An admin class whose history page is the audit."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the audit of one thing."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        page = self.get_paginator(request, entries_of(obj), ENTRIES).get_page(
            request.GET.get(PAGE_VAR, 1)
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {plain(str(obj))}",
            "entries": [(entry, changes_of(entry)) for entry in page],
            "page": page,
            "page_var": PAGE_VAR,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/desk/history.html", context)


def _flat(values: dict[str, Any] | None) -> dict[str, str]:
    return dict(_named(values or {}, ""))


def _named(values: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = f"{where}{key.replace('_', ' ')}"
        if isinstance(value, dict) and value:
            yield from _named(value, f"{name}: ")
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(", ".join(map(str, value)) if isinstance(value, list) else str(value))
