"""A run's figures as JSON, and as a page that is made of nothing else."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from django.db import connection

from tests.benchmarks.peers import installing
from tests.benchmarks.peers.clients import client
from tests.benchmarks.peers.comparing import ANSWERED_WITHIN
from tests.benchmarks.peers.contenders import EVERYBODY

FOLDER = installing.ROOT / "docs" / "benchmarks"
OF_OURS = ("Django", "djangorestframework", "granian", "psycopg")
OF_PEERS = [
    "fastapi", "uvicorn", "uvloop", "httptools", "psycopg", "psycopg-pool", "django",
    "djangorestframework", "granian", "datasette",
]  # fmt: skip
WITHOUT_HTTP = {
    "raw": "the stored bodies, read in one loop without HTTP: the limit of a process",
    "raws": "the same in as many loops as the others have workers",
}


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "database": _database(),
        "client": client(),
        "ours": {name: metadata.version(name) for name in OF_OURS},
    }


def today() -> str:
    """Return the date, in UTC."""
    return f"{datetime.now(UTC):%Y-%m-%d}"


def written(told: Mapping[str, Any], folder: Path = FOLDER) -> Path:
    """Write a run's figures as `DATABASE-CLAIMS.json` and `.md`; return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{told['database']}-{told['claims']}.md"
    page.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    page.write_text("\n".join([*_page(told), ""]), "utf-8")
    return page


def _page(told: Mapping[str, Any]) -> Iterator[str]:
    here = told["machine"]
    yield f"# {told['claims']:,} claims on {here['database']}"
    yield ""
    yield (
        f"Taken on {told['date']} by `python -m tests.benchmarks.peers`: {told['rounds']} "
        f"interleaved rounds of {told['seconds']:g} s, {told['connections']} connections, "
        f"{told['workers']} worker(s) of {told['threads']} threads each; the client was "
        f"{here['client']}. "
        f"{here['processor']}, {here['cores']} cores, {here['memory_gib']} GiB, {here['system']}, "
        f"Python {here['python']}. What is measured and what each contender is: "
        "[performance](../performance.md)."
    )
    yield ""
    yield from _goals(told["goals"])
    for question, title in told["questions"].items():
        if question in told["results"]:
            yield from _question(title, told["results"][question], told["silent"][question])
    yield "## What each sends"
    yield ""
    gives = {one.name: one.gives for one in EVERYBODY} | WITHOUT_HTTP
    shown = {name for results in told["results"].values() for name in results}
    yield from (f"- {name}: {gives[name]}" for name in gives if name in shown)
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in here["ours"].items())
    theirs = ", ".join(f"{name} {version}" for name, version in told["peers"].items())
    yield f"Ours: {versions}. Peers: {theirs}."


def _goals(judged: list[dict[str, Any]]) -> Iterator[str]:
    yield "| goal | wanted | found | |"
    yield "|---|---|---|---|"
    for one in judged:
        met = "met" if one["met"] else "**not met**"
        yield f"| {one['goal']} | {one['wanted']} | {one['found']:.2f} | {met} |"
    yield ""


def _question(
    title: str, results: Mapping[str, Mapping[str, float]], silent: Sequence[str]
) -> Iterator[str]:
    yield f"## {title[0].upper()}{title[1:]}"
    yield ""
    yield "| | answers a second (least to most) | ours to it | p50 ms | p99 ms | bytes |"
    yield "|---|---|---|---|---|---|"
    for name, one in results.items():
        ratio = "" if name == "ours" else _spread(one, "ours_to_it", 2)
        size = f"{one['bytes_each']:,.0f}" if one["bytes_each"] else ""
        times = f"{one['p50']:.2f} | {one['p99']:.2f}"
        yield f"| {name} | {_spread(one, 'rate', 0)} | {ratio} | {times} | {size} |"
    for name in silent:
        yield f"| {name} | none within {ANSWERED_WITHIN} s | | | | |"
    yield ""


def _spread(one: Mapping[str, float], name: str, places: int) -> str:
    median, least, most = one[name], one[f"{name}_least"], one[f"{name}_most"]
    return f"{median:,.{places}f} ({least:,.{places}f} to {most:,.{places}f})"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.machine()


def _database() -> str:
    question = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}
    with connection.cursor() as cursor:
        cursor.execute(question[connection.vendor])
        version = str(cursor.fetchone()[0]).split()[0]
    return f"{connection.display_name} {version}"


def load() -> str:
    """Return what else this machine does just now, as `uptime` tells it."""
    try:
        return subprocess.run(["uptime"], capture_output=True, text=True).stdout.strip()
    except OSError:
        return sys.platform
