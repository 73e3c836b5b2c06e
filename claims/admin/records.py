"""What the workflow alone writes, to read: the audit, what was asked, what was decided."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims import workflow
from claims.admin.base import ReadOnlyAdmin
from claims.admin.fields import shown_moment
from claims.admin.filters import DateFilter
from claims.admin.readable import changes_of
from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimRelation,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
    User,
)
from claims.desk.permissions import VERBS


class WhenFilter(DateFilter):
    """Entries of a day, a month or a year at the desk."""

    title, parameter_name = "date", "at"
    start = end = "at"


class DecidedFilter(DateFilter):
    """Decisions of a day, a month or a year at the desk."""

    title, parameter_name = "date", "decided"
    start = end = "decided_at"


class AskedFilter(DateFilter):
    """What was asked for on a day, in a month or in a year at the desk."""

    title, parameter_name = "date", "asked"
    start = end = "requested_at"


class VerbFilter(admin.SimpleListFilter):
    """Entries of one verb; the audit itself is not gone through for what there is."""

    title, parameter_name = "verb", "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return every verb that the desk has."""
        verbs = {*VERBS, *workflow.ACCOUNT_VERBS, workflow.REFUSED}
        return [(verb, verb.replace("_", " ")) for verb in sorted(verbs)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the entries of the verb that is chosen."""
        return queryset.filter(verb=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    """Entries on one kind of thing."""

    title, parameter_name = "what it is about", "subject_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return every kind of thing that entries are about."""
        roots = (Claim, ClaimRelation, Publisher, Rating, Source, Speaker, Statement, Topic, User)
        return [(str(root._meta.model_name), str(root._meta.verbose_name)) for root in roots]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the entries on the kind that is chosen."""
        return queryset.filter(subject_kind=self.value()) if self.value() else queryset


class AuditEntryAdmin(ReadOnlyAdmin):
    """Every editorial change."""

    list_display = ("sequence", "when", "actor", "verb", "subject_kind", "subject", "reason")
    list_filter = (WhenFilter, VerbFilter, KindFilter)
    list_select_related = ("actor",)
    when = shown_moment("at", "At", ordering="sequence")
    search_fields = ("=subject", "=request_id")
    search_help_text = "The public id of what was changed, or the id of a request."
    fields = (
        ("sequence", "at"),
        ("actor", "roles"),
        ("verb", "subject_kind", "subject", "version"),
        ("contributes", "request_id"),
        "reason",
        "changes",
        ("previous_hash", "hash", "payload_digest"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """Return the entries; a list has no use for what they changed."""
        return super().get_queryset(request).select_related("actor").defer("payload")

    @admin.display(description="What changed")
    def changes(self, entry: AuditEntry) -> SafeString:
        """The fields before and after."""
        rows = ((each.field, each.before, each.after) for each in changes_of([entry])[0])
        lines = format_html_join("", "<tr><th>{}</th><td>{}</td><td>{}</td></tr>", rows)
        return format_html(
            '<table class="desk-changes"><thead><tr><th>Field</th><th>Before</th><th>After</th>'
            "</tr></thead><tbody>{}</tbody></table>",
            lines,
        )


class DecisionAdmin(ReadOnlyAdmin):
    """Every approval by a second person."""

    list_display = (
        "number",
        "when",
        "subject_kind",
        "subject",
        "verb",
        "requested_by",
        "decided_by",
        "single_person",
    )
    list_filter = (DecidedFilter, "verb", "single_person")
    list_select_related = ("requested_by", "decided_by")
    when = shown_moment("decided_at", "Decided at", ordering="number")
    search_fields = ("=subject",)
    search_help_text = "The public id of what was decided on."


class SubmissionAdmin(ReadOnlyAdmin):
    """Everything that was asked for, open or closed."""

    list_display = (
        "when",
        "subject_kind",
        "subject",
        "verb",
        "requested_by",
        "outcome",
        "closed",
        "reason",
    )
    list_filter = (AskedFilter, "verb", "outcome")
    list_select_related = ("requested_by",)
    ordering = ("-pk",)
    when = shown_moment("requested_at", "Asked at", ordering="pk")
    closed = shown_moment("closed_at", "Closed at")
    search_fields = ("=subject",)
    search_help_text = "The public id of what was asked for."
