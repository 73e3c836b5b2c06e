"""PostgreSQL servers of the test run's own, in a temporary folder, removed afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
    with _folder() as (folder, identity):
        server = Server(programs, folder, identity)
        try:
            server.make()
            server.start()
            yield server.url
        finally:
            server.stop()


@contextmanager
def replicated_server(programs: Path, replicas: int) -> Iterator[tuple["Server", list["Server"]]]:
    """Start a server and so many replicas that it streams to; they are gone when the block ends.

    Raises NoServer when one of them cannot be started.
    """
    with _folder() as (folder, identity), ExitStack() as stack:
        names = ["primary", *(f"replica{number}" for number in range(1, replicas + 1))]
        primary, *others = (Server(programs, folder / name, identity) for name in names)
        for server in (primary, *others):
            stack.callback(server.stop)
            if server is primary:
                server.make()
            else:
                server.copy(primary)
            server.start()
        yield primary, others


@contextmanager
def _folder() -> Iterator[tuple[Path, dict[str, Any]]]:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=roomy_folder()))
    identity = unprivileged()
    try:
        if identity:
            shutil.chown(folder, identity["user"], identity["group"])
        yield folder, identity
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Server:
    """One server: its data and its socket are in its folder."""

    programs: Path
    folder: Path
    identity: dict[str, Any]

    @property
    def url(self) -> str:
        """The URL of its database."""
        return f"postgres://onrecord@/postgres?host={self.folder}"

    def make(self) -> None:
        """Make an empty database."""
        self._run(
            *("initdb", "--username=onrecord", "--auth=trust", "--encoding=UTF8"),
            "--locale=C.UTF-8",
        )

    def copy(self, primary: "Server") -> None:
        """Make a replica of a server that runs."""
        address = f"--dbname=host={primary.folder} user=onrecord"
        self._run("pg_basebackup", address, "--write-recovery-conf", "--checkpoint=fast")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        # A replica that was away long enough for a test must find what it missed.
        where = (
            f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c wal_keep_size=512"
        )
        log = f"--log={self.folder / 'log'}"
        self._run("pg_ctl", "start", "--wait", log, f"--options={where}")

    def stop(self) -> None:
        """End it, and all connections with it; nothing where it does not run."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.resume()
            where = f"--pgdata={self._data}"
            command: list[str | Path] = [self.programs / "pg_ctl", where, "stop", "--mode=fast"]
            subprocess.run(command, capture_output=True, cwd="/", **self.identity)

    def pause(self) -> None:
        """Have it take no notice of anything, as a machine that hangs: all its processes stop."""
        for process in self._processes():
            os.kill(process, signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on."""
        for process in self._processes():
            os.kill(process, signal.SIGCONT)

    def _processes(self) -> list[int]:
        text = (self.folder / "data" / "postmaster.pid").read_text()
        first = int(text.splitlines()[0])
        children = Path(f"/proc/{first}/task/{first}/children")
        return [first, *map(int, children.read_text().split())] if children.exists() else []

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700)
            if self.identity:
                shutil.chown(self.folder, self.identity["user"], self.identity["group"])
        command: list[str | Path] = [self.programs / program, f"--pgdata={self._data}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", **self.identity)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
            raise NoServer(f"{program} failed: {said[-1]}")


def roomy_folder() -> Path:
    """Return where a run keeps its files: in memory where there is room, else on disk."""
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
