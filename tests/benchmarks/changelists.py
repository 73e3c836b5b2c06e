"""The desk's lists with many rows: `python -m tests.benchmarks.changelists [--rows 100000]`.

Opens every list of the admin at FEW rows and at `--rows` of each kind: its first and second page,
filtered, searched and ordered by each of its columns. Prints queries, milliseconds and how the
time grew between the two. The rows go into a throwaway database: a SQLite file, or one made for
this beside the database that DATABASE_URL names. Exit code 1 where a list asks more with more
rows, where it asks more than is allowed, or where it counts a whole table.
"""

import argparse
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

import tests.environment  # noqa: F401 - an empty folder of its own, and nothing of the operator's

FEW = 1_000


def main(arguments: list[str]) -> int:
    """Load, open, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of each kind")
    rows: int = parser.parse_args(arguments).rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    # What names models can be imported only from here on.
    from tests.benchmarks import lists

    call_command("collectstatic", interactive=False, verbosity=0)
    _throwaway_database()
    try:
        client = lists.reader()
        few = lists.measured(client, 0, FEW)
        many = lists.measured(client, FEW, rows)
    finally:
        connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)
    print(f"{connection.vendor}: every list with {FEW:,} and with {rows:,} rows of each kind")
    for line in lists.table(few, many):
        print(line)
    faults = lists.grown(few, many)
    for fault in faults:
        print(f"FAILED: {fault}")
    return 1 if faults else 0


def _throwaway_database() -> None:
    if connection.vendor == "sqlite":
        file = Path(os.environ["DATA_DIR"]) / "changelists.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
