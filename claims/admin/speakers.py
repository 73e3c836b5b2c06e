"""Speakers with their names and roles, found by every spelling."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.base import StackedRows, TabularRows
from claims.admin.fields import PartialDateFormField, shown_date, shown_name
from claims.admin.forms import DeskForm
from claims.admin.listing import ALPHABETICAL
from claims.admin.reviewed import ReviewedAdmin
from claims.desk.models import Role, Speaker, SpeakerName


class RoleForm(DeskForm):
    """A role with the dates it was held."""

    since = PartialDateFormField(label="Since", help_text="When the role began.")
    until = PartialDateFormField(label="Until", help_text="When it ended; empty while it lasts.")


class NameRows(TabularRows):
    """Every further name: a spelling, a transliteration, a former name."""

    model = SpeakerName
    fields = ("name", "kind", "language", "script")


class RoleRows(StackedRows):
    """The offices held."""

    model = Role
    form = RoleForm
    fields = (("title", "organisation"), ("since", "until"))
    since = shown_date("since", "Since")
    until = shown_date("until", "Until")


class SpeakerAdmin(ReviewedAdmin):
    """Whoever makes statements."""

    list_display = ("called", "kind", "country", "other_names", "wikidata_id")
    list_filter = ("kind",)
    ordering = ALPHABETICAL
    called = shown_name()
    search_fields = ("words__text",)
    found_through = ()
    search_help_text = "Any of the names, in any spelling or script."
    autocomplete_fields = ("source",)
    rows = {"description": 2}
    readonly_fields = ("statements",)
    inlines = (NameRows, RoleRows)
    fieldsets = (
        (None, {"fields": (("name", "sort_name"), ("kind", "country"), "description")}),
        ("Elsewhere", {"fields": ("wikidata_id", "statements")}),
        ("Anonymous", {"classes": ("collapse",), "fields": ("source",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Return the speakers, their names fetched together."""
        names = Prefetch("names", SpeakerName.objects.order_by("id"))
        return super().get_queryset(request).select_related("source").prefetch_related(names)

    @admin.display(description="Statements")
    def statements(self, speaker: Speaker) -> SafeString | None:
        """Where what the speaker said is listed."""
        if speaker._state.adding:
            return None
        where = reverse("admin:claims_statement_changelist", query={"speaker": speaker.pk})
        return format_html('<a href="{}">{}</a>', where, "What this speaker said")

    @admin.display(description="Also known as")
    def other_names(self, speaker: Speaker) -> str:
        """The further names, in short."""
        return ", ".join(name.name for name in speaker.names.all())

    def choosable(self, queryset: QuerySet) -> QuerySet:
        """Return what may be chosen; the names are not needed there."""
        return super().choosable(queryset).prefetch_related(None)
