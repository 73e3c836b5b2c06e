"""Copies of PostgreSQL: by pg_dump and pg_restore, which get the password by the environment."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from claims.management.backing_up.archive import BackupRefused
from claims.management.backing_up.facts import Facts, facts

PACKED = False
"""Whether the copy gets smaller when it is compressed; pg_dump has done so."""

_DEBIAN = Path("/usr/lib/postgresql")
_REMOVALS = """
    WITH ours AS (
        SELECT oid FROM pg_namespace
        WHERE nspname <> 'information_schema' AND NOT starts_with(nspname, 'pg_')
    )
    SELECT 1 AS turn, format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass)
    FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace IN (SELECT oid FROM ours)
    UNION ALL
    SELECT 2, format('DROP SEQUENCE IF EXISTS %s CASCADE', oid::regclass)
    FROM pg_class WHERE relkind = 'S' AND relnamespace IN (SELECT oid FROM ours)
    UNION ALL
    SELECT 3, format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
    FROM pg_proc WHERE pronamespace IN (SELECT oid FROM ours)
    ORDER BY turn
"""
_BY_ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "options": "PGOPTIONS",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def version(connection: BaseDatabaseWrapper) -> str:
    """Return the version of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def take(connection: BaseDatabaseWrapper, copy: Path) -> Facts:
    """Copy the database as it stands at one moment, and return the facts of that moment.

    Writers go on meanwhile: the dump and the facts are of one exported snapshot.
    """
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            # It waits in its transaction for as long as the dump takes.
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = _facts(own)
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run(own, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={copy}")
            cursor.execute("ROLLBACK")
    finally:
        own.close()
    return found


def proved(copy: Path) -> None:
    """Have pg_restore read what a copy holds; its rows are proved only where it is loaded.

    Raises BackupRefused where it cannot.
    """
    _run(None, "pg_restore", "--list", str(copy))


def load(connection: BaseDatabaseWrapper, copy: Path) -> None:
    """Fill a database that is empty from a copy, whole or not at all.

    Raises BackupRefused, with pg_restore's own words, where it cannot.
    """
    name = make_conninfo(dbname=connection.get_connection_params()["dbname"])
    connection.close()
    way = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    _run(connection, "pg_restore", *way, f"--dbname={name}", str(copy))


@contextmanager
def filled(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[None]:
    """Fill a database that is empty from a copy, which is taken away where something is raised.

    Whatever else stood in the database stays. Raises BackupRefused, as `load` does.
    """
    before = _removals(connection)
    load(connection, copy)
    try:
        yield
    except BaseException:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for removal in _removals(connection):
                if removal not in before:
                    cursor.execute(removal)
        connection.close()
        raise


def _removals(connection: BaseDatabaseWrapper) -> list[str]:
    """Return a statement for each thing that a backup may put into a database, to take it away."""
    with connection.cursor() as cursor:
        cursor.execute(_REMOVALS)
        return [removal for _, removal in cursor.fetchall()]


@contextmanager
def loaded(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection to a scratch database made of a copy; it is dropped afterwards.

    Raises BackupRefused where the role of DATABASE_URL may not make one.
    """
    name = f"onrecord_drill_{token_hex(6)}"
    _alone(connection, f'CREATE DATABASE "{name}" TEMPLATE template0')
    rehearsal: Any = connection.copy()
    rehearsal.settings_dict["NAME"] = name
    try:
        load(rehearsal, copy)
        yield rehearsal
    finally:
        rehearsal.close()
        _alone(connection, f'DROP DATABASE "{name}"')


def _facts(connection: BaseDatabaseWrapper) -> Facts:
    def ask(query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    return facts(ask)


def _alone(connection: BaseDatabaseWrapper, statement: str) -> None:
    """Run a statement that no transaction may hold."""
    own = connection.copy()
    try:
        own.set_autocommit(True)
        with own.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        raise BackupRefused(f"no drill: {_one_line(str(error))}") from error
    finally:
        own.close()


def _program(name: str) -> Path:
    found = shutil.which(name)
    if found:
        return Path(found)
    by_version = sorted(_DEBIAN.glob(f"[0-9]*/bin/{name}"), key=lambda at: int(at.parts[-3]))
    if not by_version:
        raise BackupRefused(f"{name} is not on PATH; install PostgreSQL's client programs")
    return by_version[-1]


def _run(connection: BaseDatabaseWrapper | None, name: str, *arguments: str) -> None:
    command = [str(_program(name)), "--no-password", *arguments]
    if connection is None:
        command.remove("--no-password")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, and no shell
        command,
        env=_environment(connection),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise BackupRefused(f"{name} failed: {_one_line(said[0]) if said else 'it said nothing'}")


def _environment(connection: BaseDatabaseWrapper | None) -> dict[str, str]:
    given = connection.get_connection_params() if connection else {}
    told = {name: given.get(key) for key, name in _BY_ENVIRONMENT.items()}
    known = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return known | {name: str(value) for name, value in told.items() if value}


def _one_line(text: str) -> str:
    return " ".join(text.split())
