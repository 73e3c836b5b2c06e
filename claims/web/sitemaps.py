"""The sitemap (sitemaps.org protocol 0.9): an index, and files of pages in order of release."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from claims.record import addresses, reading
from claims.record.models import Status
from claims.web.answers import WAYS, document, public_page

SPAN = 20_000
"""Releases that one file covers; no more than as many pages were first released by them."""

Page = tuple[str, str]


@public_page
def index(request: HttpRequest) -> HttpResponseBase:
    """Every file of the sitemap."""
    files = [addresses.absolute(f"/sitemaps/{number}.xml") for number in range(1, _files() + 1)]
    return _xml(request, "web/sitemap_index.xml", {"files": files})


@public_page
def sitemap(request: HttpRequest, number: int) -> HttpResponseBase:
    """The pages whose first release is among the releases of this file, oldest first."""
    if not 1 <= number <= _files():
        raise Http404
    pages = [*_standing()] if number == 1 else []
    pages += [*_claims(number), *_entities(number)]
    return _xml(request, "web/sitemap.xml", {"pages": pages})


def _files() -> int:
    head = reading.head()
    return max(1, -(-head.sequence // SPAN)) if head else 1


def _standing() -> list[Page]:
    """Return the pages that always stand, with the day of the last release that each tells of."""
    scale, head = reading.entity("scale", "scale"), reading.head()
    corrected = reading.corrections().values_list("released_at", flat=True).first()
    days = {
        "home": head.at if head else None,
        "corrections": corrected,
        "methodology": scale.released_at if scale else None,
    }
    return [
        (addresses.absolute(WAYS[name]), f"{day:%Y-%m-%d}" if day else "")
        for name, day in days.items()
    ]


def _claims(number: int) -> list[Page]:
    rows = reading.claims().exclude(status__in=(Status.MERGED, Status.SUPPRESSED))
    rows = rows.filter(first_sequence__range=_span(number)).order_by("first_sequence")
    found = rows.values_list("public_id", "title", "changed_at")
    return [
        (addresses.absolute(addresses.claim_path(public_id, title)), f"{day:%Y-%m-%d}")
        for public_id, title, day in found
    ]


def _entities(number: int) -> list[Page]:
    rows = reading.all_entities().filter(first_sequence__range=_span(number))
    found = rows.values_list("kind", "public_id", "name", "released_at")
    return [
        (addresses.absolute(addresses.entity_path(kind, public_id, name)), f"{day:%Y-%m-%d}")
        for kind, public_id, name, day in found
    ]


def _span(number: int) -> tuple[int, int]:
    return (number - 1) * SPAN + 1, number * SPAN


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponseBase:
    return document(request, render_to_string(template, context).encode(), "application/xml")
