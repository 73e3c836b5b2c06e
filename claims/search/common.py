"""The words that the planner of PostgreSQL knows to be common, and what it takes others for.

Its statistics hold some ten thousand words of a table. Every other word it takes for half as
frequent as the rarest of those, which of a million rows is near a thousand, even where a handful
have it. Believing that, it walks the list until a page is full: all of it.
"""

from collections.abc import Collection, Mapping
from time import monotonic

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.search.queries import Phrase, Query

REMEMBERED = 600
"""Seconds for which the commonest words of a table are remembered: they change slowly."""

_known: dict[tuple[str, str], tuple[float, Mapping[str, float]]] = {}


def commonest(connection: BaseDatabaseWrapper, words: type[models.Model]) -> Mapping[str, float]:
    """Return the words that the planner knows to be common, with what share of rows has each.

    As they were at most REMEMBERED seconds ago. Empty on SQLite, which has no such statistics, and
    where the table was never analysed. One query at most.
    """
    if connection.vendor == "sqlite":
        return {}
    asked = (connection.alias, words._meta.db_table)
    until, known = _known.get(asked, (0.0, {}))
    if until < monotonic():
        known = _read(connection, words)
        _known[asked] = (monotonic() + REMEMBERED, known)
    return known


def forget() -> None:
    """Have the statistics read again: they were just made anew."""
    _known.clear()


def is_rare(query: Query, known: Collection[str]) -> bool:
    """Tell whether few rows have what a query wants, for one of its terms has no common word.

    `known` are the common words; what only begins a word may be any of them. Where none are known,
    nothing is known to be rare.
    """
    return bool(known) and any(
        all(_is_rare(phrase, known) for phrase in term.phrases) for term in query.wanted
    )


def _is_rare(phrase: Phrase, known: Collection[str]) -> bool:
    whole = phrase.words[:-1] if phrase.open else phrase.words
    return any(word not in known for word in whole)


def _read(connection: BaseDatabaseWrapper, words: type[models.Model]) -> Mapping[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, share FROM pg_stats, unnest(most_common_elems::text::text[], "
            "most_common_elem_freqs) AS common (word, share) WHERE schemaname = current_schema() "
            "AND tablename = %s AND attname = 'document'",
            [words._meta.db_table],
        )
        return dict(cursor.fetchall())
