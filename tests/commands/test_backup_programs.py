"""PostgreSQL's own programs: where they are found, and what they are not told on a command line."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper

from claims.management.backing_up import postgresql
from claims.management.backing_up.archive import BackupRefused
from project.databases import databases

SECRET = "p4ss=w0rd of the desk"


@pytest.fixture
def server() -> DatabaseWrapper:
    url = "postgres://desk:p4ss%3Dw0rd%20of%20the%20desk@db.example:5433/onrecord?sslmode=require"
    settings = databases(url, "", Path("unused"))["default"]
    defaults = {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    return DatabaseWrapper({**defaults, **settings}, "default")


def test_the_password_goes_by_the_environment(
    server: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []

    def note(command: list[str], **given: Any) -> subprocess.CompletedProcess[str]:
        ran.append((command, given["env"]))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setenv("PGHOST", "elsewhere.example")
    monkeypatch.setattr(postgresql.subprocess, "run", note)
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: f"/bin/{name}")
    postgresql.load(server, Path("copy"))
    ((command, environment),) = ran
    assert not any("w0rd" in word for word in command)
    assert "--dbname=dbname=onrecord" in command
    assert environment["PGPASSWORD"] == SECRET
    assert environment["PGHOST"] == "db.example"
    assert (environment["PGPORT"], environment["PGSSLMODE"]) == ("5433", "require")


def test_programs_are_found_where_debian_puts_them_the_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)
    monkeypatch.setattr(postgresql, "_DEBIAN", tmp_path)
    with pytest.raises(BackupRefused, match=r"^pg_dump is not on PATH"):
        postgresql.take(_connected(), tmp_path / "copy")
    for version in ("9", "15", "17"):
        program = tmp_path / version / "bin" / "pg_restore"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho 'pg_restore: error: of {version}' >&2\nexit 1\n")
        program.chmod(0o755)
    with pytest.raises(BackupRefused, match=r"^pg_restore failed: pg_restore: error: of 17$"):
        postgresql.proved(tmp_path / "copy")


class _Cursor:
    """Answers every question of the facts with a row that fits."""

    def __init__(self) -> None:
        self.asked = ""

    def __enter__(self) -> "_Cursor":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def execute(self, query: str) -> None:
        self.asked = query

    def fetchone(self) -> tuple[Any, ...]:
        return ("snapshot",)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [(1,)] if "count" in self.asked else [(1, "hash")]


def _connected() -> Any:
    class Connected:
        def copy(self) -> "Connected":
            return self

        def cursor(self) -> _Cursor:
            return _Cursor()

        def close(self) -> None:
            pass

    return Connected()
