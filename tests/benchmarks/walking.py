"""How fast a page deep in a walk is beside the first: `python -m tests.benchmarks.walking`.

Asks lists of the API, in this process and without HTTP, for their second page and for the page
after as many as `--pages` says, interleaved, and prints medians and ratios. The page asked for deep
down is compared with what counting from the beginning gives. Exit code 1 where they differ or where
the ratio is above 1.2. The record is that of DATABASE_URL; `--claims N` makes it first.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

LARGEST_RATIO = 1.2
PAGE_SIZE = 20
ROUNDS = 40
WALKS = (
    "claims",
    "claims?ordering=first_released",
    "claims?ordering=-released",
    "claims?ordering=-first_said",
    "claims?topic={topic}",
    "statements",
    "evidence?stance=contradicts",
)


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=0, help="how many the record has at least")
    parser.add_argument("--pages", type=int, default=10_000, help="how deep (20 on a page)")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    if asked.claims:
        from tests.benchmarks.data.loading import load

        load(asked.claims, workers=os.cpu_count() or 1)
    wrong = [walk for walk in WALKS if not _walk(walk, asked.pages)]
    return 1 if wrong else 0


def _walk(walk: str, pages: int) -> bool:
    from tests.benchmarks.addresses import most_named

    path, _, query = walk.format(topic=most_named("topic")).partition("?")
    given = dict(pair.split("=") for pair in query.split("&") if pair)
    deep, wanted, depth = _place(f"/api/v1/{path}", given, pages * PAGE_SIZE)
    second, _, _ = _place(f"/api/v1/{path}", given, PAGE_SIZE)
    near, far = _measured(second, deep)
    found = [_key(one) for one in json.loads(_get(deep))["results"]]
    ratio = statistics.median(far) / statistics.median(near)
    same = "same rows" if found == wanted else "OTHER ROWS"
    print(
        f"{walk:40} page 2 {_ms(near)}, after {depth:,} rows {_ms(far)}, ratio {ratio:.2f}, {same}"
    )
    return found == wanted and ratio <= LARGEST_RATIO


def _place(path: str, given: dict[str, str], depth: int) -> tuple[str, list[Any], int]:
    """Return the address of the page after so many rows, what it holds, and how many those are.

    A list that is not so long is entered at nine tenths of it.
    """
    from django.http import QueryDict

    from claims.api.keyset import Cursor, walk
    from claims.record import reading
    from tests.benchmarks.addresses import LISTS

    name = path.rpartition("/")[2]
    rows = {
        "claims": reading.claims,
        "statements": reading.statements,
        "evidence": reading.evidence,
    }[name]()
    asked = LISTS[name].asked(QueryDict(urlencode(given)), rows)
    keys = asked.ordering.columns
    ordered = walk(asked.rows, asked.ordering, None)
    depth = min(depth, ordered.count() * 9 // 10)
    own = ("public_id", "claim_id") if name != "claims" else ("public_id",)
    here = list(ordered.values_list(*own, *keys)[depth - 1 : depth + PAGE_SIZE])
    size = {"page_size": PAGE_SIZE}
    identity = asked.identity(path)
    cursor = Cursor(tuple(here[0][len(own) :])).written(identity)
    address = f"{path}?{urlencode({**given, **size, 'cursor': cursor})}"
    return address, [row[: len(own)] for row in here[1:]], depth


def _key(told: dict[str, Any]) -> tuple[str, ...]:
    return (told["id"], told["claim"]["id"]) if isinstance(told["claim"], dict) else (told["id"],)


def _measured(*addresses: str) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in addresses]
    for _ in range(ROUNDS):
        for at, address in enumerate(addresses):
            times[at].append(_timed(lambda one=address: _get(one)))  # type: ignore[misc]
    return times


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _get(address: str) -> bytes:
    from django.test import Client

    answer = Client(SERVER_NAME="127.0.0.1").get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")
    content: bytes = answer.content
    return content


def _ms(times: list[float]) -> str:
    low, middle, high = (1000 * quarter for quarter in statistics.quantiles(times, n=4))
    return f"{middle:.1f} ms ({low:.1f}-{high:.1f})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
