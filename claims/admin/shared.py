"""Pages of what editors talk about: comments, and who else has the page open."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.timesince import timesince

from claims import workflow
from claims.admin.access import editor
from claims.admin.base import DeskAdmin
from claims.admin.marking import plain
from claims.admin.talking import MOST_NAMED, CommentForm, colleagues, notes_on
from claims.desk.models import OpenPage
from claims.desk.permissions import may
from claims.workflow import WorkflowError


class SharedAdmin(DeskAdmin):
    """A thing with its notes, and with whoever else has it open."""

    change_form_template = "admin/desk/shared.html"
    pages: tuple[str, ...] = ("comment", "opened")
    """Addresses below that of a thing; each is named `claims_{model}_{name}`."""

    def get_urls(self) -> list[URLPattern]:
        """Return the pages, and the addresses below them."""
        return [*self.own_urls(), *super().get_urls()]

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses below that of a thing."""
        return [
            self.address("comment/", self.comment, "comment"),
            self.address("opened/", self.opened, "opened"),
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
            kept = type(subject)._default_manager.get(pk=subject.pk)
            with workflow.read_once():
                context |= self.standing(request, kept)
        return super().render_change_form(request, context, *args, **kwargs)

    def standing(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Return what the page of a saved thing shows around its form."""
        may_change = self.has_change_permission(request, subject)
        kept: CommentForm | None = getattr(request, "comment_form", None)
        return {
            **self.named(subject),
            "others": self.others(request, subject) if may_change else [],
            "notes": [(note, plain(note.text)) for note in notes_on(subject)],
            "comment_form": (kept or CommentForm()) if may(editor(request), "comment") else None,
            "colleagues": [user.get_username() for user in colleagues()[:MOST_NAMED]],
        }

    def others(self, request: HttpRequest, subject: Any) -> list[dict[str, str]]:
        """Note that the account has the page open, and return who else has, for the page."""
        return _told(workflow.page_open(subject, by=editor(request)))

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
                if form.unknown:
                    unknown = ", ".join(form.unknown)
                    messages.warning(request, f"Nobody here is called {unknown}: none was told.")
                return self.to(subject, "change", "#desk-notes")
        request.comment_form = form  # type: ignore[attr-defined]
        request.method = "GET"
        return self.change_view(request, object_id, form_url=self.to(subject).url)

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
        return {"others": self.others(request, subject), "version": subject.version}

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

    def named(self, subject: Any) -> dict[str, Any]:
        """Return the thing, what its kind is called, and the names of its addresses."""
        start = f"admin:claims_{self.opts.model_name}_"
        return {
            "subject": subject,
            "kind": self.opts.model_name,
            "kind_words": self.opts.verbose_name,
            "kinds": self.opts.verbose_name_plural,
            "urls": {name: f"{start}{name}" for name in ("change", *self.pages)},
        }

    def to(self, subject: Any, page: str = "change", anchor: str = "") -> HttpResponseRedirect:
        """Lead to a page of the thing."""
        where = reverse(f"admin:claims_{self.opts.model_name}_{page}", args=[subject.pk])
        return HttpResponseRedirect(f"{where}{anchor}")


def _told(others: list[OpenPage]) -> list[dict[str, str]]:
    return [
        {"name": page.user.get_username(), "since": timesince(page.seen_at, depth=1)}
        for page in others
    ]
