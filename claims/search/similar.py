"""Rows that say much the same as a text: suggestions, the likest first.

The index gives a bounded number of candidates that share the text's rarest words; these alone are
compared with it (`claims.text.likeness`).
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from claims.search.counts import counted, rows_with
from claims.text.likeness import Asked, Term, asked, scores, telling

Row = TypeVar("Row", bound=models.Model)

MOST_RARE = 16
"""Words of a text by which candidates are fetched, the most telling ones."""

MOST_HAVING = 1_000
"""Rows that all these words may have together."""

FEW = 3
"""Words that are too few to fetch by: then pairs of commoner ones are looked for besides."""

MOST_PAIRED = 4
"""Commoner words whose pairs are looked for."""

PAIR_HAVING = 50_000
"""Rows that a word of a pair may have: two longer lists take too long to compare."""

NEWEST = 150
"""Rows fetched of a pair, or of a common word where there is nothing else; the newest."""

FETCHED = 500
"""Candidates fetched, those that share the most telling words; of them the rows asked for count."""

COMPARED = 200
"""Candidates compared with the text."""

Clause = tuple[tuple[Term, ...], int, int]
"""Terms that a row must all have, what that tells, and how many such rows are taken at most."""


def similar(rows: QuerySet[Row], text: str, *, limit: int = 5) -> list[tuple[Row, float]]:
    """Return the rows whose words are likest to a text, with how alike from 0 to 1, likest first.

    `rows` are of a model that a table of words leads to; their filters hold, their order does not
    matter. Equally alike rows stand in the order in which they came to be. A text without letters
    and digits is like nothing. At most six queries, none of which reads all that matches. Never
    raises, whatever the text.
    """
    sought = asked(text)
    if not sought.terms or limit <= 0:
        return []
    connection = connections[rows.db]
    words: Any = rows.model._meta.get_field("words").related_model
    total, having = counted(connection, words, [term.forms for term in sought.terms])
    told = {term: telling(total, count) for term, count in zip(sought.terms, having, strict=True)}
    counts = dict(zip(sought.terms, having, strict=True))
    clauses = _clauses(sought, told, counts)
    if not clauses:
        return []
    place: str = words._meta.get_field("row").target_field.name
    keys = _candidates(connection, words, clauses)
    asked_for = set(rows.order_by().filter(**{f"{place}__in": keys}).values_list(place, flat=True))
    compared = [key for key in keys if key in asked_for][:COMPARED]
    others = words._default_manager.using(rows.db).filter(pk__in=compared)
    scored = scores(sought, told, dict(others.values_list("pk", "text")))
    best = sorted(scored, key=lambda key: (-scored[key], key))[:limit]
    found = {getattr(row, place): row for row in rows.order_by().filter(**{f"{place}__in": best})}
    return [(found[key], scored[key]) for key in best if key in found]


def _clauses(sought: Asked, told: dict[Term, float], having: dict[Term, int]) -> list[Clause]:
    known = [term for term in sought.terms if having[term]]
    known.sort(key=lambda term: (-told[term] * term.weight, term.key))
    chosen: list[Clause] = []
    seen = 0
    for term in known[:MOST_RARE]:
        if seen + having[term] > MOST_HAVING:
            break
        seen += having[term]
        chosen.append(((term,), _weight(told, term), MOST_HAVING))
    rest = known[len(chosen) :]
    if len(chosen) < FEW:
        paired = [term for term in rest if having[term] <= PAIR_HAVING][:MOST_PAIRED]
        for one, other in combinations(paired, 2):
            chosen.append(((one, other), _weight(told, one, other), NEWEST))
    if not chosen and rest:
        chosen.append(((rest[0],), _weight(told, rest[0]), NEWEST))
    return chosen


def _weight(told: dict[Term, float], *terms: Term) -> int:
    # A whole number, so that sums do not depend on the order in which a database adds.
    return round(100 * sum(told[term] * term.weight for term in terms))


def _candidates(
    connection: BaseDatabaseWrapper, words: type[models.Model], clauses: Sequence[Clause]
) -> list[int]:
    """Return the row ids that the clauses find, those that they tell most of first."""
    parts, params = [], []
    for terms, weight, most in clauses:
        sql, value = rows_with(connection, words, *(term.forms for term in terms))
        parts.append(
            f"SELECT rowid AS place, {weight:d} AS told FROM ({sql} LIMIT {most:d}) AS had"  # noqa: S608
        )
        params.append(value)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place FROM ({' UNION ALL '.join(parts)}) AS found GROUP BY place "  # noqa: S608
            "ORDER BY sum(told) DESC, place LIMIT %s",
            [*params, FETCHED],
        )
        return [place for (place,) in cursor.fetchall()]
