"""A folder that holds one export: its files are written under other names until all are there."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

PARTIAL = ".partial"


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


class Folder:
    """A folder for one export, empty or with an earlier one, which the new one replaces.

    Raises ExportRefused where the path is no folder or holds anything but `names`.
    """

    def __init__(self, path: Path, names: Collection[str]) -> None:
        self.path, self.names = path, set(names)
        if path.exists() and not path.is_dir():
            raise ExportRefused(f"{path} is not a folder")
        known = self.names | {f"{name}{PARTIAL}" for name in self.names}
        foreign = sorted(entry.name for entry in path.iterdir()) if path.exists() else []
        if strange := next((name for name in foreign if name not in known), None):
            raise ExportRefused(f"{path} holds {strange}, which is no export; name another folder")
        path.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def files(self, *names: str) -> Iterator[list[ExportFile]]:
        """Open new files under other names than theirs; they are removed where anything fails."""
        try:
            with ExitStack() as opened:
                yield [
                    ExportFile(name, opened.enter_context(self._partial(name).open("wb")))
                    for name in names
                ]
        except BaseException:
            for name in names:
                self._partial(name).unlink(missing_ok=True)
            raise

    def settle(self, names: Collection[str], manifest: str) -> None:
        """Give the files their names, the manifest last; what an earlier export left goes first.

        A folder without a manifest holds no whole export.
        """
        (self.path / manifest).unlink(missing_ok=True)
        for name in self.names - set(names):
            (self.path / name).unlink(missing_ok=True)
            self._partial(name).unlink(missing_ok=True)
        for name in (*(name for name in names if name != manifest), manifest):
            self._partial(name).replace(self.path / name)

    def _partial(self, name: str) -> Path:
        return self.path / f"{name}{PARTIAL}"
