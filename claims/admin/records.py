"""What the workflow alone writes, to read: the audit, what was asked, what was decided."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.base import ReadOnlyAdmin
from claims.admin.fields import shown_moment
from claims.admin.readable import changes_of
from claims.desk.models import AuditEntry


class AuditEntryAdmin(ReadOnlyAdmin):
    """Every editorial change."""

    list_display = ("sequence", "when", "actor", "verb", "subject_kind", "subject", "reason")
    list_filter = ("verb", "subject_kind")
    list_select_related = ("actor",)
    date_hierarchy = "at"
    when = shown_moment("at", "At")
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
    list_filter = ("verb", "single_person")
    list_select_related = ("requested_by", "decided_by")
    date_hierarchy = "decided_at"
    when = shown_moment("decided_at", "Decided at")
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
    list_filter = ("verb", "outcome")
    list_select_related = ("requested_by",)
    date_hierarchy = "requested_at"
    when = shown_moment("requested_at", "Asked at")
    closed = shown_moment("closed_at", "Closed at")
    search_fields = ("=subject",)
    search_help_text = "The public id of what was asked for."
