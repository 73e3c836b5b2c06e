"""The page of search results."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from claims.record import reading
from claims.record.faceting import facets
from claims.record.models import PublishedClaim
from claims.record.search import matching, read_of
from claims.record.search.words import fields_of_claim
from claims.text.stems import stemmed
from claims.web.answers import WAYS, page, public_page
from claims.web.languages import in_language
from claims.web.listing import listing
from claims.web.presentation import NARROWED, found, narrowings, verdict_choices

_QUOTES = '"“”„‟«»＂″'
_VALUE = re.compile("[A-Za-z0-9_-]{1,60}")


@public_page
def search(request: HttpRequest) -> HttpResponseBase:
    """Claims that have the words asked for, newest first, narrowed as the reader chose.

    Words are found in every form that the language of the page gives them, beside their own.
    """
    asked = read_of(request.GET.get("q", "").strip())
    verdict = request.GET.get("verdict", "")
    stemming = stemmed(translation.get_language() or "")
    choices = verdict_choices(verdict)
    claims = matching(reading.listed_claims(), asked, stemming=stemming)
    if any(choice.chosen for choice in choices[1:]):
        claims = claims.filter(normalised="" if verdict == "open" else verdict)
    chosen = _chosen(request.GET)
    claims = _narrowed(claims, chosen)
    here, kept = in_language(WAYS["search"]), {"q": asked, "verdict": verdict}
    results = listing(request, claims, WAYS["search"], asked={**kept, **chosen})
    # Whoever reads on has chosen; and counting costs more than the page itself.
    first = "before" not in request.GET and bool(results.cards)
    divided = facets(claims, NARROWED, using=reading.ALIAS) if first else {}

    def narrowed(values: Mapping[str, str]) -> str:
        given = {name: value for name, value in {**kept, **values}.items() if value}
        return f"{here}?{urlencode(given)}" if given else here

    context = {
        "asked": asked,
        "quoted": any(mark in asked for mark in _QUOTES),
        "choices": choices,
        "chosen": chosen,
        "listing": results,
        "results": [
            found(card, fields_of_claim(body), asked, stemming)
            for card, body in zip(results.cards, results.bodies, strict=True)
        ],
        "narrowings": narrowings(divided, chosen, narrowed),
        "capped": any(value["capped"] for values in divided.values() for value in values),
        "here": here,
    }
    return page(request, "web/search.html", context, path=WAYS["search"])


def _chosen(given: Mapping[str, str]) -> dict[str, str]:
    """Return what the reader narrowed the list by; what could be no value chooses nothing."""
    values = {name: given.get(name, "") for name in NARROWED}
    return {name: value for name, value in values.items() if _VALUE.fullmatch(value)}


def _narrowed(
    claims: QuerySet[PublishedClaim], chosen: Mapping[str, str]
) -> QuerySet[PublishedClaim]:
    for name, value in chosen.items():
        if name in ("kind", "language"):
            claims = claims.filter(**{name: value})
        else:
            claims = claims.filter(facets__kind=name, facets__value=value)
    return claims
