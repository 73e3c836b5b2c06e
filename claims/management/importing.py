"""Many articles into the desk, each in a transaction of its own, skipping what is there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError

from claims.desk.models import User
from claims.extraction import Gazetteer, UnreadablePage, extract
from claims.extraction.reading.files import UnreadableArticle
from claims.management.article_lines import Line, article_of, lines
from claims.management.progress import Progress
from claims.workflow import BroughtIn, WorkflowError, bring_in, foresee, known_speakers, stands


class Stopped(Exception):
    """The line at which an import ended, and why."""


@dataclass
class Import:
    """One file of articles on its way into the desk.

    `by` None has nothing written. `fail` is told "FILE:LINE: reason" of each line that failed,
    `tell` how far it is.
    """

    path: Path
    by: User | None
    fail: Callable[[str], object]
    tell: Callable[[str], object]
    publisher: str = ""
    language: str = ""
    stop_on_error: bool = False
    new: int = field(default=0, init=False)
    known: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def articles(self) -> Iterator[tuple[int, BroughtIn]]:
        """Bring in line by line, and give what came of each that was new, with its number.

        An article whose source has its text already is passed over without being looked through
        again. Raises OSError, and Stopped where the database refuses, and at the first failure
        where that is wanted.
        """
        size = self.path.stat().st_size
        progress = Progress(self.tell, "lines")
        speakers = known_speakers()
        for line in lines(self.path):
            brought = None
            try:
                brought = self._brought_in(line, speakers)
            except (UnreadableArticle, UnreadablePage, WorkflowError) as error:
                self._failed(f"{self.path}:{line.number}: {error}")
            except DatabaseError as error:
                raise Stopped(
                    f"{self.path}:{line.number}: the database refused ({error})"
                ) from error
            if brought:
                self.new += 1
                yield line.number, brought
                if brought.speakers and self.by:
                    speakers = known_speakers()
            done = self.new + self.known + self.failed
            progress.at(done, line.end / size, f" ({self.summary()})")

    def _brought_in(self, line: Line, speakers: Gazetteer) -> BroughtIn | None:
        article, file = article_of(line, publisher=self.publisher, language=self.language)
        if stands(article):
            self.known += 1
            return None
        extraction = extract(article, speakers)
        if self.by is None:
            return foresee(extraction)
        return bring_in(extraction, by=self.by, original=file.data, media_type=file.media_type)

    def _failed(self, reason: str) -> None:
        self.failed += 1
        told = " ".join(reason.split())
        if self.stop_on_error:
            raise Stopped(told)
        self.fail(told)

    def summary(self) -> str:
        """Return what came of the lines so far."""
        return f"{self.new:,} new, {self.known:,} known, {self.failed:,} failed"
