"""How the database goes about everything the public asks: `python -m tests.benchmarks.plans`.

Asks every address of `addresses` and the page after the first one, has each query explained, and
says which look for something in a whole table, or read or sort more than a page is worth. Exit code
1 where any does. The record is that of DATABASE_URL; `--claims N` makes it first.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

MOST_READ = 4_500
"""Rows of a table that a query may read for a page: less than a small record's claims."""

MOST_STEPS = 15_000
"""The same in steps of SQLite's virtual machine, of which a row takes three at least."""

STEPS_AT_ONCE = 50

FEW_ROWS = 1_000
"""A table of no more rows may be read whole."""

WHOLE = 0.9
"""Of a larger table's rows: who reads so many looks for something without an index."""

BOUNDS = (
    "claims.api.filters.claims.FEW",
    "claims.api.filters.dated.FEW",
    "claims.api.pages.LARGEST_COUNT",
    "claims.api.pages.MOST_LOOKED_AT",
    "claims.api.pages.MOST_RANKED",
    "claims.record.faceting.MOST_LOOKED_AT",
    "claims.search.counts.MOST_COUNTED",
    "claims.search.similar.MOST_HAVING",
    "claims.search.similar.NEWEST",
    "claims.search.similar.PAIR_HAVING",
    "claims.web.entities.MOST_PASSAGES",
    "claims.web.sitemaps.SPAN",
)
"""How many rows some answers are made from, however large the record is."""

TIMES_FEWER = 100
"""What those are divided by for a small record, all of which they would be otherwise."""

# Patterns of addresses, and how many times more they may read however large the record is.
BOUNDED = {
    r"^/sitemaps/": 50,  # a file covers SPAN releases
    r"^/(sources|publishers)/": 4,  # so many statements and as much evidence
    r"^/search": 36,  # the newest are counted by what narrows them
    r"[?&]facets=": 75,  # the same by all that there is
    r"[?&]ordering=relevance": 36,  # the newest that match are ranked
    r"[?&]similar_to=": 8,  # the commonest words that the planner knows are looked through
    r"[?&](said_(after|before)|updated_since|maxAgeDays)=": 3,  # up to 60 parts, each for a page
}

RARE = re.compile(r"[?&]q=[^&]*(\+-|%22)")
"""Words that stand together, or without another: few have them of the many that have each."""

TIMES_FOR_RARE = 2
"""As much may be read until a page of those is found, in a record of any size."""


class Size(Enum):
    """How large a record is, and with it what may be read of it."""

    LARGE = auto()
    """So many claims that no bound comes near them."""

    SMALL = auto()
    """2,000 claims or more, with BOUNDS divided: less than these few may be read."""

    def allowed(self, address: str) -> float:
        """Return how many times MOST_READ and MOST_STEPS what an address asks may read."""
        more = TIMES_FOR_RARE if RARE.search(address) else 1
        if self is Size.SMALL:
            return more / 3
        return max(more, *(more for at, more in BOUNDED.items() if re.search(at, address)), 1)


@contextmanager
def bounds_divided() -> Iterator[None]:
    """Divide BOUNDS by TIMES_FEWER until the block ends."""
    with ExitStack() as stack:
        for name in BOUNDS:
            module, _, constant = name.rpartition(".")
            fewer = getattr(import_module(module), constant) // TIMES_FEWER
            stack.enter_context(patch(name, fewer))
        yield


@dataclass(frozen=True, slots=True)
class Fault:
    """A query that does more than its answer needs: asked by what, doing what."""

    address: str
    said: str
    sql: str

    def __str__(self) -> str:
        return f"{self.address}: {self.said}"


def faults(*, together: bool = True, size: Size = Size.LARGE) -> Iterator[Fault]:
    """Give each query of the public that scans a table, or reads or sorts more than it is worth.

    `together` is that of `addresses`.
    """
    from tests.benchmarks.addresses import addresses

    seen: set[str] = set()
    for address in addresses(together=together):
        for sql in queries(address):
            if sql not in seen and (said := said_of(sql, address, size)):
                yield Fault(address, said, sql)
            seen.add(sql)


def queries(address: str) -> list[str]:
    """Return what an address asks of the record, and the page after it where there is one."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client = _client()
    with CaptureQueriesContext(connections["public"]) as captured:
        answer = client.get(address)
        if answer.status_code >= 500 or answer.status_code == 400:
            raise AssertionError(f"{address} answers {answer.status_code}")
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            told = json.loads(answer.content)
            following = told.get("next") if isinstance(told, dict) else None
            if following:
                parts = urlsplit(following)
                client.get(f"{parts.path}?{parts.query}")
    selects = [one["sql"] for one in captured.captured_queries]
    return list(dict.fromkeys(sql for sql in selects if sql.startswith("SELECT")))


@cache
def _client() -> Any:
    """Return one client for all: each would load what is between it and the views anew."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1")


def said_of(sql: str, address: str = "/", size: Size = Size.LARGE) -> str:
    """Return what is wrong with how the database goes about a query, "" where nothing is."""
    from django.db import connections

    from claims.api import pages

    connection = connections["public"]
    if f"LIMIT {pages.LARGEST_COUNT + 1}" in sql:
        # Counting reads what it counts, and ends there.
        return ""
    explain = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    # A file of a sitemap is all of a record that has no more releases.
    whole = address.startswith("/sitemaps/")
    return "; ".join(explain(connection, sql, size.allowed(address), whole))


def _on_sqlite(connection: Any, sql: str, more: float, whole: bool) -> Iterator[str]:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += STEPS_AT_ONCE
        return 0

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        lines = [row[-1] for row in cursor.fetchall()]
        connection.connection.set_progress_handler(count, STEPS_AT_ONCE)
        try:
            cursor.execute(sql)
            cursor.fetchall()
        finally:
            connection.connection.set_progress_handler(None, 0)
    if not whole:
        yield from (line for line in lines if _scans(connection, line))
    if steps > MOST_STEPS * more:
        told = [line for line in lines if line.startswith(("SCAN", "USE TEMP B-TREE"))] or lines
        yield f"{steps:,} steps: {', '.join(told)}"


def _scans(connection: Any, line: str) -> bool:
    """Tell whether a line of a plan reads a table that is no few rows in the order it lies in."""
    scanned = re.fullmatch(r"SCAN (claims_\w+)", line)
    if scanned is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) > {FEW_ROWS} FROM {scanned[1]}")
        return bool(cursor.fetchone()[0])


def _on_postgresql(connection: Any, sql: str, more: float, whole: bool) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        told = cursor.fetchone()[0]
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relname LIKE 'claims_%%'")
        rows = {} if whole else dict(cursor.fetchall())
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    yield from _of_node(plan, MOST_READ * more, rows)


def _of_node(node: dict[str, Any], most: float, rows: Mapping[str, float]) -> Iterator[str]:
    loops = node["Actual Loops"]
    removed = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
    read = (node["Actual Rows"] + removed) * loops
    below = node.get("Plans", [])
    if node["Node Type"] == "Function Scan":
        # No table: the commonest words, as many as the planner was told to know.
        return
    sorts = node["Node Type"] == "Sort"
    if sorts:
        read = sum(one["Actual Rows"] * one["Actual Loops"] for one in below)
    there = rows.get(node.get("Relation Name", ""), 0)
    scans = there > FEW_ROWS and (
        node["Actual Rows"] + removed >= WHOLE * there
        or (node["Node Type"] == "Seq Scan" and "Filter" in node)
    )
    if scans or (read > most and (sorts or not below)):
        names = (node.get(key) for key in ("Node Type", "Relation Name", "Index Name"))
        yield f"{' '.join(filter(None, names))} of {read:,.0f} rows"
    for one in below:
        yield from _of_node(one, most, rows)


def main(arguments: list[str]) -> int:
    """Explain everything, print what is wrong, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=0, help="how many the record has at least")
    parser.add_argument("--alone", action="store_true", help="no values with others or orders")
    parser.add_argument("--sql", action="store_true", help="print the queries too")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    from django.core.management import call_command

    # Pages name their static files by what was collected.
    call_command("collectstatic", interactive=False, verbosity=0)
    if asked.claims:
        from tests.benchmarks.data.loading import load

        load(asked.claims, workers=os.cpu_count() or 1)
    number = 0
    for fault in faults(together=not asked.alone):
        number += 1
        print(fault)
        if asked.sql:
            print(f"    {fault.sql}")
    print(f"{number} queries do more than their answers need" if number else "every plan serves")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
