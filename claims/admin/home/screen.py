"""The addresses of the home, and the way from a public id to the page of what bears it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from claims.admin.access import EDITORS, editor, roles
from claims.admin.home import keeping
from claims.admin.home.cards import Card, cards, mentions, saved_filters
from claims.admin.home.subjects import subject_or_404
from claims.desk import permissions


class HomeDesk:
    """The home of an admin site."""

    def __init__(self, admin_site: AdminSite) -> None:
        self.admin_site = admin_site

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses behind the home."""
        wrap = self.admin_site.admin_view
        return [
            path("filters/save/", wrap(keeping.save_filter), name="save_filter"),
            path("filters/<int:key>/forget/", wrap(keeping.forget_filter), name="forget_filter"),
            path(
                "mentions/<slug:kind>/<slug:public_id>/seen/",
                wrap(keeping.see_mentions),
                name="see_mentions",
            ),
            path("digest/", wrap(keeping.choose_digest), name="choose_digest"),
            path("go/<slug:kind>/<slug:public_id>/", wrap(self.go), name="go"),
        ]

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the home shows beside the list of models."""
        held = roles(request)
        found: list[Card] = cards(editor(request), held) if held else []
        return {
            "waiting": [card for card in found if card.lines],
            "idle": [card for card in found if not card.lines],
            "mentions": mentions(editor(request)),
            "saved_filters": saved_filters(editor(request)),
            "may_import": bool(held & permissions.VERBS["bring_in"]),
            "may_add": bool(held & EDITORS),
            "digest": editor(request) if held else None,
        }

    def go(self, request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
        """Lead to the page of what bears this public id."""
        if not roles(request):
            raise PermissionDenied
        found = subject_or_404(kind, public_id)
        return HttpResponseRedirect(reverse(f"admin:claims_{kind}_change", args=[found.pk]))
