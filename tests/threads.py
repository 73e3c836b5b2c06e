"""Work done at the same time, each in a thread with connections of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def concurrently(*work: Callable[[], Any]) -> list[Any]:
    """Run callables at the same time and give their results in order.

    What one raises stands in place of its result.
    """

    def outcome(one: Callable[[], Any]) -> Any:
        try:
            return one()
        except Exception as error:  # noqa: BLE001
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(outcome, work))
