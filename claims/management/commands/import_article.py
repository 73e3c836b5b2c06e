"""An article's text into the desk: source, capture, draft statements and draft claims."""

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
from claims.management.output import print_utf8
from claims.text.dates import PartialDate
from claims.workflow import BroughtIn, WorkflowError, bring_in, foresee, known_speakers

DEMO_CONTRIBUTOR = "contributor"


class Command(BaseCommand):
    """Import one article, or with --dry-run say what an import would bring in."""

    help = (
        "Import an article, a plain text or a saved HTML page: who said what in it becomes draft "
        "statements and draft claims for the editors. What the options leave out is read from the "
        "headline and the line below it, and of a page from what it says of itself. The same "
        "address, or without one the same text, is the same source; "
        "nothing is imported twice, and what an editor rejected stays rejected. Reads at most "
        "1 MiB and 200,000 characters, of a page 20,000 tags nested 256 deep."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a plain text or saved HTML")
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

    def _report(self, brought: BroughtIn, dry_run: bool, form: str) -> None:
        if form == "json":
            account = {"dry_run": dry_run, **brought.as_json()}
            self.stdout.write(json.dumps(account, ensure_ascii=False))
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
