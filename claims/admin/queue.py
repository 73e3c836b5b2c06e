"""The review queue: claims that wait for a second person, those who wait longest first."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from claims import workflow
from claims.admin.access import editor
from claims.admin.base import ListedAdmin
from claims.admin.fields import shown_moment
from claims.admin.listing import BoundedList
from claims.admin.marking import plain
from claims.admin.standing import with_submissions
from claims.desk.models import Claim, ReleaseVerb


class QueueList(BoundedList):
    """One page of the queue, with what tells whether its reader may decide."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, then why the reader may not decide, in a fixed number of queries."""
        super().get_results(request)
        claims = list(self.result_list)
        refusals = workflow.decision_refusals(claims, editor(request))
        for claim in claims:
            claim.decision_refusal = refusals[claim.public_id]
        self.result_list = claims

    def url_for_result(self, result: Any) -> str:
        """Return where a row leads: to the page to decide on, or to the claim."""
        page = "change" if result.decision_refusal else "preview"
        return reverse(f"admin:claims_claim_{page}", args=[result.pk])


class ReviewQueue(ListedAdmin):
    """Claims in review. Its rows lead to where they are decided on."""

    changers = frozenset()
    actions = None
    list_display = ("text_in_short", "asked_for", "asked_by", "since", "age", "may_decide", "why")
    search_fields = ("words__text",)
    search_help_text = "Words of the claim, or its public id."
    found_through = ()
    sortable_by = ("since", "age")
    since = shown_moment("asked_at", "Since")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Return what waits, longest first."""
        return with_submissions(Claim.objects.filter(stage=Claim.Stage.IN_REVIEW))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the order: who has waited longest comes first."""
        return ("asked_at", "pk")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that knows its reader."""
        return QueueList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the queue."""
        return super().changelist_view(
            request, {"title": "Review queue", "heading": "Review queue"}
        )

    @admin.display(description="Claim")
    def text_in_short(self, claim: Claim) -> str:
        """The claim, in short."""
        return plain(str(claim))

    @admin.display(description="Asked for")
    def asked_for(self, claim: Any) -> str:
        """What it is to become."""
        return ReleaseVerb(claim.asked_verb).label if claim.asked_verb else "–"

    @admin.display(description="By")
    def asked_by(self, claim: Any) -> str:
        """Who asks."""
        return claim.asked_by or "–"

    @admin.display(description="Age", ordering="asked_at")
    def age(self, claim: Any) -> str:
        """How long it has waited."""
        return timesince(claim.asked_at, depth=1) if claim.asked_at else "–"

    @admin.display(description="May I decide?")
    def may_decide(self, claim: Any) -> SafeString:
        """Whether the reader is a second person, and may decide."""
        if claim.decision_refusal:
            return format_html('<span class="desk-no">No: {}</span>', claim.decision_refusal)
        return format_html('<b class="desk-yes">{}</b>', "Yes")

    @admin.display(description="Reason given")
    def why(self, claim: Any) -> str:
        """What the asker said."""
        return plain(claim.asked_why or "")
