"""Quotation marks paired within a paragraph: which closing mark belongs to which opening one."""

import re
from bisect import bisect_left
from typing import NamedTuple

from claims.extraction.reading.paragraphs import Span
from claims.extraction.slavic.cues import VERBS

# Two single marks of one kind are one mark: a double one, typed so.
_MARK = re.compile("[“”„«»\"‘’'`](?:(?<=')'|(?<=`)`)?")
_CLOSERS = {"“": '”"“', "„": '“”"', "«": "»", "»": "«", '"': '"”', "”": '”"'}
_ANY_MARK = frozenset("“”„«»\"‘’'`")
MOST_MARKS = 3
_SINGLE = frozenset("‘'`’")
_BEFORE_OPENING = frozenset("([{—–-/:,")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/")
_ELISION = re.compile(r"(?:em|til|cause|bout|round|twas|tis|un|n)\b", re.IGNORECASE)
_INNER = frozenset('“"(…')
_DROPPED_G = re.compile(r"[^\W\d_]in['’] ")
_PUNCTUATION = frozenset(",.!?…;:")
# Between single marks, fewer characters need a mark of punctuation to tell them from apostrophes.
SHORTEST_SINGLE = 8
LONGEST_SINGLE = 1500
_OPENED_AGAIN = re.compile(r"\s{1,9}(?P<sign>['‘])[^\W\d_]")
_ATTRIBUTED_WITHIN = re.compile(
    r"[,!?…]\s[–—-]\s(?P<cue>[а-яёєіїґ'’]{3,20})\s[^«»“”\n]{2,80}?[,.]\s[–—-]\s"
)


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
        quoted = _outermost(quoted + _single(text, paragraph, singles, quoted))
    return [
        part
        for quotation in quoted
        for part in _interrupted(text, quotation)
        if text[slice(*part.words)].strip()
    ]


def _interrupted(text: str, quotation: Quotation) -> list[Quotation]:
    """Cut "«Words, – сказав X, – words»", where one pair of marks holds the attribution too."""
    for match in _ATTRIBUTED_WITHIN.finditer(text, *quotation.words):
        if match["cue"] in VERBS:
            first = Span(quotation.words.start, match.start() + 1)
            second = Span(match.end(), quotation.words.end)
            return [
                Quotation(quotation.start, first.end, first, True),
                Quotation(second.start, quotation.end, second, quotation.closed),
            ]
    return [quotation]


def _outermost(quoted: list[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    for quotation in sorted(quoted):
        if not found or quotation.start >= found[-1].end:
            found.append(quotation)
    return found


def _mark(text: str, paragraph: Span, start: int, end: int) -> _Mark:
    """Read a mark by its shape and, since marks are often mistyped, by what stands round it."""
    sign = text[start] if end - start == 1 else '"'
    before, after = _beside(text, paragraph, start, end)
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


def _beside(text: str, paragraph: Span, start: int, end: int) -> tuple[str, str]:
    """Return the nearest characters on both sides of a mark that are no marks themselves."""
    left, right = start - 1, end
    while left >= paragraph.start and start - left <= MOST_MARKS and text[left] in _ANY_MARK:
        left -= 1
    while right < paragraph.end and right - end < MOST_MARKS and text[right] in _ANY_MARK:
        right += 1
    before = text[left] if left >= paragraph.start else " "
    return before, text[right] if right < paragraph.end else " "


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
    outside = _outside(marks, taken)
    closers = [at for at in outside if _closes_single(text, at, paragraph)]
    found: list[Quotation] = []
    beyond = paragraph.start
    for start in outside:
        if start < beyond or not _opens_single(text, start, paragraph):
            continue
        end = _end_of_single(text, start, closers)
        if end is not None and not _crosses(start, end, taken):
            found.append(Quotation(start, end, Span(start + 1, end - 1), True))
            beyond = end
        elif start == paragraph.start and _goes_on_below(text, paragraph, closers):
            words = Span(start + 1, paragraph.end)
            return [Quotation(start, paragraph.end, words, False)]
    return found


def _outside(marks: list[int], taken: list[Quotation]) -> list[int]:
    """Return the marks that stand in none of the quotations."""
    found: list[int] = []
    at = 0
    for mark in marks:
        while at < len(taken) and taken[at].end <= mark:
            at += 1
        if at == len(taken) or mark < taken[at].start:
            found.append(mark)
    return found


def _end_of_single(text: str, start: int, closers: list[int]) -> int | None:
    """Return where the quotation that a single mark opens ends, or None where it opens none."""
    position = bisect_left(closers, start + 3)
    if position == len(closers) or closers[position] + 1 - start > LONGEST_SINGLE:
        return None
    at = closers[position]
    if at >= start + SHORTEST_SINGLE or text[start] == "‘":
        return at + 1
    following = text[at + 1 : at + 2]
    return at + 1 if text[at - 1] in _PUNCTUATION or following in _PUNCTUATION else None


def _goes_on_below(text: str, paragraph: Span, closers: list[int]) -> bool:
    """Say whether a paragraph that opens with a single mark leaves it open for the next one."""
    again = None if closers else _OPENED_AGAIN.match(text, paragraph.end)
    return again is not None and again["sign"] == text[paragraph.start]


def _opens_single(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] == "’" or before.isalnum():
        return False
    if not after.isalpha() and not (text[at] == "‘" and after in _INNER):
        return False
    return _ELISION.match(text, at + 1) is None


def _closes_single(text: str, at: int, paragraph: Span) -> bool:
    if text[at] == "‘":
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    # After an s, only punctuation tells a closing mark from a plural possessive.
    plural = before in "sS" and after == " "
    dropped = before == "n" and _DROPPED_G.match(text, max(paragraph.start, at - 3)) is not None
    return not (before.isspace() or after.isalnum() or plural or dropped)


def _crosses(start: int, end: int, taken: list[Quotation]) -> bool:
    """Say whether a pair of marks cuts through a quotation; it may hold whole ones."""
    position = bisect_left(taken, (end,))
    return position > 0 and taken[position - 1].end > end
