"""The words of a text that a reader searched for."""

from dataclasses import dataclass

from claims.search.marks import marks
from claims.search.queries import parse


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `found` tells that it was searched for."""

    text: str
    found: bool


def highlights(
    text: str, asked: str, *, language: str = "", stemming: str = ""
) -> tuple[Stretch, ...]:
    """Return a text in parts, those marked that have what was asked for, as search finds it.

    The parts joined are the text. `language` is that of the text; where words were also looked for
    in their other forms, `stemming` is the language of those.
    """
    stretches: list[Stretch] = []
    end = 0
    for start, until in marks(text, parse(asked, stemming=stemming), language):
        if start > end:
            stretches.append(Stretch(text[end:start], False))
        stretches.append(Stretch(text[start:until], True))
        end = until
    if end < len(text):
        stretches.append(Stretch(text[end:], False))
    return tuple(stretches)
