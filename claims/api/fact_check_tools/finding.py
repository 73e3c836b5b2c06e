"""The claims that a search finds, newest first release first."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.api.divided import Divided, Part
from claims.api.fact_check_tools.query import Search
from claims.api.filters.dated import Since, few
from claims.api.keyset import Cursor, Ordering, walk
from claims.interchange.links import site_of
from claims.record import reading, stepping
from claims.record.models import CHANGED, FORETOLD
from claims.record.search import matching, place_of

NEWEST_FIRST = Ordering(("place",))


def newest(search: Search, cursor: Cursor | None, most: int) -> QuerySet[Any]:
    """Return at most so many of the claims that a search finds, from the cursor on.

    `place` is what they are ordered by, the sequence of their first release.
    """
    since, languages = _since(search.max_age_days), _languages(search)
    rows = reading.reviewed_claims()
    if search.site and search.site != site_of(settings.SITE_URL):
        rows = rows.none()
    if search.query:
        rows = matching(rows, search.query)
    rows = rows.annotate(place=place_of(rows, search.query, "first_sequence"))
    if since is not None:
        rows = rows.filter(_no_older_than(since))
    parts = _parts(search, since, languages)
    if search.query or parts is None:
        rows = rows if languages is None else rows.filter(language__in=languages)
    if parts is None:
        return walk(rows, NEWEST_FIRST, cursor)[:most]
    return Divided(rows, parts).first(NEWEST_FIRST, cursor, most)


def _parts(
    search: Search, since: datetime | None, languages: list[str] | None
) -> list[Part] | None:
    """Return the parts of what is found; None where it is walked as it is."""
    if search.query:
        # Words are looked up first, and languages read from what they find.
        return None if since is None else _few_since(since)
    ages = [Part(Q(), own=True)] if since is None else _parts_since(since)
    if languages is None or ages is None:
        return None if since is None else ages
    return [part.having(Q(language=language)) for language in languages for part in ages]


def _languages(search: Search) -> list[str] | None:
    """Return the languages of the record that were asked for, None where all were."""
    if not search.language:
        return None
    claims = reading.claims().order_by()
    known = stepping.values(claims, F("language"))
    if known is None:
        known = list(claims.values_list("language", flat=True).distinct())
    own, others = search.language, f"{search.language}-"
    written = f"{others}{search.script}".lower()

    def asked(tag: str) -> bool:
        if not search.script:
            return tag == own or tag.startswith(others)
        return tag in (own, written) or tag.startswith(f"{written}-")

    return [tag for tag in known if asked(tag.lower())]


def _since(days: int) -> datetime | None:
    if not days:
        return None
    try:
        return timezone.now() - timedelta(days=days)
    except OverflowError:
        return None


def _no_older_than(since: datetime) -> Q:
    return Q(last_verdict_at__gte=since) | Q(first_said_start__gte=since)


def _parts_since(since: datetime) -> list[Part] | None:
    """Return the claims first released since, and older ones rated or said since."""
    changed = Since.of(since)
    parts = changed.parts(Q(last_verdict_at__gte=since))
    foretold = FORETOLD & changed.old & Q(first_said_start__gte=since, last_verdict_at__lt=since)
    return None if parts is None else [*parts, Part(foretold)]


def _few_since(since: datetime) -> list[Part] | None:
    """Return the same where older ones are few; None where they are many."""
    changed = Since.of(since)
    rated = CHANGED & Q(changed_at__gte=since, last_verdict_at__gte=since)
    foretold = FORETOLD & Q(first_said_start__gte=since)
    ways = [(rated, "changed_at"), (foretold, "first_said_start")]
    known = few(reading.claims(), ways, "first_sequence")
    if known is None:
        return None
    return [*changed.new, Part(changed.old & Q(first_sequence__in=known), own=True)]
