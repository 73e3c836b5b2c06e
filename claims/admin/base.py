"""The base of the admin: every save is one call of the workflow, every refusal is a message."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from claims import workflow
from claims.admin import adding, duplicates, tampering
from claims.admin.access import ByRole, editor
from claims.admin.conflicts import Conflict, merge
from claims.admin.faults import faults_of
from claims.admin.forms import DeskFields, DeskForm
from claims.admin.history import AuditHistory, last_of
from claims.admin.home.cards import saved_filters
from claims.admin.listing import BoundedList, BoundedPaginator
from claims.admin.marking import plain
from claims.desk.models import Capture, Child
from claims.search.matching import matching, matching_through
from claims.workflow import StaleEdit, WorkflowError

STALE = (
    "Somebody else saved this while you had it open. Nothing of yours was saved yet, and nothing "
    "is lost: look at what differs, then save again."
)

LONGEST_NUMBER = 18
"""Digits that every whole number has in each database's widest column."""

RESTORED = "This is what you typed before. It is not saved yet: look at it, then save."


class ListedAdmin(ByRole, AuditHistory):
    """What every list and page of the desk shares, read-only ones included."""

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 100
    paginator = BoundedPaginator
    empty_value_display = "–"
    found_through: tuple[str, ...] | None = None
    """Where things are found by their words: the foreign keys to what they are found by besides."""
    view_on_site = False
    change_form_template = "admin/desk/change_form.html"
    change_list_template = "admin/desk/change_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that reads no whole table."""
        return BoundedList

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Refuse numbers that no column holds, which a database would fail at."""
        numbers = re.findall(r"\d+", str(value)) if lookup.endswith("__in") else ()
        held = all(len(number) <= LONGEST_NUMBER for number in numbers)
        return held and super().lookup_allowed(lookup, value, request)

    def may_choose(self, request: HttpRequest) -> bool:
        """Tell whether the account may choose among these in a form."""
        return self.has_view_permission(request)

    def check_role(self, request: HttpRequest, object_id: str | None) -> None:
        """Raise PermissionDenied, saying which role could, where the account adds or saves none."""
        adds = object_id is None and not self.has_add_permission(request)
        if adds or (request.method == "POST" and not self.has_change_permission(request)):
            kinds = self.opts.verbose_name_plural
            needed = " or ".join(sorted(role.label.lower() for role in self.changers))
            raise PermissionDenied(f"Writing {kinds} needs the role {needed or 'of the system'}.")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under the name of what it lists."""
        own = {
            "title": capfirst(self.opts.verbose_name_plural),
            "saved_filters": saved_filters(editor(request), request.path),
        }
        return super().changelist_view(request, {**own, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the page with its subject's name in plain characters."""
        context["subtitle"] = plain(context["subtitle"] or "")
        conflict: Conflict | None = context.get("conflict")
        if conflict is not None:
            who = conflict.entry.actor.get_username() if conflict.entry else "somebody else"
            context["title"] = "Not saved: somebody else saved first"
            context["subtitle"] = f"As {who} saved it: {context['subtitle']}"
        if context.get("errors"):
            faults = faults_of(context)
            context["faults"] = [one for one in faults if one.text != STALE or not conflict]
        original = context.get("original")
        if self.has_change_permission(request, original):
            context["watched"] = duplicates.watched(self.model)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Find things by their words: folded, names in any script, the last word only begun."""
        if self.found_through is None:
            return super().get_search_results(request, queryset, search_term)
        if self.found_through:
            found = matching_through(queryset, search_term, self.found_through, typing=True)
        else:
            found = matching(queryset, search_term, typing=True)
        return found, False

    def choosable(self, queryset: models.QuerySet) -> models.QuerySet:
        """Return what may be chosen in a form; merged things may not."""
        if any(field.name == "merged_into" for field in self.opts.get_fields()):
            return queryset.filter(merged_into__isnull=True)
        return queryset


class ReadOnlyAdmin(ListedAdmin):
    """Things that the workflow alone writes: lists and pages to read."""

    changers = frozenset()


class WorkflowAdmin(ListedAdmin):
    """Pages whose saves are calls of the workflow; a refusal is shown on the form, input kept."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form or save it; a save that the workflow refuses shows it again."""
        self.check_role(request, object_id)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        brought = self.brought(request, object_id)
        conflict = None if brought else self.conflict(request, object_id)
        if brought:
            request.refusals = brought  # type: ignore[attr-defined]
        elif conflict is None and "_restore" in request.POST:
            request.refusals = [RESTORED]  # type: ignore[attr-defined]
        elif conflict is None:
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except StaleEdit:
                conflict = self.conflict(request, object_id)
            except WorkflowError as refusal:
                request.refusals = refusal.messages  # type: ignore[attr-defined]
        if conflict is not None:
            request.POST = conflict.data  # type: ignore[assignment]
            request.refusals = [STALE]  # type: ignore[attr-defined]
            extra_context = {**(extra_context or {}), "conflict": conflict}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def conflict(self, request: HttpRequest, object_id: str | None) -> Conflict | None:
        """Return what a save from an older version meets; None where there is no such thing."""
        return None

    def brought(self, request: HttpRequest, object_id: str | None) -> list[str]:
        """Return what a form brings that its page does not offer, told and audited as refused."""
        return []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Return the form, carrying what the workflow refused before."""
        form = super().get_form(request, obj, change, **kwargs)
        refusals = getattr(request, "refusals", ())
        return type(form.__name__, (form,), {"refusals": refusals}) if refusals else form

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        """Write nothing yet: `save_related` hands everything to the workflow at once."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Return nothing: the audit tells what changed."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing beside the audit."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing beside the audit."""


class DeskAdmin(DeskFields, WorkflowAdmin):
    """A root of the desk with its children in inlines, saved by `workflow.revise` in one act.

    The form carries the version with which it was opened. A stale save is shown with both texts
    and the version of the saved one, so that a second save is deliberate.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form or save it; one for a new thing that is sent again leads to that thing."""
        if object_id is not None or request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        self.check_role(request, object_id)
        made = adding.made(request, self.model)
        if made is None:
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            if answer.status_code != HTTPStatus.OK:
                return answer
            # Refused, perhaps because the same form was saved that was sent at the same moment.
            made = adding.made(request, self.model)
            if made is None:
                return answer
        return self.response_add(request, made)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the page; a form for a new thing is told from every other showing of it."""
        if context.get("original") is None:
            context["shown"] = adding.shown(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Hand root and children to the workflow, which saves them all or refuses them all."""
        if not change:
            named = adding.identity(request, self.model)
            form.instance.public_id = named or form.instance.public_id
        save: list[Child | Capture] = list(self.further_rows(request, form))
        remove: list[Child] = []
        for formset in formsets:
            save += formset.save(commit=False)
            remove += formset.deleted_objects
        opened = int(request.POST["version"]) if change else None
        root = workflow.revise(
            form.instance,
            by=editor(request),
            version=opened,
            save=save,
            remove=remove,
        )
        request.unchanged = root.version == opened  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on from a new thing, with a warning of what it is much like."""
        duplicates.warn(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def further_rows(
        self, request: HttpRequest, form: forms.ModelForm
    ) -> Iterator[Capture | Child]:
        """Yield rows to save with the root that come from the form itself; by default none."""
        yield from ()

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kw: Any
    ) -> None:
        """Tell the editor; a save that changed nothing says so."""
        if level == messages.SUCCESS and getattr(request, "unchanged", False):
            message, level = "Nothing was changed, so nothing was saved.", messages.INFO
        super().message_user(request, message, level, *args, **kw)

    def brought(self, request: HttpRequest, object_id: str | None) -> list[str]:
        """Return what a form brings that its page does not offer, audited as refused."""
        saved = self.get_object(request, unquote(object_id)) if object_id else None
        if saved is None or not self.has_change_permission(request, saved):
            return []
        form = self.get_form(request, saved, change=True)
        rows = (
            (formset.get_default_prefix(), inline.model)
            for formset, inline in self.get_formsets_with_inlines(request, saved)
        )
        found = tampering.faults(request, saved, form, rows)
        if found:
            tampering.record(request, saved, "revise", found)
        return found

    def conflict(self, request: HttpRequest, object_id: str | None) -> Conflict | None:
        """Return what a save from an older version meets; None where the form is up to date."""
        saved = self.get_object(request, unquote(object_id)) if object_id else None
        if saved is None or not self.has_change_permission(request, saved):
            return None
        if request.POST.get("version") == str(saved.version):
            return None
        fields = flatten_fieldsets(self.get_fieldsets(request, saved))
        form = self.get_form(request, saved, change=True, fields=fields)
        mine = form(request.POST, instance=self.get_object(request, unquote(object_id or "")))
        saved_rows = [
            (
                formset(
                    instance=saved,
                    prefix=formset.get_default_prefix(),
                    queryset=inline.get_queryset(request),
                ),
                capfirst(inline.verbose_name),
            )
            for formset, inline in self.get_formsets_with_inlines(request, saved)
        ]
        conflict = merge(request.POST, mine, form(instance=saved), saved_rows)
        conflict.data["version"] = str(saved.version)
        conflict.entry = last_of(saved)
        return conflict


class DeskInline(ByRole, DeskFields):
    """Children of a root, saved with it. Rows may be taken away unless `kept`."""

    extra = 0
    form: Any = DeskForm
    kept = False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Tell whether rows may be taken away."""
        return not self.kept and self.has_change_permission(request, obj)


class StackedRows(DeskInline, admin.StackedInline):
    """Children one below the other."""


class NamedRows(BaseInlineFormSet):
    """Rows of a table, whose inputs have no labels beside them: each bears its name itself."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add the fields of a row, and name every input of it."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not widget.is_hidden:
                label = field.label or capfirst(name.lower().replace("_", " "))
                widget.attrs["aria-label"] = f"{label}, row {(index or 0) + 1}"


class TabularRows(DeskInline, admin.TabularInline):
    """Children as lines of a table."""

    formset = NamedRows
