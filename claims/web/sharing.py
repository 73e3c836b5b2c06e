"""A claim on other people's pages: the card that may be framed, oEmbed, and the share image."""

import json
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.clickjacking import xframe_options_exempt

from claims.record import addresses
from claims.web.addresses import path_to
from claims.web.answers import document, public_page, surroundings
from claims.web.images import share_image
from claims.web.languages import in_language
from claims.web.presentation import claim_card
from claims.web.views import FRAME_HEIGHT, FRAME_WIDTH, released_claim

SMALLEST = 240


@public_page
def card(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A small card of a claim: the one page of this site that others may put in a frame."""
    row = released_claim(public_id)
    told = claim_card(json.loads(row.body), path_to)
    context = {**surroundings(), "card": told, "href": addresses.absolute(told.path)}
    return document(request, render_to_string("web/embed.html", context).encode())


View = Callable[..., HttpResponseBase]
embed = cast(View, csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(cast(View, card))))


@public_page
def oembed(request: HttpRequest) -> HttpResponseBase:
    """Tell how to embed the claim page at `url`, as oEmbed 1.0 says.

    Answers 404 for an address that is no claim's here, 501 for a format other than JSON.
    """
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is offered.\n", content_type="text/plain", status=501)
    public_id = _claim_at(request.GET.get("url", ""))
    row = released_claim(public_id)
    width = _bounded(request.GET.get("maxwidth"), FRAME_WIDTH)
    height = _bounded(request.GET.get("maxheight"), FRAME_HEIGHT)
    source = addresses.absolute(in_language(f"/embed/{public_id}"))
    frame = {"source": source, "title": row.title, "width": width, "height": height}
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": row.title,
        "provider_name": settings.DESK_NAME,
        "provider_url": addresses.absolute("/"),
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": render_to_string("web/parts/frame.html", frame).strip(),
        "thumbnail_url": addresses.absolute(f"/claims/{public_id}/card.png"),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    text = json.dumps(answer, ensure_ascii=False)
    return document(request, text.encode(), "application/json")


@public_page
def image(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """The image that stands for a claim where its address is shared."""
    row = released_claim(public_id)
    told = claim_card(json.loads(row.body), path_to)
    drawn = share_image(told, desk=settings.DESK_NAME, host=urlsplit(settings.SITE_URL).netloc)
    return document(request, drawn, "image/png", row.released_at)


def _claim_at(url: str) -> str:
    """Return the id of the claim whose page is at a whole address of this site."""
    try:
        asked = urlsplit(url)
        match = resolve(asked.path)
    except (ValueError, Resolver404) as nothing:
        raise Http404 from nothing
    here = urlsplit(settings.SITE_URL)
    if (asked.scheme, asked.netloc) != (here.scheme, here.netloc) or match.url_name != "claim":
        raise Http404
    return str(match.kwargs["public_id"])


def _bounded(asked: str | None, usual: int) -> int:
    if asked is None:
        return usual
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6):
        raise Http404
    return max(SMALLEST if usual == FRAME_WIDTH else 1, min(usual, int(asked)))
