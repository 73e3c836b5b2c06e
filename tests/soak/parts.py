"""Each part at its full size: `python -m tests.soak.parts PART SEED FILE` in an empty database."""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

KILLS, RESTORES = 20, 12
"""Kills of each act, and of the server where there is one; kills of a restore."""

EDITORS, EDITS = 8, 40
PUBLISHED_AT_ONCE = 200
APPROVED_AT_ONCE = 200
DRILLED = 10_000
LIVING, LOOKED_AT = 10, 500
LOADED = 5_000

Rows = list[tuple[str, str]]
Found = tuple[Rows, list[str]]


def kills(seed: int, folder: Path) -> Found:
    """Kill importing, publishing, correcting and restoring processes, and the server."""
    from django.db import connection

    from tests.faults import database, killing
    from tests.faults.server import Server

    server = Server(database.url()) if connection.vendor == "postgresql" else None
    working = killing.kill_at_work(KILLS, seed, server)
    restoring = killing.kill_at_restoring(RESTORES, seed, folder, longest=4.0)
    rows: Rows = []
    for account in (working, restoring):
        rows += [(f"kills: {kind}", str(number)) for kind, number in sorted(account.kills.items())]
    for what in ("acknowledged", "lost", "torn", "unproved"):
        told = [getattr(account, what) for account in (working, restoring)]
        number = sum(one if isinstance(one, int) else len(one) for one in told)
        rows.append((WORDS[what], str(number)))
    return rows, [*working.faults, *restoring.faults]


WORDS = {
    "acknowledged": "acts acknowledged before the kills",
    "lost": "acknowledged and lost",
    "torn": "half there",
    "unproved": "times that verify_record found a fault",
}


def races(seed: int, folder: Path) -> Found:
    """Have editors, publishers and a second person work at once."""
    from tests.faults import racing

    accounts = {
        f"{EDITORS} editors, {EDITS} edits each of one claim": racing.edit_at_once(EDITORS, EDITS),
        f"two publishers, {PUBLISHED_AT_ONCE} claims": racing.publish_at_once(PUBLISHED_AT_ONCE),
        f"approve against edit, {APPROVED_AT_ONCE} times": racing.approve_against_edit(
            APPROVED_AT_ONCE, seed
        ),
    }
    rows = [
        (what, "; ".join(f"{number} {name}" for name, number in sorted(account.counts.items())))
        for what, account in accounts.items()
    ]
    return rows, [fault for account in accounts.values() for fault in account.faults]


def away(seed: int, folder: Path) -> Found:
    """Take the database away from a site, in each way; and fill its disk."""
    from django.db import connection

    from tests.faults import away, filling

    rows, faults = [], []
    with away.asked() as asked:
        for name, way in away.AWAY[connection.vendor].items():
            account = away.look(asked, way)
            answers = ", ".join(f"{n} x {status}" for status, n in account.statuses.items())
            rows.append((f"{name}: answers", answers))
            rows.append((f"{name}: longest wait for an answer", f"{account.longest:.1f} s"))
            rows.append((f"{name}: back by itself after", f"{account.recovered:.1f} s"))
            faults += [f"{name}: {fault}" for fault in account.faults]
            limit = SECONDS_TO_ANSWER[connection.vendor]
            if account.longest > limit or account.recovered > SECONDS_TO_RECOVER:
                faults.append(f"{name}: {account.longest:.1f} s, {account.recovered:.1f} s")
    found, more = filling.fill(folder)
    return [*rows, *found], [*faults, *more]


SECONDS_TO_ANSWER = {"postgresql": 4.5, "sqlite": 4.5}
"""A little over the time to connect and one second, which is what the wait must keep within."""
SECONDS_TO_RECOVER = 5.0


def drill(seed: int, folder: Path) -> Found:
    """Back up a large record under load, restore it, and compare."""
    from claims.record.models import PublishedClaim
    from tests import desk_builders as desk
    from tests.benchmarks.data.loading import load
    from tests.faults import drilling
    from tests.faults.acts import people

    load(DRILLED, workers=os.cpu_count() or 1)
    made_up = PublishedClaim.objects.order_by("pk").values_list("pk", flat=True)
    others = list(made_up)[:: DRILLED // LOOKED_AT]
    author, decider = people()
    statement = desk.statement(author)
    living = [
        desk.published(
            author, decider, desk.claim(author, f"The bridge {number} is safe.", made_by=statement)
        ).public_id
        for number in range(LIVING)
    ]
    account = drilling.drill(folder, living, others, seed=seed, whole=False)
    rows = [
        ("claims", f"{account.claims:,}"),
        ("releases while the backup was taken", str(account.releases_before)),
        ("releases after it", str(account.releases_after)),
        ("articles imported meanwhile", str(account.imports)),
        ("addresses compared, byte for byte", f"{account.addresses:,}"),
        *((what, f"{seconds} s") for what, seconds in account.seconds.items()),
    ]
    return rows, account.faults


def upgrade(seed: int, folder: Path) -> Found:
    """Bring every database that was written down up to date."""
    from tests.faults import upgrading

    rows, faults = [], []
    for file in sorted(upgrading.VERSIONS.iterdir()):
        found = upgrading.faults_of(file, folder)
        rows.append((file.name.partition(".")[0], "proved, same answers" if not found else "fault"))
        faults += [f"{file.name}: {fault}" for fault in found]
    return rows, faults


def load(seed: int, folder: Path) -> Found:
    """Read from 64 connections while an editor saves."""
    from tests.soak import loading

    _made_up()
    idle, busy, read = loading.load()
    rows: Rows = list(read.items())
    for name, seconds in (("idle", idle), ("under load", busy)):
        middle, high = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
        rows.append(
            (
                f"an editor's saves on a site that is {name}",
                f"{len(seconds)}; p50 {middle * 1000:.0f} ms, p95 {high * 1000:.0f} ms",
            )
        )
    return rows, loading.faults(read)


def slow(seed: int, folder: Path) -> Found:
    """Read a byte a second from many connections; others must not notice."""
    from tests.soak import loading

    _made_up()
    return loading.slow_readers()


def _made_up() -> None:
    from tests.soak.proxy import missing

    if names := missing():
        raise SystemExit(f"onrecord: install {', '.join(names)} first")
    from tests.benchmarks.data.loading import load

    load(LOADED, workers=os.cpu_count() or 1)


PARTS: dict[str, Callable[[int, Path], Found]] = {
    one.__name__: one for one in (kills, races, away, drill, upgrade, load, slow)
}


def main(part: str, seed: int, file: Path) -> None:
    """Migrate the database, run the part, and write what it found."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.soak import report

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with tempfile.TemporaryDirectory(prefix="onrecord-part-") as folder:
        rows, faults = PARTS[part](seed, Path(folder))
    found: dict[str, Any] = {"database": report.database(connection), "rows": rows}
    file.write_text(json.dumps({**found, "faults": faults}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
