"""Claims: the workbench with statements, evidence and contacts, and what is done with it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims import workflow
from claims.admin import approving, board, suggesting, tampering, typed
from claims.admin.access import editor
from claims.admin.autocomplete import is_key
from claims.admin.base import DeskAdmin
from claims.admin.claim_filters import AssignedFilter, VerdictFilter
from claims.admin.claim_rows import ContactRows, StatementRows, TopicRows, TranslationRows
from claims.admin.evidence import EvidenceRows
from claims.admin.fields import PartialDateFormField, shown_date
from claims.admin.forms import DeskForm
from claims.admin.home.waiting import WaitingFilter
from claims.admin.marking import plain
from claims.admin.reviewed import ReviewedAdmin
from claims.admin.standing import unanswered_requests, with_public_state
from claims.admin.talking import AssignForm
from claims.admin.verbs import BulkForm, bulk_action
from claims.desk.models import (
    Capture,
    Child,
    Claim,
    ClaimRelation,
    ClaimStatement,
    Rating,
    Statement,
    Suggestion,
)
from claims.desk.permissions import may
from claims.workflow import WorkflowError
from claims.workflow.wording import claim_text

PUBLIC_STATES = {
    "retract": "Retracted",
    "merge": "Merged",
    "suppress": "Suppressed",
    "flag": "Under review",
}

MOST_OF_REQUEST = 160
"""Characters of a request for correction that the page of its claim shows."""


class VerdictField(forms.ModelChoiceField):
    """The choice of a verdict, each with what it means and its place on the scale."""

    widget = forms.RadioSelect(attrs={"class": "desk-verdicts"})

    def label_from_instance(self, obj: Rating) -> SafeString:
        """The verdict, what it means, and where it stands."""
        place = f"{obj.value} on the scale" if obj.value else "no place on the scale"
        return format_html(
            '<b>{}</b> <span class="quiet">{}; {}</span><br>{}',
            plain(obj.label),
            obj.get_normalised_display().lower(),
            place,
            plain(obj.meaning),
        )


class ClaimForm(DeskForm):
    """A claim with the time it is about."""

    about_from = PartialDateFormField(label="About: from", help_text="The time the claim is about.")
    about_to = PartialDateFormField(label="About: to", help_text="The end of that time.")


class ClaimAdmin(ReviewedAdmin):
    """The workbench of a claim."""

    form = ClaimForm
    change_form_template = "admin/desk/claim.html"
    action_form = BulkForm
    list_display = ("in_short", "staged", "public", "rating", "priority", "due_on", "assigned_to")
    list_filter = (WaitingFilter, "stage", VerdictFilter, AssignedFilter, "priority", "kind")
    list_select_related = ("rating", "assigned_to")
    search_fields = ("words__text",)
    search_help_text = "Words of the claim, or its public id."
    found_through = ()
    rows = {"text": 2, "context": 3, "why_checked": 2, "explanation": 8, "no_contact_reason": 2}
    pages = (*ReviewedAdmin.pages, "missing")
    inlines = (StatementRows, EvidenceRows, TopicRows, ContactRows, TranslationRows)
    about_from = shown_date("about_from", "About: from")
    about_to = shown_date("about_to", "About: to")
    actions = [
        bulk_action("submit", "Submit for review"),
        bulk_action("request_changes", "Request changes"),
        approving.approve_selected,
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
            {"fields": ("rating", "as_of", "summary", "explanation", "no_contact_reason")},
        ),
        (
            "For the desk only",
            {
                "classes": ("collapse",),
                "fields": (("priority", "due_on", "not_before"),),
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
            return VerdictField(
                Rating.objects.order_by(models.F("value").asc(nulls_last=True), "code"),
                required=False,
                blank=True,
                empty_label="Open: no verdict yet",
                label="Verdict",
                help_text=db_field.help_text,
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Offer the verdicts without the buttons that lead away to their pages."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, VerdictField):
            field.widget = getattr(field.widget, "widget", field.widget)
        return field

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses of review, and those of claims alone."""
        return [
            self.address("assign/", self.assign, "assign"),
            self.address("missing/", self.missing, "missing"),
            self.address("suggest/", self.suggest, "suggest"),
            self.address("suggested/<int:key>/", self.suggested, "suggested"),
            *super().own_urls(),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what is known of a claim that is made of a statement."""
        start = _start(request)
        if start is None:
            return super().get_changeform_initial_data(request)
        return {"text": claim_text(start.quote)}

    def further_rows(
        self, request: HttpRequest, form: forms.ModelForm
    ) -> Iterator[Capture | Child]:
        """Yield the link to the statement that a new claim is made of."""
        start = _start(request) if form.instance._state.adding else None
        if start is not None:
            yield ClaimStatement(statement=start)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form, of a new claim with the statement that it is made of."""
        if context.get("original") is None and (start := _start(request)):
            context["start"] = plain(str(start))
        return super().render_change_form(request, context, *args, **kwargs)

    def standing(self, request: HttpRequest, subject: Claim) -> dict[str, Any]:
        """Return what the workbench shows around the form."""
        by = editor(request)
        context = super().standing(request, subject)
        return context | {
            "claim": subject,
            "said": board.said(subject),
            "sides": board.sides(subject),
            **typed.missing(subject),
            "assign_form": AssignForm(subject) if may(by, "assign") else None,
            "suggestions": suggesting.open_ones(subject),
            "planned": workflow.planned(subject),
            "requests": [
                (asked, plain(" ".join(asked.wrong.split())[:MOST_OF_REQUEST]))
                for asked in unanswered_requests(subject)
            ],
            "may_take_over": may(by, "accept_suggestion"),
        }

    def news(self, request: HttpRequest, subject: Claim) -> dict[str, Any]:
        """Tell an open page also what the claim lacks by now, where it was saved since."""
        told = super().news(request, subject)
        if request.POST.get("version") != str(subject.version):
            told |= typed.missing(subject)
        return told

    def missing(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Tell what the claim would lack if the form were saved as it is typed; save nothing."""
        claim = self.posted(request, object_id)
        if not self.has_change_permission(request, claim):
            raise PermissionDenied
        return JsonResponse(typed.missing_as_typed(self, request, claim))

    def assign(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give the claim to an editor, or to nobody."""
        claim = self.posted(request, object_id)
        form = AssignForm(claim, request.POST)
        if not form.is_valid():
            told = ["Only an editor with an active account can be given a claim."]
            tampering.refuse(request, claim, "assign", told)
            return self.to(claim)
        to = form.cleaned_data["to"]
        try:
            workflow.assign(claim, by=editor(request), to=to)
        except WorkflowError as refusal:
            tampering.refuse(request, claim, "assign", refusal.messages)
        else:
            messages.success(request, f"Assigned to {to.get_username() if to else 'nobody'}.")
        return self.to(claim)

    def suggest(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Suggest other words; a refusal shows the preview again, the words kept."""
        claim = self.posted(request, object_id)
        form = suggesting.SuggestForm(claim, request.POST, auto_id="suggest_%s")
        if form.is_valid():
            try:
                workflow.suggest(
                    claim,
                    by=editor(request),
                    changes=form.changes(),
                    reason=form.cleaned_data["reason"],
                    conditional=form.cleaned_data["conditional"],
                )
            except WorkflowError as refusal:
                tampering.refuse(request, claim, "suggest", refusal.messages)
            else:
                messages.success(request, "Suggested: an author of the claim is asked.")
                return self.to(claim, "preview")
        request.suggest_form = form  # type: ignore[attr-defined]
        request.method = "GET"
        return self.preview(request, object_id)

    def suggested(self, request: HttpRequest, object_id: str, key: int) -> HttpResponse:
        """Take suggested words over, or decline them with a reason."""
        claim = self.posted(request, object_id)
        suggestion = Suggestion.objects.filter(claim=claim, pk=key).first()
        if suggestion is None:
            raise Http404
        by, accepts = editor(request), "_accept" in request.POST
        verb = "accept_suggestion" if accepts else "decline_suggestion"
        try:
            if accepts:
                workflow.accept_suggestion(suggestion, by=by)
            else:
                reason = request.POST.get("reason", "")
                workflow.decline_suggestion(suggestion, by=by, reason=reason)
        except WorkflowError as refusal:
            tampering.refuse(request, claim, verb, refusal.messages)
        else:
            approved = accepts and suggestion.conditional
            done = "taken over, and the claim approved by it" if approved else "taken over"
            messages.success(request, f"The words are {done if accepts else 'declined'}.")
        return self.to(claim)

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


def _start(request: HttpRequest) -> Statement | None:
    """Return the statement that a new claim is made of, as the address names it."""
    key = request.GET.get("statement", "")
    if not is_key(key):
        return None
    found = Statement.objects.exclude(state=Statement.State.REJECTED)
    return found.select_related("speaker").filter(pk=int(key)).first()


class ClaimRelationAdmin(DeskAdmin):
    """How one claim stands to another."""

    list_display = ("from_short", "kind", "to_short", "withdrawn")
    list_filter = ("kind", "withdrawn")
    list_select_related = ("from_claim", "to_claim")
    search_fields = ("from_claim__words__text", "to_claim__words__text")
    found_through = ("from_claim", "to_claim")
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
