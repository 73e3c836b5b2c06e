"""The front page, a claim's page and history (at most two queries each), how the desk works."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static

from claims.interchange.claim_review import claim_review, has_review
from claims.record import addresses, reading
from claims.record.models import Event, PublishedClaim, Release
from claims.record.projection.markdown import explanation_text
from claims.record.releases import content_of
from claims.web.addresses import path_to
from claims.web.answers import merged, moved, page, public_page
from claims.web.corrections import told
from claims.web.framing import frame
from claims.web.languages import in_language
from claims.web.listing import listing
from claims.web.merging import body_of
from claims.web.presentation import Card, claim_card, claim_page, scale_page, timeline
from claims.web.presentation.claims import Entry
from claims.web.scales import needs_places, with_places
from claims.web.structured_data import script_text

FRONT_PAGE_CHANGES = 3
FRONT_PAGE_OPEN = 4


@public_page
def home(request: HttpRequest) -> HttpResponseBase:
    """What the desk is, what it corrected last, what is open, and the latest claims."""
    claims = reading.listed_claims()
    if "before" in request.GET:
        return page(request, "web/home.html", {"listing": listing(request, claims, "/")}, path="/")
    open_ids, open_claims = _open()
    context = {
        "changes": told(reading.corrections(), FRONT_PAGE_CHANGES),
        "open_claims": open_claims,
        # What stands among the open claims above needs no second place.
        "listing": listing(request, claims.exclude(pk__in=open_ids), "/"),
    }
    return page(request, "web/home.html", context, path="/")


@public_page
def claim(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """The status page of a claim; a wrong slug leads to the right one, a merged claim to its like.

    Whatever else became of a claim, its page stays.
    """
    row = released_claim(public_id)
    winner = reading.claim(row.merged_into) if row.merged_into else None
    if winner is not None:
        return merged(path_to("claim", winner.public_id, winner.title))
    path = addresses.claim_path(row.public_id, row.title)
    if request.path_info != in_language(path):
        return moved(in_language(path))
    body, releases = _with_releases(json.loads(row.body))
    context = {
        "claim": claim_page(body, path_to),
        "releases": releases,
        "history_path": in_language(f"{path}/history"),
        "json_path": f"/api/v1/claims/{row.public_id}",
        "report_path": in_language(f"/claims/{row.public_id}/report"),
        "share": _share(row, path),
        "claim_review": script_text(_review(body)),
        "has_review": has_review(body),
    }
    return page(request, "web/claim.html", context, path=path, modified=row.changed_at)


@public_page
def history(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """Every release of a claim, with its public note and what it says differently."""
    row = released_claim(public_id)
    claim_path = addresses.claim_path(row.public_id, row.title)
    path = f"{claim_path}/history"
    if request.path_info != in_language(path):
        return moved(in_language(path))
    body, releases = _with_releases(body_of(row), compared=True)
    context = {
        "claim": claim_page(body, path_to),
        "claim_path": in_language(claim_path),
        "releases": releases,
        "json_path": f"/api/v1/claims/{row.public_id}/releases",
    }
    return page(request, "web/history.html", context, path=path, modified=row.released_at)


@public_page
def methodology(request: HttpRequest) -> HttpResponseBase:
    """How the desk works, and the scale it has released."""
    row = reading.entity("scale", "scale")
    context = {"scale": scale_page(json.loads(row.body) if row else {})}
    modified = row.released_at if row else None
    path = addresses.METHODOLOGY
    return page(request, "web/methodology.html", context, path=path, modified=modified)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch: all but the editors' screens.

    What is not to be listed says so itself, which only those see who may fetch it.
    """
    sitemap = addresses.absolute("/sitemap.xml")
    lines = ("User-agent: *", "Disallow: /admin/", f"Sitemap: {sitemap}", "")
    response = HttpResponse("\n".join(lines), content_type="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public_page
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116); 404 where the desk names no contact."""
    if not settings.CONTACT:
        raise Http404
    lines = (
        f"Contact: {settings.CONTACT}",
        f"Expires: {_half_a_year_on():%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {addresses.absolute('/.well-known/security.txt')}",
        "",
    )
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _half_a_year_on() -> datetime:
    # The first of a month, so that the answer stays the same for as long.
    now = datetime.now(UTC)
    months = now.year * 12 + now.month - 1 + 6
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, for what asks for one unbidden: a page leads to it by itself."""
    return moved(static("web/icon.ico"))


def released_claim(public_id: str) -> PublishedClaim:
    """Return a claim that was ever released; raise Http404 for any other id."""
    row = reading.claim(public_id)
    if row is None:
        raise Http404
    return row


def _open() -> tuple[list[str], list[Card]]:
    """Return the ids and the cards of the newest claims without a verdict."""
    # By the verdict's class, which has an index in this order; a status would be read and sorted.
    newest = reading.listed_claims().filter(normalised="").values_list("body", flat=True)
    bodies = [json.loads(body) for body in newest[:FRONT_PAGE_OPEN]]
    return [body["id"] for body in bodies], [claim_card(body, path_to) for body in bodies]


def _review(body: dict[str, Any]) -> dict[str, Any] | None:
    # One address holds the review, the one it names: the page's own words are no part of it.
    return claim_review(body) if in_language("/") == "/" else None


def _share(row: PublishedClaim, path: str) -> dict[str, str]:
    asked = urlencode({"url": addresses.absolute(in_language(path))})
    return {
        "oembed": addresses.absolute(f"/oembed?{asked}"),
        "image": addresses.absolute(in_language(f"{path}/card.png")),
        "frame": frame(row).html,
    }


def _with_releases(
    body: dict[str, Any], *, compared: bool = False
) -> tuple[dict[str, Any], tuple[Entry, ...]]:
    """Return a body ready to be told, and its releases; one query either way."""
    rows = reading.releases("claim", body["id"])
    if not compared and not needs_places(body):
        rows = rows.only("number", "event", "note", "released_at")
        return body, timeline(map(_told, rows), body.get("corrections") or ())
    contents = [(row, None if row.event == Event.SUPPRESSION else content_of(row)) for row in rows]
    if needs_places(body):
        body = with_places(body, (content for _, content in contents))
    told = [
        {**_told(row), "content": _in_plain_words(content) if compared else None}
        for row, content in contents
    ]
    return body, timeline(told, body.get("corrections") or (), body.get("kind") or "")


def _in_plain_words(content: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return content whose explanation has no Markdown, as readers see it."""
    verdict = (content or {}).get("verdict")
    if content is None or not verdict:
        return content
    words = explanation_text(verdict.get("explanation") or "")
    return {**content, "verdict": {**verdict, "explanation": words}}


def _told(release: Release) -> dict[str, Any]:
    return {
        "number": release.number,
        "event": release.event,
        "note": release.note,
        "released_at": release.released_at.isoformat(),
    }
