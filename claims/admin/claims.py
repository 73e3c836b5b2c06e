"""Claims: the workbench with statements, evidence and contacts, and the verbs."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin import preview
from claims.admin.access import editor
from claims.admin.base import DeskAdmin, StackedRows, TabularRows
from claims.admin.evidence import EvidenceRows
from claims.admin.fields import PartialDateFormField, shown_date
from claims.admin.forms import DeskForm
from claims.admin.marking import plain
from claims.admin.standing import asked_of, costs_decision, releases_of, with_public_state
from claims.admin.verbs import VERBS, BulkForm, bulk_action, buttons, carry_out
from claims.desk.models import (
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    Rating,
)
from claims.desk.permissions import may

PUBLIC_STATES = {"retract": "Retracted", "merge": "Merged", "suppress": "Suppressed"}


class VerdictField(forms.ModelChoiceField):
    """The choice of a verdict."""

    def label_from_instance(self, obj: Rating) -> str:
        """The verdict and what it means."""
        return f"{obj.label} – {obj.meaning}"


class ClaimForm(DeskForm):
    """A claim with the time it is about."""

    about_from = PartialDateFormField(label="About: from", help_text="The time the claim is about.")
    about_to = PartialDateFormField(label="About: to", help_text="The end of that time.")


class StatementRows(TabularRows):
    """Who makes, denies or repeats the claim."""

    model = ClaimStatement
    verbose_name = "statement"
    verbose_name_plural = "statements: who makes, denies or repeats it"
    fields = ("statement", "stance")
    autocomplete_fields = ("statement",)
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the links with the statements and their speakers."""
        return super().get_queryset(request).select_related("statement__speaker")


class TopicRows(TabularRows):
    """What the claim is about."""

    model = ClaimTopic
    fields = ("topic",)
    autocomplete_fields = ("topic",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the links with their topics."""
        return super().get_queryset(request).select_related("topic")


class ContactRows(StackedRows):
    """The right of reply."""

    model = Contact
    verbose_name_plural = "contacts: the right of reply"
    rows = {"reply": 2}
    fields = (
        ("party", "channel"),
        ("asked_on", "deadline", "replied_on"),
        "reply",
        "publishable",
    )


class TranslationRows(StackedRows):
    """The claim in other languages."""

    model = ClaimTranslation
    rows = {"text": 2}
    fields = (("language", "translator"), "text")


class AssignedFilter(admin.SimpleListFilter):
    """Claims that somebody works on: me, another, nobody."""

    title, parameter_name = "assigned", "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("me", "To me"), ("nobody", "To nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of the choice."""
        if self.value() == "me":
            return queryset.filter(assigned_to=request.user.pk)
        if self.value() == "nobody":
            return queryset.filter(assigned_to__isnull=True)
        return queryset


class VerdictFilter(admin.SimpleListFilter):
    """Claims by verdict; open ones have none."""

    title, parameter_name = "verdict", "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the scale, and the lack of a verdict."""
        return [("open", "Open"), *Rating.objects.values_list("code", "label")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of the choice."""
        if self.value() == "open":
            return queryset.filter(rating__isnull=True)
        return queryset.filter(rating__code=self.value()) if self.value() else queryset


class ClaimAdmin(DeskAdmin):
    """The workbench of a claim."""

    form = ClaimForm
    change_form_template = "admin/desk/claim.html"
    action_form = BulkForm
    list_display = ("in_short", "staged", "public", "rating", "priority", "due_on", "assigned_to")
    list_filter = ("stage", VerdictFilter, AssignedFilter, "priority", "kind")
    list_select_related = ("rating", "assigned_to")
    search_fields = ("text", "=public_id")
    search_help_text = "Words of the claim, or its public id."
    autocomplete_fields = ("assigned_to",)
    rows = {"text": 2, "context": 3, "why_checked": 2, "explanation": 8, "no_contact_reason": 2}
    inlines = (StatementRows, EvidenceRows, TopicRows, ContactRows, TranslationRows)
    about_from = shown_date("about_from", "About: from")
    about_to = shown_date("about_to", "About: to")
    actions = [
        bulk_action("submit", "Submit for review"),
        bulk_action("request_changes", "Request changes"),
        bulk_action("approve", "Approve"),
        bulk_action("reject", "Reject"),
        bulk_action("reopen", "Reopen"),
        bulk_action("publish", "Publish"),
    ]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "text",
                    ("kind", "language"),
                    "context",
                    ("about_from", "about_to"),
                    "why_checked",
                )
            },
        ),
        (
            "Verdict",
            {"fields": (("rating", "as_of"), "summary", "explanation", "no_contact_reason")},
        ),
        (
            "For the desk only",
            {
                "classes": ("collapse",),
                "fields": (("priority", "due_on"), ("assigned_to", "not_before")),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Return the claims with verdict, editor and public state."""
        claims = super().get_queryset(request).select_related("rating", "assigned_to")
        return with_public_state(claims)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Offer each verdict with what it means."""
        if db_field.name == "rating":
            kwargs |= {"form_class": VerdictField, "empty_label": "Open: no verdict yet"}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Return the pages of claims, and the preview and the verbs."""
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<path:object_id>/preview/",
                wrap(preview.may_frame(self.preview)),
                name="claims_claim_preview",
            ),
            path(
                "<path:object_id>/preview/page/",
                wrap(preview.may_be_framed(self.preview_page)),
                name="claims_claim_preview_page",
            ),
            path("<path:object_id>/do/<slug:verb>/", wrap(self.do), name="claims_claim_do"),
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the claim with where it stands and what may be done."""
        claim: Claim | None = context.get("original")
        if claim is not None:
            saved = Claim.objects.get(pk=claim.pk)
            context |= {
                "claim": saved,
                "asked": asked_of(saved),
                "releases": releases_of(saved),
                "buttons": list(buttons(saved, editor(request))),
                "costs_decision": may(editor(request), "approve")
                and costs_decision(saved, editor(request)),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def do(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Carry a verb out and go back to the claim, with what came of it as messages."""
        claim = self._claim(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if verb not in VERBS:
            raise Http404
        carry_out(request, claim, verb)
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the public page as releasing the claim now would make it."""
        claim = self._claim(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview",
            "subtitle": plain(str(claim)),
            "claim": claim,
            "original": claim,
            "opts": self.opts,
        }
        return preview.page(request, claim, context)

    def preview_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show that page itself, for the frame."""
        return preview.framed(request, self._claim(request, object_id))

    @admin.display(description="Claim", ordering="text")
    def in_short(self, claim: Claim) -> str:
        """The claim, in short."""
        return plain(str(claim))

    @admin.display(description="Stage", ordering="stage")
    def staged(self, claim: Claim) -> SafeString:
        """The stage, as a badge."""
        return format_html(
            '<span class="desk-badge desk-stage-{}">{}</span>',
            claim.stage,
            claim.get_stage_display(),
        )

    @admin.display(description="Public")
    def public(self, claim: Any) -> SafeString | str:
        """Whether readers see it."""
        if claim.last_release is None:
            return "–"
        if claim.last_release == "publish":
            return format_html('<span class="desk-badge desk-public">{}</span>', "Yes")
        return str(PUBLIC_STATES.get(claim.last_release, claim.last_release))

    def _claim(self, request: HttpRequest, object_id: str) -> Claim:
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = self.get_object(request, unquote(object_id))
        if claim is None:
            raise Http404
        return claim


class TopicAdmin(DeskAdmin):
    """What claims are about."""

    list_display = ("name", "description", "wikidata_id")
    search_fields = ("name",)
    rows = {"description": 2}
    fields = ("name", "description", "wikidata_id")


class ClaimRelationAdmin(DeskAdmin):
    """How one claim stands to another."""

    list_display = ("from_short", "kind", "to_short", "withdrawn")
    list_filter = ("kind", "withdrawn")
    list_select_related = ("from_claim", "to_claim")
    search_fields = ("from_claim__text", "to_claim__text")
    autocomplete_fields = ("from_claim", "to_claim")
    fields = ("from_claim", "kind", "to_claim", "withdrawn")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimRelation]:
        """Return the relations with their claims."""
        return super().get_queryset(request).select_related("from_claim", "to_claim")

    @admin.display(description="Claim")
    def from_short(self, relation: ClaimRelation) -> str:
        """The claim this is said of."""
        return plain(str(relation.from_claim))

    @admin.display(description="Other claim")
    def to_short(self, relation: ClaimRelation) -> str:
        """The other claim."""
        return plain(str(relation.to_claim))
