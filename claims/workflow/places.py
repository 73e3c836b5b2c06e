"""Where statements stand, and where imports once found them: words that are not drafted again."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from claims.desk.models import AuditEntry, Capture, Source, Statement
from claims.text.spans import context

CONTEXT = 32


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
        if self.words() != other.words():
            return False
        (before, after), (other_before, other_after) = self.context(), other.context()
        return _agree(before[::-1], other_before[::-1]) or _agree(after, other_after)

    def words(self) -> str:
        """Return the words in the span."""
        return self.text[self.start : self.end]

    def context(self) -> tuple[str, str]:
        """Return what stands before and after the span, less near an end of the text."""
        return context(self.text, self.start, self.end, CONTEXT)


class _Numbered(NamedTuple):
    """A place with its number in the order of adding."""

    number: int
    place: Place
    statement: Statement


class Occupied:
    """Statements by the places where they stand; a look-up does not compare with each of them."""

    def __init__(self) -> None:
        self._count = 0
        self._by_span: dict[tuple[str, int, int], _Numbered] = {}
        self._by_words: defaultdict[str, list[_Numbered]] = defaultdict(list)
        self._at_an_end: defaultdict[str, list[_Numbered]] = defaultdict(list)
        self._by_context: defaultdict[tuple[str, int, str], dict[str, _Numbered]]
        self._by_context = defaultdict(dict)

    def add(self, place: Place, statement: Statement) -> None:
        """Have a statement stand at a place."""
        held = _Numbered(self._count, place, statement)
        self._count += 1
        self._by_span.setdefault((place.capture, place.start, place.end), held)
        words, sides = place.words(), place.context()
        self._by_words[words].append(held)
        if _short(sides):
            self._at_an_end[words].append(held)
        for side, text in enumerate(sides):
            self._by_context[words, side, text].setdefault(place.capture, held)

    def find(self, place: Place) -> Statement | None:
        """Return the statement that stands at the same place, of several the one added first."""
        held = self._by_span.get((place.capture, place.start, place.end))
        found = [held] if held is not None else []
        found.extend(other for other in self._likely(place) if other.place.is_same(place))
        return min(found, key=lambda one: one.number).statement if found else None

    def _likely(self, place: Place) -> Iterator[_Numbered]:
        """Yield, of other texts, the same words in a context that may be the same."""
        words, sides = place.words(), place.context()
        if _short(sides):
            # Only so many places are near an end of a text that this stays proportional.
            yield from self._by_words.get(words, ())
            return
        yield from self._at_an_end.get(words, ())
        for side, text in enumerate(sides):
            held = self._by_context.get((words, side, text), {})
            yield from (other for capture, other in held.items() if capture != place.capture)


def _short(sides: tuple[str, str]) -> bool:
    return any(len(text) < CONTEXT for text in sides)


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
