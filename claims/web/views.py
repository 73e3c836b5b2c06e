"""The public pages, one function per address, each in at most two queries."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from claims.interchange.claim_review import claim_review
from claims.record import addresses, reading
from claims.record.models import PublishedClaim
from claims.web.addresses import path_to
from claims.web.answers import merged, moved, page, public_page
from claims.web.feeds import WITH_FEED, feed_path
from claims.web.listing import listing
from claims.web.presentation import claim_page, entity_page, scale_page, timeline
from claims.web.presentation.claims import Entry
from claims.web.structured_data import script_text


@public_page
def home(request: HttpRequest) -> HttpResponseBase:
    """What the desk is, and the latest claims."""
    found = listing(request, reading.listed_claims())
    return page(request, "web/home.html", {"canonical": _absolute("/"), "listing": found})


@public_page
def claim(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """The status page of a claim; a wrong slug leads to the right one, a merged claim to its like.

    Whatever else became of a claim, its page stays.
    """
    row = _claim(public_id)
    winner = reading.claim(row.merged_into) if row.merged_into else None
    if winner is not None:
        return merged(addresses.claim_path(winner.public_id, winner.title))
    path = addresses.claim_path(row.public_id, row.title)
    if request.path_info != path:
        return moved(path)
    body = json.loads(row.body)
    context = {
        "canonical": _absolute(path),
        "claim": claim_page(body, path_to),
        "releases": _releases(body),
        "history_path": f"{path}/history",
        "json_path": f"/api/v1/claims/{row.public_id}",
        "claim_review": script_text(claim_review(body)),
    }
    return page(request, "web/claim.html", context, row.released_at)


@public_page
def history(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """Every release of a claim, with its public note."""
    row = _claim(public_id)
    claim_path = addresses.claim_path(row.public_id, row.title)
    path = f"{claim_path}/history"
    if request.path_info != path:
        return moved(path)
    body = json.loads(row.body)
    context = {
        "canonical": _absolute(path),
        "claim": claim_page(body, path_to),
        "claim_path": claim_path,
        "releases": _releases(body),
        "json_path": f"/api/v1/claims/{row.public_id}/releases",
    }
    return page(request, "web/history.html", context, row.released_at)


@public_page
def entity(request: HttpRequest, kind: str, public_id: str, slug: str = "") -> HttpResponseBase:
    """A speaker, source, publisher or topic, and the claims it appears in; merged ones lead on."""
    row = reading.entity(kind, public_id)
    if row is None:
        raise Http404
    winner = reading.entity(kind, row.merged_into) if row.merged_into else None
    if winner is not None:
        return merged(addresses.entity_path(kind, winner.public_id, winner.name))
    path = addresses.entity_path(kind, row.public_id, row.name)
    if request.path_info != path:
        return moved(path)
    claims = reading.listed_claims().filter(pk__in=reading.claims_with(kind, [public_id]))
    context = {
        "canonical": _absolute(path),
        "entity": entity_page(kind, json.loads(row.body), path_to),
        "feed_path": feed_path(kind, public_id) if kind in WITH_FEED else "",
        "listing": listing(request, claims),
    }
    return page(request, "web/entity.html", context)


@public_page
def methodology(request: HttpRequest) -> HttpResponseBase:
    """How the desk works, and the scale it has released."""
    row = reading.entity("scale", "scale")
    context = {
        "canonical": _absolute(addresses.METHODOLOGY),
        "scale": scale_page(json.loads(row.body) if row else {}),
    }
    return page(request, "web/methodology.html", context, row.released_at if row else None)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch: all but the editors' screens."""
    response = HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _claim(public_id: str) -> PublishedClaim:
    row = reading.claim(public_id)
    if row is None:
        raise Http404
    return row


def _releases(body: dict[str, Any]) -> tuple[Entry, ...]:
    rows = reading.releases("claim", body["id"]).values("number", "event", "note", "released_at")
    told = [{**row, "released_at": row["released_at"].isoformat()} for row in rows]
    return timeline(told, body.get("corrections") or ())


def _absolute(path: str) -> str:
    return addresses.absolute(path)
