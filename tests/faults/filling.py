"""A disk that is really full: a small one in memory, where this process may mount one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from claims.desk.models import Claim
from claims.ledger import keeping
from project.databases import sqlite_read_only_name
from tests import desk_builders as desk
from tests.commands.restored import published_claim
from tests.faults import database, standing
from tests.faults.acts import people
from tests.faults.serving import Editor, Site
from tests.postgresql import unprivileged

SIZE = 48 * 1024**2
MOST_SAVES = 40

Found = tuple[list[tuple[str, str]], list[str]]


def fill(folder: Path) -> Found:
    """Fill the disk under a site whose editor saves, make room again, and tell what was."""
    small = folder / "small"
    small.mkdir()
    # A server that runs as somebody else goes through it.
    folder.chmod(0o711)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True).returncode:
        return [("disk full", "left out: no small disk may be mounted here")], []
    try:
        with _database_on(small):
            return _filled(small)
    finally:
        subprocess.run(["umount", "--lazy", str(small)], capture_output=True)


def _filled(small: Path) -> Found:
    # What was signed is of another record.
    shutil.rmtree(keeping.folder(), ignore_errors=True)
    call_command("migrate", interactive=False, verbosity=0)
    author, _ = people()
    claim, faults = published_claim(), []
    with Site() as site:
        editor = Editor(site, author)
        claim.refresh_from_db()
        before = editor.save(claim, "Before.")
        assert before.status == 302, (before.status, before.text, site.log())
        _ballast(small)
        for number in range(MOST_SAVES):
            # There may be room left in files that had grown before.
            claim.refresh_from_db()
            sent = editor.save(claim, f"Sent to a full disk, {number}. " * 20_000)
            if sent.status != 302:
                break
        reads = {path: site.ask(path).status for path in ("/", "/api/v1/claims")}
        (small / "ballast").unlink()
        recovered = site.until("/api/v1/claims", 200)
        claim.refresh_from_db()
        again = editor.save(claim, "After.").status
    said = "not known whether" in sent.text
    if sent.status != 503 or not sent.headers.get("retry-after") or not said:
        faults.append(f"a full disk: the editor was answered {sent.status}")
    if again != 302 or Claim.objects.get(pk=claim.pk).context != "After.":
        faults.append(f"room again: the editor was answered {again}")
    desk.published(*people(), desk.claim(author, "The bridge is long."))
    faults += [*standing.torn(), *filter(None, [standing.unproved()])]
    answers = ", ".join(f"{path} {status}" for path, status in reads.items())
    return [
        ("disk full: an editor's save", str(sent.status)),
        ("disk full: readers", answers),
        ("disk full: back by itself, room made, after", f"{recovered:.1f} s"),
    ], faults


def _ballast(small: Path) -> None:
    with (small / "ballast").open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


@contextmanager
def _database_on(small: Path) -> Iterator[None]:
    """Have both aliases name a new database on the small disk."""
    kept = database.names()
    if connection.vendor == "sqlite":
        path = str(small / "full.sqlite3")
        names = {"default": path, "public": sqlite_read_only_name(path)}
    else:
        place = small / "tables"
        place.mkdir()
        if identity := unprivileged():
            os.chown(place, identity["user"], identity["group"])
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
            cursor.execute('CREATE DATABASE "full" TABLESPACE small')
        names = dict.fromkeys(kept, "full")
    database.take(names)
    try:
        yield
    finally:
        connections.close_all()
        database.take(kept)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute('DROP DATABASE "full" WITH (FORCE)')
                cursor.execute("DROP TABLESPACE small")
