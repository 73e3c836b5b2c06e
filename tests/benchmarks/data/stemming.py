"""The stemmer's endings, looked up at once where it searches for them letter by letter."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from snowballstemmer.basestemmer import BaseStemmer

_Among = dict[int, tuple[Any, list[tuple[int, dict[str, Any]]]]]
_known: _Among = {}
"""By a table's identity the table itself, so that it stays, and its entries by their length, the
longest first, and by their text."""


@contextmanager
def hastened() -> Iterator[None]:
    """Have every stem found faster until the block ends, and the same."""
    before = BaseStemmer.find_among, BaseStemmer.find_among_b
    BaseStemmer.find_among, BaseStemmer.find_among_b = _find_among, _find_among_b
    try:
        yield
    finally:
        BaseStemmer.find_among, BaseStemmer.find_among_b = before


def _by_length(table: Any) -> list[tuple[int, dict[str, Any]]]:
    if found := _known.get(id(table)):
        return found[1]
    lengths = sorted({len(entry.s) for entry in table}, reverse=True)
    told = [(size, {one.s: one for one in table if len(one.s) == size}) for size in lengths]
    _known[id(table)] = table, told
    return told


def _find_among(self: Any, table: Any) -> int:
    begins, most = self.cursor, self.limit - self.cursor
    for size, entries in _by_length(table):
        if size <= most and (entry := entries.get(self.current[begins : begins + size])):
            self.cursor = begins + size
            if _holds(self, entry):
                self.cursor = begins + size
                return int(entry.result)
    return 0


def _find_among_b(self: Any, table: Any) -> int:
    ends, most = self.cursor, self.cursor - self.limit_backward
    for size, entries in _by_length(table):
        if size <= most and (entry := entries.get(self.current[ends - size : ends])):
            self.cursor = ends - size
            if _holds(self, entry):
                self.cursor = ends - size
                return int(entry.result)
    return 0


def _holds(stemmer: Any, entry: Any) -> bool:
    return entry.method is None or bool(entry.method(stemmer))
