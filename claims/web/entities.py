"""The pages of speakers, sources, publishers and topics."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from claims.record import addresses, reading
from claims.web.addresses import path_to
from claims.web.answers import merged, moved, page, public_page
from claims.web.countries import country_name
from claims.web.feeds import WITH_FEED, feed_path
from claims.web.languages import in_language
from claims.web.listing import listing
from claims.web.presentation import entity_page, publications, source_text, tally
from claims.web.presentation.links import Name
from claims.web.scales import released

MOST_PASSAGES = 500
"""Statements of one source that its page marks and lists; so many of a publisher are looked at."""

Further = Callable[[str, dict[str, Any]], dict[str, Any]]


@public_page
def entity(request: HttpRequest, kind: str, public_id: str, slug: str = "") -> HttpResponseBase:
    """A speaker, source, publisher or topic, and the claims it appears in; merged ones lead on."""
    row = reading.entity(kind, public_id)
    if row is None:
        raise Http404
    winner = reading.entity(kind, row.merged_into) if row.merged_into else None
    if winner is not None:
        return merged(path_to(kind, winner.public_id, winner.name))
    path = addresses.entity_path(kind, row.public_id, row.name)
    if request.path_info != in_language(path):
        return moved(in_language(path))
    body = json.loads(row.body)
    claims = reading.listed_claims_with(kind, public_id)
    context = {
        "entity": entity_page(kind, body, path_to),
        "country": country_name(body.get("country") or ""),
        "listing": listing(request, claims, path, speaker=public_id if kind == "speaker" else ""),
        "feed_path": feed_path(kind, public_id) if kind in WITH_FEED else "",
        "json_feed_path": feed_path(kind, public_id, "json") if kind in WITH_FEED else "",
        "json_path": f"/api/v1/{kind}s/{public_id}",
        **_FURTHER.get(kind, _nothing)(public_id, body),
    }
    return page(request, "web/entity.html", context, path=path)


def _speaker(public_id: str, body: dict[str, Any]) -> dict[str, Any]:
    counts = reading.asserted(public_id).values_list("kind", "verdict", "normalised", "count")
    return {"tally": tally(counts, released())}


def _source(public_id: str, body: dict[str, Any]) -> dict[str, Any]:
    rows = reading.listed_statements().filter(source=public_id).values_list("body", flat=True)
    bodies = [json.loads(row) for row in rows[:MOST_PASSAGES]]
    return {"passages": source_text(body.get("text") or "", bodies, path_to)}


def _publisher(public_id: str, body: dict[str, Any]) -> dict[str, Any]:
    found = (reading.listed_statements(), reading.listed_evidence())
    items = [
        json.loads(row)
        for rows in found
        for row in rows.filter(publisher=public_id).values_list("body", flat=True)[:MOST_PASSAGES]
    ]
    voice = reading.entity("speaker", body["speaker"]) if body.get("speaker") else None
    return {
        "publications": publications(items, public_id, path_to),
        "speaks_as": voice and Name(voice.name, path_to("speaker", voice.public_id, voice.name)),
    }


def _nothing(public_id: str, body: dict[str, Any]) -> dict[str, Any]:
    return {}


_FURTHER: dict[str, Further] = {
    "publisher": _publisher,
    "source": _source,
    "speaker": _speaker,
}
