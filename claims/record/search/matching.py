"""A query as a condition on rows of the read tables."""

from typing import Any, TypeVar

from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Lookup, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from claims.record.models.search_tables import WordsField
from claims.record.search.queries import Query, Term, in_fts5, in_tsquery, parse

Row = TypeVar("Row", bound=models.Model)
Compiled = tuple[str, tuple[Any, ...]]

PLACE = "words__row_id"
"""The place of a found row in the order of lists, read from the index that found it.

It is `first_sequence` of claims and entities and `place` of statements. By this name SQLite hands
the newest over first and stops after a page; by any other order everything that matches is sorted.
"""


def matching(rows: QuerySet[Row], q: str) -> QuerySet[Row]:
    """Return the rows that have what `q` asks for, in the order they had, still lazy.

    `rows` are claims, statements or entities of the read tables. Text is compared folded: case,
    diacritics, compatibility forms and kinds of apostrophe do not matter; names are found in any
    script. Blank text leaves all rows; text without a letter or digit finds none. Never raises,
    whatever the text. How `q` is read: `queries.parse`.
    """
    if not q.strip():
        return rows
    query = parse(q)
    if query.wanted:
        return _in_order(rows.filter(words__text__matches=query))
    if query.unwanted:
        # Joined as the words found are, so that PLACE is read the same way.
        joined = rows.filter(words__row_id__isnull=False)
        return _in_order(joined.filter(~_having_any(rows.model, query.unwanted)))
    return rows.none()


def _in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Write the place of the rows, where they are ordered by it, as the index has it."""
    place = _place(rows.model)
    names: dict[Any, str] = {place: PLACE, f"-{place}": f"-{PLACE}"}
    ordered = [names.get(name, name) for name in rows.query.order_by]
    return rows.order_by(*ordered) if ordered else rows


def _having_any(model: type[models.Model], terms: tuple[Term, ...]) -> Exists:
    either = Term(tuple(phrase for term in terms for phrase in term.phrases))
    words = model._meta.get_field("words").related_model._default_manager  # type: ignore[union-attr]
    return Exists(words.filter(row=OuterRef(_place(model)), text__matches=Query((either,), ())))


def _place(model: type[models.Model]) -> str:
    """Return the name of the column by which rows are one with their words."""
    return model._meta.get_field("words").field.target_field.name  # type: ignore[union-attr]


@WordsField.register_lookup
class Matches(Lookup):
    """Whether words have what a Query wants; true and false as the index of the database says."""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Query

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        raise NotSupportedError(f"{connection.vendor} is no database that this project supports")

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} MATCH %s", (*params, in_fts5(self.rhs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{table}."document" @@ %s::tsquery', (in_tsquery(self.rhs),)
