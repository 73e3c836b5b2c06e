"""Programs that answer: each started on a port of its own, and stopped at the end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.peers.installing import ROOT

PROGRAMS = "tests.benchmarks.peers.programs"
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Server:
    """How one program is started: its command, and what is added to this environment."""

    name: str
    command: tuple[str, ...]
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)


def ours(workers: int, threads: int) -> Server:
    """Return this project's server, as the image starts it."""
    granian = str(Path(sys.executable).parent / "granian")
    port = _free_port()
    return Server(
        "ours", _granian(granian, port, workers, threads, "project.wsgi:application"), port
    )


def fast(programs: Path, workers: int, database: str) -> Server:
    """Return FastAPI's, over PostgreSQL."""
    return _uvicorn("fastapi", programs, workers, "fast", database)


def datasette(programs: Path, workers: int, database: str) -> Server:
    """Return Datasette's, over a SQLite file."""
    return _uvicorn("datasette", programs, workers, "tables", database)


def framework(programs: Path, workers: int, threads: int, database: str) -> Server:
    """Return that of Django REST framework."""
    port = _free_port()
    granian, target = str(programs / "granian"), f"{PROGRAMS}.drf:application"
    command = _granian(granian, port, workers, threads, target)
    return Server("drf", command, port, {"PEERS_DATABASE": database})


def _uvicorn(name: str, programs: Path, workers: int, module: str, database: str) -> Server:
    port = _free_port()
    command = (
        str(programs / "uvicorn"), f"{PROGRAMS}.{module}:application", "--host=127.0.0.1",
        f"--port={port}", f"--workers={workers}", "--no-access-log", "--log-level=warning",
    )  # fmt: skip
    return Server(name, command, port, {"PEERS_DATABASE": database})


def _granian(program: str, port: int, workers: int, threads: int, target: str) -> tuple[str, ...]:
    return (
        program, "--interface=wsgi", "--host=127.0.0.1", f"--port={port}",
        f"--workers={workers}", f"--blocking-threads={threads}", "--no-access-log",
        "--log-level=warning", target,
    )  # fmt: skip


@contextmanager
def running(servers: Sequence[Server]) -> Iterator[dict[str, int]]:
    """Start the servers and give their process ids by name; they are gone when the block ends.

    Raises RuntimeError where one does not come up.
    """
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for server in servers:
            environment = {**os.environ, "PYTHONPATH": str(ROOT), **server.environment}
            started[server.name] = subprocess.Popen(
                server.command, cwd=ROOT, env=environment, start_new_session=True
            )
        for server in servers:
            _wait(server, started[server.name])
        yield {name: process.pid for name, process in started.items()}
    finally:
        for process in started.values():
            _stop(process)


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{server.name} did not come up: {' '.join(server.command[:3])} ...")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # It leads a session of its own, so that its workers end with it.
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    except ProcessLookupError:
        return
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
