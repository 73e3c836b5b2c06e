"""The words of a text that a reader searched for."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.search.marks import Field, Mark, marks, snippets
from claims.search.queries import parse
from claims.web.presentation import words
from claims.web.presentation.words import gettext_noop as _

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `found` tells that it was searched for."""

    text: str
    found: bool


def highlights(
    text: str, asked: str, *, language: str = "", stemming: str = "", name: bool = False
) -> tuple[Stretch, ...]:
    """Return a text in parts, those marked that have what was asked for, as search finds it.

    The parts joined are the text. `language` is that of the text, or it is a `name`. Where words
    were also looked for in their other forms, `stemming` is the language of those.
    """
    found = marks(text, parse(asked, stemming=stemming), language, name=name)
    return _parted(text, found, 0, len(text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where else in a claim something was found: what the text is called, and a stretch of it."""

    label: str
    stretches: tuple[Stretch, ...]
    language: str
    direction: str


def place(fields: Iterable[Field], asked: str, stemming: str = "") -> Place | None:
    """Return the first of some texts of a claim that has what was asked for, None if none has."""
    texts = {field.pointer: field for field in fields}
    for found in snippets(texts.values(), parse(asked, stemming=stemming)):
        field = texts[found.pointer]
        parted = _parted(field.text, found.marks, found.start, found.end)
        before = (Stretch(ELLIPSIS, False),) if found.start > 0 else ()
        after = (Stretch(ELLIPSIS, False),) if found.end < len(field.text) else ()
        return Place(
            label=_label(field.pointer),
            stretches=(*before, *parted, *after),
            language=field.language,
            direction=words.direction(field.language),
        )
    return None


def _parted(text: str, found: Iterable[Mark], start: int, end: int) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    for first, last in found:
        if first > start:
            stretches.append(Stretch(text[start:first], False))
        stretches.append(Stretch(text[first:last], True))
        start = last
    if start < end:
        stretches.append(Stretch(text[start:end], False))
    return tuple(stretches)


_OF_THE_CLAIM = {
    "translations": _("The claim in other languages"),
    "context": _("Background"),
    "verdict": _("Summary"),
    "topics": _("Topic"),
}
_OF_A_STATEMENT = {
    "occasion": _("Occasion"),
    "speakers": _("Speaker"),
    "source": _("Publisher"),
}


def _label(pointer: str) -> str:
    """Return what a page calls the text at a place of a claim's body."""
    part, *within = pointer.removeprefix("/").split("/")
    if part != "statements":
        return _OF_THE_CLAIM.get(part, "")
    return _OF_A_STATEMENT.get(within[1], _("What was said"))
