"""A process that works, tells on a pipe what it has committed, and may be killed at any moment.

`python -m tests.faults.child` is the one it is forked from: Django is loaded there once, and no
database is ever opened.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from typing import Any, NoReturn, Self

from tests.faults import database

PATIENCE = 120
"""Seconds after which a process that says nothing has failed."""

Told = dict[str, Any]


class Children:
    """Starts children one after another; each works until it is killed or has nothing to do."""

    def __enter__(self) -> Self:
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child"],
            cwd=database.ROOT,
            env=database.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._rest, self._over = b"", True
        assert "ready" in json.loads(self._line())
        return self

    def __exit__(self, *error: object) -> None:
        if not self._over:
            self.kill()
        self._mother.communicate(timeout=PATIENCE)

    def start(self, act: str, **how: Any) -> None:
        """Have a child do an act of `acts.ACTS` on the databases that this process is on."""
        order = {"act": act, "names": database.names(), "how": how}
        assert self._mother.stdin is not None
        self._mother.stdin.write(json.dumps(order).encode() + b"\n")
        self._mother.stdin.flush()
        self._pid, self._over = json.loads(self._line())["began"], False

    def acknowledged(self, most: int) -> list[Told]:
        """Wait until `most` more pieces of work were told of, or the child has ended."""
        told: list[Told] = []
        while len(told) < most and not self._over:
            told += self._next()
        return told

    def kill(self) -> list[Told]:
        """Kill the child and whatever it started with -9; return what it told until then."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[Told]:
        """Wait for the end of the child; return what it told until then."""
        told: list[Told] = []
        while not self._over:
            told += self._next()
        return told

    def _next(self) -> list[Told]:
        told = json.loads(self._line())
        self._over = "ended" in told
        return [] if self._over else [told]

    def _line(self) -> bytes:
        assert self._mother.stdout is not None
        pipe = self._mother.stdout.fileno()
        while b"\n" not in self._rest:
            ready, _, _ = select.select([pipe], [], [], PATIENCE)
            piece = os.read(pipe, 1 << 16) if ready else b""
            if not piece:
                raise AssertionError("the process that works says nothing")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line


def tell(**what: Any) -> None:
    """Tell the process that started this one, at once and in one piece."""
    os.write(1, json.dumps(what).encode() + b"\n")


def main() -> None:
    """Fork a child for every order that comes in, until there are none."""
    import django

    django.setup()
    from tests.faults import acts

    acts.prepare()
    tell(ready=os.getpid())
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            _work(json.loads(line))
        _, status = os.waitpid(pid, 0)
        tell(ended=os.waitstatus_to_exitcode(status))


def _work(order: Told) -> NoReturn:
    from tests.faults import acts

    # A group of its own, so that whatever it starts is killed along with it.
    os.setsid()
    tell(began=os.getpid())
    code = 0
    try:
        database.take(order["names"])
        acts.ACTS[order["act"]](**order["how"])
    except BaseException:  # noqa: BLE001 - told, whatever it is
        tell(failed=traceback.format_exc())
        code = 1
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
