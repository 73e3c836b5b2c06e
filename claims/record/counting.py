"""Counts over the listed claims of the record: no drafts, and no ranking of people."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Count, Func, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from claims.record.models import (
    UNLISTED,
    PublishedClaim,
    PublishedEntity,
    PublishedFacet,
    SubjectKind,
)

MOST_TOPICS = 100
"""Topics that are counted: those with the most claims."""


class Month(Func):
    """The month of a moment in UTC, as "2024-11"."""

    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        # Django's own would call Python once a row.
        template = "strftime('%%%%Y-%%%%m', %(expressions)s)"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM')"
        return super().as_sql(compiler, connection, template=template, **context)


def of_record(using: str) -> dict[str, Any]:
    """Return how many listed claims there are, by status, verdict, topic and month.

    `{"claims", "by_status": [{"status", "count"}], "by_verdict": [{"code", "label", "normalised",
    "count"}], "by_topic": [{"id", "name", "count"}], "by_month": [{"month", "count"}]}`: months are
    those of first releases, oldest first; topics the 100 with the most claims, merged ones left
    out, of which one claim may have several; verdicts run in the order of the scale. What nothing
    has is left out.
    """
    claims = _listed(using)
    grouped = claims.values_list("status", "verdict", "normalised", Month("first_released_at"))
    statuses: Counter[str] = Counter()
    verdicts: Counter[tuple[str, str]] = Counter()
    months: Counter[str] = Counter()
    for status, code, normalised, month, count in grouped.annotate(count=Count("pk")):
        statuses[status] += count
        verdicts[code, normalised] += count
        months[month] += count
    return {
        "claims": statuses.total(),
        "by_status": [{"status": name, "count": statuses[name]} for name in sorted(statuses)],
        "by_verdict": _by_verdict(verdicts, using),
        "by_topic": _by_topic(using),
        "by_month": [{"month": month, "count": months[month]} for month in sorted(months)],
    }


def of_speaker(speaker: str, using: str) -> dict[str, Any]:
    """Return how many listed claims a speaker's statements assert, by verdict.

    `{"speaker": id, "asserts": {"claims", "by_verdict": [...]}}`, verdicts as in `of_record`.
    """
    asserting = PublishedFacet.objects.filter(kind="speaker_stance", value=f"{speaker}:asserts")
    claims = _listed(using).filter(pk__in=asserting.values("claim"))
    grouped = claims.values_list("verdict", "normalised").annotate(count=Count("pk"))
    verdicts = Counter({(code, normalised): count for code, normalised, count in grouped})
    counts = {"claims": verdicts.total(), "by_verdict": _by_verdict(verdicts, using)}
    return {"speaker": speaker, "asserts": counts}


def _listed(using: str) -> QuerySet[PublishedClaim]:
    return PublishedClaim.objects.using(using).exclude(status__in=UNLISTED).order_by()


def _by_verdict(counts: Counter[tuple[str, str]], using: str) -> list[dict[str, Any]]:
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
    merged = PublishedEntity.objects.filter(kind=SubjectKind.TOPIC).exclude(merged_into="")
    facets = PublishedFacet.objects.using(using).filter(kind="topic")
    standing = facets.exclude(value__in=merged.values("public_id"))
    listed = standing.filter(~Q(claim__status__in=UNLISTED)).values_list("value")
    counts = list(listed.annotate(count=Count("pk")).order_by("-count", "value")[:MOST_TOPICS])
    topics = PublishedEntity.objects.using(using).filter(
        kind=SubjectKind.TOPIC, public_id__in=[id for id, _ in counts]
    )
    names = dict(topics.values_list("public_id", "name"))
    return [{"id": id, "name": names.get(id, ""), "count": count} for id, count in counts]
