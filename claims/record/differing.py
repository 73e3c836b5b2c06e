"""What two contents say differently."""

from collections.abc import Iterator
from typing import Any

_ABSENT = object()

Difference = dict[str, Any]


def differences(before: Any, after: Any) -> list[Difference]:
    """Return `{"path", "before", "after"}` for each place where two JSON values differ.

    `path` is an RFC 6901 pointer ("" is the whole), places come in the order of their keys and
    indexes, and what is absent from one is None there. Members of a list are compared by index,
    and within only while they are the same thing: of objects with an `id`, those with the same.
    """
    return list(_differences(before, after, ""))


def _differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict) and _same_thing(before, after):
        for key in sorted(before.keys() | after.keys()):
            pair = before.get(key, _ABSENT), after.get(key, _ABSENT)
            yield from _differences(*pair, f"{path}/{_escaped(key)}")
    elif isinstance(before, list) and isinstance(after, list):
        for at in range(max(len(before), len(after))):
            yield from _differences(_member(before, at), _member(after, at), f"{path}/{at}")
    elif type(before) is not type(after) or before != after:
        yield {"path": path, "before": _shown(before), "after": _shown(after)}


def _same_thing(before: Difference, after: Difference) -> bool:
    return bool(before.get("id") == after.get("id"))


def _member(members: list[Any], at: int) -> Any:
    return members[at] if at < len(members) else _ABSENT


def _shown(value: Any) -> Any:
    return None if value is _ABSENT else value


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
