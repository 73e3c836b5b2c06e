"""A database from a backup, proved."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims.ledger.checkpoints import CheckpointError
from claims.management import signed
from claims.management.backing_up import BackupRefused, restore


class Command(BaseCommand):
    """Exit code 0 when the database is what the backup says and `verify_record` finds no fault."""

    help = (
        "Fill the database that DATABASE_URL names, which has to be empty, from a backup, and "
        "prove it as verify_record does. What does not prove, or contradicts what this desk signed "
        "up to where the backup ends, is refused, and the database stays empty. Stop the site "
        "first. SECRET_KEY and the key that signs checkpoints are not in a backup: set them as "
        "they were."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--migrate",
            action="store_true",
            help="bring the backup of an earlier version up to date once it is restored",
        )
        parser.add_argument(
            "--checkpoint",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="as of verify_record: checkpoints that what was restored must agree with",
        )
        parser.add_argument(
            "--public-key",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="as of verify_record: the keys that may have signed them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            elsewhere = signed.given(options["checkpoint"], options["public_key"])
            restored = restore(
                file, migrate=options["migrate"], elsewhere=elsewhere, say=self.stdout.write
            )
        except (BackupRefused, CheckpointError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror or error}") from error
        except DatabaseError as error:
            raise CommandError(f"nothing is restored: {' '.join(str(error).split())}") from error
        head = restored.manifest.heads["releases"]
        self.stdout.write(
            f"restored: the record of {restored.manifest.made_at}; "
            f"head {head['sequence']} {head['hash']}"
        )
        self.stdout.write(restored.account)
