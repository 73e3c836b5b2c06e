"""Requests for correction: the queue, and deciding with the answer to whoever asked."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims import workflow
from claims.admin.access import editor, roles
from claims.admin.base import ReadOnlyAdmin
from claims.admin.fields import TextField, shown_moment
from claims.admin.marking import plain, visible
from claims.admin.sources import outward
from claims.desk.models import Claim, CorrectionRequest
from claims.desk.permissions import VERBS
from claims.workflow import WorkflowError

Outcome = CorrectionRequest.Outcome


class DecisionForm(forms.Form):
    """What becomes of a request, and what whoever asked is told."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        label="Decision",
        help_text="One that is accepted is answered by the claim's next release.",
    )
    answer = TextField(
        rows=4,
        required=False,
        label="Answer",
        help_text="Whoever asked reads it. Needed where the request is declined.",
    )


class StateFilter(admin.SimpleListFilter):
    """Requests by what is still owed."""

    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states."""
        return [
            ("open", "Open: a decision or its release is owed"),
            ("undecided", "Undecided"),
            ("overdue", "Overdue"),
            ("answered", "Answered"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the requests in the state that is chosen."""
        wanted = {
            "open": Q(answered_at=None),
            "undecided": Q(outcome=""),
            "overdue": Q(answered_at=None, due_on__lt=timezone.localdate()),
            "answered": Q(answered_at__isnull=False),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


class AskerFilter(admin.ChoicesFieldListFilter):
    """Requests by who asks; the form's own label speaks to readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "who asks"


class CorrectionRequestAdmin(ReadOnlyAdmin):
    """What the public asks to be corrected; what was received never changes."""

    change_form_template = "admin/desk/correction.html"
    list_display = ("wrong_in_short", "received", "due_on", "standing", "of_claim", "who_asks")
    list_filter = (StateFilter, "outcome", ("asker", AskerFilter))
    search_fields = ("=claim", "=public_id")
    search_help_text = "The public id of the claim or of the request."
    received = shown_moment("received_at", "Received")
    fields = (
        ("received_at", "due_on", "standing"),
        "of_claim",
        "what_is_wrong",
        "evidence",
        ("who_asks", "their_name", "their_address"),
        ("decided_by", "decided_at", "answered_at"),
        "told",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[CorrectionRequest]:
        """Return the requests with the claims they are about."""
        claims = Claim.objects.filter(public_id=OuterRef("claim"))
        found = super().get_queryset(request).select_related("decided_by")
        return found.annotate(
            claim_key=Subquery(claims.values("pk")), claim_text=Subquery(claims.values("text"))
        )

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the order: what is due first comes first, what is answered last."""
        return ("outcome", "due_on", "pk")

    def get_urls(self) -> list[URLPattern]:
        """Return the pages of requests, and the address that decides."""
        own = path(
            "<path:object_id>/decide/",
            self.admin_site.admin_view(self.decide),
            name="claims_correctionrequest_decide",
        )
        forget = path(
            "<path:object_id>/forget/",
            self.admin_site.admin_view(self.forget),
            name="claims_correctionrequest_forget",
        )
        return [own, forget, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the request with the form that decides it."""
        asked: CorrectionRequest | None = context.get("original")
        may = bool(roles(request) & VERBS["decide_request"])
        kept: DecisionForm | None = getattr(request, "decision_form", None)
        is_open = asked is not None and not asked.outcome and may
        context |= {
            "decision": (kept or DecisionForm()) if is_open else None,
            "decision_refusals": kept.non_field_errors() if kept else (),
            "asked": asked,
            "forgettable": _is_forgettable(asked) and bool(roles(request) & VERBS["forget_asker"]),
            "roles_needed": " or ".join(
                sorted(role.label.lower() for role in VERBS["decide_request"])
            ),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def decide(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Accept or decline the request; a refusal shows the page again, the answer kept."""
        asked = self._asked(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                workflow.decide_request(asked, by=editor(request), **form.cleaned_data)
            except WorkflowError as refusal:
                for line in refusal.messages:
                    form.add_error(None, line)
            else:
                done = Outcome(form.cleaned_data["outcome"]).label.lower()
                messages.success(request, f"The request is {done}.")
                return _to(asked)
        request.decision_form = form  # type: ignore[attr-defined]
        request.method = "GET"
        return self.change_view(request, object_id)

    def forget(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Forget the name and e-mail address of whoever asked."""
        asked = self._asked(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            workflow.forget_asker(asked, by=editor(request))
        except WorkflowError as refusal:
            for line in refusal.messages:
                messages.error(request, line)
        else:
            messages.success(request, "The name and e-mail address of whoever asked are forgotten.")
        return _to(asked)

    def _asked(self, request: HttpRequest, object_id: str) -> CorrectionRequest:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked: CorrectionRequest | None = self.get_object(request, unquote(object_id))
        if asked is None:
            raise Http404
        return asked

    @admin.display(description="What is wrong")
    def wrong_in_short(self, asked: CorrectionRequest) -> str:
        """What is said to be wrong, in short."""
        line = " ".join(asked.wrong.split())
        return plain(line if len(line) <= 100 else f"{line[:99]}…")

    @admin.display(description="What is wrong")
    def what_is_wrong(self, asked: CorrectionRequest) -> SafeString:
        """What is said to be wrong, whole."""
        return format_html('<div class="desk-text">{}</div>', visible(asked.wrong))

    @admin.display(description="State")
    def standing(self, asked: CorrectionRequest) -> SafeString | str:
        """What is owed, and by how many working days too late."""
        if not asked.is_open:
            return f"{asked.get_outcome_display()}, answered"
        owed = "accepted, its release is owed" if asked.outcome else "undecided"
        days = asked.overdue_by()
        if not days:
            return owed
        late = f"{owed}; {days} working day{'' if days == 1 else 's'} overdue"
        return format_html('<b class="desk-warn">{}</b>', late)

    @admin.display(description="Claim")
    def of_claim(self, asked: Any) -> SafeString | str:
        """The claim, linked."""
        if asked.claim_key is None:
            return asked.claim
        where = reverse("admin:claims_claim_change", args=[asked.claim_key])
        return format_html('<a href="{}">{}</a>', where, plain(asked.claim_text[:120]))

    @admin.display(description="Link to evidence")
    def evidence(self, asked: CorrectionRequest) -> SafeString | str:
        """What they point to."""
        return outward(asked.evidence_url) or "–"

    @admin.display(description="Who asks", ordering="asker")
    def who_asks(self, asked: CorrectionRequest) -> str:
        """What they have to do with the claim."""
        return asked.get_asker_display()

    @admin.display(description="Their name")
    def their_name(self, asked: CorrectionRequest) -> str:
        """The name they gave, if they did."""
        return plain(asked.name) or "–"

    @admin.display(description="Their e-mail address")
    def their_address(self, asked: CorrectionRequest) -> str:
        """Where the answer goes."""
        if asked.email or not asked.is_open:
            return plain(asked.email) or "–"
        return "none given: nobody is answered"

    @admin.display(description="Answer")
    def told(self, asked: CorrectionRequest) -> SafeString | str:
        """What whoever asked is told."""
        return visible(asked.answer) if asked.answer else "–"


def _is_forgettable(asked: CorrectionRequest | None) -> bool:
    return asked is not None and not asked.is_open and bool(asked.name or asked.email)


def _to(asked: CorrectionRequest) -> HttpResponse:
    where = reverse("admin:claims_correctionrequest_change", args=[asked.pk])
    return HttpResponseRedirect(where)
