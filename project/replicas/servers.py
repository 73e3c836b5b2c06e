"""Which servers readers are sent to, and which are left out for a while."""

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from random import randrange
from typing import Any

SECONDS_LEFT_OUT = 5
"""After which a server that was left out is asked whether it is fit again."""

SECONDS_BELIEVED = 1
"""For which a server that said it is fit is not asked again."""

logger = logging.getLogger(__name__)


class Fault(StrEnum):
    """Why a server is left out."""

    AWAY = "away"
    BEHIND = "too far behind"
    LACKING = "without the latest migrations"
    BREAKING_OFF = "breaking off reads"


@dataclass(eq=False, slots=True)
class Server:
    """One server: its settings, why it is left out, and the moments at which it is asked next."""

    name: str
    settings: Mapping[str, Any]
    fault: Fault | None = None
    due: float = 0.0


class Servers:
    """The servers of one process in the order in which they are preferred; any thread may ask.

    Of several, the last is the primary, the others its replicas. One alone is never left out.
    `returns` counts how often a server was taken in again.
    """

    def __init__(self, settings: Sequence[Mapping[str, Any]], most_behind: int | None) -> None:
        replicas = len(settings) - 1
        names = [f"replica {number} of {replicas}" for number in range(1, len(settings))]
        self.all = [
            Server(name, one) for name, one in zip([*names, "the primary"], settings, strict=True)
        ]
        self.most_behind = most_behind if replicas else None
        self.returns = 0
        self._lock = threading.Lock()
        # Processes that start together must not all begin with the same replica.
        self._turns = count(randrange(len(settings)))  # noqa: S311

    @property
    def primary(self) -> Server:
        """The server asked where no replica is fit, or the only one."""
        return self.all[-1]

    def fit(self) -> list[Server]:
        """Return the servers to try, in order: each replica in its turn, then the primary."""
        replicas = [server for server in self.all[:-1] if not server.fault]
        first = next(self._turns) % len(replicas) if replicas else 0
        primary = [] if self.primary.fault else [self.primary]
        return [*replicas[first:], *replicas[:first], *primary]

    def unfit(self) -> list[Server]:
        """Return the servers left out: those that are late, which still answer, go first."""
        late = [server for server in self.all if server.fault is Fault.BEHIND]
        return [*late, *(one for one in self.all if one.fault and one not in late)]

    def has_better(self, server: Server) -> bool:
        """Tell whether a server is left out while another is fit."""
        return bool(server.fault) and any(not other.fault for other in self.all)

    def leave_out(self, server: Server, fault: Fault) -> None:
        """Send nobody to a server until it was asked again."""
        if len(self.all) == 1:
            return
        with self._lock:
            new, server.fault = server.fault is not fault, fault
            server.due = time.monotonic() + SECONDS_LEFT_OUT
        if new:
            logger.warning("Readers leave out %s: it is %s", server.name, fault)

    def take_in(self, server: Server) -> None:
        """Send readers to a server that said it is fit."""
        with self._lock:
            back, server.fault = server.fault, None
            server.due = time.monotonic() + SECONDS_BELIEVED
            self.returns += bool(back)
        if back:
            logger.warning("Readers are sent to %s again", server.name)

    def to_be_asked(self, server: Server) -> bool:
        """Tell one caller, and no other for a while, that a server is to be asked how it is."""
        now = time.monotonic()
        if now < server.due:
            return False
        with self._lock:
            if now < server.due:
                return False
            server.due = now + (SECONDS_LEFT_OUT if server.fault else SECONDS_BELIEVED)
        return True
