"""Every regular expression of ours, as it is compiled, and whether a text can keep it busy.

`python -m tests.trust.expressions` prints them as JSON.
"""

import importlib
import io
import json
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

# The parsed form of an expression is not public; it has stood still since Python 2.
_parser: Any = importlib.import_module("re._parser")

ROOT = Path(__file__).resolve().parent.parent.parent
REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
ENDLESS = 100
"""Repetitions from which on an upper bound bounds nothing."""

Compiled = tuple[str, str]
"""Where an expression was compiled, as path, and its text."""


def ambiguous(pattern: str, flags: int = 0) -> bool:
    """Tell whether a repetition stands in another so that one text can be cut up in many ways.

    Such as (a+)+ or (a*b?)*: the number of ways doubles with each further character.
    """
    return any(_of_many_ways(body) for body in _endless_bodies(_parser.parse(pattern, flags)))


def collected() -> list[Compiled]:
    """Return every expression of ours that is compiled while all modules come and an article goes.

    To be called in a process of its own, before anything else of ours is imported.
    """
    found: list[Compiled] = []
    compile_as_ever: Callable[..., Any] = getattr(re, "_compile")  # noqa: B009

    def listening(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.endswith("re/__init__.py"):
            frame = frame.f_back
        path = frame.f_code.co_filename
        if isinstance(pattern, str) and path.startswith(str(ROOT)):
            found.append((str(Path(path).relative_to(ROOT)), pattern))
        return compile_as_ever(pattern, flags)

    setattr(re, "_compile", listening)  # noqa: B010
    _import_all()
    return sorted(set(found))


def _import_all() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    importlib.import_module("tests.environment")
    importlib.import_module("django").setup()
    for room in ("claims", "project"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if module.name != "project.wsgi":
                importlib.import_module(module.name)
    call_command = importlib.import_module("django.core.management").call_command
    call_command("extract_statements", str(ROOT / "seeds" / "article.txt"), stdout=io.StringIO())


def _endless_bodies(parsed: Iterable[Any]) -> Iterator[list[Any]]:
    for operation, argument in parsed:
        if str(operation) in REPEATS and _is_endless(argument):
            yield list(argument[2])
        for inner in _inside(argument):
            yield from _endless_bodies(inner)


def _of_many_ways(body: list[Any]) -> bool:
    """Whether one repetition within is all that a turn of the loop needs."""
    needed = [item for item in body if not _may_be_left_out(item)]
    alone = [item for item in body if _repeats(item)]
    return any(all(item is one for item in needed) for one in alone)


def _repeats(item: Any) -> bool:
    operation, argument = str(item[0]), item[1]
    if operation in REPEATS:
        return _is_endless(argument)
    if operation == "SUBPATTERN":
        return _of_many_ways(list(argument[-1]))
    return operation == "BRANCH" and any(_of_many_ways(list(each)) for each in argument[1])


def _may_be_left_out(item: Any) -> bool:
    operation, argument = item
    if str(operation) in REPEATS:
        return bool(argument[0] == 0)
    return str(operation) in ("AT", "ASSERT", "ASSERT_NOT")


def _is_endless(argument: Any) -> bool:
    return int(argument[1]) > ENDLESS


def _inside(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for each in argument:
            yield from _inside(each)


if __name__ == "__main__":
    json.dump(collected(), sys.stdout)
