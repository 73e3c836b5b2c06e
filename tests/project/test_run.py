"""The test run's own bookkeeping: what it counts, what it leaves out, when it fails."""

from pathlib import Path

import pytest

from tests import ordering, postgresql, run
from tests.run import Outcome

RESULTS = """<testsuites><testsuite errors="1" failures="2" skipped="3" tests="10"/></testsuites>"""


def test_errors_count_as_failures(tmp_path):
    file = tmp_path / "results.xml"
    file.write_text(RESULTS)
    assert run.counts(file) == (4, 3, 3)


def test_the_total_over_both_databases_is_the_last_line(capsys):
    run.report(
        Outcome(passed=7, failed=1, left_out=["browser tests: no Chromium"]), with_tests=True
    )
    lines = capsys.readouterr().out.splitlines()
    assert "left out: browser tests: no Chromium" in lines
    assert lines[-1] == "7 passed, 1 failed"


def test_a_suite_that_ends_before_any_result_is_a_failure(tmp_path):
    outcome = Outcome()
    run.suite(outcome, "SQLite", "", ["--no-such-option"], tmp_path)
    assert outcome.failed_steps == ["tests on SQLite"]
    assert outcome.failed == 1


def test_every_check_runs_to_its_end_and_what_each_says_stands_together(monkeypatch, capsys):
    wrong = ["sh", "-c", "echo one; sleep 0.2; echo two >&2; exit 1"]
    monkeypatch.setattr(run, "LINT", {"first": wrong, "second": ["echo", "fine"]})
    outcome = Outcome()
    run.lint(outcome)
    assert outcome.failed_steps == ["first"]
    assert capsys.readouterr().out == "--- first\none\ntwo\n--- second\nfine\n"


def test_the_files_that_are_said_to_take_longer_are_there():
    there = [run.ROOT / "tests" / name for name in ordering.LONGER]
    assert [file for file in there if not file.is_file()] == []


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_what_is_left_out_fails_only_where_all_is_required(monkeypatch, required, code):
    monkeypatch.setenv("REQUIRE_ALL", required)
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.setattr(run, "lint", lambda outcome: None)
    monkeypatch.setattr(run, "suite", lambda *given: None)
    monkeypatch.setattr(run, "binaries", lambda: None)
    assert run.main([]) == code


def test_a_server_that_cannot_start_says_why_in_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    program = tmp_path / "initdb"
    program.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n")
    program.chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(postgresql, "roomy_folder", lambda: tmp_path)
    monkeypatch.setattr(postgresql, "unprivileged", dict)
    with (
        pytest.raises(postgresql.NoServer, match="initdb failed: no room left"),
        postgresql.throwaway_server(tmp_path),
    ):
        pass
    assert list(tmp_path.iterdir()) == [program]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["lint", "SQLite -m not replicas", "PostgreSQL"]),
        (["lint"], ["lint"]),
        (["sqlite", "-x"], ["SQLite -x"]),
        (["--require-all", "postgresql", "tests/text"], ["PostgreSQL tests/text"]),
        (
            ["tests/text"],
            ["lint", "SQLite tests/text -m not replicas", "PostgreSQL tests/text"],
        ),
    ],
)
def test_parts_of_the_run_can_be_asked_for_alone(monkeypatch, arguments, expected):
    done: list[str] = []

    def suite(outcome: Outcome, name: str, url: str, rest: list[str], scratch: object) -> None:
        done.append(" ".join([name, *rest]))

    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://nobody@nowhere/none")
    monkeypatch.setattr(run, "lint", lambda outcome: done.append("lint"))
    monkeypatch.setattr(run, "suite", suite)
    monkeypatch.setattr(run, "chromium_path", lambda: "chromium")
    monkeypatch.setattr(run, "binaries", lambda: Path("/usr/bin"))
    assert run.main(arguments) == 0
    assert done == expected
