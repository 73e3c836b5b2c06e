"""How many listed claims have a value: kept while claims are written, so that none are counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.functions import Replace
from django.db.models.sql.compiler import SQLCompiler

from claims.record.models import (
    UNLISTED,
    Counted,
    PublishedClaim,
    PublishedCount,
    PublishedFacet,
)

Key = tuple[str, str, str, str, str]
"""What claims are counted by, its value, and their kind, verdict and class of verdict or ""."""

_COLUMNS = ("of", "value", "kind", "verdict", "normalised")
_OF_CLAIMS = ("public_id", "status", "kind", "verdict", "normalised", "first_released_at")
_ASSERTS = ":asserts"
_AT_ONCE = 100
"""Rows of one statement: SQLite takes no more than 999 parameters everywhere."""


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


def stored(claims: Collection[str]) -> Counter[Key]:
    """Return what these claims, as the read tables have them, add to the counts."""
    rows = PublishedClaim.objects.filter(public_id__in=claims).only(*_OF_CLAIMS)
    found = list(rows)
    values = PublishedFacet.objects.filter(
        claim__in=[row.public_id for row in found], kind__in=("topic", "speaker_stance")
    )
    return counted(found, values)


def counted(claims: Iterable[PublishedClaim], facets: Iterable[PublishedFacet]) -> Counter[Key]:
    """Return what claims with these facets add to the counts."""
    listed = {row.public_id: row for row in claims if row.status not in UNLISTED}
    found: Counter[Key] = Counter()
    for row in listed.values():
        found[Counted.STATUS, row.status, "", "", ""] += 1
        found[Counted.VERDICT, row.verdict, "", "", row.normalised] += 1
        found[Counted.MONTH, f"{row.first_released_at:%Y-%m}", "", "", ""] += 1
    for facet in facets:
        if (claim := listed.get(facet.claim_id)) is None:
            continue
        if facet.kind == "topic":
            found[Counted.TOPIC, facet.value, "", "", ""] += 1
        elif facet.kind == "speaker_stance" and facet.value.endswith(_ASSERTS):
            speaker = facet.value.removesuffix(_ASSERTS)
            found[Counted.SPEAKER, speaker, claim.kind, claim.verdict, claim.normalised] += 1
    return found


def move(before: Counter[Key], after: Counter[Key]) -> None:
    """Take from the counts what claims added to them before, and add what they add now."""
    changed = {key: after[key] - before[key] for key in before.keys() | after.keys()}
    rows = sorted((*key, by) for key, by in changed.items() if by)
    for at in range(0, len(rows), _AT_ONCE):
        _add(rows[at : at + _AT_ONCE])
    for of, value in {(of, value) for of, value, *_, by in rows if by < 0}:
        PublishedCount.objects.filter(of=of, value=value, count=0).delete()


def recount() -> None:
    """Count anew, by what the read tables of claims hold; a few statements of the database's own.

    Call it inside atomic(), or while nothing is released.
    """
    PublishedCount.objects.all()._raw_delete(DEFAULT_DB_ALIAS)
    table = connection.ops.quote_name(PublishedCount._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in (*_COLUMNS, "count"))
    for _, sums in _sums():
        sql, parameters = sums.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) {sql}", parameters)


def faults() -> Iterator[str]:
    """Give each value whose count is not that of the claims in the read tables, one line each."""
    for of, sums in _sums():
        kept = PublishedCount.objects.filter(of=of).values_list(*_COLUMNS, "count")
        found = sorted(
            {tuple(row[:-1]) for row in (*kept.difference(sums), *sums.difference(kept))}
        )
        for key in found:
            yield f"read tables: the count of {' '.join(filter(None, key))} is another"


def _add(rows: list[tuple[Any, ...]]) -> None:
    table = connection.ops.quote_name(PublishedCount._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in (*_COLUMNS, "count"))
    own = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    places = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) VALUES {places} ON CONFLICT ({own}) "  # noqa: S608
            f'DO UPDATE SET "count" = {table}."count" + excluded."count"',
            [value for row in rows for value in row],
        )


def _sums() -> Iterator[tuple[Counted, QuerySet[Any, Any]]]:
    """Give what is counted by, with the query whose rows are those of the table of counts."""
    claims = PublishedClaim.objects.exclude(status__in=UNLISTED).order_by()
    verdict = {"value": F("verdict"), "normalised": F("normalised")}
    yield Counted.STATUS, _summed(claims, Counted.STATUS, value=F("status"))
    yield Counted.VERDICT, _summed(claims, Counted.VERDICT, **verdict)
    yield Counted.MONTH, _summed(claims, Counted.MONTH, value=Month("first_released_at"))
    facets = PublishedFacet.objects.exclude(claim__status__in=UNLISTED).order_by()
    topics = facets.filter(kind="topic")
    yield Counted.TOPIC, _summed(topics, Counted.TOPIC, value=F("value"))
    asserting = facets.filter(kind="speaker_stance", value__endswith=_ASSERTS)
    speaker = Replace("value", Value(_ASSERTS), Value(""))
    claim = {name: F(f"claim__{name}") for name in ("kind", "verdict", "normalised")}
    yield Counted.SPEAKER, _summed(asserting, Counted.SPEAKER, value=speaker, **claim)


def _summed(rows: QuerySet[Any], of: Counted, **by: models.Expression | F) -> QuerySet[Any, Any]:
    blank = Value("", output_field=CharField())
    told = {"of": Value(of.value, output_field=CharField()), **by}
    # Their own names are taken by the columns.
    named = {f"by_{name}": told.get(name, blank) for name in _COLUMNS}
    found = rows.annotate(**named).values_list(*named)
    return found.annotate(by_count=Count("pk"))
