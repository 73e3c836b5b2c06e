"""Cards of claims, a page at a time, newest first; older ones follow by key, not by offset."""

import json
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from claims.record.models import PublishedClaim
from claims.web.addresses import path_to
from claims.web.presentation import Card, claim_card

PAGE_SIZE = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of cards; `older` is the key of the next page or None, `first` the newest page."""

    cards: tuple[Card, ...]
    older: int | None
    first: bool


def listing(request: HttpRequest, claims: QuerySet[PublishedClaim]) -> Listing:
    """Return the page of `claims` that the request asks for with `before`, in one query.

    Raises Http404 for a `before` that no page has linked to.
    """
    before = before_of(request)
    if before is not None:
        claims = claims.filter(first_sequence__lt=before)
    rows = list(claims.values_list("first_sequence", "body")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return Listing(
        cards=tuple(claim_card(json.loads(body), path_to) for _, body in shown),
        older=shown[-1][0] if len(rows) > PAGE_SIZE else None,
        first=before is None,
    )


def before_of(request: HttpRequest) -> int | None:
    """Return the key before which a page begins, None for the newest; Http404 for what is none."""
    key = request.GET.get("before")
    if key is None:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 20 and int(key) <= LARGEST_KEY):
        raise Http404
    return int(key)
