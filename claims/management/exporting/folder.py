"""A folder that holds one export: its files are written under other names until all are there."""

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

PARTIAL = ".partial"
MARK = "progress.json"
BLOCK = 1024**2


class ExportRefused(Exception):
    """Why a folder cannot take an export, in one line."""


@dataclass(slots=True)
class ExportFile:
    """A file being written; what it holds so far is counted and hashed on the way."""

    name: str
    file: BinaryIO
    rows: int = 0
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, text: str, *, rows: int = 0) -> None:
        """Add text, which holds so many rows."""
        content = text.encode("utf-8")
        self.file.write(content)
        self.digest.update(content)
        self.rows += rows
        self.size += len(content)

    def told(self) -> dict[str, Any]:
        """Return what a manifest tells of it."""
        return {
            "name": self.name,
            "rows": self.rows,
            "bytes": self.size,
            "sha256": self.digest.hexdigest(),
        }

    def keep(self) -> None:
        """Have the disk hold all that was written."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def resume(self, told: Mapping[str, Any]) -> bool:
        """Go on after what the file was told to hold; False where it does not hold that."""
        rest = told["bytes"]
        while block := self.file.read(min(BLOCK, rest)):
            self.digest.update(block)
            rest -= len(block)
        if rest or self.digest.hexdigest() != told["sha256"]:
            return False
        self.file.truncate()
        self.rows, self.size = told["rows"], told["bytes"]
        return True


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an export has come: how many of its parts are whole, and the last row of the next."""

    parts: int = 0
    after: int | None = None


class Folder:
    """A folder for one export, empty or with an earlier one, which the new one replaces.

    Raises ExportRefused where the path is no folder or holds anything but `names`.
    """

    def __init__(self, path: Path, names: Collection[str]) -> None:
        self.path, self.names = path, {*names, MARK}
        if path.exists() and not path.is_dir():
            raise ExportRefused(f"{path} is not a folder")
        known = self.names | {f"{name}{PARTIAL}" for name in self.names}
        foreign = sorted(entry.name for entry in path.iterdir()) if path.exists() else []
        if strange := next((name for name in foreign if name not in known), None):
            raise ExportRefused(f"{path} holds {strange}, which is no export; name another folder")
        path.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def files(
        self, names: Sequence[str], about: Mapping[str, Any]
    ) -> Iterator[tuple[list[ExportFile], Mark]]:
        """Open files under other names than theirs, to go on with them from a mark.

        That is the beginning, unless the folder has what was written of an export `about` the same
        until it was cut short. What fails on the way for want of room or rights is removed.
        """
        mark, told = self._marked(about)
        try:
            with ExitStack() as opened:
                files = [ExportFile(name, self._open(name, opened)) for name in names]
                if not all(file.resume(told[file.name]) for file in files if file.name in told):
                    mark, files = Mark(), [ExportFile(file.name, file.file) for file in files]
                if mark == Mark():
                    for file in files:
                        file.file.seek(0)
                        file.file.truncate()
                yield files, mark
        except OSError:
            for name in (*names, MARK):
                self._partial(name).unlink(missing_ok=True)
            (self.path / MARK).unlink(missing_ok=True)
            raise

    def mark(self, about: Mapping[str, Any], files: Sequence[ExportFile], mark: Mark) -> None:
        """Note how far the files have come, so that they can be gone on with from there."""
        for file in files:
            file.keep()
        noted = {
            "about": about,
            "parts": mark.parts,
            "after": mark.after,
            "files": [file.told() for file in files],
        }
        self._partial(MARK).write_text(json.dumps(noted), "utf-8")
        self._partial(MARK).replace(self.path / MARK)

    def settle(self, names: Sequence[str], manifest: str, content: str) -> None:
        """Give the files their names, and write the manifest last; an earlier export goes first.

        A folder without a manifest holds no whole export.
        """
        (self.path / manifest).unlink(missing_ok=True)
        for name in names:
            self._partial(name).replace(self.path / name)
        for name in self.names - set(names):
            (self.path / name).unlink(missing_ok=True)
            self._partial(name).unlink(missing_ok=True)
        self._partial(manifest).write_text(content, "utf-8")
        self._partial(manifest).replace(self.path / manifest)

    def _marked(self, about: Mapping[str, Any]) -> tuple[Mark, dict[str, Mapping[str, Any]]]:
        try:
            noted = json.loads((self.path / MARK).read_text("utf-8"))
            if noted["about"] == about:
                told = {file["name"]: file for file in noted["files"]}
                return Mark(noted["parts"], noted["after"]), told
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            pass
        return Mark(), {}

    def _open(self, name: str, opened: ExitStack) -> BinaryIO:
        path = self._partial(name)
        path.touch()
        return opened.enter_context(path.open("r+b"))

    def _partial(self, name: str) -> Path:
        return self.path / f"{name}{PARTIAL}"
