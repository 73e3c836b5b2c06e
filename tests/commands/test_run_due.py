"""One command for the timer: each job when it is due, once, whatever became of the others."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.management import jobs
from claims.management.jobs import Job, Last

FRIDAY = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_ran() -> Iterator[None]:
    shutil.rmtree(jobs.folder(), ignore_errors=True)
    yield
    shutil.rmtree(jobs.folder(), ignore_errors=True)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run; those in `failing` fail."""
    found: list[str] = []

    def note(command: str, stdout: Any, stderr: Any) -> None:
        found.append(command)
        if command == "make_checkpoint":
            raise CommandError("no key\nto sign with")
        if command == "verify_record":
            raise ValueError("somebody's words")
        stdout.write(f"{command} was\ndone")

    monkeypatch.setattr(jobs, "call_command", note)
    return found


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("run_due", *arguments, stdout=out)
    return out.getvalue()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_each_job_runs_once_and_one_that_fails_stops_no_other(
    ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, FRIDAY)
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("run_due", stdout=out)
    assert str(error.value) == (
        "make_checkpoint: no key to sign with; "
        "verify_record: failed with ValueError; the log tells where"
    )
    assert "forget_sign_ins: forget_sign_ins was done\n" in out.getvalue()
    # Nobody set webhooks up; mail goes to the console here.
    assert ran == ["make_checkpoint", "forget_sign_ins", "send_digest", "verify_record"]
    ran.clear()
    assert run() == ""
    at(monkeypatch, FRIDAY + timedelta(hours=1, minutes=5))
    with pytest.raises(CommandError):
        run()
    assert ran == ["make_checkpoint", "send_digest", "verify_record"]


def test_a_job_that_another_process_runs_is_left_to_it(ran: list[str]) -> None:
    jobs.folder().mkdir()
    with (jobs.folder() / "forget_sign_ins.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError):
            run()
    assert "forget_sign_ins" not in ran


def test_two_runs_at_once_run_no_job_twice(
    ran: list[str], concurrently: Callable[..., list[Any]]
) -> None:
    concurrently(*[lambda: run()] * 4)
    assert sorted(ran) == ["forget_sign_ins", "make_checkpoint", "send_digest", "verify_record"]


def test_the_list_tells_when_and_how_it_ended(ran: list[str], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    before = run("--list").splitlines()
    assert [line.split()[0] for line in before] == [job.command for job in jobs.JOBS]
    assert "every time" in before[0]
    assert "not set up" in before[0]
    assert "every day from 00:00" in before[1]
    assert "not set up" in before[3]
    assert "every Sunday from 02:00" in before[4]
    assert "last done never" in before[1]
    with pytest.raises(CommandError):
        run()
    after = run("--list").splitlines()
    assert after[1].endswith("failed: no key to sign with")
    assert "waits" in after[2]
    assert "never" not in after[2]


def test_what_is_remembered_badly_is_told_in_one_line(ran: list[str]) -> None:
    jobs.folder().mkdir()
    (jobs.folder() / "forget_sign_ins.json").write_text("{")
    with pytest.raises(CommandError, match=r"forget_sign_ins.json is damaged; delete it"):
        run()
    assert ran == ["make_checkpoint", "send_digest", "verify_record"]


@pytest.mark.parametrize(
    ("hour", "days", "moment"),
    [
        (5, None, "2026-11-20T05:00"),
        (7, None, "2026-11-20T07:00"),
        (8, None, "2026-11-19T08:00"),
        (2, (6,), "2026-11-15T02:00"),
        (7, (4,), "2026-11-20T07:00"),
        (8, (4,), "2026-11-13T08:00"),
    ],
)
def test_hours_are_those_of_the_desk(settings: Any, hour: int, days: Any, moment: str) -> None:
    settings.DESK_TIME_ZONE = "Europe/Vilnius"
    job = Job("any", hour, *([days] if days else []))
    assert f"{job.last_moment(FRIDAY):%Y-%m-%dT%H:%M}" == moment


def test_a_clock_that_was_put_back_keeps_no_job_from_running() -> None:
    later = FRIDAY + timedelta(days=400)
    job = Job("any", 5)
    assert jobs.is_due(job, Last(succeeded=later, ended=later), FRIDAY)
    assert jobs.is_due(job, Last(ended=later, failed="x"), FRIDAY)
    assert not jobs.is_due(job, Last(succeeded=FRIDAY, ended=FRIDAY), FRIDAY)
