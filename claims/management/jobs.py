"""The desk's scheduled jobs: which there are, when each is due, and how its last run ended."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from claims.management.commands.send_digest import NOWHERE
from claims.management.remembering import alone, recall, remember

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)
"""After which a job that failed is tried again; what runs every time is tried every time."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command that runs by itself: on days of the week, 0 is Monday, from an hour of the desk on.

    Without an hour it runs every time. `wanted` tells whether this desk is set up for it.
    """

    command: str
    hour: int | None = None
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    wanted: Callable[[], bool] = lambda: True

    def when(self) -> str:
        """Return in words when it runs."""
        if self.hour is None:
            return "every time"
        day = "day" if len(self.days) == 7 else f"{_DAYS[self.days[0]]}"
        return f"every {day} from {self.hour:02}:00"

    def last_moment(self, now: datetime) -> datetime:
        """Return the latest moment, not after `now`, at which it should have run."""
        if self.hour is None:
            return now
        local = now.astimezone(ZoneInfo(settings.DESK_TIME_ZONE))
        found = local.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        while found > local or found.weekday() not in self.days:
            found -= timedelta(days=1)
        return found


@dataclass(frozen=True, slots=True)
class Last:
    """How a job's last run ended; None for what never was."""

    succeeded: datetime | None = None
    ended: datetime | None = None
    failed: str = ""


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

JOBS = (
    Job("send_webhooks", wanted=lambda: bool(settings.WEBHOOK_URLS)),
    Job("make_checkpoint", hour=0),
    Job("forget_sign_ins", hour=1),
    Job("send_digest", hour=6, wanted=lambda: settings.EMAIL_BACKEND != NOWHERE),
    Job("verify_record", hour=2, days=(6,)),
)
"""In the order in which they run; what may take long comes last."""


def folder() -> Path:
    """Return where the ends of runs are kept."""
    return Path(settings.DATA_DIR) / "jobs"


def last_of(job: Job) -> Last:
    """Return how a job's last run ended; CommandError where the file of it is damaged."""
    told = recall(_file(job))
    succeeded, ended = (
        datetime.fromisoformat(told[name]) if told.get(name) else None
        for name in ("succeeded", "ended")
    )
    return Last(succeeded, ended, str(told.get("failed", "")))


def is_due(job: Job, last: Last, now: datetime) -> bool:
    """Tell whether a job that is wanted has to run; a clock that was put back delays nothing."""
    if last.succeeded and job.last_moment(now) <= last.succeeded <= now:
        return False
    if job.hour is None or not last.failed or last.ended is None:
        return True
    return not now - AGAIN_AFTER < last.ended <= now


def run_due() -> Iterator[tuple[str, str, bool]]:
    """Run each job that is due, and yield its command, what it said on one line, and if it is done.

    One that another process is running is left to it. Whatever a job does, the next has its turn.
    """
    for job in JOBS:
        if not job.wanted():
            continue
        with alone(folder() / f"{job.command}.lock") as mine:
            if mine and (ran := _run_if_due(job)):
                yield (job.command, *ran)


def _run_if_due(job: Job) -> tuple[str, bool] | None:
    try:
        last = last_of(job)
        if not is_due(job, last, timezone.now()):
            return None
        said, done = _run(job)
        ended = timezone.now().isoformat()
        succeeded = ended if done else last.succeeded and last.succeeded.isoformat()
        failed = "" if done else said
        remember(_file(job), {"succeeded": succeeded, "ended": ended, "failed": failed})
    except (CommandError, OSError) as error:
        return _one_line(str(error)), False
    return said, done


def _run(job: Job) -> tuple[str, bool]:
    out = StringIO()
    try:
        call_command(job.command, stdout=out, stderr=out)
    except CommandError as error:
        return _one_line(str(error)), False
    except Exception as error:
        logger.exception("Job %s failed", job.command)
        return f"failed with {type(error).__name__}; the log tells where", False
    return _one_line(out.getvalue()) or "done", True


def _file(job: Job) -> Path:
    return folder() / f"{job.command}.json"


def _one_line(text: str) -> str:
    return " ".join(text.split())
