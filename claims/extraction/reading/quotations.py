"""Quotation marks paired within a paragraph: which closing mark belongs to which opening one."""

import re
from bisect import bisect_left
from typing import NamedTuple

from claims.extraction.reading.paragraphs import Span

_MARK = re.compile("''|``|[“”„«»\"‘’'`]")
_CLOSERS = {"“": '”"“', "„": '“”"', "«": "»", "»": "«", '"': '"”', "”": '”"'}
_SINGLE = frozenset("‘'`’")
_BEFORE_OPENING = frozenset("([{—–-/:,")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/")
_ELISIONS = ("em ", "til ", "cause ", "bout ", "round ", "twas ")
SHORTEST_SINGLE = 8
LONGEST_SINGLE = 1500


class Quotation(NamedTuple):
    """A quotation with its marks; `words` is what stands between them.

    `closed` is false where the paragraph ends before the quotation does.
    """

    start: int
    end: int
    words: Span
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


def quotations(text: str, paragraph: Span) -> list[Quotation]:
    """Return the outermost quotations of a paragraph, in order; none overlap, none is blank.

    A quotation that is opened and never closed runs to the end of the paragraph, as each paragraph
    of a long quotation does but the last.
    """
    found = list(_MARK.finditer(text, *paragraph))
    if not found:
        return []
    double = [
        _mark(text, paragraph, match.start(), match.end())
        for match in found
        if match.group() not in _SINGLE
    ]
    quoted = _double(double, paragraph)
    singles = [match.start() for match in found if match.group() in _SINGLE]
    if singles:
        quoted += _single(text, paragraph, singles, quoted)
        quoted.sort()
    return [quotation for quotation in quoted if text[slice(*quotation.words)].strip()]


def _mark(text: str, paragraph: Span, start: int, end: int) -> _Mark:
    """Read a mark by its shape and, since marks are often mistyped, by what stands round it."""
    sign = text[start] if end - start == 1 else '"'
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    plainly_opens = free_before and not free_after
    plainly_closes = free_after and not free_before
    return _Mark(
        start,
        end,
        sign,
        opens=not plainly_closes if sign in "“„«" else plainly_opens,
        closes=plainly_closes if sign == "“" else not plainly_opens,
    )


def _double(marks: list[_Mark], paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    index = 0
    nesting = True
    unclosed: set[str] = set()
    while index < len(marks):
        opening = marks[index]
        if not opening.opens or opening.sign not in _CLOSERS or opening.sign in unclosed:
            index += 1
            continue
        closing = _closing(marks, index, nesting)
        if closing is None and nesting and opening.sign == "“":
            # A mark has been forgotten somewhere: from here on the nearest closing mark counts.
            nesting = False
            closing = _closing(marks, index, nesting)
        if closing is None:
            if opening.sign not in "»”":
                words = Span(opening.end, paragraph.end)
                found.append(Quotation(opening.start, paragraph.end, words, False))
                break
            unclosed.add(opening.sign)
            index += 1
            continue
        end = marks[closing]
        found.append(Quotation(opening.start, end.end, Span(opening.end, end.start), True))
        index = closing + 1
    return found


def _closing(marks: list[_Mark], opening: int, nesting: bool) -> int | None:
    """Return the index of the mark that closes, past balanced pairs within."""
    closers = _CLOSERS[marks[opening].sign]
    depth = 0
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        if mark.sign in closers and mark.closes:
            if depth == 0:
                return index
            depth -= 1
        elif nesting and mark.sign == "“" and mark.opens:
            depth += 1
    return None


def _single(
    text: str, paragraph: Span, marks: list[int], taken: list[Quotation]
) -> list[Quotation]:
    """Pair single marks outside the double ones, telling them from apostrophes."""
    closers = [at for at in marks if _closes_single(text, at, paragraph)]
    found: list[Quotation] = []
    beyond = paragraph.start
    for start in marks:
        if start < beyond or not _opens_single(text, start, paragraph):
            continue
        position = bisect_left(closers, start + SHORTEST_SINGLE)
        if position == len(closers):
            break
        end = closers[position] + 1
        if end - start <= LONGEST_SINGLE and not _crosses(start, end, taken):
            found.append(Quotation(start, end, Span(start + 1, end - 1), True))
            beyond = end
    return found


def _opens_single(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] == "’" or before.isalnum() or not after.isalpha():
        return False
    return not text.startswith(_ELISIONS, at + 1)


def _closes_single(text: str, at: int, paragraph: Span) -> bool:
    if text[at] == "‘":
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    # After an s, only punctuation tells a closing mark from a plural possessive.
    plural = before in "sS" and after == " "
    return not before.isspace() and not after.isalnum() and not plural


def _crosses(start: int, end: int, taken: list[Quotation]) -> bool:
    position = bisect_left(taken, (end,))
    return position > 0 and taken[position - 1].end > start
