"""Where the record and the audit stand, signed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.desk.checkpoints import AUDITED
from claims.ledger import checkpoints, keeping
from claims.ledger.checkpoints import Checkpoint, CheckpointError
from claims.record.checkpoints import RECORD


class Command(BaseCommand):
    """Exit code 0 when what there is was signed and kept; else nothing more was."""

    help = (
        "Sign where the releases and the audit stand, and keep both checkpoints in "
        "DATA_DIR/checkpoints; run it daily, and copy that folder to where this machine cannot "
        "write. After each release its checkpoint is made without this command. Refuses where a "
        "chain no longer holds what was signed before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--public-key",
            action="store_true",
            help="print the key to check with, sign nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["public_key"]:
                (key,) = keeping.own_keys().values()
                self.stdout.write(checkpoints.public_pem(key), ending="")
                return
            made = [RECORD.make(), AUDITED.make()]
        except CheckpointError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is signed: {reason}; run migrate?") from error
        self.stdout.write(f"signed: {', '.join(map(_told, filter(None, made))) or 'nothing yet'}")


def _told(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.chain} to sequence {checkpoint.sequence} {checkpoint.hash}"
