"""What the scheduled commands remember between runs: small files in DATA_DIR, and their locks."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError


def recall(path: Path) -> dict[str, Any]:
    """Return what was remembered in a file, {} where there is none.

    Raises CommandError where the file is damaged.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise CommandError(f"{path} is damaged; delete it to begin anew")
    return told


def remember(path: Path, told: dict[str, Any]) -> None:
    """Put what is to be remembered in place of what was, on disk before this returns."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold a lock for as long and give True; give False, at once, where another process holds it.

    The system lets go of it when a process ends, however that ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
