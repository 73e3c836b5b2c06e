"""Everything that can be proved about desk and record, proved again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.ledger.checkpoints import CheckpointError
from claims.management import proving, signed


class Command(BaseCommand):
    """Exit code 0 when all proves; else name the first bad item on one line and exit with 1."""

    help = (
        "Prove again that every guard stands in the database and no other trigger on its tables, "
        "that the audit and the releases are unbroken chains that agree with the checkpoints in "
        "DATA_DIR/checkpoints, that every quote stands in its captured text, that decisions, "
        "versions, captures and releases are as the audit tells them, that the read tables are "
        "what the releases give, and that search finds things by the words they have. Names the "
        "first bad item on standard error and exits with 1. Whoever rewrote a chain may have taken "
        "this desk's checkpoints away as well: name those kept elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="more checkpoints that the chains must agree with, one a line, or what "
            "/api/v1/checkpoint answered; may be given again",
        )
        parser.add_argument(
            "--public-key",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="public keys in PEM that may have signed them, in place of this desk's own",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = signed.given(options["checkpoint"], options["public_key"])
            # What was copied away and named here is kept here as well.
            found = list(dict.fromkeys([*found, *signed.kept(options["public_key"])]))
            if fault := proving.first_fault(found):
                raise CommandError(fault)
            account = proving.account(found)
        except CheckpointError as error:
            raise CommandError(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is proved: {reason}; run migrate?") from error
        self.stdout.write(account)
