"""How far a load has come, on standard error."""

import sys
import time
from threading import Lock


class Progress:
    """Says how many of `total` are done, how many a second and how long the rest takes at that
    rate, at most once in two seconds."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.began = self.said = time.monotonic()
        self._lock = Lock()

    def add(self, number: int) -> None:
        """Count so many more, and say so when it is time or all are done; from any thread."""
        with self._lock:
            self.done += number
            now = time.monotonic()
            if now - self.said < 2 and self.done < self.total:
                return
            self.said = now
            print(self._line(now), file=sys.stderr, flush=True)

    def _line(self, now: float) -> str:
        rate = self.done / max(now - self.began, 0.001)
        left = (self.total - self.done) / rate
        said = f"{self.what}: {self.done:,} of {self.total:,}, {rate:,.0f}/s"
        return said + (f", {int(left // 60)}:{int(left % 60):02} left" if left else "")
