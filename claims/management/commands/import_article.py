"""Articles' texts into the desk: sources, captures, draft statements and draft claims."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from claims.desk.models import User
from claims.desk.permissions import may
from claims.extraction import (
    Article,
    Extraction,
    UnreadablePage,
    extract,
)
from claims.extraction.reading.files import (
    DEFAULT_LANGUAGE,
    ArticleFile,
    UnreadableArticle,
    read_file,
)
from claims.management.article_files import read_article_file
from claims.management.importing import Import, Stopped
from claims.management.output import print_utf8
from claims.text.dates import PartialDate
from claims.workflow import BroughtIn, WorkflowError, bring_in, foresee, known_speakers

DEMO_CONTRIBUTOR = "contributor"
OF_ONE_ARTICLE = ("url", "title", "author", "published", "encoding")


class Command(BaseCommand):
    """Import one article or many, or with --dry-run say what an import would bring in."""

    help = (
        "Import an article, a plain text or a saved HTML page: who said what in it becomes draft "
        "statements and draft claims for the editors. What the options leave out is read from the "
        "headline and the line below it, and of a page from what it says of itself. The same "
        "address, or without one the same text, is the same source; "
        "nothing is imported twice, and what an editor rejected stays rejected. Reads at most "
        "1 MiB and 200,000 characters, of a page 20,000 tags nested 256 deep. With --jsonl, FILE "
        'has many articles, one a line: {"text" or "html", "url", "publisher", "title", "author", '
        '"published", "language"}, the first of them required. Each comes in by itself; a line '
        "that fails is named and the others go on; run again, those that are in are passed over. "
        "Exits with 1 where a line failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a plain text or saved HTML")
        parser.add_argument(
            "--jsonl", action="store_true", help="read FILE as JSON lines, an article in each"
        )
        parser.add_argument(
            "--stop-on-error", action="store_true", help="end at the first line that fails"
        )
        parser.add_argument("--url", default="", help="where the article was published")
        parser.add_argument(
            "--publisher", default="", help="who published it; found by the address first"
        )
        parser.add_argument("--title", default="", help="its headline (default: the first line)")
        parser.add_argument(
            "--author", action="append", default=[], help="who wrote it; may be repeated"
        )
        parser.add_argument(
            "--published",
            default="",
            metavar="DATE",
            help="2024, 2024-11, 2024-11-01 or 2024-11-01T16:25+02:00",
        )
        parser.add_argument(
            "--language",
            default="",
            help=f"BCP 47 (default: what the page says, else {DEFAULT_LANGUAGE})",
        )
        parser.add_argument(
            "--encoding", default="", help="of the file (default: what the page says, else utf-8)"
        )
        parser.add_argument(
            "--by",
            default="",
            metavar="USERNAME",
            help=(
                "the editor whose import it is; without it, the only active account that may "
                f"import or, on a local desk, the demo account “{DEMO_CONTRIBUTOR}”"
            ),
        )
        parser.add_argument("--dry-run", action="store_true", help="report only; write nothing")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="of the report"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        print_utf8(self.stdout)
        path: Path = options["file"]
        if options["jsonl"]:
            self._import_lines(path, options)
            return
        try:
            brought = self._imported(path, options)
        except (UnreadableArticle, UnreadablePage, WorkflowError) as error:
            raise CommandError(f"{path}: {error}") from error
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"{path}: the database refused ({reason}); run migrate?") from error
        self._report(brought, options["dry_run"], options["format"])

    def _imported(self, path: Path, options: dict[str, Any]) -> BroughtIn:
        file = read_article_file(path, options["encoding"])
        article = _article(file, options)
        extraction = extract(article, known_speakers())
        if options["dry_run"]:
            return foresee(extraction)
        return _brought_in(extraction, file, options)

    def _import_lines(self, path: Path, options: dict[str, Any]) -> None:
        if given := next((name for name in OF_ONE_ARTICLE if options[name]), ""):
            raise CommandError(f"--{given} is of one article; with --jsonl each line has its own")
        dry_run, as_json = options["dry_run"], options["format"] == "json"
        bulk = Import(
            path,
            None if dry_run else _editor(options["by"]),
            fail=self.stderr.write,
            tell=self.stderr.write,
            publisher=options["publisher"],
            language=options["language"],
            stop_on_error=options["stop_on_error"],
        )
        try:
            for number, brought in bulk.articles():
                if as_json:
                    self._print_json({"line": number, "dry_run": dry_run}, brought)
        except Stopped as stop:
            raise CommandError(f"{stop}; before it {bulk.summary()}") from stop
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from error
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"{path}: the database refused ({reason}); run migrate?") from error
        if bulk.failed:
            raise CommandError(f"{path}: {bulk.summary()}; the failed lines are named above")
        if not as_json:
            self.stdout.write(bulk.summary())
            if dry_run:
                self.stdout.write("Dry run: nothing was written.")

    def _print_json(self, told: dict[str, Any], brought: BroughtIn) -> None:
        self.stdout.write(json.dumps({**told, **brought.as_json()}, ensure_ascii=False))

    def _report(self, brought: BroughtIn, dry_run: bool, form: str) -> None:
        if form == "json":
            self._print_json({"dry_run": dry_run}, brought)
            return
        for line in brought.lines:
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")


def _brought_in(extraction: Extraction, file: ArticleFile, options: dict[str, Any]) -> BroughtIn:
    return bring_in(
        extraction, by=_editor(options["by"]), original=file.data, media_type=file.media_type
    )


def _article(file: ArticleFile, options: dict[str, Any]) -> Article:
    """Return the article with what the options say; they go before what the file says."""
    return read_file(
        file,
        url=options["url"],
        publisher=options["publisher"],
        title=options["title"],
        authors=tuple(options["author"]),
        published=_date(options["published"]),
        language=options["language"],
    )


def _date(value: str) -> PartialDate | None:
    if not value:
        return None
    try:
        return PartialDate.parse(value)
    except ValueError as error:
        raise CommandError(f"--published: {error}") from error


def _editor(username: str) -> User:
    if username:
        named = User.objects.filter(username=username).first()
        if named is None:
            raise CommandError(f"--by: there is no account “{username}”")
        return named
    able = [user for user in User.objects.filter(is_active=True) if may(user, "bring_in")]
    if len(able) == 1:
        return able[0]
    demo = next((user for user in able if user.username == DEMO_CONTRIBUTOR), None)
    if demo is not None and not settings.PRODUCTION:
        return demo
    raise CommandError("say whose import this is, with --by USERNAME")
