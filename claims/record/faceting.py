"""How the newest of the claims that a reader asked for divide, for narrowing the list further."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce

from claims.record.counting import ratings
from claims.record.models import PublishedClaim, PublishedEntity, PublishedFacet

MOST_LOOKED_AT = 1_000
"""Claims, the first of the list, that are counted: the cost does not grow with the record."""

MOST_VALUES = 20
"""Values told of one facet: those with the most claims."""

COLUMNS = ("status", "verdict", "normalised", "kind", "language")
MANY_VALUED = ("topic", "speaker", "publisher", "stance", "evidence")
ENTITIES = ("topic", "speaker", "publisher")

FACETS = (*COLUMNS, *MANY_VALUED)
"""What claims can be divided by; each is also a filter of the same name."""


def facets(
    claims: QuerySet[PublishedClaim], names: Collection[str], using: str
) -> dict[str, list[dict[str, Any]]]:
    """Return by each facet how many of the first claims of a list have which value.

    `{name: [{"value", "label"?, "count", "capped"}]}`, the most frequent values first, then by
    value. `capped` tells that the list goes on beyond the MOST_LOOKED_AT claims that were counted,
    so that more may have it. Topics, speakers, publishers and verdicts have a label. What no claim
    has is left out, and so is what was merged: what stands in its place is counted.
    """
    columns = [name for name in COLUMNS if name in names]
    rows = list(claims.values_list("pk", *columns)[: MOST_LOOKED_AT + 1])
    capped = len(rows) > MOST_LOOKED_AT
    rows = rows[:MOST_LOOKED_AT]
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for at, name in enumerate(columns, start=1):
        counts[name].update(row[at] for row in rows if row[at])
    several = [name for name in MANY_VALUED if name in names]
    if several and rows:
        # Not the column itself: its index would be read whole, for the sake of the grouping.
        kind = Coalesce("kind", Value(""))
        found = PublishedFacet.objects.using(using).annotate(of=kind)
        found = found.filter(claim__in=[row[0] for row in rows], of__in=several)
        grouped = found.order_by().values_list("of", "value").annotate(count=Count("pk"))
        for name, value, count in grouped:
            counts[name][value] = count
    return {name: _told(name, counts[name], capped, using) for name in names}


def _told(name: str, counts: Counter[str], capped: bool, using: str) -> list[dict[str, Any]]:
    # Merged ones stand beside what they were merged into, so that twice as many are enough.
    first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[: 2 * MOST_VALUES]
    labels = _labels(name, [value for value, _ in first], using)
    return [
        {
            "value": value,
            **({} if labels is None else {"label": labels[value]}),
            "count": count,
            "capped": capped,
        }
        for value, count in first
        if labels is None or value in labels
    ][:MOST_VALUES]


def _labels(name: str, values: Collection[str], using: str) -> dict[str, str] | None:
    """Return how values are called, None where they are what they are called."""
    if name == "verdict":
        known = {rating["code"]: rating["label"] for rating in ratings(using)}
        return {value: known.get(value, value) for value in values}
    if name not in ENTITIES:
        return None
    rows = PublishedEntity.objects.using(using).filter(
        kind=name, public_id__in=values, merged_into=""
    )
    return dict(rows.values_list("public_id", "name"))
