"""The search tables of the public record, made again from its releases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.record.rebuild import rebuild_search


class Command(BaseCommand):
    """Rebuild in one transaction; readers search the old words until it is done."""

    help = (
        "Make the words and the index by which the public searches again from the releases. Needed "
        "after an upgrade that says so, or where verify_record finds that search drifted. Nothing "
        "can be published while it runs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = rebuild_search()
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing was rebuilt: {reason}; run migrate?") from error
        self.stdout.write("searchable: " + ", ".join(f"{n} {name}" for name, n in counts.items()))
