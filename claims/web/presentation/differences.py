"""Where two renderings of the same words differ, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\W_]+(?:['’ʼ-][^\W_]+)*|.", re.DOTALL)
LEAST_ALIKE = 0.5
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
    mine, theirs = _WORD.findall(rendering), _WORD.findall(other)
    if max(len(mine), len(theirs)) > MOST_WORDS:
        return ()
    matcher = SequenceMatcher(None, _plain(mine), _plain(theirs), autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return ()
    parts: list[Part] = []
    for tag, start, end, _, _ in matcher.get_opcodes():
        if start < end:
            text = "".join(mine[start:end])
            parts.append(Part(text, tag != "equal" and bool(text.strip())))
    return tuple(parts) if any(part.own for part in parts) else ()


def _plain(words: Sequence[str]) -> list[str]:
    return [" " if word.isspace() else _QUOTES.get(word, word.casefold()) for word in words]


_QUOTES = dict.fromkeys("\"“”„«»‘’‹›'", '"')
