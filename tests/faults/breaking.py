"""Ways in which a database breaks off what it is doing, in this process, on either engine."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import OperationalError, connection, connections

from tests.faults.proxy import Proxy

Way = Callable[[], AbstractContextManager[None]]


def server() -> tuple[Any, ...]:
    """Where the PostgreSQL of this process listens: the path of a socket, or host and port."""
    told = connection.settings_dict
    host, port = told["OPTIONS"].get("host") or told["HOST"], int(told["PORT"] or 5432)
    return (f"{host}/.s.PGSQL.{port}",) if str(host).startswith("/") else (host, port)


@contextmanager
def through(proxy: Proxy) -> Iterator[None]:
    """Have this process reach its PostgreSQL through a proxy."""
    kept = {}
    for alias in connections:
        connections[alias].close()
        told = connections[alias].settings_dict
        kept[alias] = told["HOST"], told["PORT"], dict(told["OPTIONS"])
        told["HOST"], told["PORT"] = "127.0.0.1", str(proxy.port)
        told["OPTIONS"].pop("host", None)
    try:
        yield
    finally:
        for alias, (host, port, options) in kept.items():
            connections[alias].close()
            told = connections[alias].settings_dict
            told["HOST"], told["PORT"], told["OPTIONS"] = host, port, options


def cut(when: str) -> Way:
    """Have the network cut the next COMMIT `before` the server has it, or `after`."""

    @contextmanager
    def way() -> Iterator[None]:
        with Proxy(*server()) as proxy, through(proxy):
            proxy.cut = when
            yield
            assert proxy.cuts == 1, "nothing was committed"

    return way


@contextmanager
def full_server() -> Iterator[None]:
    """Have PostgreSQL say that its disk is full when a release or a source is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; "
            "END $$"
        )
        for table in ("claims_release", "claims_source"):
            cursor.execute(
                f"CREATE TRIGGER full_disk AFTER INSERT ON {table} EXECUTE FUNCTION full_disk()"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION full_disk() CASCADE")


@contextmanager
def full_file() -> Iterator[None]:
    """Have SQLite's file grow by no page more."""
    with connection.cursor() as cursor:
        # Pages that are free already would be taken first.
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        # It is of a connection alone.
        connection.close()


@contextmanager
def locked_file() -> Iterator[None]:
    """Have another connection write for longer than anybody waits."""
    connection.close()
    patience = connection.settings_dict["OPTIONS"]["timeout"]
    connection.settings_dict["OPTIONS"]["timeout"] = 0.2
    other = connection.copy()
    try:
        other.ensure_connection()
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.rollback()
        other.close()
        connection.close()
        connection.settings_dict["OPTIONS"]["timeout"] = patience


WAYS: dict[str, dict[str, Way]] = {
    "postgresql": {
        "cut before COMMIT": cut("before"),
        "cut after COMMIT": cut("after"),
        "disk full": full_server,
    },
    "sqlite": {"disk full": full_file, "locked": locked_file},
}
"""The ways of breaking off that an engine knows."""


def broken_off(way: Way, work: Callable[[], object]) -> bool:
    """Do work while the database breaks it off; tell whether that came out as what it is."""
    with way():
        try:
            work()
        except OperationalError:
            return True
        return False
