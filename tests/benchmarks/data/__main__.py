"""Makes a record of made-up claims: `python -m tests.benchmarks.data --claims N`."""

import argparse
import os
import sys


def main(arguments: list[str]) -> int:
    """Grow the record, say how fast it went, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.data",
        description="Grow a database's record to N made-up claims, by bulk load. The same seed "
        "gives the same record. What is there already stays; an interrupted run is gone on with.",
    )
    parser.add_argument("--claims", type=int, required=True, metavar="N", help="claims in all")
    parser.add_argument("--database", metavar="URL", help="as DATABASE_URL, which it replaces")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another record each")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="W", help="processes (0: one)"
    )
    asked = parser.parse_args(arguments)
    if asked.claims < 0:
        parser.error("--claims: write 0 or more")
    if asked.database:
        os.environ["DATABASE_URL"] = asked.database
        os.environ.pop("DATABASE_PUBLIC_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    from django.core.management import call_command

    from claims.record.models import PublishedClaim
    from tests.benchmarks.data.loading import ForeignRecord, load

    call_command("migrate", interactive=False, verbosity=0)
    before = PublishedClaim.objects.count()
    try:
        seconds = load(asked.claims, seed=asked.seed, workers=asked.workers)
    except ForeignRecord as reason:
        print(f"onrecord: {reason}", file=sys.stderr)
        return 1
    new = PublishedClaim.objects.count() - before
    rate = f"; {new:,} new in {seconds:,.0f} s, {new / seconds:,.0f} claims/s" if new else ""
    print(f"{before + new:,} claims{rate}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
