"""What a bulk load costs beside bare COPY: `python -m tests.benchmarks.data.copying --claims N`.

PostgreSQL alone. An empty database is given the made record, with its audit, decisions and releases
and everything projected from them; then the same rows are copied out, the tables emptied, and the
rows copied in again, by one session, with every index there from the beginning and no guard or
foreign key looking on.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

PIECE = 1 << 20


def main(arguments: list[str]) -> int:
    """Load, copy, print both rates and how they relate, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.data.copying",
        description=(__doc__ or "").partition("\n\n")[2],
    )
    parser.add_argument("--claims", type=int, required=True, metavar="N", help="claims in all")
    parser.add_argument("--database", required=True, metavar="URL", help="an empty one")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="W")
    asked = parser.parse_args(arguments)
    os.environ["DATABASE_URL"] = asked.database
    os.environ.pop("DATABASE_PUBLIC_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from claims.record.models import PublishedClaim
    from tests.benchmarks.data.loading import load

    if connection.vendor != "postgresql":
        parser.error("--database: only PostgreSQL has COPY")
    call_command("migrate", interactive=False, verbosity=0)
    if PublishedClaim.objects.exists():
        parser.error("--database: name an empty one")
    loaded = asked.claims / load(asked.claims, workers=asked.workers)
    copied = asked.claims / _copied()
    print(f"bulk load {loaded:,.0f} claims/s, bare COPY {copied:,.0f} claims/s")
    print(f"ratio {loaded / copied:.2f}")
    return 0


def _copied() -> float:
    """Copy every loaded row out, empty the tables, copy the rows in; return the seconds of that."""
    from django.db import connection

    from tests.benchmarks.data.parking import LOADED

    tables = {
        model._meta.db_table: ", ".join(f'"{one.column}"' for one in model._meta.concrete_fields)
        for model in LOADED
    }
    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        for table, columns in tables.items():
            with (
                Path(folder, table).open("wb") as file,
                cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as copy,
            ):
                file.writelines(copy)
        # Neither guards nor foreign keys see what such a session writes.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        began = time.monotonic()
        for table, columns in tables.items():
            with (
                Path(folder, table).open("rb") as file,
                cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                while piece := file.read(PIECE):
                    copy.write(piece)
        return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
