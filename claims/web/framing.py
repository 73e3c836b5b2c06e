"""The card of a claim in a frame on other people's pages, and how high it is for its words.

Nobody can ask a frame for its height from outside, so that it is measured here: in the widest of
the fonts that a reader may have, which leaves at most a line or two of room below.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from claims.record import addresses
from claims.record.models import PublishedClaim
from claims.web.addresses import path_to
from claims.web.answers import surroundings
from claims.web.images import typeface
from claims.web.languages import in_language
from claims.web.merging import body_of
from claims.web.presentation import claim_card

USUAL_WIDTH = 560
NARROWEST = 160
"""Pixels of width below which the card cannot be read."""

_ASIDE, _AROUND, _GAP, _ROOM = 47, 34, 8, 4
_MEASURED = 100
_ROW = re.compile(r"<(?P<tag>p|h1)\b(?P<said>[^>]*)>(?P<words>.*?)</(?P=tag)>", re.DOTALL)
_UNSEEN = re.compile(r'<span class="unseen">.*?</span>', re.DOTALL)
_MARK = re.compile(r"<svg\b")
_WIDE = r"\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef"
_TOGETHER = re.compile(f"[{_WIDE}]|[^{_WIDE}]+")


@dataclass(frozen=True, slots=True)
class _Type:
    """How a row of the card is set, in pixels, as the style sheets say.

    The frame has room for `most` lines of it; a card of more scrolls there.
    """

    bold: bool
    size: int
    line: float
    most: int = 100


_CLAIM = _Type(True, 20, 27, most=60)
_VERDICT = _Type(True, 16, 28)
_SMALL = _Type(False, 14, 21.7)
_MARK_WIDTH = 34


@dataclass(frozen=True, slots=True)
class Frame:
    """The markup of a frame, and its width and height in pixels."""

    html: str
    width: int
    height: int


def card_context(row: PublishedClaim) -> dict[str, Any]:
    """Return what the card's template shows; one query where the claim was merged."""
    told = claim_card(body_of(row), path_to)
    return {**surroundings(), "card": told, "href": addresses.absolute(told.path)}


def frame(row: PublishedClaim, width: int = USUAL_WIDTH, most: int | None = None) -> Frame:
    """Return a frame of that width for the card of a claim, in the language spoken now.

    It is as high as the card needs, but not higher than `most`: there the card scrolls.
    """
    needed = card_height(render_to_string("web/parts/embed_card.html", card_context(row)), width)
    height = needed if most is None else min(needed, most)
    asked = {
        "source": addresses.absolute(in_language(f"/embed/{row.public_id}")),
        "title": row.title,
        "width": width,
        "height": height,
    }
    return Frame(render_to_string("web/parts/frame.html", asked).strip(), width, height)


def card_height(card: str, width: int) -> int:
    """Return how many pixels high a rendered card is at that width, rather more than fewer."""
    heights = [_height(row, width - _ASIDE) for row in _ROW.finditer(_UNSEEN.sub("", card))]
    return round(sum(heights) + _GAP * (len(heights) - 1) + _AROUND + _ROOM)


def _height(row: re.Match[str], width: int) -> float:
    words = " ".join(unescape(strip_tags(row["words"])).split())
    told = _VERDICT if "card-verdict" in row["said"] else _SMALL
    kind = _CLAIM if row["tag"] == "h1" else told
    taken = _MARK_WIDTH if _MARK.search(row["words"]) else 0
    return kind.line * min(kind.most, _lines(words, kind, width, taken))


def _lines(text: str, kind: _Type, width: int, taken: float) -> int:
    """Return how many lines a text takes whose first one is already taken up so far."""
    lines, space = 1, _advance(" ", kind)
    for word in _words(text):
        for length in _pieces(word, kind, width):
            if taken and taken + length > width:
                lines, taken = lines + 1, 0.0
            taken += length
        taken += space
    return lines


def _words(text: str) -> Iterator[str]:
    """Yield what stands on one line: words, and each of the wide characters by itself."""
    for word in text.split():
        yield from _TOGETHER.findall(word)


def _pieces(word: str, kind: _Type, width: int) -> Iterator[float]:
    """Yield the length of a word, or of its parts where it is longer than a line."""
    length = 0.0
    for character in word:
        advance = _advance(character, kind)
        if length + advance > width:
            yield length
            length = 0.0
        length += advance
    yield length


def _advance(character: str, kind: _Type) -> float:
    return _part_of_size(character, kind.bold) * kind.size


@cache
def _part_of_size(character: str, bold: bool) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    return float(typeface(bold, _MEASURED).getlength(character)) / _MEASURED
