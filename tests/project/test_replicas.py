"""Readers go to replicas, which a real primary streams to, and to others once one fails."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psycopg
import pytest

from tests.postgresql import Server, binaries, replicated_server
from tests.project.processes import ROOT, run

pytestmark = pytest.mark.replicas

CLAIM = "aaaaaaaaaaaa"
THREADS = 4
PATIENCE = 90
"""Seconds after which a test stops waiting for what should have come to be."""

RELEASE = """
import sys
import django
django.setup()
from tests import builders as build
event, claim = sys.argv[1:]
parts = {"statements": [build.statement_content("s")], "evidence": [build.evidence_content("e")]}
note = "" if event == "publish" else build.NOTE
build.release("claim", build.claim_content(claim, **parts), event, note)
"""


@dataclass
class Cluster:
    """A primary, its replicas and the environment of a site that reads from them."""

    primary: Server
    replicas: list[Server]
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What a site is told."""
        readers = " ".join(f"{one.url}&application_name=site" for one in self.replicas)
        told = {"DATABASE_URL": self.primary.url, "DATABASE_PUBLIC_URL": readers}
        return {"DATA_DIR": str(self.folder), "API_RATE": "off", **told, **more}

    def release(self, event: str) -> int:
        """Release the claim once more on the primary, and return the sequence of that."""
        settings = {"DJANGO_SETTINGS_MODULE": "project.settings"}
        done = run("-c", RELEASE, event, CLAIM, **self.environment(), **settings)
        assert done.returncode == 0, done.stderr
        return int(ask(self.primary, "SELECT max(sequence) FROM claims_release"))

    def replayed(self) -> None:
        """Wait until every replica has what the primary has."""
        written = ask(self.primary, "SELECT pg_current_wal_lsn()")
        for replica in self.replicas:
            until(lambda: ask(replica, f"SELECT pg_last_wal_replay_lsn() >= '{written}'"))  # noqa: B023


def ask(server: Server, question: str) -> Any:
    """What one server itself answers."""
    address = f"host={server.folder} user=onrecord dbname=postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def until(holds: Callable[[], Any]) -> None:
    """Wait for what comes to be by itself."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.1)


@dataclass
class Site:
    """A running site."""

    port: int

    def get(self, path: str = f"/api/v1/claims/{CLAIM}", **headers: str) -> tuple[int, Any, bytes]:
        """Status, headers and content."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.headers, answer.read()
        except HTTPError as error:
            return error.code, error.headers, error.read()

    def burst(self) -> list[tuple[int, Any, bytes]]:
        """So many answers at once that every thread has given some."""
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(lambda _: self.get(), range(8 * THREADS)))

    def read(self) -> set[int]:
        """The sequences that readers are told, all of whom are answered."""
        answers = self.burst()
        assert {status for status, _, _ in answers} == {200}
        return {json.loads(content)["sequence"] for _, _, content in answers}


@contextmanager
def site(environment: dict[str, str]) -> Iterator[Site]:
    """Serve as a deployment does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", str(THREADS), "--no-access-log", "project.wsgi:application"]
    path = {"PATH": os.environ["PATH"]}
    process = subprocess.Popen(command, cwd=ROOT, env={**path, **environment})
    try:
        served = Site(port)
        until(lambda: _answers(served))
        yield served
    finally:
        process.terminate()
        process.wait(60)


def _answers(served: Site) -> bool:
    try:
        return served.get("/healthz")[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    programs = binaries()
    assert programs
    with replicated_server(programs, 2) as (primary, replicas):
        made = Cluster(primary, replicas, tmp_path_factory.mktemp("data"))
        done = run("manage.py", "migrate", "--verbosity=0", **made.environment())
        assert done.returncode == 0, done.stderr
        made.release("publish")
        made.replayed()
        yield made


@pytest.fixture(scope="module")
def served(cluster: Cluster) -> Iterator[Site]:
    with site(cluster.environment(DATABASE_PUBLIC_LAG="2")) as found:
        yield found


@pytest.fixture(autouse=True)
def whole(cluster: Cluster, served: Site) -> None:
    """Begin each test with a site that reads from both replicas."""
    until(lambda: served.get("/readyz")[2] == b"ok\n")


def reading_from(server: Server) -> int:
    """How many connections of the site last read a claim from a server."""
    return int(
        ask(
            server,
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'site' "
            "AND query LIKE '%claims_publishedclaim%'",
        )
    )


def spread(cluster: Cluster, served: Site) -> bool:
    """Whether both replicas are read, after some more reading."""
    served.read()
    return all(reading_from(replica) for replica in cluster.replicas)


def test_readers_are_spread_over_the_replicas_and_see_what_was_published(
    cluster: Cluster, served: Site
) -> None:
    assert [ask(one, "SELECT pg_is_in_recovery()") for one in cluster.replicas] == [True, True]
    sequence = cluster.release("update")
    cluster.replayed()
    assert served.read() == {sequence}
    assert spread(cluster, served)
    assert reading_from(cluster.primary) == 0


@pytest.mark.parametrize("away", ["stopped", "hanging"])
def test_nobody_notices_a_replica_that_goes_away_and_comes_back(
    cluster: Cluster, served: Site, away: str
) -> None:
    gone, other = cluster.replicas
    until(lambda: spread(cluster, served))
    gone.stop() if away == "stopped" else gone.pause()
    try:
        until(lambda: not served.read() or b"away" in served.get("/readyz")[2])
        assert served.get("/readyz")[::2] == (200, b"ok, but replica 1 of 2 is away\n")
        sequence = cluster.release("update")
        until(lambda: served.read() == {sequence})
        assert reading_from(other)
    finally:
        gone.start() if away == "stopped" else gone.resume()
    cluster.replayed()
    until(lambda: spread(cluster, served))
    assert served.get("/readyz")[2] == b"ok\n"


def test_every_read_is_answered_while_a_replica_goes_away(cluster: Cluster, served: Site) -> None:
    until(lambda: spread(cluster, served))
    with ThreadPoolExecutor(1) as pool:
        stopping = pool.submit(cluster.replicas[1].stop)
        try:
            while not stopping.done():
                served.read()
            served.read()
        finally:
            stopping.result()
            cluster.replicas[1].start()


def test_a_replica_that_is_late_is_left_out_until_it_is_not(cluster: Cluster, served: Site) -> None:
    late = cluster.replicas[0]
    ask(late, "SELECT pg_wal_replay_pause()")
    try:
        sequence = cluster.release("update")
        until(lambda: served.read() == {sequence})
        until(lambda: b"too far behind" in served.get("/readyz")[2])
        assert served.read() == {sequence}
    finally:
        ask(late, "SELECT pg_wal_replay_resume()")
    until(lambda: spread(cluster, served))


def test_the_primary_is_read_where_no_replica_is_there_and_replicas_where_it_is_not(
    cluster: Cluster, served: Site
) -> None:
    for replica in cluster.replicas:
        replica.stop()
    try:
        until(lambda: served.get("/readyz")[2].count(b"away") == 2)
        served.read()
        cluster.primary.stop()
        status, _, content = served.get()
        assert (status, b"onrecord-pg" in content) == (503, False)
        for replica in cluster.replicas:
            replica.start()
        until(lambda: {status for status, _, _ in served.burst()} == {200})
        status, _, content = served.get("/readyz")
        assert (status, content.split(b";")[0]) == (503, b"the database cannot be reached")
    finally:
        for server in (*cluster.replicas, cluster.primary):
            server.stop()
            server.start()
    cluster.replayed()
    until(lambda: spread(cluster, served))


def test_an_older_replica_never_confirms_what_it_has_not(cluster: Cluster) -> None:
    late = cluster.replicas[0]
    patient = cluster.environment(DATABASE_PUBLIC_LAG="3600", DATABASE_PUBLIC_URL=late.url)
    with site(patient) as behind, site(cluster.environment(DATABASE_PUBLIC_URL="")) as ahead:
        older = behind.get()[1]["ETag"]
        ask(late, "SELECT pg_wal_replay_pause()")
        try:
            cluster.release("update")
            newer = ahead.get()[1]["ETag"]
            assert newer != older
            status, headers, _ = behind.get(**{"If-None-Match": newer})
            assert (status, headers["ETag"]) == (200, older)
            assert behind.get(**{"If-None-Match": older})[0] == 304
            assert ahead.get(**{"If-None-Match": older})[0] == 200
        finally:
            ask(late, "SELECT pg_wal_replay_resume()")
        cluster.replayed()
        assert behind.get(**{"If-None-Match": newer})[0] == 304


def test_a_replica_that_lacks_a_migration_is_left_out(cluster: Cluster) -> None:
    late = cluster.replicas[0]
    rename = "ALTER TABLE claims_publishedclaim RENAME TO claims_earlier"
    back = "ALTER TABLE claims_earlier RENAME TO claims_publishedclaim"
    with psycopg.connect(f"host={cluster.primary.folder} user=onrecord dbname=postgres") as primary:
        primary.execute(rename)
        primary.commit()
        cluster.replayed()
        ask(late, "SELECT pg_wal_replay_pause()")
        primary.execute(back)
    try:
        readers = f"{late.url}&application_name=site"
        patient = {"DATABASE_PUBLIC_LAG": "3600", "DATABASE_PUBLIC_URL": readers}
        with site(cluster.environment(**patient)) as found:
            found.read()
            assert b"without the latest migrations" in found.get("/readyz")[2]
    finally:
        ask(late, "SELECT pg_wal_replay_resume()")
    cluster.replayed()
