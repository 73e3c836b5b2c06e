"""The peers' tables made from the record: a schema of PostgreSQL's, or a file of SQLite's own."""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from tests.benchmarks.peers import filling, schema
from tests.benchmarks.peers.dialects import POSTGRESQL, SQLITE, Dialect

SCHEMA = "peers"
AT_ONCE = 5_000


def make(file: Path) -> None:
    """Have the peers' tables hold what the record of the default database holds.

    On PostgreSQL in the schema `SCHEMA` of the same database, and from there in the SQLite `file`
    too; on SQLite in the `file` alone. At once where they were made of this record as it stands.
    """
    head = _head()
    if connection.vendor == "postgresql":
        if _made_in_postgresql() != head:
            fill_schema(head)
        if _made_in(file) != head:
            _copy(file, head)
    elif _made_in(file) != head:
        _fill_sqlite(file, head)


def _head() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM claims_releasehead")
        row = cursor.fetchone()
    if row is None:
        raise LookupError("the record is empty")
    return str(row[0])


def _made_in_postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMA}.made"])
        if not cursor.fetchone()[0]:
            return ""
        cursor.execute(f"SELECT head FROM {SCHEMA}.made")
        return str(cursor.fetchone()[0])


def _made_in(file: Path) -> str:
    if not file.exists():
        return ""
    with sqlite3.connect(file) as database:
        try:
            return str(database.execute("SELECT head FROM made").fetchone()[0])
        except sqlite3.OperationalError:
            return ""
        finally:
            database.rollback()


def fill_schema(head: str) -> None:
    """Make and fill the peers' tables in `SCHEMA`, on the default connection; PostgreSQL alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        record = cursor.fetchone()[0]
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute(f"SET search_path TO {SCHEMA}")
        cursor.execute("SET work_mem = '256MB'")
        try:
            fill(cursor.execute, POSTGRESQL, record, head)
        finally:
            cursor.execute(f"SET search_path TO {record}")
            cursor.execute("RESET work_mem")


def _fill_sqlite(file: Path, head: str) -> None:
    with _Fresh(file) as database:
        database.execute("ATTACH ? AS record", [str(connection.settings_dict["NAME"])])
        fill(database.execute, SQLITE, "record", head)


def fill(execute: Callable[[str], object], dialect: Dialect, record: str, head: str) -> None:
    """Make and fill the peers' tables where `execute` does so; they hold `record`'s as of a head.

    `record` is the schema in which the record's tables are.
    """
    for statement in _timed(
        [
            *schema.tables(dialect),
            *filling.Filling(dialect, record).statements(),
            "DROP TABLE staged",
            *_finishing(dialect, head),
        ]
    ):
        execute(statement)


def _copy(file: Path, head: str) -> None:
    """Write the tables of PostgreSQL into the file."""
    with _Fresh(file) as database:
        for statement in schema.tables(SQLITE):
            database.execute(statement)
        for name in schema.TABLES:
            for rows in _read(name):
                places = ", ".join("?" * len(rows[0]))
                database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
        for statement in _timed(list(_finishing(SQLITE, head))):
            database.execute(statement)


def _read(table: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {SCHEMA}.{table}")
        while rows := cursor.fetchmany(AT_ONCE):
            yield [tuple(map(_as_text, row)) for row in rows]


def _as_text(value: Any) -> Any:
    return value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value


def _finishing(dialect: Dialect, head: str) -> Iterator[str]:
    yield from schema.indexes()
    # What makes the words is planned by what the tables hold.
    yield from (f"ANALYZE {name}" for name in schema.TABLES)
    yield from filling.words(dialect)
    yield "ANALYZE claim_words" if dialect.vendor == "postgresql" else "ANALYZE"
    yield "CREATE TABLE made (head text)"
    yield f"INSERT INTO made VALUES ('{head}')"


class _Fresh:
    """A new file's database, quick to write and closed at the end."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
        self.database = sqlite3.connect(file, uri=True)

    def __enter__(self) -> sqlite3.Connection:
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000"):
            self.database.execute(f"PRAGMA {pragma}")
        return self.database

    def __exit__(self, *wrong: object) -> None:
        self.database.commit()
        self.database.close()


def _timed(statements: list[str]) -> Iterator[str]:
    """Yield the statements, and tell on standard error which took long."""
    for statement in statements:
        began = time.monotonic()
        yield statement
        seconds = time.monotonic() - began
        if seconds > 5:
            print(f"peers: {seconds:.0f} s for {statement[:60]}...", file=sys.stderr, flush=True)
