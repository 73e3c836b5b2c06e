"""Other programs told of what was released."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims.management import webhooks
from claims.management.remembering import alone


class Command(BaseCommand):
    """Exit code 0 when every address took what there was; 1 where one did not."""

    help = (
        "Send each release that they have not taken yet to the addresses in WEBHOOK_URLS, signed "
        "with WEBHOOK_SECRET, in order, at least once. An address begins with the releases after "
        "the first run of this command. Who does not answer is asked again later, for three days. "
        "run_due calls this."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with alone(webhooks.folder() / "lock") as mine:
                if not mine:
                    self.stdout.write("another run is sending")
                    return
                told = list(webhooks.deliver())
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is sent: {reason}; run migrate?") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"sent: {sum(one.taken for one in told)}")
        if refused := [f"{one.host}: {one.refused}" for one in told if one.refused]:
            raise CommandError(f"not taken by {'; '.join(refused)}")
