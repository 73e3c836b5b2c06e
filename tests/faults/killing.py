"""Kills with -9 at random moments of import, publish, correct and restore."""

import io
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection, connections

from claims.record.models import ReleaseHead
from tests.commands.restored import empty_database, published_claim
from tests.faults import standing
from tests.faults.child import Children, Told
from tests.faults.server import Server

MOST_ACKNOWLEDGED = 4
LONGEST_PAUSE = 0.3
"""A kill comes after so many pieces of work and so many seconds at most, drawn by lot."""

WORKING = ("import", "publish", "correct")

SERVER = "server"
"""The server is stopped at once or killed, and not the process that works."""


@dataclass
class Account:
    """What kills did: how many of each kind, what was acknowledged, and all that is wrong."""

    kills: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)

    def count(self, kind: str, told: list[Told]) -> None:
        """Count a kill and what had been acknowledged before it."""
        self.kills[kind] = self.kills.get(kind, 0) + 1
        self.acknowledged += len(told)

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.lost, *self.torn, *self.unproved]

    def as_json(self) -> dict[str, Any]:
        """All of it, for a report."""
        return asdict(self)


def turns(each: int, *, server: bool) -> list[tuple[str, str]]:
    """What is done and what is killed then, in order: `each` act is killed so many times.

    With a `server`, that is killed as many times besides, over each act in turn.
    """
    killed = (*WORKING, SERVER) if server else WORKING
    return [
        (WORKING[number % len(WORKING)] if one == SERVER else one, one)
        for number in range(each)
        for one in killed
    ]


def kill_at_work(each: int, seed: int, server: Server | None = None) -> Account:
    """Kill `each` processes while they import, publish and correct, and look after every kill.

    A `server` is stopped at once or killed as many times besides, and started again.
    """
    lot, account = random.Random(seed), Account()  # noqa: S311
    claim, told = published_claim(), []
    with Children() as children:
        for number, (act, killed) in enumerate(turns(each, server=server is not None)):
            how = {"token": f"s{seed}r{number}n"} | (
                {"claim": claim.public_id} if act == "correct" else {}
            )
            connections.close_all()
            children.start(act, **how)
            heard = children.acknowledged(lot.randint(0, MOST_ACKNOWLEDGED))
            time.sleep(lot.uniform(0, LONGEST_PAUSE))
            if server is not None and killed == SERVER:
                killed = lot.choice(("server stopped at once", "server killed"))
                (server.stop if killed.endswith("at once") else server.kill)()
                heard += [one for one in children.kill() if "failed" not in one]
                server.start()
            else:
                heard += children.kill()
            assert not [one for one in heard if "failed" in one], heard
            told += heard
            account.count(killed, heard)
            account.lost += standing.lost(heard)
            account.torn += standing.torn()
            account.unproved += filter(None, [standing.unproved()])
    account.lost += standing.lost(told)
    return account


def kill_at_restoring(rounds: int, seed: int, folder: Path, longest: float) -> Account:
    """Kill a restore within `longest` seconds, a round each; then there is all of it or nothing."""
    lot, account = random.Random(seed), Account()  # noqa: S311
    file = folder / "desk.zip"
    published_claim()
    call_command("backup", str(file), stdout=io.StringIO())
    head = ReleaseHead.objects.get().hash
    with Children() as children:
        for _ in range(rounds):
            with empty_database(folder):
                children.start("restore", file=str(file))
                time.sleep(lot.uniform(0, longest))
                heard = children.kill()
                assert not [one for one in heard if "failed" in one], heard
                account.count("restore", heard)
                _settled()
                account.torn += filter(None, [_restored(file, head, told=bool(heard))])
                account.unproved += filter(None, [standing.unproved()])
    return account


def _restored(file: Path, head: str, *, told: bool) -> str:
    """What is wrong after a restore was killed: it is whole, or can be had by the next."""
    if not connection.introspection.table_names():
        if told:
            return "a restore that was acknowledged left nothing"
        try:
            call_command("restore", str(file), stdout=io.StringIO())
        except CommandError as refused:
            return f"the next restore was refused: {refused}"
        if left := [folder.name for folder in file.parent.glob(".*.scratch-*")]:
            return f"the next restore left {left[0]} of the one that was killed"
    found = ReleaseHead.objects.first()
    return "" if found and found.hash == head else "a restore left half a record"


def _settled() -> None:
    """Wait until a PostgreSQL server has seen that whoever was killed is gone."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(f"{others} AND pid <> pg_backend_pid() AND backend_type LIKE 'client%%'")
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    raise AssertionError("whoever was killed is still connected")
