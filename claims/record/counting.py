"""Counts over the listed claims of the record: no drafts, and no ranking of people."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.record.models import Counted, PublishedCount, PublishedEntity, SubjectKind

MOST_TOPICS = 100
"""Topics that are counted: those with the most claims."""


def of_record(using: str) -> dict[str, Any]:
    """Return how many listed claims there are, by status, verdict, topic and month.

    `{"claims", "by_status": [{"status", "count"}], "by_verdict": [{"code", "label", "normalised",
    "count"}], "by_topic": [{"id", "name", "count"}], "by_month": [{"month", "count"}]}`: months are
    those of first releases, oldest first; topics the 100 with the most claims, merged ones left
    out, of which one claim may have several; verdicts run in the order of the scale. What nothing
    has is left out.
    """
    few = (Counted.STATUS, Counted.VERDICT, Counted.MONTH)
    # In an order of their index, which SQLite would not enter for so many without.
    rows = PublishedCount.objects.using(using).filter(of__in=few).order_by("of", "-count", "value")
    counts: dict[str, dict[tuple[str, str], int]] = {of: {} for of in few}
    for of, value, normalised, count in rows.values_list("of", "value", "normalised", "count"):
        counts[of][value, normalised] = count
    statuses, verdicts, months = (counts[of] for of in few)
    return {
        "claims": sum(statuses.values()),
        "by_status": [
            {"status": name, "count": statuses[name, ""]} for name, _ in sorted(statuses)
        ],
        "by_verdict": _by_verdict(verdicts, using),
        "by_topic": _by_topic(using),
        "by_month": [{"month": month, "count": months[month, ""]} for month, _ in sorted(months)],
    }


def of_speaker(speaker: str, using: str) -> dict[str, Any]:
    """Return how many listed claims a speaker's statements assert, by verdict.

    `{"speaker": id, "asserts": {"claims", "by_verdict": [...]}}`, verdicts as in `of_record`.
    """
    verdicts: Counter[tuple[str, str]] = Counter()
    rows = asserted(speaker, using).values_list("verdict", "normalised", "count")
    for code, normalised, count in rows:
        verdicts[code, normalised] += count
    counts = {"claims": verdicts.total(), "by_verdict": _by_verdict(verdicts, using)}
    return {"speaker": speaker, "asserts": counts}


def asserted(speaker: str, using: str) -> QuerySet[PublishedCount]:
    """Return the `count` of the listed claims that a speaker's statements assert.

    By their `kind`, `verdict` and `normalised`: a row for each, in no order.
    """
    return PublishedCount.objects.using(using).filter(of=Counted.SPEAKER, value=speaker)


def _by_verdict(counts: Mapping[tuple[str, str], int], using: str) -> list[dict[str, Any]]:
    scale = list(ratings(using))
    order = {rating["code"]: at for at, rating in enumerate(scale)}
    labels = {rating["code"]: rating["label"] for rating in scale}
    given = (verdict for verdict in counts if verdict[0])
    return [
        {
            "code": code,
            "label": labels.get(code, code),
            "normalised": normalised,
            "count": counts[code, normalised],
        }
        for code, normalised in sorted(given, key=lambda one: (order.get(one[0], len(order)), one))
    ]


def ratings(using: str) -> Iterable[dict[str, Any]]:
    """Return the ratings of the released scale in their order, none where there is no scale."""
    scale = PublishedEntity.objects.using(using).filter(kind=SubjectKind.SCALE).first()
    released: list[dict[str, Any]] = json.loads(scale.body)["ratings"] if scale else []
    return released


def _by_topic(using: str) -> list[dict[str, Any]]:
    # Claims that name a merged topic are counted for what stands in its place.
    topics = PublishedEntity.objects.using(using).filter(kind=SubjectKind.TOPIC)
    merged = topics.filter(public_id=OuterRef("value")).exclude(merged_into="")
    counts = PublishedCount.objects.using(using).filter(~Exists(merged), of=Counted.TOPIC)
    ordered = counts.order_by("-count", "value").values_list("value", "count")
    most = list(ordered[:MOST_TOPICS])
    named = topics.filter(public_id__in=[id for id, _ in most])
    names = dict(named.values_list("public_id", "name"))
    return [{"id": id, "name": names.get(id, ""), "count": count} for id, count in most]
