"""How much around a quote may be shown, by the rights in its source's text."""

from claims.desk.models import Capture, Evidence, Source, Statement

SIDES = (32, 24, 16, 8, 0)
"""Characters a side, the most first; DESIGN allows 60 and a quarter of what is not quoted."""

Passage = Statement | Evidence


class Surroundings:
    """Prefix and suffix for each quoted passage of one body, within each source's rights.

    A source shown in excerpts gives at most a quarter of what is not quoted: where several quotes
    would together show more, less is shown around each of them.
    """

    def __init__(self, passages: list[Passage]):
        self._sides: dict[int, int] = {}
        by_capture: dict[int, list[Passage]] = {}
        for passage in passages:
            if passage.capture_id is not None:
                by_capture.setdefault(passage.capture_id, []).append(passage)
        for capture_id, found in by_capture.items():
            self._sides[capture_id] = _side(found)

    def of(self, passage: Passage) -> tuple[str, str]:
        """Return (prefix, suffix) of a passage."""
        side = self._sides[passage.capture_id]  # type: ignore[index]
        return passage.prefix[-side:] if side else "", passage.suffix[:side]


def _side(passages: list[Passage]) -> int:
    capture = passages[0].capture
    if capture is None:
        return 0
    allowed = capture.source.public_text
    if capture.source.withheld or allowed == Source.PublicText.NONE:
        return 0
    if allowed == Source.PublicText.FULL:
        return SIDES[0]
    return next(side for side in SIDES if _fits(capture, passages, side))


def _fits(capture: Capture, passages: list[Passage], side: int) -> bool:
    quoted: set[int] = set()
    shown: set[int] = set()
    for passage in passages:
        start, end = passage.start or 0, passage.end or 0
        quoted.update(range(start, end))
        shown.update(range(max(0, start - side), min(len(capture.text), end + side)))
    around = len(shown - quoted)
    return around * 4 <= len(capture.text) - len(quoted)
