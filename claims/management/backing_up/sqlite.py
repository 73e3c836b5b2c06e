"""Copies of SQLite: by its backup interface, never of the file, which may be half-written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from claims.management.backing_up.archive import BackupRefused
from claims.management.backing_up.facts import Facts, facts

PACKED = True
"""Whether the copy gets smaller when it is compressed."""

_BESIDE = ("-wal", "-shm", "-journal")


def version(connection: BaseDatabaseWrapper) -> str:
    """Return the version of the database."""
    return sqlite3.sqlite_version


def take(connection: BaseDatabaseWrapper, copy: Path) -> Facts:
    """Copy the database as it stands at one moment, and return the facts of that moment.

    Writers go on meanwhile: the copy is read in one go from one snapshot. Raises BackupRefused
    where there is no desk to copy.
    """
    try:
        # A connection of its own: Django's may be inside a transaction, which others do not see.
        source = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # One file, that can be read where nothing can be written beside it.
            target.execute("PRAGMA journal_mode=DELETE")
            return _facts(target)
    except sqlite3.Error as error:
        raise BackupRefused(f"no backup was made: {error}; run migrate?") from error


def proved(copy: Path) -> Facts:
    """Open a copy, have SQLite prove every page of it, and return its facts.

    Raises BackupRefused, with SQLite's own words, where it finds a fault.
    """
    try:
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as found:
            ((said, *_), *_) = found.execute("PRAGMA integrity_check(1)")
            if said != "ok":
                raise BackupRefused(f"the copy is damaged: {said}")
            if broken := found.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupRefused(f"the copy is damaged: {broken[0]} names a row that is missing")
            return _facts(found)
    except sqlite3.Error as error:
        raise BackupRefused(f"the copy cannot be read: {error}") from error


def load(connection: BaseDatabaseWrapper, copy: Path) -> None:
    """Write a proved copy to the connection's file, in the place of what stands there.

    Raises BackupRefused where no file can be put there.
    """
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for end in ("", *_BESIDE):
            target.with_name(f"{target.name}{end}").unlink(missing_ok=True)
        target.touch(mode=0o600)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target)) as out:
            source.backup(out)
    except (OSError, sqlite3.Error) as error:
        raise BackupRefused(f"{target}: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def filled(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[None]:
    """Have the connection see a copy as its database, put in place once all within is done.

    Where something is raised within, nothing was put there. Raises BackupRefused where no file can
    be put there.
    """
    target = Path(connection.settings_dict["NAME"])
    draft = target.with_name(f".{target.name}.restored")
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        load(connection, copy)
        yield
        connection.close()
        _put(draft, target)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(target)
        for end in ("", *_BESIDE):
            draft.with_name(f"{draft.name}{end}").unlink(missing_ok=True)


def _put(draft: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(draft)) as settled:
            # All in one file: what stands beside it is left behind.
            settled.execute("PRAGMA journal_mode=DELETE")
        descriptor = os.open(draft, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        for end in _BESIDE:
            target.with_name(f"{target.name}{end}").unlink(missing_ok=True)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise BackupRefused(f"{target}: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def loaded(connection: BaseDatabaseWrapper, copy: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection to a scratch database made of a copy."""
    rehearsal: Any = connection.copy()
    rehearsal.settings_dict["NAME"] = str(copy.with_name("rehearsal.sqlite3"))
    load(rehearsal, copy)
    try:
        yield rehearsal
    finally:
        rehearsal.close()


def _facts(connection: sqlite3.Connection) -> Facts:
    return facts(lambda query: connection.execute(query).fetchall())
