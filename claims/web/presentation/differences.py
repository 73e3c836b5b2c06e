"""Where two renderings of the same words differ, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\W_]+(?:['’ʼ-][^\W_]+)*|.", re.DOTALL)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"”»’)]*(?=\s)|\Z)", re.DOTALL)
LEAST_ALIKE = 0.5
MOST_SENTENCES = 30
MOST_WORDS = 2000
"""Words of a rendering that are compared; a longer one is shown without marks."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a rendering; `own` tells that the other one does not have it."""

    text: str
    own: bool


def differences(rendering: str, other: str) -> tuple[Part, ...]:
    """Return the rendering in parts, those marked that `other` does not have in that place.

    The parts joined are the rendering. Case, quotation marks and white space make no difference.
    () where nothing differs, where less than half is common to both (marks would say nothing), or
    the texts are too long to be compared.
    """
    if not are_comparable(rendering, other):
        return ()
    mine, theirs = _WORD.findall(rendering), _WORD.findall(other)
    matcher = SequenceMatcher(None, _plain(mine), _plain(theirs), autojunk=False)
    parts: list[Part] = []
    for tag, start, end, _, _ in matcher.get_opcodes():
        if start < end:
            text = "".join(mine[start:end])
            parts.append(Part(text, tag != "equal" and bool(text.strip())))
    return tuple(parts) if any(part.own for part in parts) else ()


def are_comparable(rendering: str, other: str) -> bool:
    """Tell whether at least half is common to two texts that are not too long to be compared."""
    mine, theirs = _WORD.findall(rendering), _WORD.findall(other)
    return max(len(mine), len(theirs)) <= MOST_WORDS and _ratio(mine, theirs) >= LEAST_ALIKE


def nearest(rendering: str, other: str) -> str:
    """Return what of `other` a rendering is likest to: the whole of it, or one of its sentences.

    An outlet often prints one sentence of several.
    """
    mine = _WORD.findall(rendering)
    found: list[str] = [other, *_SENTENCE.findall(other)][:MOST_SENTENCES]
    if max(len(mine), len(_WORD.findall(other))) > MOST_WORDS:
        return other
    return max(found, key=lambda text: _ratio(mine, _WORD.findall(text)))


def _ratio(mine: Sequence[str], theirs: Sequence[str]) -> float:
    return SequenceMatcher(None, _plain(mine), _plain(theirs), autojunk=False).ratio()


def is_alike(rendering: str, other: str) -> bool:
    """Tell whether nothing differs but case, quotation marks and white space."""
    mine, theirs = (
        [word for word in _plain(_WORD.findall(text)) if word not in (" ", '"')]
        for text in (rendering, other)
    )
    return mine == theirs


def _plain(words: Sequence[str]) -> list[str]:
    return [" " if word.isspace() else _QUOTES.get(word, word.casefold()) for word in words]


_QUOTES = dict.fromkeys("\"“”„«»‘’‹›'", '"')
