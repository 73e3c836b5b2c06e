"""The one command that a timer calls: it runs what is due."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.management import jobs


class Command(BaseCommand):
    """Exit code 0 when all that was due is done; 1 where a job failed, after the others ran."""

    help = (
        "Run the scheduled jobs that are due; call it every five minutes, on one machine. What "
        "ran, and how it ended, is kept in DATA_DIR/jobs. A job that failed is tried again after "
        "an hour. Two of these at once never run one job twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--list", action="store_true", help="print the jobs and their last runs, run nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
            return
        failed = []
        for command, said, done in jobs.run_due():
            if done:
                self.stdout.write(f"{command}: {said}")
            else:
                failed.append(f"{command}: {said}")
        if failed:
            raise CommandError("; ".join(failed))

    def _list(self) -> None:
        for job in jobs.JOBS:
            last = jobs.last_of(job)
            if not job.wanted():
                state = "not set up"
            elif jobs.is_due(job, last, timezone.now()):
                state = "due"
            else:
                state = "waits"
            done = f"{last.succeeded:%Y-%m-%d %H:%M} UTC" if last.succeeded else "never"
            failed = f"; failed: {last.failed}" if last.failed else ""
            self.stdout.write(
                f"{job.command:<16} {job.when():<27} {state:<11} last done {done}{failed}"
            )
