"""How many rows have a word, told from the index itself and at a bounded cost.

A word of few rows is counted. Of a word of many only the newest `MOST_COUNTED` rows are: how close
they stand tells how many there are. PostgreSQL reads no word's rows newest first without reading
them all; there, a word that many rows have is among the commonest of the planner's statistics, and
what is not among them is rare enough to be counted.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.search.queries import Phrase, Query, Term, in_fts5, in_tsquery

MOST_COUNTED = 500
"""Rows of a word that are looked at."""

Forms = Sequence[str]
"""Words that stand for one another: a row that has any of them counts, once."""


def condition(connection: BaseDatabaseWrapper, *words: Forms) -> tuple[str, str]:
    """Return the SQL, and its one parameter, for rows that have each of the words in any form."""
    terms = (Term(tuple(Phrase((form,)) for form in forms)) for forms in words)
    query = Query(tuple(terms), ())
    if connection.vendor == "sqlite":
        return "text MATCH %s", in_fts5(query)
    return "document @@ %s::tsquery", in_tsquery(query)


def counted(
    connection: BaseDatabaseWrapper, words: type[models.Model], asked: Sequence[Forms]
) -> tuple[int, list[int]]:
    """Return how many rows a table of words has, and how many have each word; two queries at most.

    Exact up to `MOST_COUNTED`, an estimate beyond.
    """
    table = connection.ops.quote_name(words._meta.db_table)
    newest_first = "ORDER BY rowid DESC " if connection.vendor == "sqlite" else ""
    parts = [f"SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT %s"]  # noqa: S608
    params: list[Any] = [MOST_COUNTED]
    common = _commonest(connection, words, {form for forms in asked for form in forms})
    # Nothing is counted that the statistics know.
    unknown = [at for at, forms in enumerate(asked) if common.keys().isdisjoint(forms)]
    for at in unknown:
        where, value = condition(connection, asked[at])
        parts.append(f"SELECT rowid FROM {table} WHERE {where} {newest_first}LIMIT %s")  # noqa: S608
        params += [value, MOST_COUNTED]
    found = _looked_at(connection, table, parts, params)
    rows = _all(found[0], found[0]) if found else 0
    having = [_all(seen, found[0]) if newest_first else seen[0] for seen in found[1:]]
    told = dict(zip(unknown, having, strict=True)) if found else {}
    for at, forms in enumerate(asked):
        if at not in told:
            told[at] = round(rows * max((common.get(form, 0.0) for form in forms), default=0.0))
    return rows, [told[at] for at in range(len(asked))]


Seen = tuple[int, int, int, int]
"""Of the rows looked at: how many, the oldest, and the oldest and newest row of the table."""


def _looked_at(
    connection: BaseDatabaseWrapper, table: str, parts: list[str], params: list[Any]
) -> list[Seen]:
    seen = " UNION ALL ".join(
        f"SELECT {at}, count(*), min(rowid) FROM ({part}) AS seen"  # noqa: S608
        for at, part in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seen.*, (SELECT rowid FROM {table} ORDER BY rowid LIMIT 1), "  # noqa: S608
            f"(SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1) FROM ({seen}) AS seen",
            params,
        )
        rows = sorted(cursor.fetchall())
    return [] if rows[0][1] == 0 else [tuple(row[1:]) for row in rows]


def _all(seen: Seen, everything: Seen) -> int:
    """Return how many rows there are where so many were found so close to the newest."""
    count, oldest, first, last = seen
    if count < MOST_COUNTED:
        return count
    return round(count * (last - first + 1) / (last - oldest + 1))


def _commonest(
    connection: BaseDatabaseWrapper, words: type[models.Model], forms: Iterable[str]
) -> dict[str, float]:
    """Return what share of rows has each of the forms that the planner knows to be common."""
    if connection.vendor == "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, share FROM pg_stats, unnest(most_common_elems::text::text[], "
            "most_common_elem_freqs) AS common (word, share) WHERE schemaname = current_schema() "
            "AND tablename = %s AND attname = 'document' AND word = ANY(%s)",
            [words._meta.db_table, list(forms)],
        )
        return dict(cursor.fetchall())
