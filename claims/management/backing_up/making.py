"""A backup: taken at one moment while writes go on, and proved before it has its name."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.ledger import guards, keeping
from claims.ledger.checkpoints import AUDIT, RELEASES
from claims.management.backing_up import archive, postgresql, sqlite
from claims.management.backing_up.archive import BackupRefused, Manifest
from claims.management.backing_up.facts import difference, facts

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def back_up(file: Path, *, drill: bool = False) -> Manifest:
    """Write a backup of the database to a new file of mode 0600, and return its manifest.

    The file has its name once it is whole, on disk and proved by opening it; with `drill`, also by
    loading it into a scratch database. Raises BackupRefused, OSError, CheckpointError or the
    database's own error, and then leaves nothing behind.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    engine = ENGINES[connection.vendor]
    if file.exists():
        raise BackupRefused(f"{file} is there already; name another file")
    with archive.scratch(file) as folder:
        draft, copy = folder / "draft", folder / archive.DATABASE
        # Before the copy is taken, so that no checkpoint is of what the copy does not hold.
        signed = {chain: keeping.newest(chain) for chain in (RELEASES, AUDIT)}
        told = {
            "engine": connection.vendor,
            "engine_version": engine.version(connection),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "desk": settings.DESK_NAME,
            "site": settings.SITE_URL,
            "checkpoints": {chain: one and asdict(one) for chain, one in signed.items()},
            **engine.take(connection, copy),
        }
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            archive.write(out, copy, told, packed=engine.PACKED)
        # It is taken out of the draft again, and space is for two.
        copy.unlink()
        manifest = _proved(draft, file, connection, drill)
        archive.settle(draft, file)
    return manifest


def _proved(draft: Path, file: Path, connection: BaseDatabaseWrapper, drill: bool) -> Manifest:
    engine = ENGINES[connection.vendor]
    with archive.opened(draft, file) as (manifest, copy):
        found = engine.proved(copy)
        if found and (fault := difference(asdict(manifest), found)):
            raise BackupRefused(f"no backup: {fault}")
        if drill:
            _rehearse(connection, copy, manifest)
    return manifest


def _rehearse(connection: BaseDatabaseWrapper, copy: Path, manifest: Manifest) -> None:
    with ENGINES[connection.vendor].loaded(connection, copy) as rehearsal:
        if fault := difference(asdict(manifest), facts_of(rehearsal)):
            raise BackupRefused(f"no backup: restored, {fault}")
        if gone := guards.missing(rehearsal):
            raise BackupRefused(f"no backup: restored, guard {gone[0]} is missing or altered")


def facts_of(connection: BaseDatabaseWrapper) -> dict[str, object]:
    """Return what a database is known by."""

    def ask(query: str) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    return facts(ask)
