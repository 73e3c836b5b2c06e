"""Partial answers: the `fields` parameter of Google's APIs."""

from collections.abc import Iterator, Mapping
from typing import Any

Shape = Mapping[str, Any]
"""The members that an object may have, each with the shape of what it holds; {} for a text."""

DEEPEST = 10


class WrongMask(ValueError):
    """A mask that cannot be read or names what there is not; its text says which part."""


def partial_answer(value: Mapping[str, Any], mask: str, shape: Shape) -> dict[str, Any]:
    """Return of an answer what the mask selects, such as "claims(text,claimReview/url)".

    Commas stand between selections, a slash or brackets lead into an object or into every member
    of a list, an asterisk stands for every member, or for every one that has what follows it.
    Members that the answer lacks stay absent. Raises WrongMask for a mask that is no such text, or
    that names a member which `shape` does not have.
    """
    reader = _Reader(mask)
    chosen = reader.selections(shape)
    reader.end()
    found: dict[str, Any] = _masked(value, chosen)
    return found


class _Reader:
    """Reads one mask from its beginning to its end."""

    def __init__(self, mask: str) -> None:
        self.mask, self.at, self.depth = mask, 0, 0

    def selections(self, shape: Shape) -> dict[str, Any]:
        """Read selections with commas between them."""
        chosen: dict[str, Any] = {}
        while True:
            for name, inner in self._selection(shape):
                chosen[name] = _joined(chosen[name], inner) if name in chosen else inner
            if not self._takes(","):
                return chosen

    def end(self) -> None:
        """Raise WrongMask unless everything is read."""
        if self.at < len(self.mask):
            raise WrongMask(f"Invalid field selection {self.mask[self.at :][:60]}")

    def _selection(self, shape: Shape) -> Iterator[tuple[str, dict[str, Any]]]:
        name = self._name()
        if name == "*":
            yield from self._every(shape)
        elif name in shape:
            yield name, self._inside(shape[name])
        elif name:
            raise WrongMask(f"Invalid field selection {name[:60]}")
        else:
            raise WrongMask("Invalid field selection: a name is missing")

    def _every(self, shape: Shape) -> Iterator[tuple[str, dict[str, Any]]]:
        """Read what follows an asterisk once for each member, and leave out those without it."""
        start, depth, end = self.at, self.depth, None
        wrong = WrongMask("Invalid field selection *")
        for member, inside in shape.items():
            self.at, self.depth = start, depth
            try:
                yield member, self._inside(inside)
            except WrongMask as error:
                wrong = error
            else:
                end = self.at
        if end is None:
            raise wrong
        self.at, self.depth = end, depth

    def _inside(self, shape: Shape) -> dict[str, Any]:
        """Read what follows a name: {} stands for all of it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise WrongMask("Invalid field selection: nested too deeply")
        chosen: dict[str, Any] = {}
        if self._takes("/"):
            chosen = dict(self._selection(shape))
        elif self._takes("("):
            chosen = self.selections(shape)
            if not self._takes(")"):
                raise WrongMask("Invalid field selection: a bracket is not closed")
        self.depth -= 1
        return chosen

    def _name(self) -> str:
        start = self.at
        while self.at < len(self.mask) and self.mask[self.at] not in ",/()":
            self.at += 1
        return self.mask[start : self.at].strip()

    def _takes(self, mark: str) -> bool:
        found = self.mask[self.at : self.at + 1] == mark
        self.at += found
        return found


def _joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Join two selections inside the same member; all of it and a part of it are all of it."""
    if not first or not second:
        return {}
    both = {name: first[name] for name in first if name not in second}
    return both | {
        name: _joined(first[name], inner) if name in first else inner
        for name, inner in second.items()
    }


def _masked(value: Any, chosen: Mapping[str, Any]) -> Any:
    if not chosen:
        return value
    if isinstance(value, list):
        return [_masked(member, chosen) for member in value]
    return {name: _masked(value[name], inner) for name, inner in chosen.items() if name in value}
