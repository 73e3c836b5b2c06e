"""Publishers, sources and their captured texts."""

from collections.abc import Iterator

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.access import editor
from claims.admin.base import ReadOnlyAdmin
from claims.admin.fields import (
    PartialDateFormField,
    TextField,
    shown_date,
    shown_moment,
    shown_name,
)
from claims.admin.filters import ChosenFilter, DateFilter, FilteredByChoice
from claims.admin.forms import DeskForm
from claims.admin.listing import ALPHABETICAL
from claims.admin.marking import Span, marked, plain
from claims.admin.reviewed import ReviewedAdmin
from claims.desk.models import Capture, Publisher, Source, Statement
from claims.text.links import host_of, is_web_url

MOST_TEXTS = 20
"""Captured texts shown on a source's page, newest first."""


class SourceForm(DeskForm):
    """A source, with room for a further captured text."""

    published_on = PartialDateFormField(
        label="Published on", help_text="When it was published, as exactly as is known."
    )
    new_text = TextField(
        rows=6,
        required=False,
        strip=False,
        label="Text to add",
        help_text="Paste one contiguous passage, or the whole text. It is kept as it is, for good.",
    )
    new_extent = forms.ChoiceField(
        choices=Capture.Extent.choices,
        initial=Capture.Extent.EXCERPT,
        required=False,
        label="It is",
        help_text="Whether this is the whole text or one passage of it.",
    )


class PublisherForm(DeskForm):
    """A publisher; its hosts may be pasted as addresses."""

    def clean_domains(self) -> list[str]:
        """Return bare host names."""
        written: list[str] = self.cleaned_data["domains"]
        hosts = [host_of(line) if "//" in line else host_of(f"//{line}") for line in written]
        return [host or line for host, line in zip(hosts, written, strict=True)]


class PublisherFilter(ChosenFilter):
    """Sources of one publisher."""

    title, parameter_name, path = "publisher", "publisher", "publisher"
    field = Source._meta.get_field("publisher")


class PublishedFilter(DateFilter):
    """Sources of a day, a month or a year, as exactly as their own date is known."""

    title, parameter_name = "date published", "published"
    start, end = "published_on_start", "published_on_end"


class PublisherAdmin(ReviewedAdmin):
    """Whoever publishes sources."""

    form = PublisherForm
    list_display = ("called", "kind", "country", "language", "hosts")
    list_filter = ("kind",)
    ordering = ALPHABETICAL
    called = shown_name()
    search_fields = ("words__text",)
    found_through = ()
    autocomplete_fields = ("speaker",)
    rows = {"domains": 3}
    told = {"domains": 'Its web hosts without "www.", one on each line; sources match by them.'}
    fieldsets = (
        (None, {"fields": ("name", ("kind", "country", "language"), "domains", "wikidata_id")}),
        ("The same body as a speaker", {"fields": ("speaker",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        """Return the publishers with the speakers they are."""
        return super().get_queryset(request).select_related("speaker")

    @admin.display(description="Hosts")
    def hosts(self, publisher: Publisher) -> str:
        """The hosts in one line."""
        return ", ".join(map(str, publisher.domains))


class SourceAdmin(FilteredByChoice, ReviewedAdmin):
    """Things that were published, with the texts the desk took from them."""

    form = SourceForm
    list_display = ("title_or_address", "publisher", "kind", "published_on", "public_text")
    list_filter = (
        PublisherFilter,
        PublishedFilter,
        "kind",
        "availability",
        "public_text",
        "withheld",
    )
    list_select_related = ("publisher",)
    ordering = ("-pk",)
    search_fields = ("words__text",)
    search_help_text = "Title, address, author or publisher."
    found_through = ("publisher",)
    autocomplete_fields = ("publisher",)
    readonly_fields = ("texts", "link")
    rows = {"authors": 2, "rights_note": 2, "withheld_reason": 2}
    told = {"authors": "Its authors as named there, one on each line."}
    published_on = shown_date("published_on", "Published")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    ("publisher", "kind"),
                    ("url", "link"),
                    ("published_on", "language"),
                    "authors",
                )
            },
        ),
        (
            "Its texts, with every statement marked",
            {"classes": ("desk-wide",), "fields": ("texts", "new_text", "new_extent")},
        ),
        (
            "Rights and availability",
            {"fields": (("availability", "public_text"), "archive_url", "rights_note")},
        ),
        (
            "Protected source",
            {"classes": ("collapse",), "fields": ("withheld", "withheld_reason")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Return the sources with their publishers."""
        return super().get_queryset(request).select_related("publisher")

    def further_rows(self, request: HttpRequest, form: forms.ModelForm) -> Iterator[Capture]:
        """Yield the text to add as a capture of its own."""
        text: str = form.cleaned_data.get("new_text", "")
        if text.strip():
            yield Capture(
                source=form.instance,
                text=text,
                extent=form.cleaned_data["new_extent"] or Capture.Extent.EXCERPT,
                captured_at=timezone.now(),
                captured_by=editor(request),
            )

    @admin.display(description="Source", ordering="title")
    def title_or_address(self, source: Source) -> str:
        """What the source is known by."""
        return plain(str(source))

    @admin.display(description="Open")
    def link(self, source: Source) -> SafeString | None:
        """Where it can be read."""
        return outward(source.url)

    @admin.display(description="")
    def texts(self, source: Source) -> SafeString | None:
        """Each captured text with its statements marked."""
        if source._state.adding:
            return None
        captures = source.captures.prefetch_related("statements__speaker").defer("original")
        shown = [(with_statements(capture),) for capture in captures[:MOST_TEXTS]]
        return format_html_join("", "{}", shown) or format_html(
            "<p>{}</p>", "No text yet. Paste one below."
        )


class CaptureAdmin(ReadOnlyAdmin):
    """Captured texts; they are added on their source's page and never changed."""

    list_display = ("source", "extent", "when", "captured_by", "media_type")
    list_filter = ("extent",)
    list_select_related = ("source", "captured_by")
    ordering = ("-pk",)
    when = shown_moment("captured_at", "Captured at", ordering="pk")
    search_fields = ("source__words__text",)
    search_help_text = "Title, address or author of the source."
    found_through = ("source",)
    fields = (
        "source",
        ("extent", "media_type"),
        ("captured_at", "captured_by"),
        "text_sha256",
        "in_full",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Return the captures without their texts, which lists have no use for."""
        found = super().get_queryset(request).select_related("source", "captured_by")
        return found.defer("text", "original")

    @admin.display(description="Text")
    def in_full(self, capture: Capture) -> SafeString:
        """The text with its statements marked."""
        return with_statements(capture)


def with_statements(capture: Capture) -> SafeString:
    """Return a captured text as HTML with every statement on it marked, numbered and listed."""
    statements = list(capture.statements.all())
    spans = [span_of(statement, number) for number, statement in enumerate(statements, start=1)]
    lines = (
        (span.css, span.href, span.label, plain(" ".join(statement.quote.split())[:90]))
        for span, statement in zip(spans, statements, strict=True)
    )
    return format_html(
        '<section class="desk-capture"><h3>{}, {}</h3><p><a class="desk-button desk-plain" '
        'href="{}">Read it side by side with its statements</a></p>'
        '<div class="desk-source" tabindex="0">{}</div><ol class="desk-spans">{}</ol></section>',
        capture.get_extent_display(),
        timezone.localtime(capture.captured_at).strftime("%Y-%m-%d %H:%M"),
        reverse("admin:article", args=[capture.pk]),
        marked(capture.text, spans),
        format_html_join("", '<li class="{}"><a href="{}">{}</a>: <bdi>{}</bdi></li>', lines),
    )


def span_of(statement: Statement, number: int | None = None, css: str = "") -> Span:
    """Return the span of a statement in its capture, labelled and linked to its page."""
    who = str(statement.speaker or statement.speaker_as_named or "speaker unresolved")
    return Span(
        start=statement.start,
        end=statement.end,
        label=plain(f"{who}, {statement.get_kind_display().lower()}"),
        number=str(number or ""),
        href=reverse("admin:claims_statement_change", args=[statement.pk]),
        css=css or f"desk-{statement.state}",
    )


def outward(url: str) -> SafeString | None:
    """Return a link to another site, or nothing where the address may not be linked to."""
    if not is_web_url(url) or not url:
        return None
    return format_html(
        '<a href="{}" rel="noopener noreferrer nofollow ugc" referrerpolicy="no-referrer">{}</a>',
        url,
        plain(url),
    )
