"""Paragraphs: the units within which quotation marks pair and sentences run."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_TERMINAL = (".", "!", "?", ":", ";", '"', "”", "»", "…", "’", ")", "]")
SHORTEST_WRAPPED, LONGEST_WRAPPED = 55, 100


class Span(NamedTuple):
    """A stretch of text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs in order, without the white space around them.

    A line break inside a sentence of hard-wrapped text does not end a paragraph.
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        words = line.group()
        if not words.strip():
            continue
        start = line.start() + len(words) - len(words.lstrip())
        end = line.end() - (len(words) - len(words.rstrip()))
        if found and _continues(text, found[-1], start):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def _continues(text: str, before: Span, start: int) -> bool:
    """Say whether the line at `start` carries on the sentence that the line before broke off."""
    if text.count("\n", before.end, start) != 1 or text[before.end - 1] in _TERMINAL:
        return False
    broken = before.end - text.rfind("\n", before.start, before.end) - 1
    length = min(broken, before.end - before.start)
    return SHORTEST_WRAPPED <= length <= LONGEST_WRAPPED
