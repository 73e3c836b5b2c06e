"""The processes that help a load."""

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any

import django

AHEAD = 4
"""Tasks asked for beyond those under way, so that nobody waits and memory stays bounded."""


@contextmanager
def pool(workers: int) -> Iterator[Executor | None]:
    """Give so many processes that have the product set up; None for 0."""
    if not workers:
        yield None
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as helpers:
        yield helpers


def in_turn(helpers: Executor | None, task: Any, asked: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Give what `task` makes of each set of arguments, in their order."""
    rest = iter(asked)
    if helpers is None:
        yield from (task(*one) for one in rest)
        return
    under_way = [helpers.submit(task, *one) for one in islice(rest, AHEAD)]
    while under_way:
        result = under_way.pop(0).result()
        under_way += [helpers.submit(task, *one) for one in islice(rest, 1)]
        yield result


def _begin() -> None:
    # Rows are made by the thousand and let go at once: looking through them finds nothing.
    gc.set_threshold(100_000, 20, 20)
    django.setup()
    # Models can be imported only now.
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET jit = off")
