"""The page of search results."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.record import reading
from claims.record.search import LONGEST, matching
from claims.web.answers import WAYS, page, public_page
from claims.web.languages import in_language
from claims.web.listing import listing
from claims.web.presentation import found, verdict_choices


@public_page
def search(request: HttpRequest) -> HttpResponseBase:
    """Claims that have the words asked for, newest first, of one sort of verdict or of any."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    chosen = request.GET.get("verdict", "")
    claims = matching(reading.listed_claims(), asked)
    choices = verdict_choices(chosen)
    if any(choice.chosen for choice in choices[1:]):
        claims = claims.filter(normalised="" if chosen == "open" else chosen)
    kept = {"q": asked, "verdict": chosen}
    results = listing(request, claims, WAYS["search"], asked=kept)
    context = {
        "asked": asked,
        "choices": choices,
        "listing": results,
        "results": [found(card, asked) for card in results.cards],
        "here": in_language(WAYS["search"]),
    }
    return page(request, "web/search.html", context, path=WAYS["search"])
