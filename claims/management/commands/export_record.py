"""The public record as files, with a manifest that proves them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.ledger.checkpoints import CheckpointError
from claims.management.exporting import FORMATS, ExportRefused, export


class Command(BaseCommand):
    """Exit code 0 when the folder holds the whole export; else it holds what it held before."""

    help = (
        "Write every current release to a folder: jsonl (each claim, speaker, source, publisher "
        "and topic as the API sends it, and every release as the chain has it), csv (tables for "
        "spreadsheets) or claimreview (one schema.org DataFeed). manifest.json tells the rows and "
        "sha256 of each file, the licence, and, signed, where the chain of releases stood; "
        "docs/verify_export.py proves them. The same record gives the same bytes. An earlier "
        "export in the folder is replaced; a folder with anything else in it is refused. One that "
        "was cut short is gone on with by the same command, where nothing was released since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--output", required=True, type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["output"]
        try:
            manifest = export(options["format"], path, self.stderr.write)
        except (ExportRefused, CheckpointError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror or error}") from error
        except OperationalError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"cut short: {reason}; run it again to go on") from error
        except ProgrammingError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing was exported: {reason}; run migrate?") from error
        told = ", ".join(f"{file['rows']} rows in {file['name']}" for file in manifest["files"])
        head = manifest["head"]
        self.stdout.write(f"exported: {told}; head {head['sequence']} {head['hash']}")
