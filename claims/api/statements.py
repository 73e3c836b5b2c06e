"""Pages of a list read by statements that are written once, however often they are asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, DateTimeField, Expression, Field, QuerySet

from claims.api.keyset import Cursor, Key, Ordering, walk

Row = tuple[Any, ...]
_Conversion = tuple[int, Sequence[Callable[..., Any]], Expression]


class Statements:
    """The statements of one list, by what of a page changes their text.

    Making one costs Django more than most pages cost the database. What it was asked for besides
    the place in the list must never change.
    """

    def __init__(self) -> None:
        self._written: dict[Any, _Statement | None] = {}

    def rows(
        self,
        rows: QuerySet[Any],
        ordering: Ordering,
        columns: tuple[str, ...],
        cursor: Cursor | None,
        most: int,
    ) -> list[Row]:
        """Return at most so many rows from the cursor on: their columns, then the ordering's."""
        vendor = connections[rows.db].vendor
        shape = (vendor, columns, most, cursor and (cursor.forward, cursor.inclusive))

        def asked(at: Cursor | None) -> QuerySet[Any, Row]:
            return walk(rows, ordering, at).values_list(*columns, *ordering.columns)[:most]

        if shape not in self._written:
            self._written[shape] = _written(asked, cursor)
        statement = self._written[shape]
        if statement is None:
            return list(asked(cursor))
        return statement.rows(rows.db, cursor.key if cursor else ())


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement's text, with its parameters and the places among them of a cursor's key."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int, ...]
    conversions: tuple[_Conversion, ...]

    def rows(self, alias: str, key: Key) -> list[Row]:
        """Return the rows, given the key of a place in the list."""
        connection = connections[alias]
        parameters = list(self.parameters)
        for place, part in zip(self.places, key, strict=True):
            parameters[place] = _adapted(part, alias)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found: list[Row] = cursor.fetchall()
        return [self._converted(row, connection) for row in found] if self.conversions else found

    def _converted(self, row: Row, connection: Any) -> Row:
        values = list(row)
        for place, conversions, expression in self.conversions:
            for convert in conversions:
                values[place] = convert(values[place], expression, connection)
        return tuple(values)


def _written(
    asked: Callable[[Cursor | None], QuerySet[Any, Row]], cursor: Cursor | None
) -> _Statement | None:
    """Return the statement for any cursor of this shape, None where its places cannot be told."""
    marks = tuple(_mark(place, part) for place, part in enumerate(cursor.key)) if cursor else ()
    at = cursor and replace(cursor, key=marks)
    queryset = asked(at)
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    adapted = [_adapted(mark, queryset.db) for mark in marks]
    if any(_count(parameters, mark) != 1 for mark in adapted):
        return None
    selected = [expression for expression, _, _ in compiler.select]
    found = compiler.get_converters(selected)
    return _Statement(
        sql,
        tuple(parameters),
        tuple(parameters.index(mark) for mark in adapted),
        tuple((place, *found[place]) for place in found),
    )


def _count(parameters: Sequence[Any], mark: Any) -> int:
    return sum(1 for one in parameters if type(one) is type(mark) and one == mark)


def _mark(place: int, part: int | datetime) -> int | datetime:
    """Return a value of a key's part that no list holds, a different one at each place."""
    if isinstance(part, datetime):
        return datetime(1, 1, 1, microsecond=place + 1, tzinfo=UTC)
    return -(2**62) - place


def _adapted(part: int | datetime, alias: str) -> Any:
    field: Field[Any, Any] = DateTimeField() if isinstance(part, datetime) else BigIntegerField()
    return field.get_db_prep_value(part, connections[alias])
