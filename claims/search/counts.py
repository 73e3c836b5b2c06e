"""How many rows have a word, told from the index itself and at a bounded cost.

Of a word of many rows SQLite looks at the newest `MOST_COUNTED` alone: how close they stand tells
how many there are. PostgreSQL reads no word's rows newest first without reading them all; there, a
word that many rows have is among the commonest of the planner's statistics, and what is not among
them is rare enough to be counted, which the index does without looking at any row.
"""

from collections.abc import Sequence
from operator import itemgetter

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.search.common import commonest, is_rare
from claims.search.queries import Phrase, Query, Term, in_fts5, in_tsquery

MOST_COUNTED = 500
"""Rows of a word that are looked at."""

Forms = Sequence[str]
"""Words that stand for one another: a row that has any of them counts, once."""


def rows_with(
    connection: BaseDatabaseWrapper, words: type[models.Model], *asked: Forms
) -> tuple[str, str]:
    """Return the SQL, and its one parameter, that gives the row ids of what has each of the words.

    In any of its forms; the newest first, so that a LIMIT can follow.
    """
    query = _query(*asked)
    order = "rowid"
    if connection.vendor != "sqlite" and is_rare(query, commonest(connection, words)):
        # By a sum nothing is walked: what has a rare word is looked up and sorted.
        order = "rowid + 0"
    where, value = _condition(connection, query)
    return f"SELECT rowid FROM {_table(words)} WHERE {where} ORDER BY {order} DESC", value  # noqa: S608


def counted(
    connection: BaseDatabaseWrapper, words: type[models.Model], asked: Sequence[Forms]
) -> tuple[int, list[int]]:
    """Return how many rows a table of words has, and how many have each word; two queries at most.

    Exact up to `MOST_COUNTED`, an estimate beyond.
    """
    newest = f"SELECT rowid FROM {_table(words)} ORDER BY rowid DESC"  # noqa: S608
    parts, params = [_looked_at(newest)], []
    common = commonest(connection, words)
    # Nothing is counted that the statistics know.
    unknown = [at for at, forms in enumerate(asked) if not any(form in common for form in forms)]
    for at in unknown:
        if connection.vendor == "sqlite":
            sql, value = rows_with(connection, words, asked[at])
            parts.append(_looked_at(sql))
        else:
            where, value = _condition(connection, _query(asked[at]))
            parts.append(f"SELECT count(*), NULL::bigint FROM {_table(words)} WHERE {where}")  # noqa: S608
        params.append(value)
    everything, *each = _seen(connection, words, parts, params)
    rows = _all(everything, everything)
    told = {at: _all(seen, everything) for at, seen in zip(unknown, each, strict=True)}
    for at, forms in enumerate(asked):
        if at not in told:
            told[at] = round(rows * max(common.get(form, 0.0) for form in forms))
    return rows, [told[at] for at in range(len(asked))]


Seen = tuple[int, int | None, int, int]
"""Of rows: how many were seen, the oldest where not all were, the table's oldest and newest."""


def _seen(
    connection: BaseDatabaseWrapper,
    words: type[models.Model],
    parts: Sequence[str],
    params: Sequence[str],
) -> list[Seen]:
    each = " UNION ALL ".join(
        f"SELECT {at} AS at, part.* FROM ({part}) AS part"  # noqa: S608
        for at, part in enumerate(parts)
    )
    first = f"SELECT rowid FROM {_table(words)} ORDER BY rowid"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT each.*, ({first} LIMIT 1), ({first} DESC LIMIT 1) FROM ({each}) AS each",  # noqa: S608
            params,
        )
        return [tuple(row[1:]) for row in sorted(cursor.fetchall(), key=itemgetter(0))]


def _looked_at(sql: str) -> str:
    return f"SELECT count(*), min(rowid) FROM ({sql} LIMIT {MOST_COUNTED}) AS seen"  # noqa: S608


def _all(seen: Seen, everything: Seen) -> int:
    """Return how many rows there are where so many were found so close to the newest."""
    count, oldest, _, _ = seen
    if oldest is None or count < MOST_COUNTED:
        return count
    _, _, first, last = everything
    return round(count * (last - first + 1) / (last - oldest + 1))


def _query(*asked: Forms) -> Query:
    terms = (Term(tuple(Phrase((form,)) for form in forms)) for forms in asked)
    return Query(tuple(terms), ())


def _condition(connection: BaseDatabaseWrapper, query: Query) -> tuple[str, str]:
    if connection.vendor == "sqlite":
        return "text MATCH %s", in_fts5(query)
    return "document @@ %s::tsquery", in_tsquery(query)


def _table(words: type[models.Model]) -> str:
    return f'"{words._meta.db_table}"'
