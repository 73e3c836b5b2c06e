"""What stands in the way of a load, and what is remembered of one over an interruption."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from claims.desk.models import AuditEntry, Claim, Decision, Submission
from claims.desk.models.searched import words_model
from claims.ledger import guards
from claims.record.models import (
    SEARCH_TABLES,
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    Release,
)
from tests.benchmarks.data.plans import Plan
from tests.benchmarks.data.progress import Progress

LOADED: tuple[type[models.Model], ...] = (
    *(Release, AuditEntry, Decision, Submission, Claim, words_model(Claim)),
    *(PublishedClaim, PublishedEntity, PublishedEvidence, PublishedFacet),
    *(PublishedStatement, PublishedStatementFacet),
    *SEARCH_TABLES,
)
"""What a load writes so much of that indexes are better made afterwards."""

_PARKED, _PLAN, _DONE = "benchmark_parked", "benchmark_plan", "benchmark_done"
_TABLES = {
    _PARKED: "number integer PRIMARY KEY, turn integer, sql text",
    _PLAN: "told text",
    _DONE: "part text, start integer, PRIMARY KEY (part, start)",
}
_INDEX, _CONSTRAINT, _FOREIGN_KEY = range(3)
"""In which turn what was taken away comes back."""

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
_AFTERWARDS: dict[str, tuple[str, ...]] = {
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA foreign_keys = ON"),
    "postgresql": (),
}
_WHILE_BUILDING = {
    "sqlite": (),
    "postgresql": (
        "SET maintenance_work_mem = '1GB'",
        "SET max_parallel_maintenance_workers = 0",
        "SET synchronous_commit = off",
    ),
}
_BUILDERS = {"sqlite": 1, "postgresql": 2}
"""How many indexes are made at a time: most take one processor each, however many there are."""

_SQLITE_INDEXES = """
SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
"""
_INDEXES = """
SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('p', 'u', 'f') AND connamespace = current_schema()::regnamespace
AND conrelid::regclass::text LIKE 'claims_%'
ORDER BY contype = 'p'
"""


@contextmanager
def away(*, without_indexes: bool) -> Iterator[None]:
    """Take away what slows a load, and put it back once the block has ended well.

    Guards always, which come back however it ends; foreign keys, and indexes and what they keep
    unique where `without_indexes`, unless a transaction is open, in which they cannot be. Where the
    block fails they stay away, until a later block of this kind ends well.
    """
    alone = not connection.in_atomic_block
    if alone:
        run(_WHILE_LOADING[connection.vendor])
        _park(without_indexes)
    guards.drop(connection)
    try:
        yield
        if alone:
            _put_back()
    finally:
        if alone:
            run(_AFTERWARDS[connection.vendor])
        elif connection.vendor == "postgresql":
            # A table with checks still to come takes no trigger.
            run(("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"))
        guards.install(connection)


def _park(without_indexes: bool) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_PARKED}")
        if cursor.fetchone()[0]:
            return
        found = _found(cursor, {model._meta.db_table for model in LOADED if without_indexes})
        for number, (turn, drop, sql) in enumerate(found):
            cursor.execute(f"INSERT INTO {_PARKED} VALUES (%s, %s, %s)", [number, turn, sql])
            if drop:
                cursor.execute(drop)


def _found(cursor: Any, tables: set[str]) -> list[tuple[int, str, str]]:
    """Return what is to be taken away, in order: the turn in which it comes back, and the SQL that
    takes it away and that brings it back."""
    if connection.vendor == "sqlite":
        cursor.execute(_SQLITE_INDEXES)
        return [
            (_INDEX, f'DROP INDEX "{name}"', sql)
            for table, name, sql in cursor.fetchall()
            if table in tables
        ]
    cursor.execute(_INDEXES)
    indexes = {name: sql for table, name, sql in cursor.fetchall() if table in tables}
    cursor.execute(_CONSTRAINTS)
    constraints = cursor.fetchall()
    found: list[tuple[int, str, str]] = []
    for table, name, kind, sql in constraints:
        if kind == "f":
            drop = f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'
            found.append((_FOREIGN_KEY, drop, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {sql}'))
    for table, name, kind, _ in constraints:
        if name in indexes:
            again = {"p": "PRIMARY KEY", "u": "UNIQUE"}[kind]
            found += [
                (_INDEX, f'ALTER TABLE {table} DROP CONSTRAINT "{name}"', indexes.pop(name)),
                (
                    _CONSTRAINT,
                    "",
                    f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {again} USING INDEX "{name}"',
                ),
            ]
    return found + [(_INDEX, f'DROP INDEX "{name}"', sql) for name, sql in indexes.items()]


def _put_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT turn, number, sql FROM {_PARKED} ORDER BY number")
        parked = cursor.fetchall()
    progress = Progress("indexes and keys", len(parked))
    for turn in (_INDEX, _CONSTRAINT, _FOREIGN_KEY):
        told = [(number, sql) for at, number, sql in parked if at == turn]
        builders = _BUILDERS[connection.vendor] if turn == _INDEX else 1
        # Those of words take longest and are begun first.
        told.sort(key=lambda one: "USING gin" not in one[1])
        if builders == 1:
            _build(iter(told), progress)
            continue
        left = iter(told)
        with ThreadPoolExecutor(builders) as threads:
            for done in [threads.submit(_build_apart, left, progress) for _ in range(builders)]:
                done.result()


def _build_apart(left: Iterator[tuple[int, str]], progress: Progress) -> None:
    try:
        _build(left, progress)
    finally:
        connection.close()


def _build(left: Iterator[tuple[int, str]], progress: Progress) -> None:
    run(_WHILE_BUILDING[connection.vendor])
    for number, sql in left:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.execute(f"DELETE FROM {_PARKED} WHERE number = %s", [number])
        progress.add(1)


def plan_under_way() -> Plan | None:
    """Return the plan that an interrupted load was carrying out, or None."""
    if _PLAN not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT told FROM {_PLAN}")
        found = cursor.fetchone()
    return Plan.of_json(json.loads(found[0])) if found else None


def begin() -> None:
    """Have the tables that remember a load."""
    run([f"CREATE TABLE IF NOT EXISTS {name} ({columns})" for name, columns in _TABLES.items()])


def remember(plan: Plan) -> None:
    """Remember a plan until `forget`."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_PLAN} VALUES (%s)", [json.dumps(plan.as_json())])


def forget() -> None:
    """Forget the plan: it is carried out."""
    run([f"DROP TABLE {name}" for name in _TABLES])


def done(part: str) -> set[int]:
    """Return the first steps of the chunks of which a part is written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT start FROM {_DONE} WHERE part = %s", [part])
        return {start for (start,) in cursor.fetchall()}


def do(part: str, start: int) -> None:
    """Remember that a part of a chunk is written; call it in the transaction that writes it."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_DONE} VALUES (%s, %s)", [part, start])


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
        run((_WAITING_WORDS,))
    run(("ANALYZE",))


def run(statements: Sequence[str]) -> None:
    """Execute statements, one after another."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
