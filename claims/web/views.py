"""The front page, a claim's page and history, and how the desk works; at most two queries each."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from claims.interchange.claim_review import claim_review
from claims.record import addresses, reading
from claims.record.models import Event, PublishedClaim
from claims.record.releases import content_of
from claims.web.addresses import path_to
from claims.web.answers import merged, moved, page, public_page
from claims.web.corrections import told
from claims.web.languages import in_language
from claims.web.listing import listing
from claims.web.presentation import claim_page, scale_page, timeline
from claims.web.presentation.claims import Entry
from claims.web.structured_data import script_text

FRONT_PAGE_CHANGES = 3
FRAME_WIDTH, FRAME_HEIGHT = 560, 260
"""Pixels of the card that others put in a frame."""


@public_page
def home(request: HttpRequest) -> HttpResponseBase:
    """What the desk is, what it corrected last, and the latest claims."""
    found = listing(request, reading.listed_claims(), "/")
    changes = [] if found.pager.newest else told(reading.corrections(), FRONT_PAGE_CHANGES)
    return page(request, "web/home.html", {"listing": found, "changes": changes}, path="/")


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
    body = json.loads(row.body)
    context = {
        "claim": claim_page(body, path_to),
        "releases": _releases(body),
        "history_path": in_language(f"{path}/history"),
        "json_path": f"/api/v1/claims/{row.public_id}",
        # Asked in English alone: what is sent there is read by the desk.
        "report_path": f"/claims/{row.public_id}/report",
        "share": _share(row, path),
        "claim_review": script_text(_review(body)),
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
    body = json.loads(row.body)
    context = {
        "claim": claim_page(body, path_to),
        "claim_path": in_language(claim_path),
        "releases": _compared_releases(body),
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
    """What crawlers may fetch: all but the editors' screens and endless lists."""
    sitemap = addresses.absolute("/sitemap.xml")
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /search", f"Sitemap: {sitemap}", "")
    response = HttpResponse("\n".join(lines), content_type="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def released_claim(public_id: str) -> PublishedClaim:
    """Return a claim that was ever released; raise Http404 for any other id."""
    row = reading.claim(public_id)
    if row is None:
        raise Http404
    return row


def _review(body: dict[str, Any]) -> dict[str, Any] | None:
    # One address holds the review, the one it names: the page's own words are no part of it.
    return claim_review(body) if in_language("/") == "/" else None


def _share(row: PublishedClaim, path: str) -> dict[str, str]:
    asked = urlencode({"url": addresses.absolute(path)})
    frame = {
        "source": addresses.absolute(in_language(f"/embed/{row.public_id}")),
        "title": row.title,
        "width": FRAME_WIDTH,
        "height": FRAME_HEIGHT,
    }
    return {
        "oembed": addresses.absolute(f"/oembed?{asked}"),
        "image": addresses.absolute(in_language(f"{path}/card.png")),
        "frame": render_to_string("web/parts/frame.html", frame).strip(),
    }


def _releases(body: dict[str, Any]) -> tuple[Entry, ...]:
    rows = reading.releases("claim", body["id"]).values("number", "event", "note", "released_at")
    told = [{**row, "released_at": row["released_at"].isoformat()} for row in rows]
    return timeline(told, body.get("corrections") or ())


def _compared_releases(body: dict[str, Any]) -> tuple[Entry, ...]:
    told = [
        {
            "number": release.number,
            "event": release.event,
            "note": release.note,
            "released_at": release.released_at.isoformat(),
            "content": None if release.event == Event.SUPPRESSION else content_of(release),
        }
        for release in reading.releases("claim", body["id"])
    ]
    return timeline(told, body.get("corrections") or ())
