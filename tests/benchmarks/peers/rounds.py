"""Measuring in turn: everybody in each round, each round in another order."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.peers import clients, comparing, loop, raw
from tests.benchmarks.peers.clients import Measured
from tests.benchmarks.peers.contenders import Ask
from tests.benchmarks.peers.installing import ROOT
from tests.benchmarks.peers.questions import Question

Run = Callable[[float], Measured]
"""Measures for about so many seconds."""

WARM_UP = 1.0
FOR_THE_SLOW = 20
"""Times as long is measured what answered nothing."""

EMPTIED_WITHIN = 600
"""Seconds that a server may take for what is still asked of it when nobody measures any more."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one contender did in every round of one question; the first is ours in `ratio_to`."""

    rounds: tuple[Measured, ...]

    @property
    def rate(self) -> float:
        """The median of answers a second."""
        return statistics.median(one.rate for one in self.rounds)

    def told(self, ours: "Figures | None") -> dict[str, float]:
        """Return the figures by name; `ours_to_it` is the median of the ratios round by round."""
        rates = [one.rate for one in self.rounds]
        told = {
            "rate": self.rate,
            "rate_least": min(rates),
            "rate_most": max(rates),
            **{
                name: statistics.median(getattr(one, name) for one in self.rounds)
                for name in ("p50", "p90", "p99")
            },
            "bytes_each": self.rounds[0].bytes / max(self.rounds[0].requests, 1),
        }
        if ours is not None:
            ratios = [
                one.rate / other.rate for one, other in zip(ours.rounds, self.rounds, strict=True)
            ]
            told["ours_to_it"] = statistics.median(ratios)
            told["ours_to_it_least"], told["ours_to_it_most"] = min(ratios), max(ratios)
        return {name: round(value, 3) for name, value in told.items()}


def over_http(port: int, asks: Sequence[Ask], connections: int) -> Run:
    """Return what measures a server, and leaves it with nothing more to do."""

    def run(seconds: float) -> Measured:
        found = clients.measure(port, asks, seconds, connections)
        # What waits there still, though nobody waits for it, is answered before this is.
        comparing.get(port, asks[0], within=EMPTIED_WITHIN)
        return found

    return run


def without_http(question: Question, vendor: str, database: str, processes: int) -> Run:
    """Return what measures loops over the stored bodies, each a process with its connection."""

    def run(seconds: float) -> Measured:
        job = raw.job(question, vendor, database, seconds)
        command = [sys.executable, "-m", loop.__name__]
        started = [
            subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for _ in range(processes)
        ]
        for process in started:
            assert process.stdin is not None
            process.stdin.write(job)
            process.stdin.close()
        told = [json.load(process.stdout) for process in started if process.stdout]
        if any(process.wait() for process in started):
            raise RuntimeError("the loop without HTTP ended with an error")
        times = [time for one in told for time in one["times"]]
        return clients.summed(times, max(one["seconds"] for one in told))

    return run


def interleaved(runs: dict[str, Run], *, rounds: int, seconds: float) -> dict[str, Figures]:
    """Return what each measured, round by round; before the first each is warmed up.

    Who answers nothing in `FOR_THE_SLOW` times as long is left out. Raises RuntimeError where
    anybody answered with an error.
    """
    names = list(runs)
    for name in names:
        runs[name](WARM_UP)
    measured: dict[str, list[Measured]] = {name: [] for name in names}
    for number in range(rounds):
        turned = number % len(names)
        for name in names[turned:] + names[:turned]:
            if name not in measured:
                continue
            found = _patiently(runs[name], seconds)
            if found.errors:
                raise RuntimeError(f"{name}: {found.errors} errors, {found.requests} answers")
            if found.requests:
                measured[name].append(found)
            else:
                del measured[name]
    return {name: Figures(tuple(found)) for name, found in measured.items()}


def _patiently(run: Run, seconds: float) -> Measured:
    found = run(seconds)
    return found if found.requests or found.errors else run(FOR_THE_SLOW * seconds)
