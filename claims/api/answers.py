"""JSON text -> an answer with its validators and caching headers."""

import hashlib
from datetime import datetime
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.request import Request

from claims.api.problems import PreconditionFailed

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=300"


def listing(request: Request, text: str, links: str) -> HttpResponse:
    """Answer with a page of a list; its tag is the sha256 of its text, `links` its Link header."""
    content = text.encode("utf-8")
    answer = _answer(request, content, hashlib.sha256(content).hexdigest())
    answer["Link"] = links
    return answer


def single(
    request: Request,
    text: str,
    *,
    etag: str = "",
    modified: datetime | None = None,
    alone: bool = True,
) -> HttpResponse:
    """Answer with one thing as it is stored.

    `etag` is the sha256 of the text where it is known already. `modified` becomes Last-Modified;
    If-Modified-Since is heeded unless the text follows other things too (`alone` is False), whose
    changes that date does not show.
    """
    content = text.encode("utf-8")
    tag = etag or hashlib.sha256(content).hexdigest()
    answer = _answer(request, content, tag, modified if alone else None)
    if modified is not None:
        answer["Last-Modified"] = http_date(modified.timestamp())
    return answer


def _answer(
    request: Request, content: bytes, etag: str, modified: datetime | None = None
) -> HttpResponse:
    tag = f'"{etag}"'
    if _unchanged(request, tag, modified):
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        del answer["Content-Type"]
    else:
        answer = HttpResponse(content, content_type="application/json")
    answer["ETag"] = tag
    answer["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(answer, ["Accept"])
    return answer


def _unchanged(request: Request, tag: str, modified: datetime | None) -> bool:
    """Evaluate preconditions in the order of RFC 9110 section 13.2.2."""
    wanted = request.headers.get("If-Match")
    if wanted is not None and not _names(wanted, tag):
        raise PreconditionFailed
    known = request.headers.get("If-None-Match")
    if known is not None:
        return _names(known.replace("W/", ""), tag)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return modified is not None and since is not None and int(modified.timestamp()) <= since


def _names(header: str, tag: str) -> bool:
    tags = parse_etags(header)
    return tags == ["*"] or tag in tags
