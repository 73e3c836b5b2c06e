"""A burst of readers while one editor publishes: `python -m tests.benchmarks.burst`.

Serves the record of DATABASE_URL as the image does and asks it, over many connections, for a mix
of what readers ask for: first with nobody at the desk, then while a separate process publishes
claims through the workflow. Prints the spread of times, the memory of each worker and what a
publication costs, and writes docs/benchmarks/burst-DATABASE-CLAIMS.md and .json. Exit code 1 where
anything was answered with an error.

What the editor publishes stays in the record: made claims can no longer be added to it afterwards.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARES = {
    "detail": 35, "page": 20, "list": 10, "unchanged": 10, "frequent": 5, "rare": 5, "verdict": 5,
    "speaker": 5, "feed": 5,
}  # fmt: skip
"""What readers ask for, in per cent; names are those of the questions to peers, page and feed."""


def main(arguments: list[str]) -> int:
    """Measure, print, write and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.burst",
        description="Measure a burst of readers while an editor publishes.",
    )
    parser.add_argument("--claims", type=int, default=0, help="how many the record has at least")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4, help="of each worker")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each of the two bursts")
    parser.add_argument("--print", action="store_true", help="write nothing under docs")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    told = _measured(asked)
    lines = list(_lines(told))
    print("\n".join(lines))
    if not asked.print:
        _write(told, lines)
    return 1 if any(told[burst]["errors"] for burst in ("alone", "beside")) else 0


def _measured(asked: argparse.Namespace) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from claims.record.models import PublishedClaim
    from tests.benchmarks.data.loading import load
    from tests.benchmarks.peers import clients, report, servers

    if asked.claims:
        load(asked.claims, workers=os.cpu_count() or 1)
    call_command("collectstatic", interactive=False, verbosity=0)
    asks = _mixed()
    claims = asked.claims or PublishedClaim.objects.count()
    server = servers.ours(asked.workers, asked.threads)
    with servers.running([server]) as started:
        clients.measure(server.port, asks, 2, asked.connections)
        memory = _memory(started["ours"])
        alone = clients.measure(server.port, asks, asked.seconds, asked.connections)
        quiet = _edited(asked.seconds)
        with _editor(asked.seconds) as editor:
            beside = clients.measure(server.port, asks, asked.seconds, asked.connections)
            during = json.loads(editor.communicate()[0])
        afterwards = _memory(started["ours"])
    return {
        "date": report.today(),
        "machine": report.machine(),
        "database": connection.vendor,
        "claims": claims,
        "connections": asked.connections,
        "workers": asked.workers,
        "threads": asked.threads,
        "seconds": asked.seconds,
        "alone": {**asdict(alone), "rate": alone.rate},
        "beside": {**asdict(beside), "rate": beside.rate},
        "memory_before": memory,
        "memory_after": afterwards,
        "editing_quiet": quiet,
        "editing_during": {name: _spread(times) for name, times in during.items()},
    }


def _mixed() -> list[Any]:
    """Return the requests in the shares of `SHARES`, evenly mixed."""
    from claims.record import reading
    from claims.record.addresses import claim_path
    from tests.benchmarks.peers.contenders import Ask, Ours
    from tests.benchmarks.peers.questions import questions

    ours = Ours()
    asked = {one.name: ours.asks(one) for one in questions() if one.name in SHARES}
    ids = [ask.path.rpartition("/")[2] for ask in asked["detail"]]
    found = (reading.claim(id) for id in ids[:200])
    pages = [claim_path(one.public_id, one.title) for one in found if one is not None]
    asked["page"] = [Ask(path) for path in ("/", *pages)]
    asked["feed"] = [Ask("/feeds/claims.atom"), Ask("/feeds/corrections.atom")]
    mixed = []
    for number in range(2_000):
        # Golden steps, so that kinds follow one another evenly and in the same order each time.
        at = (number * 61.803_398_875) % 100
        for name, share in SHARES.items():
            if at < share:
                mixed.append(asked[name][number % len(asked[name])])
                break
            at -= share
    return mixed


def _edited(seconds: float) -> dict[str, dict[str, float]]:
    """Return what publishing costs while nobody reads."""
    with _editor(seconds, "--most=20") as editor:
        told = json.loads(editor.communicate()[0])
    return {name: _spread(times) for name, times in told.items()}


def _editor(seconds: float, *further: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.benchmarks.editor", f"--seconds={seconds}", *further]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times) or [float("nan")]
    return {
        "count": len(times),
        "median": round(statistics.median(ordered), 1),
        "p90": round(ordered[int(0.9 * len(ordered))], 1),
        "most": round(ordered[-1], 1),
    }


def _memory(server: int) -> dict[str, float]:
    """Return the MiB that each process of a server holds, its workers' after its own."""
    found = {}
    for number, process in enumerate([server, *sorted(_children(server))]):
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
        held = next(line for line in lines if line.startswith("VmRSS:")).split()[1]
        found["server" if number == 0 else f"worker {number}"] = round(int(held) / 1024, 1)
    return found


def _children(parent: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[1]) == parent:
            yield int(folder.name)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    here = told["machine"]
    yield f"# A burst of readers: {told['claims']:,} claims on {here['database']}"
    yield ""
    yield (
        f"Taken on {told['date']} by `python -m tests.benchmarks.burst`: {told['connections']} "
        f"connections for {told['seconds']:g} s, {told['workers']} worker(s) of "
        f"{told['threads']} threads, asked by {here['client']}; {here['cores']} cores, "
        f"{here['memory_gib']} GiB, Python {here['python']}."
    )
    yield ""
    yield "| | answers a second | p50 ms | p90 ms | p99 ms | longest ms | errors |"
    yield "|---|---|---|---|---|---|---|"
    for name, title in (("alone", "readers alone"), ("beside", "while an editor publishes")):
        one = told[name]
        times = " | ".join(f"{one[key]:,.1f}" for key in ("p50", "p90", "p99", "most"))
        yield f"| {title} | {one['rate']:,.0f} | {times} | {one['errors']} |"
    yield ""
    yield "| | MiB before | MiB after |"
    yield "|---|---|---|"
    for name, before in told["memory_before"].items():
        yield f"| {name} | {before:,.1f} | {told['memory_after'].get(name, 0):,.1f} |"
    yield ""
    yield "| | times | median ms | p90 ms | longest ms |"
    yield "|---|---|---|---|---|"
    for name, title in (("editing_quiet", "nobody reads"), ("editing_during", "in the burst")):
        for what, one in told[name].items():
            of = {"publication": "publish", "claim": "from draft to publication"}[what]
            times = f"{one['median']:,.1f} | {one['p90']:,.1f} | {one['most']:,.1f}"
            yield f"| {of}, {title} | {one['count']} | {times} |"
    yield ""
    shares = ", ".join(f"{share} % {name}" for name, share in SHARES.items())
    yield f"Readers ask for {shares}; the names are those of the questions to peers."


def _write(told: dict[str, Any], lines: list[str]) -> None:
    from tests.benchmarks.peers.report import FOLDER

    FOLDER.mkdir(parents=True, exist_ok=True)
    page = FOLDER / f"burst-{told['database']}-{told['claims']}.md"
    page.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    page.write_text("\n".join([*lines, ""]), "utf-8")
    print(f"written to {page.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
