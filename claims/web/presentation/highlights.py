"""The words of a text that a reader searched for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.text.folding import fold, latin_key

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `found` tells that it was searched for."""

    text: str
    found: bool


def highlights(text: str, asked: str) -> tuple[Stretch, ...]:
    """Return a text in parts, those marked whose words are among the words asked for.

    The parts joined are the text. Words are compared folded, and by their Latin key.
    """
    wanted = {key for word in _WORD.findall(asked) for key in _keys(word)}
    stretches: list[Stretch] = []
    end = 0
    for match in _WORD.finditer(text):
        if wanted.isdisjoint(_keys(match[0])):
            continue
        if match.start() > end:
            stretches.append(Stretch(text[end : match.start()], False))
        stretches.append(Stretch(match[0], True))
        end = match.end()
    if end < len(text):
        stretches.append(Stretch(text[end:], False))
    return tuple(stretches)


def _keys(word: str) -> Iterable[str]:
    return {key for key in (fold(word), latin_key(word)) if key}
