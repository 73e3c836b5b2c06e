"""Pages of what is reviewed and released: claims, speakers, sources, publishers and topics."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timesince import timesince

from claims import workflow
from claims.admin import merging, preview, tampering
from claims.admin.access import editor
from claims.admin.alike import alike
from claims.admin.base import DeskAdmin
from claims.admin.marking import plain
from claims.admin.standing import asked_of, releases_of
from claims.admin.talking import MOST_NAMED, CommentForm, colleagues, notes_on
from claims.admin.verbs import BOTH, VERBS, buttons, carry_out
from claims.desk.models import Claim, OpenPage
from claims.desk.permissions import may
from claims.workflow import WorkflowError

PAGES = ("preview", "preview_page", "do", "comment", "opened", "different", "merge")
"""Addresses of review below that of a thing; each is named `claims_{model}_{name}`."""

LONGEST_TITLE = 600
"""Characters of a claim that its pages show as their title."""

MOST_TOUCHED = 20
"""Published claims that are named where a change touches them; more are counted."""


class ReviewedAdmin(DeskAdmin):
    """A thing with its verbs, its preview, what it touches, notes, and what it may be twice."""

    change_form_template = "admin/desk/reviewed.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the pages, and those of review."""
        return [*self.own_urls(), *super().get_urls()]

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses of review."""
        return [
            self.address("preview/", preview.may_frame(self.preview), "preview"),
            self.address("preview/page/", preview.may_be_framed(self.preview_page), "preview_page"),
            self.address("do/<slug:verb>/", self.do, "do"),
            self.address("comment/", self.comment, "comment"),
            self.address("opened/", self.opened, "opened"),
            self.address("different/", self.different, "different"),
            self.address("merge/", self.merge, "merge"),
        ]

    def address(self, route: str, view: Callable[..., Any], name: str) -> URLPattern:
        """Return an address below that of one thing."""
        return path(
            f"<path:object_id>/{route}",
            self.admin_site.admin_view(view),
            name=f"claims_{self.opts.model_name}_{name}",
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form with where the thing stands and what may be done."""
        subject = context.get("original")
        if subject is not None and not context.get("is_popup"):
            context |= self.standing(request, type(subject)._default_manager.get(pk=subject.pk))
        return super().render_change_form(request, context, *args, **kwargs)

    def standing(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Return what the page of a saved thing shows around its form."""
        by = editor(request)
        may_change = self.has_change_permission(request, subject)
        released = releases_of(subject)
        touched = [] if isinstance(subject, Claim) else workflow.touched_by(subject)
        kept: CommentForm | None = getattr(request, "comment_form", None)
        return {
            **self.named(subject),
            "subtitle": _title(subject),
            "asked": asked_of(subject),
            "releases": released,
            "buttons": buttons(subject, by, released),
            "merged_into": subject.merged_into,
            "merged_into_name": plain(str(subject.merged_into or "")),
            "costs_decision": workflow.would_cost_decision(subject, by) if may_change else "",
            "others": _told(workflow.page_open(subject, by=by)) if may_change else [],
            "touched": [(claim.pk, plain(str(claim))) for claim in touched[:MOST_TOUCHED]],
            "touched_number": len(touched),
            "alike": [(one, plain(str(one.object))) for one in alike(subject)],
            "may_judge": may(by, "not_duplicate"),
            "notes": [(note, plain(note.text)) for note in notes_on(subject)],
            "comment_form": (kept or CommentForm()) if may(by, "comment") else None,
            "colleagues": [user.get_username() for user in colleagues()[:MOST_NAMED]],
        }

    def do(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Carry a verb out and go back to the thing, with what came of it as messages."""
        subject = self.subject(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if verb not in VERBS and verb != BOTH:
            raise Http404
        done = carry_out(request, subject, verb)
        back = "preview" if not done and request.POST.get("from") == "preview" else "change"
        return self.to(subject, back)

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what would be released, and the buttons that decide on exactly this."""
        subject = self.subject(request, object_id)
        context = self.page_of(request, subject, "Preview and review")
        return preview.page(request, subject, context)

    def preview_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the public page itself, for the frame."""
        return preview.framed(request, self.subject(request, object_id))

    def comment(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Write a note; one that is refused is shown again, its text kept."""
        subject = self.posted(request, object_id)
        form = CommentForm(request.POST)
        if form.is_valid():
            try:
                workflow.comment(
                    subject,
                    by=editor(request),
                    text=form.cleaned_data["text"],
                    mentioned=form.called,
                )
            except WorkflowError as refusal:
                for line in refusal.messages:
                    form.add_error("text", line)
            else:
                workflow.mark_seen(subject, by=editor(request))
                called = ", ".join(user.get_username() for user in form.called)
                messages.success(request, f"Noted{f'; {called} is told' if called else ''}.")
                return self.to(subject, "change", "#desk-notes")
        request.comment_form = form  # type: ignore[attr-defined]
        request.method = "GET"
        return self.change_view(request, object_id)

    def opened(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that the account has the page open, or closed it; answer who else has."""
        subject = self.posted(request, object_id)
        by = editor(request)
        if not self.has_change_permission(request, subject):
            raise PermissionDenied
        if request.POST.get("closed"):
            workflow.page_closed(subject, by=by)
            return JsonResponse({})
        return JsonResponse(self.news(request, subject))

    def news(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Return what a page that is open is told now and then."""
        others: list[OpenPage] = workflow.page_open(subject, by=editor(request))
        return {"others": _told(others), "version": subject.version}

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

    def subject(self, request: HttpRequest, object_id: str) -> Any:
        """Return the thing of an address; PermissionDenied or Http404 where it is not shown."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        subject = self.get_object(request, unquote(object_id))
        if subject is None:
            raise Http404
        return subject

    def posted(self, request: HttpRequest, object_id: str) -> Any:
        """Return the thing of an address that is only posted to."""
        subject = self.subject(request, object_id)
        if request.method != "POST":
            raise Http404
        return subject

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

    def named(self, subject: Any) -> dict[str, Any]:
        """Return the thing, what its kind is called, and the names of its addresses."""
        start = f"admin:claims_{self.opts.model_name}_"
        return {
            "subject": subject,
            "kind": self.opts.model_name,
            "kind_words": self.opts.verbose_name,
            "kinds": self.opts.verbose_name_plural,
            "urls": {name: f"{start}{name}" for name in ("change", *PAGES)},
        }

    def to(self, subject: Any, page: str = "change", anchor: str = "") -> HttpResponse:
        """Lead to a page of the thing."""
        where = reverse(f"admin:claims_{self.opts.model_name}_{page}", args=[subject.pk])
        return HttpResponseRedirect(f"{where}{anchor}")


def _title(subject: Any) -> str:
    return plain(getattr(subject, "text", "")[:LONGEST_TITLE] or str(subject))


def _told(others: list[OpenPage]) -> list[dict[str, str]]:
    return [
        {"name": page.user.get_username(), "since": timesince(page.seen_at, depth=1)}
        for page in others
    ]
