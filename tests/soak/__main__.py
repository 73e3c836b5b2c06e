"""Runs the parts asked for on both databases, and writes what they found to docs/soak.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tests.environment  # noqa: F401 - nothing of an operator's own reaches the parts
from tests.postgresql import NoServer, binaries, throwaway_server
from tests.soak import report

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("kills", "races", "away", "drill", "upgrade", "load", "slow")
ENGINES = ("sqlite", "postgresql")


def main(arguments: list[str]) -> int:
    """Run the parts; 0 only when every one ran and found nothing wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--database", choices=ENGINES, help="one of the two alone")
    parser.add_argument("--seed", type=int, default=8, help="what is drawn by lot begins here")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    faults = 0
    for part in asked.parts or PARTS:
        for engine in (asked.database,) if asked.database else ENGINES:
            print(f"--- {part} on {report.ENGINES[engine]}", flush=True)
            faults += _run(part, engine, asked.seed)
    return 1 if faults else 0


def _run(part: str, engine: str, seed: int) -> int:
    """Run a part in a process of its own; print and keep what it found, return its faults."""
    try:
        with _database(engine) as (url, folder):
            out = folder / "found.json"
            environment = {
                **os.environ,
                "DATABASE_URL": url,
                "DATA_DIR": str(folder / "data"),
                "REQUIRE_SECOND_FACTOR": "off",
            }
            command = [sys.executable, "-m", "tests.soak.parts", part, str(seed), str(out)]
            code = subprocess.run(command, cwd=ROOT, env=environment).returncode
            found = json.loads(out.read_text("utf-8")) if code == 0 else None
    except NoServer as reason:
        print(f"left out: {reason}")
        return 1
    if found is None:
        print(f"failed: the part ended with code {code}")
        return 1
    report.keep(part, engine, found)
    for row in found["rows"]:
        print(": ".join(row))
    for fault in found["faults"]:
        print(f"fault: {fault}")
    return len(found["faults"])


@contextmanager
def _database(engine: str) -> Iterator[tuple[str, Path]]:
    """An empty database, and a folder beside it; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="onrecord-soak-") as name:
        folder = Path(name)
        if engine == "sqlite":
            (folder / "database").mkdir()
            yield f"sqlite:///{folder / 'database' / 'onrecord.sqlite3'}", folder
            return
        programs = binaries()
        if programs is None:
            raise NoServer("no server binaries found")
        with throwaway_server(programs) as url:
            yield url, folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
