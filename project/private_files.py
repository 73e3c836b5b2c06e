"""Keeps the data folder and SQLite's files to the account that the site runs as."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from project.databases import FILES, Database

OTHERS = 0o077
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite's files are called after the name of the first."""


def folder(path: Path) -> Path:
    """The folder at `path`, made where it lacks, which nobody else may look into.

    One that others own or share, such as /tmp, is left as it is.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _keep(path)
    return path


def keep(database: Database) -> None:
    """Keep the files of an SQLite database to their owner, made empty where there is none yet.

    SQLite gives what it puts beside the file the same rights. Another database has no file here.
    """
    name = str(database["NAME"])
    if database["ENGINE"] != FILES or not name or name.startswith((":", "file:")):
        return
    # Where there is no folder, or no right to it, opening the database says so. An empty file
    # beside the log of one that was moved would have SQLite delete that log.
    if not Path(f"{name}-wal").exists():
        with suppress(OSError):
            os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
    for end in BESIDE:
        _keep(Path(name + end))


def _keep(path: Path) -> None:
    with suppress(OSError):
        found = path.stat()
        is_own = found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX
        if is_own and found.st_mode & OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
