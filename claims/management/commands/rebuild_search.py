"""The search tables of the record, from its releases, and those of the desk, made again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.desk import searching
from claims.record.rebuild import rebuild_search


class Command(BaseCommand):
    """Rebuild each in one transaction; the old words are searched until it is done."""

    help = (
        "Make the words and the indexes by which the public and the editors search again, from the "
        "releases and from the desk. Needed after an upgrade that says so, or where verify_record "
        "finds that search drifted. Nothing can be published or saved while it runs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts, of_desk = rebuild_search(), searching.rebuild()
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing was rebuilt: {reason}; run migrate?") from error
        self.stdout.write(f"searchable: {_told(counts)}; on the desk: {_told(of_desk)}")


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())
