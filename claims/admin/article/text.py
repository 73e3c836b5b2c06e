"""A captured text as HTML with every statement marked and labelled, for reading and selecting.

Every stretch of the text itself stands in an element with `data-text`; labels stand in elements
with `data-label` and are no part of it; a character that is not seen stands as a label with
`data-char`, its code point in hexadecimal. So a script reads back exactly the captured text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.marking import UNSEEN, plain
from claims.desk.models import Statement

HUES = 8
"""Colours in turn for the speakers of a text; the label always names the speaker as well."""

LONGEST_NAME = 24

_LABELLED = {**UNSEEN, "\r": "CR"}
_NAMES = {"\r": "CARRIAGE RETURN"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement in the text: its number in the order of the text, colour, and where it leads."""

    statement: Statement
    number: int
    hue: int
    href: str
    here: bool = False

    @property
    def speaker(self) -> str:
        """Who speaks, in full; what is said there where nobody is chosen yet."""
        statement = self.statement
        if statement.speaker:
            return plain(str(statement.speaker))
        named = plain(statement.speaker_as_named)
        return f"{named} (unresolved)" if named else "speaker unresolved"

    @property
    def label(self) -> str:
        """Speaker, kind and state in words."""
        statement = self.statement
        kind, state = statement.get_kind_display(), statement.get_state_display()
        return f"{self.speaker}, {kind.lower()}, {state.lower()}"

    @property
    def tag(self) -> str:
        """The label in short, for the text itself."""
        name = self.speaker
        short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        return f"{self.number} {short} · {self.statement.kind}"

    @property
    def words(self) -> str:
        """The words in short, on one line."""
        words = " ".join(self.statement.quote.split())
        return plain(words if len(words) <= 120 else f"{words[:119]}…")

    @property
    def css(self) -> str:
        """The classes of the mark."""
        statement = self.statement
        hue = f"desk-hue-{self.hue}" if statement.speaker_id else "desk-hue-none"
        here = " desk-here" if self.here else ""
        return f"{hue} desk-kind-{statement.kind} desk-{statement.state}{here}"


def hues(statements: Iterable[Statement]) -> dict[int | None, int]:
    """Return a colour for each speaker, by the speaker's key, in the order of appearance."""
    found: dict[int | None, int] = {}
    for statement in statements:
        if statement.speaker_id is not None:
            found.setdefault(statement.speaker_id, len(found) % HUES)
    return found


def article(text: str, marks: Sequence[Mark]) -> SafeString:
    """Return the text as HTML, without any white space that is not its own.

    Spans may nest and overlap: a stretch has the colour of the shortest span over it, each span a
    label where it begins and a sign where it ends.
    """
    inside = [mark for mark in marks if _fits(mark.statement, text)]
    edges = {edge for mark in inside for edge in (mark.statement.start, mark.statement.end)}
    bounds = sorted({0, len(text), *edges})
    begun = sorted(inside, key=lambda mark: (mark.statement.start, -mark.statement.end))
    return format_html_join("", "{}", ((each,) for each in _pieces(text, bounds, begun)))


def _fits(statement: Statement, text: str) -> bool:
    return 0 <= statement.start < statement.end <= len(text)


def _pieces(text: str, bounds: Sequence[int], begun: Sequence[Mark]) -> Iterator[SafeString]:
    waiting, open_marks = list(reversed(begun)), list[Mark]()
    for at, until in zip(bounds, [*bounds[1:], len(text)], strict=True):
        ended = [mark for mark in reversed(open_marks) if mark.statement.end == at]
        yield from map(_end, ended)
        open_marks = [mark for mark in open_marks if mark.statement.end != at]
        while waiting and waiting[-1].statement.start == at:
            mark = waiting.pop()
            open_marks.append(mark)
            yield _tag(mark)
        if at < until:
            yield _stretch(text[at:until], open_marks)


def _tag(mark: Mark) -> SafeString:
    return format_html(
        '<a class="desk-tag {}" data-label href="{}"{} title="{}">{}</a>',
        mark.css,
        mark.href,
        SafeString(' aria-current="true"') if mark.here else "",
        mark.label,
        mark.tag,
    )


def _end(mark: Mark) -> SafeString:
    return format_html(
        '<span class="desk-tag-end {}" data-label aria-hidden="true">{}</span>',
        mark.css,
        mark.number,
    )


def _stretch(text: str, over: Sequence[Mark]) -> SafeString:
    shown = format_html_join("", "{}", ((part,) for part in _parts(text)))
    if not over:
        return format_html("<span data-text>{}</span>", shown)
    inner = min(over, key=lambda mark: mark.statement.end - mark.statement.start)
    here = next((mark for mark in over if mark.here), inner)
    classes = [inner.css, *(["desk-here"] if here.here and not inner.here else [])]
    if len(over) > 1:
        classes.append("desk-nested")
    return format_html(
        '<mark class="{}" data-text data-statement="{}" title="{}">{}</mark>',
        " ".join(classes),
        inner.href,
        "; ".join(dict.fromkeys(mark.label for mark in over)),
        shown,
    )


def _parts(text: str) -> Iterator[str]:
    begun = 0
    for at, letter in enumerate(text):
        if letter in _LABELLED:
            yield text[begun:at]
            yield _unseen(letter)
            begun = at + 1
    yield text[begun:]


def _unseen(letter: str) -> SafeString:
    code = f"{ord(letter):04X}"
    return format_html(
        '<span class="desk-unseen" data-char="{}" title="U+{}{}">{}</span>',
        code,
        code,
        f" {_NAMES[letter]}" if letter in _NAMES else "",
        _LABELLED[letter],
    )
