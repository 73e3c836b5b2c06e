"""Rows into tables by the fastest way that each database has, and what stands in that way."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

from claims.ledger import guards

Row = tuple[Any, ...]
PARKED = "benchmark_parked"
"""The table that remembers, over an interruption, the SQL of what was taken away for the load."""

_WHILE_LOADING = {
    "sqlite": (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -800000",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA wal_autocheckpoint = 20000",
    ),
    "postgresql": (
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '512MB'",
        "SET jit = off",
    ),
}
_AFTERWARDS = {
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA foreign_keys = ON"),
    "postgresql": (),
}

# What is unique stays, because it also finds what is there already.
_INDEXES = {
    "sqlite": (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND sql NOT LIKE 'CREATE UNIQUE%%' AND tbl_name LIKE 'claims_%%'"
    ),
    "postgresql": (
        "SELECT indexname, tablename, indexdef FROM pg_indexes "
        "WHERE schemaname = current_schema() AND tablename LIKE 'claims_%%' "
        "AND indexdef NOT LIKE 'CREATE UNIQUE%%'"
    ),
}
_FOREIGN_KEYS = (
    "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace "
    "AND conrelid::regclass::text LIKE 'claims_%%'"
)
KEPT = ("claims_release", "claims_publishedfacet_claim", "decision_subject")
"""Beginnings of what is looked up by while the record is loaded."""


def write(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of `columns`."""
    if not rows:
        return
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in columns(model))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({places})",
            [tuple(map(_as_stored, row)) for row in rows],
        )


@cache
def columns(model: type[models.Model]) -> list[Any]:
    """Return the fields that rows are written with: all but a row id that counts by itself."""
    return [
        field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    ]


def row_of(instance: models.Model) -> Row:
    """Return a model's instance as a row."""
    return _of(type(instance))(instance)


@cache
def _of(model: type[models.Model]) -> Any:
    return attrgetter(*(field.attname for field in columns(model)))


def rows_of(model: type[models.Model], told: Iterable[dict[str, Any]]) -> list[Row]:
    """Return rows of the values told by the names of columns; the rest has its default."""
    fields = [(field.attname, field.get_default()) for field in columns(model)]
    return [tuple(one.get(name, default) for name, default in fields) for one in told]


def _as_stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return str(value) if isinstance(value, date) else value


@contextmanager
def loading(*, without_indexes: bool) -> Iterator[None]:
    """Take away what slows a load, and put it back, in whatever way the block ends.

    The guards always; foreign keys, and indexes where `without_indexes`, unless a transaction is
    open, in which they cannot be. What an earlier run was stopped before putting back is put back
    too.
    """
    alone = not connection.in_atomic_block
    if alone:
        _run(_WHILE_LOADING[connection.vendor])
        _park(without_indexes)
    guards.drop(connection)
    try:
        yield
    finally:
        if alone:
            _put_back()
            _run(_AFTERWARDS[connection.vendor])
        elif connection.vendor == "postgresql":
            # A table with checks still to come takes no trigger.
            _run(("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"))
        guards.install(connection)


_WAITING_WORDS = """
SELECT gin_clean_pending_list(index.oid::regclass) FROM pg_class index
JOIN pg_am ON pg_am.oid = index.relam
WHERE pg_am.amname = 'gin' AND index.relkind = 'i' AND index.relname LIKE 'claims_%'
"""


def analyse() -> None:
    """Have the database look at what it holds, so that it plans by that.

    Of PostgreSQL, words that wait to be put into their index are put there first: what waits makes
    the index look dear.
    """
    if connection.vendor == "postgresql":
        _run((_WAITING_WORDS,))
    _run(("ANALYZE",))


def _park(without_indexes: bool) -> None:
    found: list[tuple[str, str]] = []
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {PARKED} (number integer PRIMARY KEY, sql text)"
        )
        cursor.execute(f"SELECT count(*) FROM {PARKED}")
        if cursor.fetchone()[0]:
            return
        if without_indexes:
            cursor.execute(_INDEXES[connection.vendor])
            found += [
                (f"DROP INDEX {connection.ops.quote_name(name)}", sql)
                for name, _, sql in cursor.fetchall()
                if not name.startswith(KEPT)
            ]
        if connection.vendor == "postgresql":
            cursor.execute(_FOREIGN_KEYS)
            found += [
                (
                    f'ALTER TABLE {table} DROP CONSTRAINT "{name}"',
                    f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {sql}',
                )
                for name, table, sql in cursor.fetchall()
            ]
    with transaction.atomic(), connection.cursor() as cursor:
        for number, (drop, sql) in enumerate(found):
            cursor.execute(f"INSERT INTO {PARKED} VALUES (%s, %s)", [number, sql])
            cursor.execute(drop)


def _put_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, sql FROM {PARKED} ORDER BY number")
        for number, sql in cursor.fetchall():
            with transaction.atomic():
                cursor.execute(sql)
                cursor.execute(f"DELETE FROM {PARKED} WHERE number = %s", [number])
        cursor.execute(f"DROP TABLE {PARKED}")


def _run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
