"""One captured text as one reader looks at it: its marks, what is folded, what comes next."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString

from claims.admin.article import text
from claims.admin.article.text import Mark
from claims.admin.statements import LOW_CONFIDENCE
from claims.desk.models import Capture, Statement

UNCERTAIN = "uncertain"
"""The parameter of the address that shows folded drafts."""


def is_uncertain(statement: Statement) -> bool:
    """Tell whether it is a draft that extraction itself holds for doubtful."""
    return (
        statement.state == Statement.State.PROPOSED
        and statement.confidence is not None
        and statement.confidence < LOW_CONFIDENCE
    )


@dataclass
class Article:
    """One captured text with the statements on it, as one reader looks at it."""

    capture: Capture
    unfolded: bool
    here: int | None = None

    @cached_property
    def statements(self) -> list[Statement]:
        """All statements on the text, in its order."""
        found = self.capture.statements.select_related("speaker")
        return list(found.order_by("start", "end", "pk"))

    @cached_property
    def marks(self) -> list[Mark]:
        """All of them with number, colour and address."""
        hues = text.hues(self.statements)
        return [
            Mark(
                statement=statement,
                number=number,
                hue=hues.get(statement.speaker_id, 0),
                href=self.address(statement.pk),
                here=statement.pk == self.here,
            )
            for number, statement in enumerate(self.statements, start=1)
        ]

    @property
    def shown(self) -> list[Mark]:
        """Those that are not folded away."""
        return [mark for mark in self.marks if mark.here or not self._folds(mark.statement)]

    @property
    def folded(self) -> list[Mark]:
        """Those that are."""
        return [mark for mark in self.marks if not mark.here and self._folds(mark.statement)]

    @property
    def html(self) -> SafeString:
        """The text with what is shown marked in place."""
        return text.article(self.capture.text, self.shown)

    @property
    def speakers(self) -> list[tuple[str, str, int]]:
        """Colour, name and number of statements of each speaker shown, by first appearance."""
        counted: dict[tuple[str, str], int] = {}
        for mark in self.shown:
            known = mark.statement.speaker_id is not None
            key = (f"desk-hue-{mark.hue}", mark.speaker) if known else ("desk-hue-none", "Nobody")
            counted[key] = counted.get(key, 0) + 1
        return [(css, name, number) for (css, name), number in counted.items()]

    def count(self, state: str) -> int:
        """How many statements are in a state."""
        return sum(statement.state == state for statement in self.statements)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The states in words, each with its number."""
        return [(state.label, self.count(state)) for state in Statement.State]

    @property
    def uncertain(self) -> int:
        """How many drafts are doubtful."""
        return sum(map(is_uncertain, self.statements))

    def neighbours(self) -> tuple[str, str]:
        """Return the addresses of the statements shown before and after this one, "" for none."""
        marks = self.shown
        at = next((n for n, mark in enumerate(marks) if mark.here), None)
        if at is None:
            return "", (marks[0].href if marks else "")
        before = marks[at - 1].href if at else ""
        return before, (marks[at + 1].href if at + 1 < len(marks) else "")

    def next_proposed(self, after: Statement | None = None) -> str:
        """Return the address of the next draft to decide on, from the top again at the end.

        The article itself where none is left that is not folded.
        """
        waiting = [
            statement
            for statement in self.statements
            if statement.state == Statement.State.PROPOSED and not self._folds(statement)
        ]
        if after is not None:
            waiting = [statement for statement in waiting if statement.pk != after.pk]
            later = [each for each in waiting if _place(each) > _place(after)]
            waiting = later or waiting
        return self.address(waiting[0].pk if waiting else None)

    def address(self, statement: int | None = None) -> str:
        """Return the address of the article, or of one statement on it, as folded as now."""
        name, keys = "admin:article", [self.capture.pk]
        if statement is not None:
            name, keys = "admin:article_statement", [self.capture.pk, statement]
        return self._as_folded(reverse(name, args=keys))

    @property
    def selection_address(self) -> str:
        """Where a selection is sent."""
        return self._as_folded(reverse("admin:article_select", args=[self.capture.pk]))

    @property
    def other_folding(self) -> str:
        """The address of the same with the uncertain drafts shown, or folded again."""
        return Article(self.capture, not self.unfolded).address(self.here)

    def _as_folded(self, address: str) -> str:
        return f"{address}?{UNCERTAIN}=1" if self.unfolded else address

    def _folds(self, statement: Statement) -> bool:
        return not self.unfolded and is_uncertain(statement)


def _place(statement: Statement) -> tuple[int, int, int]:
    return statement.start, statement.end, statement.pk
