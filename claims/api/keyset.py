"""Walking a list by the place of its last row: as fast on page 10,000 as on page 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.core.signing import BadSignature, Signer
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateTimeField,
    Expression,
    F,
    Func,
    QuerySet,
    Value,
)

Key = tuple[int | datetime, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """A total order of rows: columns that together differ in every row, all in one direction."""

    columns: tuple[str, ...]
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list, and the way to go from there.

    `key` holds the values of the ordering's columns in the row at that place, which itself comes
    along only where `inclusive`.
    """

    key: Key
    forward: bool = True
    inclusive: bool = False

    def written(self, list_of: str) -> str:
        """Return the cursor as text that is good for one list, `list_of`, and cannot be made up."""
        key = [part.isoformat() if isinstance(part, datetime) else part for part in self.key]
        return _signer(list_of).sign_object([self.forward, self.inclusive, *key])

    @classmethod
    def read(cls, text: str, list_of: str) -> Self:
        """Return the cursor that `written` made; raise ValueError for any other text."""
        try:
            forward, inclusive, *key = _signer(list_of).unsign_object(text)
        except BadSignature as error:
            raise ValueError(
                "is not a cursor of this list with these filters and this ordering"
            ) from error
        parts = (datetime.fromisoformat(part) if isinstance(part, str) else part for part in key)
        return cls(tuple(parts), forward, inclusive)


def walk(rows: QuerySet[Any], ordering: Ordering, cursor: Cursor | None) -> QuerySet[Any]:
    """Return the rows from the cursor on, nearest first; from the list's beginning without one.

    Walking backward the rows come in the reverse of the list's order.
    """
    descending = ordering.descending == (cursor is None or cursor.forward)
    if cursor is not None:
        comparison = "<" if descending else ">"
        rows = rows.filter(
            row_value(ordering.columns, comparison + "=" * cursor.inclusive, cursor.key)
        )
    return rows.order_by(*(f"{'-' * descending}{column}" for column in ordering.columns))


def row_value(columns: Sequence[str], comparison: str, key: Key) -> Expression:
    """Return the condition `(a, b) < (x, y)` for use in filter().

    Written as a row value, both databases enter the index at that place. Django's own tuple lookups
    become a chain of ORs on SQLite, which reads every row before it.
    """
    left = Func(*map(F, columns), template="(%(expressions)s)")
    right = Func(*map(_value, key), template="(%(expressions)s)")
    return Func(
        left,
        right,
        template="%(expressions)s",
        arg_joiner=f" {comparison} ",
        output_field=BooleanField(),
    )


def _value(part: int | datetime) -> Value:
    typed = DateTimeField() if isinstance(part, datetime) else BigIntegerField()
    return Value(part, output_field=typed)


def _signer(list_of: str) -> Signer:
    return Signer(salt=f"claims.api.keyset:{list_of}")
