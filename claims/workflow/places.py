"""Where statements stand, and where imports once found them: words that are not drafted again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from claims.desk.models import AuditEntry, Capture, Source, Statement
from claims.text.spans import context


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one captured text of a source."""

    capture: str
    start: int
    end: int
    text: str

    def is_same(self, other: "Place") -> bool:
        """Say whether both are the same words: by offsets or, in two texts, by context."""
        if self.capture == other.capture:
            return (self.start, self.end) == (other.start, other.end)
        if self.text[self.start : self.end] != other.text[other.start : other.end]:
            return False
        (before, after), (other_before, other_after) = self._context(), other._context()
        return _agree(before[::-1], other_before[::-1]) or _agree(after, other_after)

    def _context(self) -> tuple[str, str]:
        return context(self.text, self.start, self.end)


def places_of(source: Source) -> Iterator[tuple[Place, Statement]]:
    """Yield every place on which a statement of the source stands, in any state.

    What stands in a source that was merged into this one stands in this one. A statement whose
    span an editor has corrected also keeps the place where an import found it.
    """
    own = Capture.objects.filter(Q(source=source) | Q(source__merged_into=source))
    captures = {capture.public_id: capture for capture in own}
    standing = Statement.objects.filter(
        Q(capture__source=source) | Q(capture__source__merged_into=source)
    ).select_related("capture", "speaker")
    statements = {one.public_id: one for one in standing.prefetch_related("steps")}
    for statement in statements.values():
        capture = statement.capture
        yield Place(capture.public_id, statement.start, statement.end, capture.text), statement
    entries = AuditEntry.objects.filter(
        verb="bring_in", subject_kind="statement", subject__in=statements, payload__isnull=False
    )
    for entry in entries:
        after = json.loads(entry.payload or "{}").get("after") or {}
        if after.get("capture") in captures:
            text = captures[after["capture"]].text
            place = Place(after["capture"], after["start"], after["end"], text)
            yield place, statements[entry.subject]


def _agree(one: str, other: str) -> bool:
    """Say whether two contexts are the same as far as both go, from the quote outwards."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
