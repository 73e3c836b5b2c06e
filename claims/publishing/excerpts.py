"""How much around a quote may be shown, by the rights in its source's text."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from claims.desk.models import Capture, Evidence, Source, Statement

SIDES = (32, 24, 16, 8, 0)
"""Characters a side, the most first; DESIGN allows 60 and a quarter of what is not quoted."""

SHARE = 4
"""One in so many characters that nobody quotes may be shown."""

RESERVE = 2
"""What is published cannot be taken back when a later quote makes the unquoted text smaller: the
share stays kept until one in so many characters of the text is quoted."""

Passage = Statement | Evidence


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote in a captured text and how far it is shown around, as offsets into the text."""

    start: int
    end: int
    first: int
    last: int


Elsewhere = Mapping[tuple[str, str], Collection[Shown]]
"""What other bodies show, by the public id of the source and the sha256 of the captured text."""


class Surroundings:
    """Prefix and suffix for each quoted passage of one body, within each source's rights.

    A source shown in excerpts gives at most a quarter of what is not quoted, in this body and
    `elsewhere` together: where several quotes would together show more, less is shown around each
    of this body's.
    """

    def __init__(self, passages: Iterable[Passage], elsewhere: Elsewhere):
        self._sides: dict[int, int] = {}
        by_capture: dict[int, list[Passage]] = {}
        for passage in passages:
            if passage.capture_id is not None:
                by_capture.setdefault(passage.capture_id, []).append(passage)
        for capture_id, found in by_capture.items():
            self._sides[capture_id] = _side(found, elsewhere)

    def of(self, passage: Passage) -> tuple[str, str]:
        """Return (prefix, suffix) of a passage."""
        side = self._sides[passage.capture_id]  # type: ignore[index]
        return passage.prefix[-side:] if side else "", passage.suffix[:side]


def is_limited(source: Source) -> bool:
    """Tell whether a source's text is shown in excerpts, so that all of them are counted."""
    return not source.withheld and source.public_text == Source.PublicText.EXCERPTS


def _side(passages: list[Passage], elsewhere: Elsewhere) -> int:
    capture = passages[0].capture
    if capture is None:
        return 0
    source = capture.source
    if not is_limited(source):
        full = source.public_text == Source.PublicText.FULL and not source.withheld
        return SIDES[0] if full else 0
    others = elsewhere.get((source.public_id, capture.text_sha256), ())
    # Where others show too much already nothing is added to it.
    return next((side for side in SIDES if _fits(capture, passages, side, others)), 0)


def _fits(capture: Capture, passages: list[Passage], side: int, others: Collection[Shown]) -> bool:
    length = len(capture.text)
    quoted: set[int] = set()
    shown: set[int] = set()
    for passage in passages:
        start, end = passage.start or 0, passage.end or 0
        quoted.update(range(start, end))
        shown.update(range(max(0, start - side), min(length, end + side)))
    for other in others:
        quoted.update(range(other.start, other.end))
        shown.update(range(other.first, other.last))
    around = len(shown - quoted)
    return around * SHARE <= length - len(quoted) and around * SHARE * RESERVE <= length
