"""The article view: a captured text with its statements in place, and one statement's form."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims.admin import tampering
from claims.admin.access import EDITORS, editor
from claims.admin.article import selecting
from claims.admin.article.opened import UNCERTAIN, Article
from claims.admin.marking import plain
from claims.admin.sources import outward
from claims.admin.statements import (
    LOW_CONFIDENCE,
    JointRows,
    StatementAdmin,
    StatementForm,
    StepRows,
    TranslationRows,
)
from claims.desk.models import Capture, Statement
from claims.desk.permissions import Role
from claims.workflow import StaleEdit, WorkflowError

ELSEWHERE = "The statement that was sent along stands in another text: nothing was done."

DECIDED = {"_accept": Statement.State.ACCEPTED, "_reject": Statement.State.REJECTED}
"""What each button decides; the rest of the form is saved with it."""


class ArticleForm(StatementForm):
    """A statement of one text, which is fixed."""

    article: Capture

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.capture = self.article

    def capture_for(self, cleaned: dict[str, Any], words: str) -> Capture | None:
        """Return the text that is open."""
        return self.article


class FoldedSteps(StepRows):
    """The chain, folded."""

    classes = ("collapse",)


class FoldedTranslations(TranslationRows):
    """The translations, folded."""

    classes = ("collapse",)


class FoldedJoint(JointRows):
    """The further speakers, folded."""

    classes = ("collapse",)


class ArticleDesk(StatementAdmin):
    """The statement's own form beside its text; saving, refusals and conflicts are the same."""

    change_form_template = add_form_template = "admin/desk/article/statement.html"
    form = ArticleForm
    inlines: ClassVar[Any] = (FoldedSteps, FoldedJoint, FoldedTranslations)
    readonly_fields: ClassVar[tuple[str, ...]] = (
        "used_in",
        "renderings_listed",
        "origin",
        "certainty",
        "pattern",
    )
    fieldsets = (
        (
            "Whose words",
            {
                "fields": (
                    "speaker",
                    ("speaker_as_named", "role_as_named"),
                    ("speaker_basis", "kind", "state"),
                )
            },
        ),
        ("Which words", {"fields": ("words", ("start", "end"))}),
        (
            "When and where they were said",
            {"fields": (("said_on", "occasion"), ("place", "medium"))},
        ),
        (
            "More about them",
            {
                "classes": ("collapse",),
                "fields": (("cue", "on_behalf_of"), ("language", "spoken_language")),
            },
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

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses of the article view."""
        wrap = self.admin_site.admin_view
        return [
            path("article/<int:capture>/", wrap(self.article_view), name="article"),
            path("article/<int:capture>/new/", wrap(self.new_view), name="article_new"),
            path("article/<int:capture>/select/", wrap(self.select_view), name="article_select"),
            path(
                "article/<int:capture>/<int:statement>/",
                wrap(self.statement_view),
                name="article_statement",
            ),
        ]

    def article_view(self, request: HttpRequest, capture: int) -> HttpResponse:
        """Show the text with its statements, none of them open."""
        article = self._article(request, capture)
        waiting = article.next_proposed()
        context = {
            **self.admin_site.each_context(request),
            **self._shared(request, article),
            "next_proposed": waiting if waiting != article.address() else "",
            "first": article.neighbours()[1],
        }
        return TemplateResponse(request, "admin/desk/article/article.html", context)

    def statement_view(self, request: HttpRequest, capture: int, statement: int) -> HttpResponse:
        """Show one statement's form beside the text, or save it."""
        article = self._article(request, capture, statement)
        if not article.capture.statements.filter(pk=statement).exists():
            raise Http404
        return self.change_view(request, str(statement))

    def new_view(self, request: HttpRequest, capture: int) -> HttpResponse:
        """Show the form of a new statement on the words that were selected, or save it."""
        self._article(request, capture)
        try:
            return self.add_view(request)
        except ValidationError as fault:
            return self._back(request, fault.messages)

    def select_view(self, request: HttpRequest, capture: int) -> HttpResponse:
        """Make of the selected words a new statement, or move or split the open one."""
        article = self._article(request, capture)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = selecting.SelectionForm(request.POST)
        sent = form.cleaned_data.get("statement") if form.is_valid() else None
        if sent is not None and sent not in {each.pk for each in article.statements}:
            tampering.refuse(request, article.capture.source, "revise", [ELSEWHERE])
            return HttpResponseRedirect(article.address())
        article.here = sent
        try:
            chosen = form.chosen(article.capture.text)
            if request.POST.get("do") in ("move", "split"):
                return self._moved_or_split(request, form, chosen)
        except ValidationError as fault:
            return self._back(request, fault.messages)
        except StaleEdit as stale:
            told = "Below it stands as it is now: look at it, then select again."
            return self._back(request, [*stale.messages, told])
        except WorkflowError as refusal:
            return self._back(request, refusal.messages)
        where = reverse("admin:article_new", args=[capture])
        folded = f"&{UNCERTAIN}=1" if article.unfolded else ""
        return HttpResponseRedirect(f"{where}?start={chosen.start}&end={chosen.end}{folded}")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        """Return the statements of the text that is open."""
        return super().get_queryset(request).filter(capture=_open_article(request).capture)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form for the text that is open."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"article": _open_article(request).capture})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what is known of the selected words; ValidationError where the place is none."""
        capture = _open_article(request).capture
        form = selecting.SelectionForm({name: request.GET.get(name) for name in ("start", "end")})
        chosen = form.chosen(capture.text)
        words = capture.text[chosen.start : chosen.end]
        return {
            "start": chosen.start,
            "end": chosen.end,
            "words": words,
            "kind": _kind_of(words),
            "language": capture.source.language,
            "state": Statement.State.ACCEPTED,
        }

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; the buttons that decide set the state and save the rest too."""
        decided = next((name for name in DECIDED if name in request.POST), None)
        if decided:
            sent = request.POST.copy()
            sent["state"] = DECIDED[decided]
            request.POST = sent  # type: ignore[assignment]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form beside the text."""
        article = _open_article(request)
        before, after = article.neighbours()
        context |= self._shared(request, article)
        context |= {
            "before": before,
            "after": after,
            "mark": next((mark for mark in article.marks if mark.here), None),
            "next_proposed": article.next_proposed(context.get("original")),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Tell what was done, and go on to the next draft once this one is decided."""
        return self._on(request, obj)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Tell what was made, and show it."""
        return self._on(request, obj)

    def _on(self, request: HttpRequest, obj: Any) -> HttpResponse:
        article = self._article(request, obj.capture_id, obj.pk)
        number = next((mark.number for mark in article.marks if mark.here), 0)
        decided = next((name for name in DECIDED if name in request.POST), None)
        done = DECIDED[decided].label.lower() if decided else "saved"
        self.message_user(request, f"Statement {number}: {done}.", messages.SUCCESS)
        where = article.next_proposed(obj) if decided else article.address(obj.pk)
        return HttpResponseRedirect(where)

    def _moved_or_split(
        self, request: HttpRequest, form: selecting.SelectionForm, chosen: selecting.Chosen
    ) -> HttpResponse:
        article, said = _open_article(request), form.cleaned_data
        statement = Statement.objects.filter(pk=article.here or 0).first()
        if statement is None or said["version"] is None:
            raise ValidationError("Open the statement first that is to be moved or split.")
        by, version = editor(request), said["version"]
        if request.POST["do"] == "move":
            selecting.move(statement, chosen, by=by, version=version)
            done = "The statement stands on the selected words now."
        else:
            parts = selecting.split(statement, chosen, by=by, version=version)
            done = f"The statement is {len(parts)} statements now, each with the same speaker."
        self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(article.address(statement.pk))

    def _back(self, request: HttpRequest, faults: Iterable[str]) -> HttpResponse:
        for fault in faults:
            self.message_user(request, fault, messages.ERROR)
        article = _open_article(request)
        return HttpResponseRedirect(article.address(article.here))

    def _article(self, request: HttpRequest, capture: int, statement: int | None = None) -> Article:
        """Return the article, and have it stand for the rest of the request."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        held: Article | None = getattr(request, "desk_article", None)
        found = held.capture if held else _captured(capture)
        article = Article(found, UNCERTAIN in request.GET, statement)
        request.desk_article = article  # type: ignore[attr-defined]
        return article

    def _shared(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        source = article.capture.source
        return {
            "title": plain(str(source)),
            "subtitle": None,
            "article": article,
            "capture": article.capture,
            "source": source,
            "publisher": plain(str(source.publisher or "")),
            "outward": outward(source.url),
            "other_texts": source.captures.exclude(pk=article.capture.pk)
            .defer("text", "original")
            .annotate(found=Count("statements"))[:10],
            "may_change": self.has_change_permission(request),
            "roles_needed": " or ".join(role.label.lower() for role in Role if role in EDITORS),
            "low": LOW_CONFIDENCE,
            "selection": selecting.SelectionForm(auto_id="select_%s"),
            "is_nav_sidebar_enabled": False,
        }


def _captured(key: int) -> Capture:
    found = Capture.objects.select_related("source__publisher").defer("original")
    capture = found.filter(pk=key).first()
    if capture is None:
        raise Http404
    return capture


def _open_article(request: HttpRequest) -> Article:
    article: Article = request.desk_article  # type: ignore[attr-defined]
    return article


def _kind_of(words: str) -> str:
    """Return how the words look: a quotation, a report with quoted words, or a report."""
    marks = '"“”„«»‟'
    if words[0] in marks and words[-1] in f"{marks},.":
        return Statement.Kind.DIRECT
    if any(mark in words for mark in marks):
        return Statement.Kind.MIXED
    return Statement.Kind.INDIRECT
