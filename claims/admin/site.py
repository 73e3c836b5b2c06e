"""The desk's own admin site: which models have pages, in which order, and how they are chosen."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from claims.admin import duplicates
from claims.admin.access import EVERYBODY, roles
from claims.admin.accounts import UserAdmin
from claims.admin.article.screen import ArticleDesk
from claims.admin.autocomplete import ChoiceView
from claims.admin.claims import ClaimAdmin, ClaimRelationAdmin
from claims.admin.corrections import CorrectionRequestAdmin
from claims.admin.home.screen import HomeDesk
from claims.admin.importing.screen import ImportDesk
from claims.admin.queue import ReviewQueue
from claims.admin.ratings import RatingAdmin
from claims.admin.records import AuditEntryAdmin, DecisionAdmin, SubmissionAdmin
from claims.admin.signing_in import factors
from claims.admin.signing_in.security import OwnPasswordView
from claims.admin.signing_in.views import SignInView
from claims.admin.sources import CaptureAdmin, PublisherAdmin, SourceAdmin
from claims.admin.speakers import SpeakerAdmin
from claims.admin.statements import StatementAdmin
from claims.admin.topics import TopicAdmin
from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    ClaimRelation,
    CorrectionRequest,
    Decision,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Submission,
    Topic,
    User,
)

Pages = tuple[tuple[type[Model], type[ModelAdmin]], ...]

SECTIONS: tuple[tuple[str, Pages], ...] = (
    (
        "Claims and statements",
        (
            (Claim, ClaimAdmin),
            (Statement, StatementAdmin),
            (ClaimRelation, ClaimRelationAdmin),
            (Topic, TopicAdmin),
        ),
    ),
    (
        "Sources and people",
        (
            (Source, SourceAdmin),
            (Capture, CaptureAdmin),
            (Publisher, PublisherAdmin),
            (Speaker, SpeakerAdmin),
        ),
    ),
    ("What readers ask", ((CorrectionRequest, CorrectionRequestAdmin),)),
    (
        "What the desk did",
        (
            (Submission, SubmissionAdmin),
            (Decision, DecisionAdmin),
            (AuditEntry, AuditEntryAdmin),
        ),
    ),
    ("Settings", ((Rating, RatingAdmin), (User, UserAdmin))),
)
"""Headings of the index and the models under each, in the order in which editors think of them."""


class DeskSite(AdminSite):
    """The editors' site. It has the desk's pages and no other application's."""

    site_title = "Onrecord desk"
    site_header = "Onrecord desk"
    index_title = "The desk"
    index_template = "admin/desk/index.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        for _, pages in SECTIONS:
            for model, admin_class in pages:
                super().register(model, admin_class)

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks is of the desk and has signed in with all that it takes."""
        return super().has_permission(request) and factors.is_confirmed(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the way in."""
        return SignInView.as_view()(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Change the password of whoever asks; every other session of theirs ends."""
        context = {**self.each_context(request), **(extra_context or {})}
        answer = OwnPasswordView.as_view(extra_context=context)(request)
        return cast(TemplateResponse, answer)

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Take no further pages: those of other applications know neither roles nor workflow."""

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the sections of the index that the account may see."""
        apps = self._build_app_dict(request, app_label).values()
        seen = {model["model"]: model for app in apps for model in app["models"]}
        sections = [
            _section(heading, [seen[model] for model, _ in pages if model in seen])
            for heading, pages in SECTIONS
        ]
        review = _section("Review", [_queue()] if roles(request) & EVERYBODY else [])
        return [section for section in (review, *sections) if section["models"]]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits for whoever signed in, and every list of the desk."""
        return super().index(request, {**HomeDesk(self).context(request), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the site's addresses, the desk's own screens among them."""
        queue = ReviewQueue(Claim, self)
        own = [
            path("review/", self.admin_view(queue.changelist_view), name="review"),
            *ArticleDesk(Statement, self).own_urls(),
            *ImportDesk(self).own_urls(),
            *HomeDesk(self).own_urls(),
            *duplicates.own_urls(self),
        ]
        return [*own, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer what may be chosen."""
        view = ChoiceView.as_view(admin_site=self)
        return cast(HttpResponse, view(request))


def _section(heading: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": heading,
        "app_label": "claims",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": models,
    }


def _queue() -> dict[str, Any]:
    waiting = Claim.objects.filter(stage=Claim.Stage.IN_REVIEW)[:100].count()
    return {
        "model": Claim,
        "name": f"Review queue ({waiting})",
        "object_name": "ReviewQueue",
        "perms": {"add": False, "change": False, "delete": False, "view": True},
        "admin_url": reverse("admin:review"),
        "add_url": None,
        "view_only": True,
    }
