"""The whole database in one file, proved."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims.ledger.checkpoints import CheckpointError
from claims.management.backing_up import BackupRefused, back_up


class Command(BaseCommand):
    """Exit code 0 when FILE is a proved backup; else there is no FILE."""

    help = (
        "Write a copy of the whole database to FILE, which must not be there yet, while work goes "
        "on; prove it by opening it, and give it its name once it is. It holds drafts and "
        "accounts: keep it as secret as the database. It does not hold SECRET_KEY nor the key that "
        "signs checkpoints: keep those elsewhere. On PostgreSQL pg_dump and pg_restore are needed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--drill",
            action="store_true",
            help="also load it into a scratch database, which is dropped afterwards; on PostgreSQL "
            "the role needs CREATEDB",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            manifest = back_up(file, drill=options["drill"])
        except (BackupRefused, CheckpointError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror or error}") from error
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"no backup was made: {reason}; run migrate?") from error
        head = manifest.heads["releases"]
        self.stdout.write(
            f"backed up: {manifest.rows['releases']} releases, {manifest.rows['audit']} audit "
            f"entries, {manifest.size} bytes; head {head['sequence']} {head['hash']}"
        )
