"""Feeds of claims and of corrections, newest first, and every review as one document."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from itertools import chain
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from claims.interchange import atom, json_feed
from claims.interchange.data_feed import data_feed
from claims.interchange.entries import NOTHING_YET, Entry, Feed, claim_entry, correction_entry
from claims.record import reading
from claims.record.addresses import absolute, entity_path
from claims.record.instants import instant
from claims.record.models import PublishedClaim, ReleaseHead
from claims.web.answers import Answering, View, cacheable, document, merged, public_page
from claims.web.listing import before_of

FORMATS = ("atom", "json")
WITH_FEED = ("speaker", "topic")
"""Kinds of things whose claims have a feed of their own."""

PAGE_SIZE = 30
CHUNK = 200
"""Claims that are read at a time, so that a long record takes no more memory than a short one."""

ALLOWED = "GET, HEAD, OPTIONS"
STALE = 300
"""Seconds for which a feed may still be given while it is asked for anew."""

Body = dict[str, Any]

_WRITTEN: dict[str, tuple[Callable[[Feed], str], str]] = {
    "atom": (atom.atom, f"{atom.MEDIA_TYPE}; charset=utf-8"),
    "json": (json_feed.json_feed, f"{json_feed.MEDIA_TYPE}; charset=utf-8"),
}


def _feed_page(view: Answering[View]) -> Answering[View]:
    """Make a view answer as every public page does, OPTIONS besides, and stay useful when stale."""
    answering = public_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: View.args, **kwargs: View.kwargs) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
        response = answering(request, *args, **kwargs)
        if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            patch_cache_control(response, stale_while_revalidate=STALE)
        elif response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ALLOWED
        return response

    return answer


@_feed_page
def claims(request: HttpRequest, format: str) -> HttpResponseBase:
    """The claims that lists show, newest release first."""
    title = f"Claims by {settings.DESK_NAME}"
    return _claims(request, format, title, absolute("/"), reading.followed_claims())


@_feed_page
def claims_of(request: HttpRequest, kind: str, public_id: str, format: str) -> HttpResponseBase:
    """The same of one speaker or topic alone; a merged one's leads to that of its like."""
    row = reading.entity(kind, public_id)
    if row is None:
        raise Http404
    if row.merged_into:
        return merged(feed_path(kind, row.merged_into, format))
    page = absolute(entity_path(kind, public_id, row.name))
    found = reading.followed_claims_with(kind, public_id)
    title = f"{row.name or kind.title()}: claims by {settings.DESK_NAME}"
    return _claims(request, format, title, page, found)


@_feed_page
def corrections(request: HttpRequest, format: str) -> HttpResponseBase:
    """Every release that told the public what changed, newest first."""
    releases = reading.corrections()
    before = before_of(request)
    if before is not None:
        releases = releases.filter(sequence__lt=before)
    rows = list(releases.values_list("sequence", "subject", "number")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    texts = reading.claims().filter(pk__in={subject for _, subject, _ in shown})
    bodies = {id: json.loads(body) for id, body in texts.values_list("public_id", "body")}
    entries = [_correction(bodies[subject], number) for _, subject, number in shown]
    title = f"Corrections by {settings.DESK_NAME}"
    older = shown[-1][0] if len(rows) > PAGE_SIZE else None
    return _feed(request, format, title, absolute("/corrections"), filter(None, entries), older)


@_feed_page
def claim_reviews(request: HttpRequest) -> HttpResponseBase:
    """Every claim with a verdict that stands as one DataFeed of ClaimReviews, streamed."""
    head = reading.head()
    chunks = _chunks(reading.reviewed_claims())
    # Read before anything is sent, so that a record which cannot be asked is a 503.
    first = next(chunks, [])
    pieces = data_feed(
        chain(first, chain.from_iterable(chunks)),
        desk=settings.DESK_NAME,
        site=settings.SITE_URL,
        licence=settings.DATA_LICENCE,
        modified=instant(head.at) if head else "",
    )
    # A server may ask for the headers alone; they do not tell a length either way.
    response = cacheable(StreamingHttpResponse(() if request.method == "HEAD" else pieces))
    response.headers["Content-Type"] = "application/json"
    response.headers["ETag"] = tag = _tag_of(head)
    if head:
        response.headers["Last-Modified"] = http_date(head.at.timestamp())
    known = get_conditional_response(request, etag=tag, response=cast(HttpResponse, response))
    return known or response


def feed_path(kind: str, public_id: str, format: str = "atom") -> str:
    """Return the path of the feed of a speaker or topic."""
    return f"/feeds/{kind}s/{public_id}.{format}"


def _claims(
    request: HttpRequest, format: str, title: str, page: str, found: QuerySet[Any]
) -> HttpResponseBase:
    before = before_of(request)
    if before is not None:
        found = found.filter(place__lt=before)
    rows = list(found.values_list("place", "body")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    older = shown[-1][0] if len(rows) > PAGE_SIZE else None
    entries = [claim_entry(json.loads(body)) for _, body in shown]
    return _feed(request, format, title, page, entries, older)


def _feed(
    request: HttpRequest,
    format: str,
    title: str,
    page: str,
    entries: Iterable[Entry],
    older: int | None,
) -> HttpResponseBase:
    address, before = absolute(request.path_info), before_of(request)
    told = tuple(entries)
    head = None if told else reading.head()
    feed = Feed(
        id=address,
        title=title,
        address=address if before is None else f"{address}?before={before}",
        page=page,
        desk=settings.DESK_NAME,
        site=settings.SITE_URL,
        licence=settings.DATA_LICENCE,
        entries=told,
        older=f"{address}?before={older}" if older is not None else "",
        known_at=instant(head.at) if head else NOTHING_YET,
    )
    written, media_type = _WRITTEN[format]
    modified = datetime.fromisoformat(feed.updated) if feed.entries else None
    return document(request, written(feed).encode(), media_type, modified)


def _correction(body: Body, number: int) -> Entry | None:
    told = next((one for one in body["corrections"] if one["number"] == number), None)
    return correction_entry(body, told) if told else None


def _chunks(found: QuerySet[PublishedClaim]) -> Iterator[list[Body]]:
    rows = list(found.values_list("first_sequence", "body")[:CHUNK])
    while rows:
        yield [json.loads(body) for _, body in rows]
        older = found.filter(first_sequence__lt=rows[-1][0])
        rows = list(older.values_list("first_sequence", "body")[:CHUNK])


def _tag_of(head: ReleaseHead | None) -> str:
    """Return a tag for whatever is made of the record as it stands, without reading it all.

    It is weak: what is released while the record is being sent may be among the rest of it.
    """
    made_of = (head.hash if head else "", settings.SITE_URL, settings.DESK_NAME)
    told = "\n".join((*made_of, settings.DATA_LICENCE))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()}"'
