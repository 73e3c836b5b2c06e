"""A representation's bytes -> an answer with its validators and caching headers."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.request import Request

from claims.api.problems import PreconditionFailed
from claims.api.representations import CONTENT_TYPES, JSON
from claims.interchange.links import licence_address

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=300"


def answer(
    request: Request,
    text: str | bytes,
    media_type: str = JSON,
    *,
    etag: str = "",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer with a text that no date belongs to: a page of a list, a figure, a document.

    The text may be given as its bytes in UTF-8. `etag` is their sha256 where it is known already.
    """
    return _answer(request, text, media_type, etag, None, headers or {})


def single(
    request: Request,
    text: str,
    media_type: str = JSON,
    *,
    modified: datetime,
    etag: str = "",
    alone: bool = True,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer with one thing; `modified` becomes Last-Modified.

    Where the thing changes with its own releases alone, a client that gives that date back has it.
    Otherwise (`alone` is False) two changes may fall within one second, so that only a later date
    is proof.
    """
    until = int(modified.timestamp()) + (0 if alone else 1)
    dated = {"Last-Modified": http_date(modified.timestamp()), **(headers or {})}
    return _answer(request, text, media_type, etag, until, dated)


def known(request: Request) -> str:
    """Return the one etag that a request's If-None-Match names, "" where it names none or more."""
    header: str = request.META.get("HTTP_IF_NONE_MATCH", "")
    tags = parse_etags(header.replace("W/", "")) if header else []
    return tags[0].strip('"') if len(tags) == 1 else ""


def moved(request: Request, merged: str, into: str, address: str) -> HttpResponse:
    """Lead from something merged to what stands in its place, `address`, and say so in a body."""
    told = {"id": merged, "merged_into": into, "url": address}
    content = json.dumps(told, separators=(",", ":")).encode("ascii")
    given = HttpResponse(content, JSON, HTTPStatus.TEMPORARY_REDIRECT)
    given["Location"] = address
    return _kept(given, hashlib.sha256(content).hexdigest())


def _answer(
    request: Request,
    text: str | bytes,
    media_type: str,
    etag: str,
    unchanged_until: int | None,
    headers: Mapping[str, str],
) -> HttpResponse:
    content = text.encode("utf-8") if isinstance(text, str) else text
    etag = etag or hashlib.sha256(content).hexdigest()
    if _unchanged(request, f'"{etag}"', unchanged_until):
        given = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        del given["Content-Type"]
    else:
        given = HttpResponse(content, content_type=CONTENT_TYPES.get(media_type, media_type))
        for name, value in headers.items():
            given[name] = value
        _name_licence(given)
    return _kept(given, etag)


def _name_licence(given: HttpResponse) -> None:
    """Add the licence of the data to the links that the answer has already."""
    if address := licence_address(settings.DATA_LICENCE):
        licence = f'<{iri_to_uri(address)}>; rel="license"'
        given["Link"] = ", ".join(filter(None, (given.get("Link", ""), licence)))


def _kept(given: HttpResponse, etag: str) -> HttpResponse:
    given["ETag"] = f'"{etag}"'
    given["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(given, ["Accept"])
    return given


def _unchanged(request: Request, tag: str, until: int | None) -> bool:
    """Evaluate preconditions in the order of RFC 9110 section 13.2.2."""
    wanted = request.headers.get("If-Match")
    if wanted is not None and not _names(wanted, tag):
        raise PreconditionFailed
    known = request.headers.get("If-None-Match")
    if known is not None:
        return _names(known.replace("W/", ""), tag)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return until is not None and since is not None and until <= since


def _names(header: str, tag: str) -> bool:
    tags = parse_etags(header)
    return tags == ["*"] or tag in tags
