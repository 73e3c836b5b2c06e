"""The read tables of the public record, made again from its releases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.record.rebuild import rebuild


class Command(BaseCommand):
    """Rebuild in one transaction; readers see the old rows until it is done."""

    help = (
        "Make the read tables of the public record again from its releases, byte for byte. Needed "
        "after a change of SITE_URL, after an upgrade that says so, or where verify_record finds "
        "that they drifted. Nothing can be published while it runs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = rebuild()
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing was rebuilt: {reason}; run migrate?") from error
        self.stdout.write("rebuilt: " + ", ".join(f"{n} {name}" for name, n in counts.items()))
