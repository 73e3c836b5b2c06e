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
from claims.record.models import PublishedClaim, Status
from claims.web.addresses import path_to
from claims.web.answers import document, public_page
from claims.web.framing import NARROWEST, USUAL_WIDTH, card_context, frame
from claims.web.images import share_image
from claims.web.languages import in_language, speaking
from claims.web.presentation import claim_card
from claims.web.views import released_claim

JSON = "application/json"


@public_page
def card(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A small card of a claim: the one page of this site that others may put in a frame."""
    context = card_context(released_claim(public_id))
    return document(request, render_to_string("web/embed.html", context).encode())


View = Callable[..., HttpResponseBase]
embed = cast(View, csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(cast(View, card))))


@public_page
def oembed(request: HttpRequest) -> HttpResponseBase:
    """Tell how to embed the claim page at `url`, as oEmbed 1.0 says, in the language of that page.

    The card is as high as its words need at the width that is asked for. Answers 404 for an address
    that is no claim's here, or whose claim was suppressed, and for less room than a card can be
    read in; 501 for a format other than JSON.
    """
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is offered.\n", content_type="text/plain", status=501)
    public_id, language = _claim_at(request.GET.get("url", ""))
    row = released_claim(public_id)
    width = min(USUAL_WIDTH, _pixels(request.GET.get("maxwidth")) or USUAL_WIDTH)
    if row.status == Status.SUPPRESSED or width < NARROWEST:
        raise Http404
    with speaking(language):
        return document(request, _offer(row, width, _pixels(request.GET.get("maxheight"))), JSON)


def _offer(row: PublishedClaim, width: int, most: int | None) -> bytes:
    framed = frame(row, width, most)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": row.title,
        "provider_name": settings.DESK_NAME,
        "provider_url": addresses.absolute(in_language("/")),
        "cache_age": 3600,
        "width": framed.width,
        "height": framed.height,
        "html": framed.html,
        "thumbnail_url": addresses.absolute(in_language(f"/claims/{row.public_id}/card.png")),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return json.dumps(answer, ensure_ascii=False).encode()


@public_page
def image(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponseBase:
    """The image that stands for a claim where its address is shared."""
    row = released_claim(public_id)
    told = claim_card(json.loads(row.body), path_to)
    drawn = share_image(told, desk=settings.DESK_NAME, host=urlsplit(settings.SITE_URL).netloc)
    return document(request, drawn, "image/png", row.released_at)


def _claim_at(url: str) -> tuple[str, str]:
    """Return the id of the claim whose page is at a whole address of this site, and its language.

    Raises Http404 for any other address.
    """
    try:
        asked = urlsplit(url)
        match = resolve(asked.path)
    except (ValueError, Resolver404) as nothing:
        raise Http404 from nothing
    here = urlsplit(settings.SITE_URL)
    if (asked.scheme, asked.netloc) != (here.scheme, here.netloc) or match.url_name != "claim":
        raise Http404
    return str(match.kwargs["public_id"]), str(match.kwargs.get("language", ""))


def _pixels(asked: str | None) -> int | None:
    """Return a number of pixels from the query, None without one; raise Http404 for no number."""
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6 and int(asked)):
        raise Http404
    return int(asked)
