"""Measures ours beside its peers: `python -m tests.benchmarks.peers`.

The record is that of DATABASE_URL; `--claims N` has it made first. The peers' tables are made from
it, their packages installed, everybody's answers compared, and then everybody is asked in turn.
Writes docs/benchmarks/DATABASE-CLAIMS.md and .json. Exit code 1 where answers differ.
"""

import argparse
import os
import sys


def main(arguments: list[str]) -> int:
    """Measure, write, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.peers", description="Measure ours beside its peers."
    )
    parser.add_argument("--claims", type=int, default=0, help="how many the record has at least")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--threads", type=int, default=4, help="threads of each granian's worker")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="of one thing in one round")
    parser.add_argument("--questions", default="", help="names, separated by commas; else all")
    parser.add_argument("--contenders", default="", help="names, separated by commas; else all")
    parser.add_argument("--print", action="store_true", help="write nothing under docs")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    from tests.benchmarks.peers.comparing import Unlike
    from tests.benchmarks.peers.running import Unfit, run

    try:
        run(asked)
    except (Unlike, Unfit) as reason:
        print(f"onrecord: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
