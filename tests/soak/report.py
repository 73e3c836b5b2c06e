"""docs/soak.md: what every part found when it ran last, of which date, on which machine."""

import json
import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, KEPT = DOCS / "soak.md", DOCS / "soak.json"

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

HEADINGS = {
    "kills": "Killed with -9 at random moments",
    "races": "Several at once",
    "away": "The database is away or full",
    "drill": "Restore drill",
    "upgrade": "Databases of earlier versions",
    "load": "Readers while an editor saves",
    "slow": "Slow readers",
}

PREFACE = """# Soak

What `make soak` found: the tests of `tests/faults` at full size, and what only full size shows.
Each part is repeated by `python -m tests.soak PART`; this page is written from `soak.json`, which
keeps the last run of every part. Times depend on the machine, faults do not: there must be none.
"""


def keep(part: str, engine: str, found: dict[str, Any]) -> None:
    """Keep what a part found in place of its last run, and write the page anew."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    now = datetime.now(UTC).strftime("%Y-%m-%d")
    kept.setdefault(part, {})[engine] = {"date": now, "machine": _machine(), **found}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(_page(kept), "utf-8")


def _page(kept: dict[str, dict[str, Any]]) -> str:
    lines = [PREFACE]
    for part, heading in HEADINGS.items():
        for engine, found in sorted(kept.get(part, {}).items(), reverse=True):
            lines += [f"## {heading}: {ENGINES[engine]}", ""]
            lines += [f"{found['date']}; {found['machine']}; {found['database']}.", ""]
            lines += ["| what | found |", "|---|---|"]
            lines += [f"| {what} | {said} |" for what, said in found["rows"]]
            lines += ["", *(f"- **fault**: {fault}" for fault in found["faults"])]
            lines += [] if found["faults"] else ["No faults.", ""]
    return "\n".join(lines).rstrip() + "\n"


def database(connection: Any) -> str:
    """The database and its version, in words."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    version = connection.pg_version
    return f"PostgreSQL {version // 10000}.{version % 10000}"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
