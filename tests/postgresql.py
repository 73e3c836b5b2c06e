"""A PostgreSQL server of the test run's own, in a temporary folder, removed afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NEEDED = ("initdb", "pg_ctl", "postgres")
IN_MEMORY = Path("/dev/shm")  # noqa: S108
ROOM_NEEDED = 2 * 1024**3


class NoServer(Exception):
    """Why no server could be had, in one line."""


def binaries() -> Path | None:
    """The folder of the server's programs: from PATH, pg_config, or where Debian puts them."""
    for folder in _candidates():
        if all((folder / name).is_file() for name in NEEDED):
            return folder
    return None


def _candidates() -> Iterator[Path]:
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        yield Path(answer.stdout.strip())
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)


@contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """Start a server and give the URL of its database; it is gone when the block ends.

    It listens on a socket in its own folder and on no network address. Raises NoServer when it
    cannot be started.
    """
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=_roomy_folder()))
    identity = unprivileged()
    try:
        if identity:
            shutil.chown(folder, identity["user"], identity["group"])
        _start(programs, folder, identity)
        yield f"postgres://onrecord@/postgres?host={folder}"
    finally:
        stop = ["stop", "--mode=fast", f"--pgdata={folder / 'data'}"]
        if (folder / "data" / "postmaster.pid").exists():
            subprocess.run([programs / "pg_ctl", *stop], capture_output=True, cwd="/", **identity)
        shutil.rmtree(folder, ignore_errors=True)


def _roomy_folder() -> Path:
    # In memory the server's fsync costs nothing, so it can stay on, as the system check demands.
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM_NEEDED:
        return IN_MEMORY
    return Path(tempfile.gettempdir())


def unprivileged() -> dict[str, Any]:
    """Who to run the server as: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoServer("run as root, with no user postgres or nobody to run the server as")


def _start(programs: Path, folder: Path, identity: dict[str, Any]) -> None:
    data = folder / "data"
    where = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    make = ["--username=onrecord", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    start = ["start", "--wait", f"--log={folder / 'log'}", f"--options={where}"]
    for program, arguments in (("initdb", make), ("pg_ctl", start)):
        command: list[str | Path] = [programs / program, f"--pgdata={data}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", **identity)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
            raise NoServer(f"{program} failed: {said[-1]}")
