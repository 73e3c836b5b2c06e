"""The one file of a backup: a zip of the database's copy and the manifest that proves it."""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database"
_PIECE = 1 << 20
_SCRATCH = re.compile(r"\..+\.scratch-[a-z0-9_]{8}")


class BackupRefused(Exception):
    """Why a backup is not made, not believed or not restored, in one line."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; docs/deployment.md explains each member."""

    format: int
    engine: str
    engine_version: str
    made_at: str
    desk: str
    site: str
    migrations: list[str]
    rows: dict[str, int]
    heads: dict[str, dict[str, Any]]
    checkpoints: dict[str, dict[str, Any] | None]
    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path, text: bytes) -> Self:
        """Return the manifest that a backup holds; BackupRefused where this code knows it not."""
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if not isinstance(told, dict) or "format" not in told:
            raise BackupRefused(f"{file}: its {MANIFEST} is none")
        if told["format"] != FORMAT:
            raise BackupRefused(f"{file} has format {told['format']}; this version reads {FORMAT}")
        try:
            return cls(**told)
        except TypeError:
            raise BackupRefused(f"{file}: its {MANIFEST} lacks or adds something") from None


def write(file: BinaryIO, copy: Path, told: dict[str, Any], *, packed: bool) -> Manifest:
    """Write a backup of the copy and what is told of it, and return its manifest."""
    manifest = Manifest(**told, format=FORMAT, size=copy.stat().st_size, sha256=_digest(copy))
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", way, compresslevel=3) as archive:
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
        archive.writestr(MANIFEST, f"{text}\n")
        archive.write(copy, DATABASE)
    return manifest


@contextmanager
def opened(file: Path, named: Path | None = None) -> Iterator[tuple[Manifest, Path]]:
    """Give a backup's manifest and the copy it holds, taken out beside it for as long.

    Raises BackupRefused for what is no backup, or where the copy is not the one of the manifest;
    `named` is what the file is called there, and beside which the copy is taken out.
    """
    named = named or file
    try:
        with zipfile.ZipFile(file) as archive, scratch(named) as folder:
            manifest = Manifest.of(named, archive.read(MANIFEST))
            copy = folder / DATABASE
            with archive.open(DATABASE) as held, copy.open("wb") as out:
                while piece := held.read(_PIECE):
                    out.write(piece)
            if (copy.stat().st_size, _digest(copy)) != (manifest.size, manifest.sha256):
                raise BackupRefused(f"{named} is damaged: its sha256 is not the manifest's")
            yield manifest, copy
    except KeyError:
        raise BackupRefused(f"{named} is no backup: it lacks {MANIFEST} or {DATABASE}") from None
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise BackupRefused(f"{named} is no backup, or a damaged one: {error}") from error


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """Give a folder of mode 0700 beside a file; it is gone afterwards.

    Those that were left there by whoever was killed go first.
    """
    with contextlib.ExitStack() as stack:
        # So that nobody takes a new one for one that was left, before it is held.
        with _held(beside.parent):
            for left in beside.parent.iterdir():
                if _SCRATCH.fullmatch(left.name):
                    _remove_if_left(left)
            made = tempfile.TemporaryDirectory(
                dir=beside.parent, prefix=f".{beside.name}.scratch-", ignore_cleanup_errors=True
            )
            folder = Path(stack.enter_context(made))
            stack.enter_context(_held(folder))
        yield folder


def _remove_if_left(folder: Path) -> None:
    with contextlib.suppress(OSError), _held(folder, wait=False):
        shutil.rmtree(folder)


@contextmanager
def _held(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder until the block, or the process, ends.

    Without `wait` raises OSError where another holds it, or nobody can: some shares know no locks.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if wait:
            with contextlib.suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def settle(draft: Path, file: Path) -> None:
    """Give a file that is whole its name, on disk before this returns; never over another."""
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(draft, file)
    except FileExistsError:
        raise BackupRefused(f"{file} is there already; name another file") from None
    except OSError:
        # Shares of other machines often know no links.
        draft.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
