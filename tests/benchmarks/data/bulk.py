"""Rows into tables by the fastest way that each database has."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection, models

from claims.desk.models import Claim

Row = tuple[Any, ...]
Tables = dict[type[models.Model], list[Row]]
"""Rows by their model, their values in the order of `columns`."""

Packed = Any
"""A row as `load` takes it: on PostgreSQL a line of COPY's text, on SQLite the values stored."""


@cache
def columns(model: type[models.Model]) -> list[Any]:
    """Return the fields that rows are written with: all but a row id that counts by itself.

    A claim of the desk comes with its row id, by which its words know it.
    """
    fields = model._meta.concrete_fields
    return [field for field in fields if model is Claim or not isinstance(field, models.AutoField)]


def rows_of(model: type[models.Model], told: Iterable[dict[str, Any]]) -> list[Row]:
    """Return rows of the values told by the names of columns; the rest has its default."""
    fields = list(defaults(model).items())
    return [tuple([one.get(name, default) for name, default in fields]) for one in told]


@cache
def defaults(model: type[models.Model]) -> dict[str, Any]:
    """Return the default of each column, by its name and in the order of `columns`."""
    told = {field.attname: field.get_default() for field in columns(model)}
    # A choice is a text of its own kind.
    return {name: str(value) if isinstance(value, str) else value for name, value in told.items()}


def packed(row: Row) -> Packed:
    """Return a row as this process's database takes it."""
    return _packing()(row)


def packed_tables(tables: Tables) -> dict[type[models.Model], list[Packed]]:
    """Return all rows as this process's database takes them."""
    pack = _packing()
    return {model: list(map(pack, rows)) for model, rows in tables.items()}


def extended(row: Packed, *more: str) -> Packed:
    """Return a packed row with further values behind, texts that need no escaping."""
    if connection.vendor == "postgresql":
        return "\t".join((row, *more))
    return (*row, *more)


def load(model: type[models.Model], rows: Sequence[Packed]) -> None:
    """Insert packed rows."""
    if not rows:
        return
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in columns(model))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                copy.write("\n".join((*rows, "")))
            return
        places = ", ".join(["%s"] * len(columns(model)))
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", rows)


@cache
def _packing() -> Callable[[Row], Packed]:
    return _as_line if connection.vendor == "postgresql" else _as_stored


def _as_line(row: Row) -> str:
    return "\t".join([_TEXTS[type(value)](value) for value in row])


def _of_text(value: str) -> str:
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\\", "\\\\").replace("\n", "\\n")
        return value.replace("\t", "\\t").replace("\r", "\\r")
    return value


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: _of_text,
    int: str,
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: "\\N",
    datetime: datetime.isoformat,
    date: date.isoformat,
}


def _as_stored(row: Row) -> Row:
    return tuple([_STORED.get(type(value), _itself)(value) for value in row])


def _itself(value: Any) -> Any:
    return value


_STORED: dict[type, Callable[[Any], Any]] = {
    datetime: lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    date: str,
}


def follow_ids(model: type[models.Model]) -> None:
    """Have the next row that counts by itself follow the last one there is."""
    if connection.vendor == "postgresql":
        table, column = model._meta.db_table, model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                f"coalesce(max({column}), 1), max({column}) IS NOT NULL) FROM {table}"
            )


def gathered(parts: Iterable[Tables]) -> Tables:
    """Return the rows of all parts together; no two parts hold rows of one model."""
    return dict(chain.from_iterable(part.items() for part in parts))
