"""A query as a condition on rows that have words."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db import NotSupportedError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Exists, F, Func, Lookup, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from claims.search.common import commonest, is_rare
from claims.search.fields import WordsField
from claims.search.queries import Query, Term, in_fts5, in_tsquery, parse

Row = TypeVar("Row", bound=models.Model)
Compiled = tuple[str, tuple[Any, ...]]

PLACE = "words__row_id"
"""The place of a found row in the order of lists, read from the index that found it.

It is what `row_of` was given: of released claims `first_sequence`. By this name SQLite hands the
newest over first and stops after a page; by any other order everything that matches is sorted.
Words that are looked for alone have it: see `place_of`.
"""


def matching(
    rows: QuerySet[Row], q: str, *, stemming: str = "", typing: bool = False
) -> QuerySet[Row]:
    """Return the rows that have what `q` asks for, in the order they had, still lazy.

    `rows` are of a model that a table of words leads to. Text is compared folded: case,
    diacritics, compatibility forms and kinds of apostrophe do not matter; names are found in any
    script. Blank text leaves all rows; text without a letter or digit finds none. Never raises,
    whatever the text. How `q` is read, and what `stemming` and `typing` do: `queries.parse`.
    """
    if not q.strip():
        return rows
    query = parse(q, stemming=stemming, typing=typing)
    if query.wanted:
        return _in_order(rows.filter(words__text__matches=query), query)
    if query.unwanted:
        # Words to leave out alone leave nearly everything: the list is walked in its own order.
        return rows.filter(~_having_any(rows.model, query.unwanted))
    return rows.none()


def place_of(rows: QuerySet[Any], q: str, column: str, *, stemming: str = "") -> F | Func:
    """Return by what rows that `matching` finds stand in the order of lists: PLACE or the column.

    `column` is what `row_of` was given, or what holds the same; `rows` and `stemming` are those
    that `matching` is given. Where few rows are found, what is returned has them looked up and
    sorted; else they are found on the way through the list.
    """
    query = parse(q, stemming=stemming)
    return _found_place(rows, query) if query.wanted else F(column)


def matching_through(
    rows: QuerySet[Row], q: str, through: Collection[str], *, typing: bool = False
) -> QuerySet[Row]:
    """Return the rows that have, or lead to what has, each thing that `q` asks for; still lazy.

    A word or phrase may stand in the row's own words, where its model has any, or in those of what
    its foreign keys `through` lead to. All else is as `matching` has it.
    """
    if not q.strip():
        return rows
    query = parse(q, typing=typing)
    if not query.wanted and not query.unwanted:
        return rows.none()
    for term in query.wanted:
        rows = rows.filter(pk__in=_keys_with(rows.model, term, through))
    for term in query.unwanted:
        rows = rows.exclude(pk__in=_keys_with(rows.model, term, through))
    return rows


def _keys_with(model: type[models.Model], term: Term, through: Collection[str]) -> QuerySet[Any]:
    """Return the keys of the rows with a term: each way to it is an index of its own, so a union.

    With OR between them PostgreSQL would read the whole table.
    """
    ways = [_words_with(model, term).values("pk")] if _has_words(model) else []
    for name in through:
        led_to: Any = model._meta.get_field(name).related_model
        rows = model._default_manager.filter(**{f"{name}__in": _words_with(led_to, term)})
        ways.append(rows.order_by().values("pk"))
    return ways[0].union(*ways[1:]) if ways[1:] else ways[0]


def _words_with(model: type[models.Model], term: Term) -> QuerySet[Any]:
    words = _words_of(model)._default_manager
    found: QuerySet[Any] = words.filter(text__matches=Query((term,), ())).values("pk")
    return found


def _words_of(model: type[models.Model]) -> type[models.Model]:
    """Return the table of words that leads to rows of a model."""
    words: Any = model._meta.get_field("words").related_model
    return words


def _has_words(model: type[models.Model]) -> bool:
    return any(relation.name == "words" for relation in model._meta.related_objects)


def _in_order(rows: QuerySet[Row], query: Query) -> QuerySet[Row]:
    """Write the place of the rows, where they are ordered by it, as the index has it."""
    place, found = _place(rows.model), _found_place(rows, query)
    names: dict[Any, Any] = {place: found.asc(), f"-{place}": found.desc()}
    ordered = [names.get(name, name) for name in rows.query.order_by]
    return rows.order_by(*ordered) if ordered else rows


def _found_place(rows: QuerySet[Any], query: Query) -> F | Func:
    connection = connections[rows.db]
    common = commonest(connection, _words_of(rows.model))
    return _Sorted(PLACE) if is_rare(query, common) else F(PLACE)


class _Sorted(Func):
    """A place by which no index has the rows, so that PostgreSQL is not led to walk one."""

    output_field = BigIntegerField()
    template = "(%(expressions)s + 0)"


def _having_any(model: type[models.Model], terms: tuple[Term, ...]) -> Exists:
    either = Term(tuple(phrase for term in terms for phrase in term.phrases))
    words = _words_of(model)._default_manager
    return Exists(words.filter(row=OuterRef(_place(model)), text__holds=either))


def _place(model: type[models.Model]) -> str:
    """Return the name of the column by which rows are one with their words."""
    return model._meta.get_field("words").field.target_field.name  # type: ignore[union-attr]


class _OfWords(Lookup):
    """A lookup that each supported database is asked in words of its own."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        raise NotSupportedError(f"{connection.vendor} is no database that this project supports")


@WordsField.register_lookup
class Matches(_OfWords):
    """Whether words have what a Query wants; true and false as the index of the database says."""

    lookup_name = "matches"
    rhs: Query

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        words, params = self.process_lhs(compiler, connection)
        return f"{words} MATCH %s", (*params, in_fts5(self.rhs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{table}."document" @@ %s::tsquery', (in_tsquery(self.rhs),)


@WordsField.register_lookup
class Holds(_OfWords):
    """The same of one Term, asked of each row by itself: of few rows, or beside another index."""

    lookup_name = "holds"
    rhs: Term

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        # To ask the index for one row costs a hundred times what it takes to read its words.
        words, params = self.process_lhs(compiler, connection)
        texts = [
            f" {' '.join(phrase.words)}{'' if phrase.open else ' '}" for phrase in self.rhs.phrases
        ]
        either = " OR ".join([f"instr(' ' || {words} || ' ', %s)"] * len(texts))
        return f"({either})", tuple(one for text in texts for one in (*params, text))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{table}."document" @@ %s::tsquery', (in_tsquery(Query((self.rhs,), ())),)
