"""Attributed statements of article texts, as JSON lines, without a database."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction import UnreadablePage, read_article, read_page
from claims.extraction.lines import UnreadableInput, document_lines, statement_line
from claims.extraction.reading.files import UnreadableArticle
from claims.management.article_files import read_article_file
from claims.management.output import print_utf8


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
                "a plain text in UTF-8 or saved HTML, read as import_article reads it, or a .jsonl "
                'file with one {"doc_id", "text"} per line, which gives one line out for each'
            ),
        )
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help="read every FILE as JSON lines, whatever its name",
        )

        parser.add_argument(
            "--encoding", default="", help="of texts and pages (default: as import_article)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        print_utf8(self.stdout)
        for path in options["files"]:
            jsonl = options["jsonl"] or path.suffix == ".jsonl"
            try:
                for line in document_lines(path) if jsonl else _lines(path, options["encoding"]):
                    self.stdout.write(line)
            except UnreadableInput as error:
                raise CommandError(str(error)) from error
            except (UnreadableArticle, UnreadablePage, ValueError) as error:
                raise CommandError(f"{path}: {error}") from error


def _lines(path: Path, encoding: str) -> Iterator[str]:
    file = read_article_file(path, encoding)
    article = (
        read_page(file.data, encoding=encoding) if file.text is None else read_article(file.text)
    )
    yield statement_line(path.stem.encode("utf-8", "replace").decode("utf-8"), article)
