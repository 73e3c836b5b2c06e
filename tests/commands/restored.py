"""A second database beside the test's own, and a desk that publishes, for the tests of backups."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection, connections

from claims.desk.models import Claim
from project.databases import sqlite_read_only_name
from tests import builders
from tests import desk_builders as desk


@contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """Have both aliases name a new, empty database for as long."""
    name = f"empty_{uuid4().hex[:12]}"
    on_server = connection.vendor == "postgresql"
    if on_server:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    path = name if on_server else str(folder / f"{name}.sqlite3")
    names = {"default": path, "public": path if on_server else sqlite_read_only_name(path)}
    _name(names)
    try:
        yield
    finally:
        _name(before)
        if on_server:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _name(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def published_claim() -> Claim:
    """A claim with a statement and evidence, published by two people."""
    author, decider = desk.user("author", "contributor"), desk.user("decider", "publisher")
    claim = desk.claim(author)
    desk.evidence(author, claim)
    desk.published(author, decider, claim)
    claim.refresh_from_db()
    return claim


def corrected(claim: Claim, context: str) -> None:
    """Publish a correction of the claim by the same two."""
    author, decider = desk.user("author", "contributor"), desk.user("decider", "publisher")
    claim.refresh_from_db()
    claim.context = context
    desk.revise(claim, by=author)
    desk.published(author, decider, claim, event="correction", note=builders.NOTE)
