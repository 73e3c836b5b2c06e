"""How far a long command is, told now and then on one line."""

import time
from collections.abc import Callable

SECONDS_BETWEEN = 2.0


class Progress:
    """Tells how many things were done, how fast and how much is left, at most every two seconds.

    `tell` writes a line. The rate is that of this run alone.
    """

    def __init__(self, tell: Callable[[str], object], things: str) -> None:
        self._tell, self._things = tell, things
        self._began = self._told = time.monotonic()

    def at(self, done: int, share: float, more: str = "") -> None:
        """Say, where it is time, that so many things are done, and what share of all that is."""
        now = time.monotonic()
        if now - self._told >= SECONDS_BETWEEN:
            self._told = now
            rate = done / (now - self._began)
            self._tell(f"{min(share, 1):.0%}, {done:,} {self._things}{more}, {rate:,.1f}/s")
