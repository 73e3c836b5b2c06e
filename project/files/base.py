"""A connection to one file: whoever moves that away, its log left there, loses nothing of it.

SQLite makes a file that is not there, and deletes the log of an empty one: with it would go what
was committed and stands in the log alone.
"""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.db.backends.sqlite3 import base

LOG = "-wal"
"""What the name of a file's log ends in."""

GONE = "{} is gone, but not its log: bring the file back, or take {} away if it is of no use"

_opened: set[Path] = set()
"""The files that this process has had open: one of them that is gone will come back."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which refuses a file that is gone, and gives up one that was moved."""

    _identity: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file, and make it only where there never was one."""
        file = self._file()
        if file is None:
            return super().get_new_connection(conn_params)
        told = str(conn_params["database"])
        if not told.startswith("file:") and (file in _opened or _log_of(file).exists()):
            conn_params = {**conn_params, "database": f"file:{quote(told)}?mode=rw"}
        try:
            connection: sqlite3.Connection = super().get_new_connection(conn_params)
        except sqlite3.OperationalError as error:
            if _log_of(file).exists() and not file.exists():
                raise sqlite3.OperationalError(GONE.format(file, _log_of(file).name)) from error
            raise
        self._identity = _identity_of(file)
        _opened.add(file)
        return connection

    def is_usable(self) -> bool:
        """Tell whether the file that is open is still the one of that name."""
        file = self._file()
        return file is None or self._identity in (None, _identity_of(file))

    def _file(self) -> Path | None:
        """The file, None for a database in memory."""
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db():
            return None
        return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name).absolute()


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}{LOG}")


def _identity_of(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
