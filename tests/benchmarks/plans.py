"""How the database goes about everything the public asks: `python -m tests.benchmarks.plans`.

Asks every address of `addresses` and the page after the first one, has each query explained, and
says which read or sort more than a page is worth. Exit code 1 where any does. The record is that of
DATABASE_URL; `--claims N` makes it first.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

MOST_READ = 4_500
"""Rows of a table that a query may read for a page: less than a small record's claims."""

MOST_COUNTED = 10_001
"""The same where rows are counted: counting ends there."""

MOST_STEPS = 15_000
"""The same in steps of SQLite's virtual machine, of which a row takes three at least."""

STEPS_AT_ONCE = 250

# Patterns of addresses, and how many times more they may read however large the record is.
BOUNDED = {
    r"^/sitemaps/": 50,  # a file covers 20,000 releases
    r"^/(sources|publishers)/": 4,  # 500 statements and as much evidence
    r"^/search": 36,  # the newest 1,000 are counted by what narrows them
    r"[?&]facets=": 75,  # the same by all that there is
    r"[?&]ordering=relevance": 36,  # the newest 1,000 that match are ranked
    r"[?&]similar_to=": 8,  # the 10,000 commonest words that the planner knows are looked through
    r"[?&]q=[^&]*(\+-|%22)": 2,  # words that stand together, or without another, are few of many
    r"[?&](said_(after|before)|updated_since|maxAgeDays)=": 3,  # up to 60 parts, each for a page
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A query that does more than its answer needs: asked by what, doing what."""

    address: str
    said: str
    sql: str

    def __str__(self) -> str:
        return f"{self.address}: {self.said}"


def faults(*, together: bool = True, share: float = 1.0) -> Iterator[Fault]:
    """Give each query of the public that reads or sorts more than its answer is worth.

    `together` is that of `addresses`. `share` of what is allowed otherwise tells the same of a
    smaller record, of which reading it all is less.
    """
    from tests.benchmarks.addresses import addresses

    seen: set[str] = set()
    for address in addresses(together=together):
        more = share * next((more for at, more in BOUNDED.items() if re.search(at, address)), 1)
        for sql in queries(address):
            if sql not in seen and (said := said_of(sql, more)):
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


def said_of(sql: str, more: float = 1) -> str:
    """Return what is wrong with how the database goes about a query, "" where nothing is.

    It may read `more` times what others may.
    """
    from django.db import connections

    connection = connections["public"]
    if f"LIMIT {MOST_COUNTED}" in sql:
        return ""
    explain = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    return explain(connection, sql, more)


def _on_sqlite(connection: Any, sql: str, more: float) -> str:
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
    if steps <= MOST_STEPS * more:
        return ""
    told = [line for line in lines if line.startswith(("SCAN", "USE TEMP B-TREE"))] or lines
    return f"{steps:,} steps: {'; '.join(told)}"


def _on_postgresql(connection: Any, sql: str, more: float) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        told = cursor.fetchone()[0]
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return "; ".join(_of_node(plan, MOST_READ * more))


def _of_node(node: dict[str, Any], most: float) -> Iterator[str]:
    loops = node["Actual Loops"]
    removed = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
    read = (node["Actual Rows"] + removed) * loops
    below = node.get("Plans", [])
    if node["Node Type"] == "Sort":
        read = sum(one["Actual Rows"] * one["Actual Loops"] for one in below)
    if read > most and (not below or node["Node Type"] == "Sort"):
        names = (node.get(key) for key in ("Node Type", "Relation Name", "Index Name"))
        yield f"{' '.join(filter(None, names))} of {read:,.0f} rows"
    for one in below:
        yield from _of_node(one, most)


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
