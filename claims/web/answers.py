"""How every public page is sent: rendered without the request, tagged, cacheable, no cookie."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from claims.record import addresses
from claims.web.languages import in_language, offered, speaking, tag_of

MAX_AGE = 60
RETRY_AFTER = 30

WAYS = {
    "home": "/",
    "search": "/search",
    "corrections": "/corrections",
    "methodology": addresses.METHODOLOGY,
}
"""Pages that every page leads to, by the name that templates know them by."""

logger = logging.getLogger(__name__)

View = ParamSpec("View")
Response = TypeVar("Response", bound=HttpResponseBase)
Answering = Callable[Concatenate[HttpRequest, View], HttpResponseBase]


def public_page(
    view: Callable[Concatenate[HttpRequest, View], HttpResponseBase],
) -> Answering[View]:
    """Make a view answer GET and HEAD alone, in the language of its address.

    It answers 503 while the database cannot be asked.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: View.args, **kwargs: View.kwargs) -> HttpResponseBase:
        with speaking(str(kwargs.pop("language", ""))):
            try:
                return view(request, *args, **kwargs)
            except (InterfaceError, OperationalError):
                logger.exception("A public page could not ask the database")
                return unavailable()

    return answer


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    path: str,
    modified: datetime | None = None,
) -> HttpResponseBase:
    """Send a page, or 304 to whoever holds these very bytes.

    The template sees `context` and the desk, never the request, so that one answer serves every
    reader. `path` is the page's one address, as it is in English. `modified` is told as
    Last-Modified but never decides: a claim also changes along with its neighbours, which only the
    tag shows.
    """
    return document(request, _rendered(template, {**placed(path), **context}), modified=modified)


def document(
    request: HttpRequest,
    content: bytes,
    media_type: str = "text/html; charset=utf-8",
    modified: datetime | None = None,
) -> HttpResponseBase:
    """Send bytes as a page is sent, under a tag made of them alone."""
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = cacheable(HttpResponse(content, content_type=media_type))
    response.headers["ETag"] = tag
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    return get_conditional_response(request, etag=tag, response=response) or response


def moved(path: str) -> HttpResponse:
    """Send readers to the address a page has now, for as long as a page may be cached."""
    return cacheable(HttpResponsePermanentRedirect(path))


def merged(path: str) -> HttpResponse:
    """Send readers to what something was merged into, until it is taken apart again."""
    response = HttpResponse(status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": path})
    return cacheable(response)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, the same bytes for whatever address: nothing tells a draft from nothing.

    Only the language is that of the address; the other ones are those of the front page.
    """
    with speaking(tag_of(request.path_info)):
        ways_on = {"languages": list(offered("/"))}
        return cacheable(HttpResponse(_rendered("web/not_found.html", ways_on), status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for a fault of ours, in the language of the address."""
    with speaking(tag_of(request.path_info)):
        return _passing(HttpResponse(_rendered("web/server_error.html", {}), status=500))


def bad_request(request: HttpRequest) -> HttpResponse:
    """Answer 400 to what cannot be a request to this site, such as one that names another host."""
    with speaking(tag_of(request.path_info)):
        response = _passing(HttpResponse(_rendered("web/bad_request.html", {}), status=400))
    # It is refused before the last of the headers are set.
    response.headers["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    return response


def unavailable(
    template: str = "web/unavailable.html", context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Answer 503 and say when to ask again."""
    response = HttpResponse(_rendered(template, context or {}), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return _passing(response)


def _rendered(template: str, context: Mapping[str, Any]) -> bytes:
    return render_to_string(template, {**surroundings(), **context}).encode()


def placed(path: str) -> dict[str, Any]:
    """Return what a page shows around its content, with its address and those in other languages.

    `path` is its address as it is in English; the language is the one that is spoken now.
    """
    return {
        **surroundings(),
        "canonical": addresses.absolute(in_language(path)),
        "languages": list(offered(path)),
    }


def surroundings() -> dict[str, Any]:
    """Return what every page shows around its content: the desk, and ways to the other pages.

    The desk's `language` is that of what it writes without naming one: its scale, notes on rights.
    """
    desk = {
        "name": settings.DESK_NAME,
        "licence": settings.DATA_LICENCE,
        "contact": settings.CONTACT,
        "contact_shown": settings.CONTACT.removeprefix("mailto:").removeprefix("https://"),
        "single_person": settings.SINGLE_PERSON_DESK,
        "language": settings.LANGUAGE_CODE.partition("-")[0],
    }
    ways = {name: in_language(path) for name, path in WAYS.items()}
    return {"desk": desk, "ways": ways, "spoken": translation.get_language()}


def cacheable(response: Response) -> Response:
    """Let anybody keep an answer for as long as a page may be kept."""
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _passing(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
