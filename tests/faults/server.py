"""A PostgreSQL server of the tests' own that is stopped at once, killed, paused and started."""

import os
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.postgresql import binaries, unprivileged


class Server:
    """The throwaway server at an address that `throwaway_server` gave."""

    def __init__(self, url: str) -> None:
        self._folder = Path(parse_qs(urlsplit(url).query)["host"][0])
        programs = binaries()
        assert programs is not None
        self._pg_ctl = programs / "pg_ctl"

    def stop(self) -> None:
        """Stop it without letting anybody finish, as a power cut would."""
        self._control("stop", "--mode=immediate")

    def kill(self) -> None:
        """Kill it and everything that it has started with -9."""
        killed = self._processes()
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() and not _is_dead(pid) for pid in killed):
            time.sleep(0.02)
        # Where nobody has taken note of its death yet, it would pass for running.
        for name in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
            (self._folder / name).unlink(missing_ok=True)

    def start(self) -> None:
        """Start it again, as it was started first; it has recovered when this returns."""
        self._control("restart")

    def _control(self, what: str, *how: str) -> None:
        if what == "restart":
            how = (*how, f"--log={self._folder / 'log'}")
        done = subprocess.run(
            [str(self._pg_ctl), what, "--wait", f"--pgdata={self._folder / 'data'}", *how],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **unprivileged(),
        )
        assert done.returncode == 0, f"pg_ctl {what} failed"

    def _processes(self) -> list[int]:
        """The postmaster, first, and its children."""
        postmaster = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        return [postmaster, *map(int, children)]


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
