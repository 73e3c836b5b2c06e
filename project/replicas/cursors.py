"""Reads that are asked again, elsewhere, where a server breaks off."""

from typing import TYPE_CHECKING, Any

from django.db import Error
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

if TYPE_CHECKING:
    from project.replicas.base import DatabaseWrapper


class _Persistent(CursorWrapper):
    """A cursor that goes over to another server; what it was asked has no other effect."""

    db: "DatabaseWrapper"

    def execute(self, sql: Any, params: Any = None) -> Any:
        """Run a statement, on each server at most once more than it breaks off."""
        for _ in self.db.servers.all:
            try:
                return super().execute(sql, params)
            except Error as error:
                if not self.db.gives_way(error):
                    raise
            self.cursor = self.db.cursor_elsewhere(getattr(self.cursor, "name", None))
        return super().execute(sql, params)


class ReadingCursor(_Persistent):
    """The cursor of readers."""


class ReadingDebugCursor(_Persistent, CursorDebugWrapper):
    """The same, which also keeps what was asked."""
