"""Reads stored bodies in a loop, without HTTP and without Django.

Run as a program it takes a job from standard input, runs it for as long as that says, and writes
how long each reading took to standard output.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

SQLITE_FILE = "sqlite:///"


def reader(
    database: str, statement: str, *, prepared: bool = False
) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what reads the rows of one statement, over a connection of its own.

    `database` is the path of a SQLite file behind `SQLITE_FILE`, else what libpq connects to.
    """
    if database.startswith(SQLITE_FILE):
        file = sqlite3.connect(f"file:{database.removeprefix(SQLITE_FILE)}?mode=ro", uri=True)
        return lambda given: file.execute(statement, given).fetchall()
    cursor = psycopg.connect(database, autocommit=True).cursor()
    # Given what is in it, the text is a constant of this module.
    text = statement.replace("?", "%s").encode()

    def read(given: Sequence[Any]) -> list[Any]:
        return cursor.execute(text, given, prepare=prepared).fetchall()

    return read


def main() -> int:
    """Read in a loop for so long, and print how often and how fast."""
    asked = json.load(sys.stdin)
    read = reader(asked["database"], asked["statement"], prepared=asked["prepared"])
    samples = asked["parameters"]
    for given in samples[:20]:
        read(given)
    times: list[float] = []
    began = now = time.perf_counter()
    while now < began + asked["seconds"]:
        read(samples[len(times) % len(samples)])
        before, now = now, time.perf_counter()
        times.append(now - before)
    json.dump({"times": times, "seconds": now - began}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
