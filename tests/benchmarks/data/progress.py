"""How far a load has come, on standard error."""

import sys
import time


class Progress:
    """Says how many of `total` are done, and how many a second, at most once in two seconds."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.began = self.said = time.monotonic()

    def add(self, number: int) -> None:
        """Count so many more, and say so when it is time or all are done."""
        self.done += number
        now = time.monotonic()
        if now - self.said < 2 and self.done < self.total:
            return
        self.said = now
        rate = self.done / max(now - self.began, 0.001)
        print(f"{self.what}: {self.done:,} of {self.total:,}, {rate:,.0f}/s", file=sys.stderr)
