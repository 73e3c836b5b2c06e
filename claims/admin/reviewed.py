"""Pages of what is reviewed and released: claims, speakers, sources, publishers and topics."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern

from claims import workflow
from claims.admin import merging, preview, tampering
from claims.admin.access import editor
from claims.admin.alike import alike
from claims.admin.doing import carry_out
from claims.admin.marking import plain
from claims.admin.shared import SharedAdmin
from claims.admin.standing import asked_of, releases_of
from claims.admin.verbs import BOTH, VERBS, buttons
from claims.desk.models import Claim
from claims.desk.permissions import may
from claims.workflow import WorkflowError

PAGES = ("preview", "preview_page", "do", "different", "merge")
"""Addresses of review below that of a thing."""

LONGEST_TITLE = 600
"""Characters of a claim that its pages show as their title."""

MOST_TOUCHED = 20
"""Published claims that are named where a change touches them; more are counted."""


class ReviewedAdmin(SharedAdmin):
    """A thing with its verbs, its preview, what it touches, notes, and what it may be twice."""

    change_form_template = "admin/desk/reviewed.html"
    pages = (*SharedAdmin.pages, *PAGES)

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses of review."""
        return [
            self.address("preview/", preview.may_frame(self.preview), "preview"),
            self.address("preview/page/", preview.may_be_framed(self.preview_page), "preview_page"),
            self.address("do/<slug:verb>/", self.do, "do"),
            self.address("different/", self.different, "different"),
            self.address("merge/", self.merge, "merge"),
            *super().own_urls(),
        ]

    def standing(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Return what the page of a saved thing shows around its form."""
        by = editor(request)
        may_change = self.has_change_permission(request, subject)
        released = releases_of(subject)
        touched = [] if isinstance(subject, Claim) else workflow.touched_by(subject)
        return {
            **super().standing(request, subject),
            "subtitle": _title(subject),
            "asked": asked_of(subject),
            "releases": released,
            "buttons": buttons(subject, by, released, getattr(request, "refused_verb", None)),
            "merged_into": subject.merged_into,
            "merged_into_name": plain(str(subject.merged_into or "")),
            "costs_decision": workflow.would_cost_decision(subject, by) if may_change else "",
            "touched": [(claim.pk, plain(str(claim))) for claim in touched[:MOST_TOUCHED]],
            "touched_number": len(touched),
            "alike": [(one, plain(str(one.object))) for one in alike(subject)],
            "may_judge": may(by, "not_duplicate"),
        }

    def do(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Carry a verb out and go back to the thing, with what came of it as messages.

        One that is refused is shown again where it was pressed, as it was typed.
        """
        subject = self.subject(request, object_id)
        if verb not in VERBS and verb != BOTH:
            raise Http404
        if request.method != "POST":
            # The way back after signing in again.
            return self.to(subject)
        refused = carry_out(request, subject, verb)
        if refused is None:
            return self.to(subject)
        request.refused_verb = refused  # type: ignore[attr-defined]
        request.method = "GET"
        if request.POST.get("from") == "preview":
            return self.preview(request, object_id)
        return self.change_view(request, object_id, form_url=self.to(subject).url)

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what would be released, and the buttons that decide on exactly this."""
        subject = self.subject(request, object_id)
        context = self.page_of(request, subject, "Preview and review")
        with workflow.read_once():
            return preview.page(request, subject, context)

    def preview_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the public page itself, for the frame."""
        return preview.framed(request, self.subject(request, object_id))

    def different(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Record that another thing is not the same; it is not suggested again."""
        subject = self.posted(request, object_id)
        known = request.POST.get("other", "")
        other = self.model._default_manager.filter(public_id=known).first()
        if other is None:
            tampering.refuse(
                request, subject, "not_duplicate", [f"There is no such {self.opts.verbose_name}."]
            )
            return self.to(subject)
        try:
            workflow.not_duplicate(subject, other, by=editor(request))
        except WorkflowError as refusal:
            tampering.refuse(request, subject, "not_duplicate", refusal.messages)
        else:
            messages.success(request, "Noted: these two are different, and not suggested again.")
        return self.to(subject)

    def merge(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose what a thing is merged into, see what would follow, and ask for it."""
        subject = self.subject(request, object_id)
        form = merging.WinnerForm(subject, self.admin_site, request.POST or request.GET or None)
        winner = form.cleaned_data["winner"] if form.is_bound and form.is_valid() else None
        if request.method == "POST" and winner is not None and "_submit" in request.POST:
            said = {"verb": "merge", "target": winner.public_id}
            said["reason"] = request.POST.get("reason", "")
            if self._ask(request, subject, said):
                return self.to(subject)
        context = {
            **self.page_of(request, subject, f"Merge this {self.opts.verbose_name}"),
            "form": form,
            "foreseen": merging.foresee(subject, winner) if winner else None,
            "alike": [(one, plain(str(one.object))) for one in alike(subject)],
            "asked": asked_of(subject),
            "may_submit": may(editor(request), "submit"),
            "reason": request.POST.get("reason", ""),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/desk/merge.html", context)

    def _ask(self, request: HttpRequest, subject: Any, said: dict[str, str]) -> bool:
        try:
            workflow.submit(subject, by=editor(request), **said)
        except WorkflowError as refusal:
            tampering.refuse(request, subject, "submit", refusal.messages)
            return False
        messages.success(request, "The merge is asked for: a second person decides.")
        return True

    def page_of(self, request: HttpRequest, subject: Any, title: str) -> dict[str, Any]:
        """Return what every further page of a thing shows."""
        return {
            **self.admin_site.each_context(request),
            **self.named(subject),
            "title": title,
            "subtitle": _title(subject),
            "original": subject,
            "opts": self.opts,
        }


def _title(subject: Any) -> str:
    return plain(getattr(subject, "text", "")[:LONGEST_TITLE] or str(subject))
