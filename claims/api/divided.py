"""Lists that no index holds in order, read as parts that one holds each: the first of every part.

A part is walked in the list's order, and what comes first of all parts is the page. So a page costs
as many rows as there are parts times its length, however many rows the list has.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    BigIntegerField,
    BooleanField,
    F,
    Func,
    Q,
    QuerySet,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler

from claims.api.keyset import Cursor, Ordering, walk
from claims.record.models.days import Only

_NUMBER = -(2**61)
NUMBER = Value(_NUMBER, output_field=BigIntegerField())
"""Stands in the condition of a part for each of its numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """What rows of one part have; with `numbers` it is as many parts, one for each.

    Its index holds the list's order as `Only` that index does, unless the list's own column, or an
    index of a filter, has what is `own`.
    """

    condition: Any
    numbers: Sequence[int] | None = None
    own: bool = False

    def having(self, more: Q) -> "Part":
        """Return the part of those that have more."""
        return replace(self, condition=more & Q(self.condition))


@dataclass(frozen=True, slots=True)
class Divided:
    """The rows of a list, and the parts that make up the list: no row is in two of them."""

    rows: QuerySet[Any]
    parts: Sequence[Part]

    def first(self, ordering: Ordering, cursor: Cursor | None, most: int) -> QuerySet[Any]:
        """Return at most so many rows from the cursor on, as `walk` orders them."""
        found, parameters = self._of_parts(ordering, cursor, most)
        if not found:
            return self.rows.none()
        way = "DESC" if ordering.descending == (cursor is None or cursor.forward) else "ASC"
        ways = ", ".join(f"{name} {way}" for name in ordering.columns)
        nearest = (
            f"WITH parts({', '.join(('pk', *ordering.columns))}) AS ({found}) "  # noqa: S608
            f"SELECT pk FROM parts ORDER BY {ways} LIMIT {most:d}"
        )
        return walk(self.rows.filter(_Among(nearest, parameters)), ordering, cursor)[:most]

    def _of_parts(
        self, ordering: Ordering, cursor: Cursor | None, most: int
    ) -> tuple[str, tuple[Any, ...]]:
        found: list[str] = []
        parameters: list[Any] = []
        alone = Ordering(tuple(f"only_{name}" for name in ordering.columns), ordering.descending)
        only = self.rows.annotate(**{f"only_{name}": Only(name) for name in ordering.columns})
        for part in self.parts:
            rows, order = (self.rows, ordering) if part.own else (only, alone)
            rows = walk(rows.filter(part.condition), order, cursor)
            asked = rows.values_list("pk", *order.columns)[:most]
            try:
                sql, given = asked.query.get_compiler(asked.db).as_sql()
            except EmptyResultSet:
                continue
            for number in (_NUMBER,) if part.numbers is None else part.numbers:
                found.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608
                parameters += (type(one)(number) if one == _NUMBER else one for one in given)
        return " UNION ALL ".join(found), tuple(parameters)


Division = Callable[[], Divided | None]
"""Divides a list as the record stands; None where its rows are walked as they are."""


class _Among(Func):
    """Whether a row's key is among those that a statement gives."""

    output_field = BooleanField()

    def __init__(self, sql: str, parameters: tuple[Any, ...]) -> None:
        super().__init__(F("pk"))
        self.sql, self.parameters = sql, parameters

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: Any, **context: Any
    ) -> Any:
        key, given = compiler.compile(self.source_expressions[0])
        return f"{key} IN ({self.sql})", (*given, *self.parameters)
