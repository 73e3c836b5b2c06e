"""Cards of claims, a page at a time, newest first; older ones follow by key, not by offset."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from claims.record.models import PublishedClaim
from claims.web.addresses import path_to
from claims.web.languages import in_language
from claims.web.presentation import Card, claim_card

PAGE_SIZE = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the pages of a list are: `older` and `newest` are addresses, "" where this is it."""

    older: str
    newest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of cards, each with its claim's body, and the ways to the others."""

    cards: tuple[Card, ...]
    bodies: tuple[dict[str, Any], ...]
    pager: Pager


def listing(
    request: HttpRequest,
    claims: QuerySet[PublishedClaim],
    path: str,
    *,
    speaker: str = "",
    asked: Mapping[str, str] | None = None,
) -> Listing:
    """Return the page of `claims` that the request asks for with `before`, in one query.

    `path` is the address of the list as it is in English, `asked` its other parameters. With a
    `speaker` the cards show what they said. Raises Http404 for a `before` that no page links to.
    """
    before = before_of(request)
    # Of claims found by an index of their own the page begins in that index.
    place = "place" if "place" in claims.query.annotations else "first_sequence"
    if before is not None:
        claims = claims.filter(**{f"{place}__lt": before})
    rows = list(claims.values_list("first_sequence", "body")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    older = shown[-1][0] if len(rows) > PAGE_SIZE else None
    bodies = tuple(json.loads(body) for _, body in shown)
    return Listing(
        cards=tuple(claim_card(body, path_to, speaker=speaker) for body in bodies),
        bodies=bodies,
        pager=pager(path, before, older, asked),
    )


def pager(
    path: str, before: int | None, older: int | None, asked: Mapping[str, str] | None = None
) -> Pager:
    """Return the ways from the page that begins before a key, None for the newest one.

    `older` is the key before which the next page begins, None where there is none.
    """
    kept = {name: value for name, value in (asked or {}).items() if value}
    here = in_language(path)
    newest = f"{here}?{urlencode(kept)}" if kept else here
    return Pager(
        older=f"{here}?{urlencode({**kept, 'before': older})}" if older is not None else "",
        newest=newest if before is not None else "",
    )


def before_of(request: HttpRequest) -> int | None:
    """Return the key before which a page of a list begins, None for the newest page.

    Raises Http404 for a key that no page has linked to.
    """
    key = request.GET.get("before")
    if key is None:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 20 and int(key) <= LARGEST_KEY):
        raise Http404
    return int(key)
