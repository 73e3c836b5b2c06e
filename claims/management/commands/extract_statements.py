"""Attributed statements of article texts, as JSON lines, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.lines import UnreadableInput, statement_lines


class Command(BaseCommand):
    """Print what `import_article` would find; nothing is stored."""

    help = (
        "Find who said what in article texts. Prints one JSON line per document: "
        '{"doc_id", "statements": [{"content_start", "content_end", "speaker", ...}]}. '
        "Offsets count Unicode code points. Needs no database and stores nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            type=Path,
            help=(
                'a plain text in UTF-8, or a .jsonl file with one {"doc_id", "text"} per line, '
                "which gives one line out for each line in"
            ),
        )
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help="read every FILE as JSON lines, whatever its name",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                for line in statement_lines(path, jsonl=options["jsonl"]):
                    self.stdout.write(line)
            except UnreadableInput as error:
                raise CommandError(str(error)) from error
