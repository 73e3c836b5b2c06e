"""Source text as editors see it: spans marked in place, invisible characters made visible."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

UNSEEN = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""Characters that are not seen and change what is seen, with their usual short names."""

_TO_LABELS = str.maketrans({letter: f"[{label}]" for letter, label in UNSEEN.items()})

AROUND = 600
"""Characters of a long text shown on either side of what is marked."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to mark: code points, end exclusive.

    `label` is told when the mark is pointed at, `number` stands before it, `href` is where it leads
    ("" for nowhere), `css` its class.
    """

    start: int
    end: int
    label: str = ""
    number: str = ""
    href: str = ""
    css: str = ""


def plain(text: str) -> str:
    """Return the text with each invisible character written out, such as [RLO]."""
    return text.translate(_TO_LABELS)


def visible(text: str) -> SafeString:
    """Return the text as HTML, isolated from its surroundings, invisible characters shown."""
    return format_html("<bdi>{}</bdi>", _shown(text))


def marked(text: str, spans: Iterable[Span], *, around: Span | None = None) -> SafeString:
    """Return the text as HTML with each span in <mark>; the text itself is escaped throughout.

    Spans may nest and overlap: a stretch carries the link of the shortest span over it. A
    long text is cut a little before and after the span `around`, and the cuts are shown.
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    first, last = _window(text, around)
    inner = {edge for span in inside for edge in (span.start, span.end) if first < edge < last}
    edges = sorted({first, last, *inner})
    pieces = [
        (_piece(text[start:end], _over(inside, start, end), start),)
        for start, end in pairwise(edges)
    ]
    return format_html(
        '<bdi class="desk-text">{}{}{}</bdi>',
        _cut(first),
        format_html_join("", "{}", pieces),
        _cut(len(text) - last),
    )


def _window(text: str, around: Span | None) -> tuple[int, int]:
    if around is None:
        return 0, len(text)
    return max(0, around.start - AROUND), min(len(text), around.end + AROUND)


def _over(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    found = [span for span in spans if span.start <= start and end <= span.end]
    return sorted(found, key=lambda span: span.end - span.start)


def _piece(text: str, over: Sequence[Span], start: int) -> SafeString:
    shown = _shown(text)
    if not over:
        return shown
    span = over[0]
    if span.href:
        shown = format_html('<a href="{}">{}</a>', span.href, shown)
    labels = format_html_join("", "<sup>{}</sup>", _labels(over, start))
    css = f"{span.css} desk-nested" if len(over) > 1 else span.css
    title = "; ".join(dict.fromkeys(span.label for span in over if span.label))
    return format_html('<mark class="{}" title="{}">{}{}</mark>', css.strip(), title, labels, shown)


def _labels(over: Sequence[Span], start: int) -> list[tuple[str]]:
    return [(span.number,) for span in reversed(over) if span.start == start and span.number]


def _cut(length: int) -> SafeString:
    if not length:
        return SafeString("")
    return format_html('<span class="desk-cut">… {} characters …</span>', f"{length:,}")


def _shown(text: str) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in _parts(text)))


def _parts(text: str) -> Iterable[str]:
    begun = 0
    for at, letter in enumerate(text):
        if letter in UNSEEN:
            yield text[begun:at]
            name = unicodedata.name(letter, "")
            yield format_html(
                '<span class="desk-unseen" title="U+{} {}">{}</span>',
                f"{ord(letter):04X}",
                name,
                UNSEEN[letter],
            )
            begun = at + 1
    yield text[begun:]
