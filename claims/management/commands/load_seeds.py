"""The seed data set and the demo accounts, onto a local desk."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.management.seeding.dataset import SeedFault
from claims.management.seeding.loading import load
from claims.workflow import WorkflowError


class Command(BaseCommand):
    """Load the seeds once; every later run changes nothing."""

    help = (
        "Load the seed data set as the demo accounts contributor, reviewer, publisher and admin "
        "would have worked on it, all or nothing; there is an auditor too. Their password is "
        "DEMO_PASSWORD, or one of their own that is printed once. A second run changes nothing. "
        "Refused in production."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("seeds and demo accounts are for local desks, not for production")
        try:
            load(Path(settings.BASE_DIR) / "seeds", settings.DEMO_PASSWORD, self.stdout.write)
        except (SeedFault, WorkflowError) as error:
            raise CommandError(f"the seeds were not loaded: {error}") from error
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"the seeds were not loaded: {reason}; run migrate?") from error
