"""The whole test run: `python -m tests.run [PART] [--require-all] [pytest arguments]`.

Checks style, types, layers and migrations, then runs the suite on SQLite and again on PostgreSQL:
on TEST_POSTGRES_URL where it is given, else on a throwaway server. Tests of replicas, which start
servers of their own, run in the second of these alone. PART is `lint`, `sqlite` or
`postgresql` and runs that alone. What this machine has no means for is left out and said at the
end; with --require-all or REQUIRE_ALL=1 that is a failure.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import tests.environment  # noqa: F401 - the tools run in the environment of the tests
from tests.chromium import chromium_path
from tests.postgresql import NoServer, binaries, roomy_folder, throwaway_server

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent

COMPILING_ANEW = ("PYTHONDONTWRITEBYTECODE",)
PARTS = ("lint", "sqlite", "postgresql")
LINT: dict[str, list[str | Path]] = {
    # The longest first: the others run beside it.
    "mypy": [TOOLS / "mypy"],
    "ruff check": [TOOLS / "ruff", "check", "."],
    "ruff format": [TOOLS / "ruff", "format", "--check", "."],
    "bandit": [
        *(TOOLS / "bandit", "-q", "-r", "-c", "pyproject.toml", "--severity-level", "medium"),
        *("claims", "project", "manage.py"),
    ],
    "import-linter": [TOOLS / "lint-imports", "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}


@dataclass
class Outcome:
    """What the run has found so far."""

    failed_steps: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    suites: list[str] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def main(arguments: list[str]) -> int:
    """Run everything asked for; 0 only when nothing failed and nothing required was left out."""
    require_all = "--require-all" in arguments or os.environ.get("REQUIRE_ALL", "") not in ("", "0")
    rest = [word for word in arguments if word != "--require-all"]
    parts = PARTS if rest[:1] not in ([part] for part in PARTS) else (rest.pop(0),)
    outcome = Outcome()
    if "lint" in parts:
        lint(outcome)
    without = impossible(outcome) if parts != ("lint",) else set()
    with tempfile.TemporaryDirectory(prefix="onrecord-run-", dir=roomy_folder()) as scratch:
        # Servers that tests start within it are another user's.
        Path(scratch).chmod(0o711)
        if "sqlite" in parts:
            # Whatever the suite runs on, these have the same databases of their own.
            again = {"replicas"} if "postgresql" in parts else set()
            suite(outcome, "SQLite", "", rest + marked(without | again), Path(scratch))
        if "postgresql" in parts:
            suite_on_postgresql(outcome, rest + marked(without), Path(scratch))
    report(outcome, with_tests=parts != ("lint",))
    return 1 if outcome.failed_steps or (require_all and outcome.left_out) else 0


def lint(outcome: Outcome) -> None:
    """Run every checking tool, each to its end, so that one run shows everything wrong.

    As many at a time as there are cores; what each says is printed in one piece.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as side_by_side:
        for name, done in zip(LINT, side_by_side.map(_checked, LINT.values()), strict=True):
            print(f"--- {name}\n{done.stdout}", end="", flush=True)
            if done.returncode:
                outcome.failed_steps.append(name)


def _checked(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=with_database(""),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def with_database(url: str) -> dict[str, str]:
    """This process's environment with `url` as its database; without one it is SQLite.

    What is compiled is kept: hundreds of processes import the same modules.
    """
    kept = {name: value for name, value in os.environ.items() if name not in COMPILING_ANEW}
    return {**kept, "DATABASE_URL": url}


def impossible(outcome: Outcome) -> set[str]:
    """The marks of the tests for which this machine has no programs; the outcome tells of them."""
    marks = set()
    if not chromium_path():
        outcome.left_out.append("browser tests: no Chromium found on PATH")
        marks.add("browser")
    if not binaries():
        outcome.left_out.append("tests of replicas: no PostgreSQL server programs found")
        marks.add("replicas")
    return marks


def marked(without: set[str]) -> list[str]:
    """The pytest arguments that leave out the tests with any of these marks."""
    return ["-m", " and ".join(f"not {mark}" for mark in sorted(without))] if without else []


def suite_on_postgresql(outcome: Outcome, arguments: list[str], scratch: Path) -> None:
    """Run the suite on the PostgreSQL named in TEST_POSTGRES_URL, or on a throwaway server."""
    with ExitStack() as stack:
        url = os.environ.get("TEST_POSTGRES_URL", "")
        if not url:
            programs = binaries()
            if not programs:
                outcome.left_out.append("PostgreSQL tests: no server binaries found")
                return
            try:
                url = stack.enter_context(throwaway_server(programs))
            except NoServer as reason:
                outcome.left_out.append(f"PostgreSQL tests: {reason}")
                return
        suite(outcome, "PostgreSQL", url, arguments, scratch)


def suite(outcome: Outcome, name: str, url: str, arguments: list[str], scratch: Path) -> None:
    """Run pytest once, in a process more than there are cores, and add its counts to the outcome.

    Each process has a database of its own; the tests of one file run in one process, and the
    files are begun in the order of `tests/ordering.py`.
    """
    print(f"--- tests on {name}", flush=True)
    results = scratch / f"{name}.xml"
    # A third of the time a process waits for the disk or a browser: one more makes use of that.
    workers = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={results}", *workers, *arguments]
    began = time.monotonic()
    # Databases of SQLite, captures and browsers' profiles stand beside the results.
    environment = {**with_database(url), "TMPDIR": str(scratch)}
    code = subprocess.run(command, cwd=ROOT, env=environment).returncode
    seconds = round(time.monotonic() - began)
    if code:
        outcome.failed_steps.append(f"tests on {name}")
    if not results.exists():
        outcome.suites.append(f"tests on {name}: pytest ended with code {code} before any result")
        outcome.failed += 1
        return
    passed, failed, skipped = counts(results)
    outcome.suites.append(
        f"tests on {name}: {passed} passed, {failed} failed, {skipped} skipped in {seconds} s"
    )
    outcome.passed += passed
    outcome.failed += failed
    outcome.skipped += skipped


def counts(results: Path) -> tuple[int, int, int]:
    """Passed, failed (errors among them) and skipped tests of a JUnit file."""
    tests = failed = skipped = 0
    for group in ElementTree.parse(results).getroot().iter("testsuite"):  # noqa: S314
        tests += int(group.get("tests", 0))
        failed += int(group.get("failures", 0)) + int(group.get("errors", 0))
        skipped += int(group.get("skipped", 0))
    return max(tests - failed - skipped, 0), failed, skipped


def report(outcome: Outcome, with_tests: bool) -> None:
    """Say what failed, what was left out and how many tests passed; the total is the last line."""
    print("---")
    for step in outcome.failed_steps:
        print(f"failed: {step}")
    for reason in outcome.left_out:
        print(f"left out: {reason}")
    for line in outcome.suites:
        print(line)
    if with_tests:
        total = f"{outcome.passed} passed, {outcome.failed} failed"
        print(f"{total}, {outcome.skipped} skipped" if outcome.skipped else total)


def _end_in_order(number: int, frame: object) -> NoReturn:
    # Leaves every `with` block on the way out, so that no server or folder is left behind.
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end_in_order)
    signal.signal(signal.SIGHUP, _end_in_order)
    sys.exit(main(sys.argv[1:]))
