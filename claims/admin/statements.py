"""Statements: the words in their source, whose they are, and how they reached the desk."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims import workflow
from claims.admin.access import editor
from claims.admin.base import StackedRows, TabularRows
from claims.admin.bulk import one_by_one
from claims.admin.fields import PartialDateFormField, shown_date
from claims.admin.filters import ChosenFilter, FilteredByChoice
from claims.admin.marking import marked, plain
from claims.admin.passages import PassageForm
from claims.admin.shared import SharedAdmin
from claims.admin.sources import span_of
from claims.desk.models import (
    AttributionStep,
    Capture,
    JointSpeaker,
    Statement,
    StatementTranslation,
)

LOW_CONFIDENCE = 70
"""Drafts below this, in per cent, are shown as uncertain."""


MOST_LISTED = 50
"""Claims or renderings listed on a statement's page."""


class StatementForm(PassageForm):
    """A statement; its words are taken from the capture, never typed."""

    said_on = PartialDateFormField(
        label="Said on", help_text="When the words were said, as exactly as is known."
    )


class SpeakerFilter(ChosenFilter):
    """Statements of one speaker."""

    title, parameter_name, path = "speaker", "speaker", "speaker"
    field = Statement._meta.get_field("speaker")
    none_label = "Unresolved"


class SourceFilter(ChosenFilter):
    """Statements in one source."""

    title, parameter_name, path = "source", "source", "capture__source"
    field = Capture._meta.get_field("source")


class ConfidenceFilter(admin.SimpleListFilter):
    """Drafts of extraction that are uncertain."""

    title, parameter_name = "confidence", "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two halves."""
        return [("low", f"Below {LOW_CONFIDENCE} %"), ("high", f"{LOW_CONFIDENCE} % and more")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the half that is chosen."""
        wanted = {
            "low": Q(confidence__lt=LOW_CONFIDENCE),
            "high": Q(confidence__gte=LOW_CONFIDENCE),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


class StepRows(StackedRows):
    """The way from the source in hand to the speaker."""

    model = AttributionStep
    verbose_name_plural = "attribution: through whom the words reached the desk"
    fields = (
        ("position", "relation", "name"),
        ("publisher", "speaker", "url"),
        ("seen", "inferred"),
    )
    autocomplete_fields = ("publisher", "speaker")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the steps with the parties they name."""
        return super().get_queryset(request).select_related("publisher", "speaker")


class JointRows(TabularRows):
    """Further speakers of the same words."""

    model = JointSpeaker
    verbose_name_plural = "further speakers of the same words"
    fields = ("position", "speaker", "as_named", "role_as_named")
    autocomplete_fields = ("speaker",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the rows with their speakers."""
        return super().get_queryset(request).select_related("speaker")


class TranslationRows(StackedRows):
    """The words in other languages."""

    model = StatementTranslation
    rows = {"text": 2}
    fields = (("language", "translator", "method"), "text")


class StatementAdmin(FilteredByChoice, SharedAdmin):
    """What somebody said, in their exact words."""

    form = StatementForm
    list_display = ("quoted", "who", "certainty", "state", "kind", "said_on", "source")
    list_filter = (
        "state",
        SpeakerFilter,
        SourceFilter,
        "kind",
        "origin",
        ConfidenceFilter,
        "said",
    )
    list_select_related = ("speaker", "capture__source")
    search_fields = ("words__text",)
    found_through = ("speaker",)
    search_help_text = "The words, or any name of the speaker."
    autocomplete_fields = ("capture", "speaker", "rendering_of")
    readonly_fields: ClassVar[tuple[str, ...]] = (
        "in_source",
        "used_in",
        "renderings_listed",
        "origin",
        "certainty",
        "pattern",
    )
    rows = {"rendering_note": 2, "said_note": 2}
    inlines: ClassVar[Any] = (StepRows, TranslationRows, JointRows)
    actions = ("accept_selected", "reject_selected")
    said_on = shown_date("said_on", "Said on")
    fieldsets = (
        ("In its source", {"classes": ("desk-wide",), "fields": ("in_source",)}),
        (
            "The words",
            {
                "fields": (
                    "words",
                    ("capture", "start", "end"),
                    ("kind", "language", "spoken_language"),
                    "state",
                )
            },
        ),
        (
            "Whose they are",
            {
                "fields": (
                    ("speaker", "speaker_basis"),
                    ("speaker_as_named", "role_as_named"),
                    ("cue", "on_behalf_of"),
                )
            },
        ),
        (
            "When and where they were said",
            {"fields": (("said_on", "occasion"), ("place", "medium"))},
        ),
        (
            "Were they said?",
            {"classes": ("collapse",), "fields": (("said", "said_checked_on"), "said_note")},
        ),
        (
            "The same words elsewhere",
            {
                "classes": ("collapse",),
                "fields": ("rendering_of", "rendering_note", "renderings_listed"),
            },
        ),
        (
            "How it came in, and what it is used for",
            {"fields": (("origin", "certainty", "pattern"), "used_in")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        """Return the statements with speaker and source, without the captured texts."""
        return (
            super()
            .get_queryset(request)
            .select_related("speaker", "capture__source", "rendering_of__speaker")
            .defer("capture__text", "capture__original")
        )

    def choosable(self, queryset: QuerySet) -> QuerySet:
        """Return what may be chosen: no rejected statement."""
        return queryset.exclude(state=Statement.State.REJECTED)

    @admin.action(description="Accept the selected statements")
    def accept_selected(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Accept each statement as an edit of its own."""
        self._set_state(request, queryset, Statement.State.ACCEPTED)

    @admin.action(description="Reject the selected statements")
    def reject_selected(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Reject each statement as an edit of its own."""
        self._set_state(request, queryset, Statement.State.REJECTED)

    @admin.display(description="Words", ordering="quote")
    def quoted(self, statement: Statement) -> str:
        """The words, in short."""
        quote = " ".join(statement.quote.split())
        return plain(quote if len(quote) <= 140 else f"{quote[:137]}…")

    @admin.display(description="Speaker", ordering="speaker__sort_name")
    def who(self, statement: Statement) -> SafeString | str:
        """The speaker, or that there is none yet."""
        if statement.speaker:
            return plain(str(statement.speaker))
        named_there = statement.speaker_as_named or "nobody named"
        return format_html('<em class="desk-warn">unresolved: {}</em>', plain(named_there))

    @admin.display(description="Source", ordering="capture__source__title")
    def source(self, statement: Statement) -> str:
        """Where the words stand."""
        return plain(str(statement.capture.source))[:80]

    @admin.display(description="Confidence", ordering="confidence")
    def certainty(self, statement: Statement) -> SafeString | str:
        """How sure extraction is of its draft."""
        if statement.confidence is None:
            return "–"
        if statement.confidence >= LOW_CONFIDENCE:
            return f"{statement.confidence} %"
        return format_html('<b class="desk-warn">{} % – check</b>', statement.confidence)

    @admin.display(description="")
    def in_source(self, statement: Statement) -> SafeString | None:
        """The words marked in the text around them, with the other statements there."""
        if statement._state.adding:
            return None
        capture = statement.capture
        here = span_of(statement, css="desk-here")
        others = capture.statements.exclude(pk=statement.pk).select_related("speaker")
        spans = [here, *(span_of(other) for other in others)]
        return format_html(
            '<div class="desk-source" tabindex="0">{}</div><p><a class="desk-button desk-plain" '
            'href="{}">Open it in the article</a></p><p><a href="{}">{}</a></p>',
            marked(capture.text, spans, around=here),
            reverse("admin:article_statement", args=[capture.pk, statement.pk]),
            reverse("admin:claims_source_change", args=[capture.source_id]),
            plain(str(capture.source)),
        )

    @admin.display(description="Claims")
    def used_in(self, statement: Statement) -> SafeString | None:
        """The claims it makes, denies or repeats, linked."""
        if statement._state.adding:
            return None
        links = statement.claim_statements.select_related("claim")[:MOST_LISTED]
        lines = [
            (
                link.get_stance_display(),
                reverse("admin:claims_claim_change", args=[link.claim_id]),
                plain(str(link.claim)),
            )
            for link in links
        ]
        where = reverse("admin:claims_claim_add", query={"statement": statement.pk})
        return format_html(
            '{}<p><a class="desk-link" href="{}">Make a claim of it</a></p>',
            format_html_join("", '<div>{}: <a href="{}">{}</a></div>', lines),
            where,
        )

    @admin.display(description="Renderings of these words")
    def renderings_listed(self, statement: Statement) -> SafeString | None:
        """Other outlets' renderings, linked."""
        if statement._state.adding:
            return None
        lines = [
            (reverse("admin:claims_statement_change", args=[each.pk]), plain(str(each)))
            for each in statement.renderings.select_related("speaker")[:MOST_LISTED]
        ]
        return format_html_join("", '<div><a href="{}">{}</a></div>', lines) or None

    def _set_state(self, request: HttpRequest, queryset: QuerySet, state: Statement.State) -> None:
        def decide(statement: Statement) -> None:
            statement.state = state
            workflow.revise(statement, by=editor(request))

        one_by_one(request, queryset, decide, state.label.lower())
