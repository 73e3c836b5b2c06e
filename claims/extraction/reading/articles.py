"""Reading a plain text: the article and what its headline, dateline and byline say of it."""

import re

from claims.extraction.circumstances.dates import first_date
from claims.extraction.data import Article
from claims.extraction.reading.paragraphs import Span, paragraphs
from claims.text.dates import PartialDate
from claims.text.spans import normalise

LONGEST_HEADLINE = 220
LONGEST_BYLINE = 160
_CLOCK = re.compile(r"\b([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\b")
_AUTHOR = re.compile(
    r"(?:\bBy\s+|[-–—|]\s*)"
    r"(?P<names>[^\W\d_][\w'’.\-]*(?:\s[^\W\d_][\w'’.\-]*){1,3}"
    r"(?:(?:,\s|\sand\s)[^\W\d_][\w'’.\-]*(?:\s[^\W\d_][\w'’.\-]*){1,3}){0,3})\s*$"
)


def read_article(
    text: str,
    *,
    url: str = "",
    publisher: str = "",
    title: str = "",
    authors: tuple[str, ...] = (),
    published: PartialDate | None = None,
    language: str = "",
) -> Article:
    """Return the article in a plain text; what the arguments leave out is read from the text.

    The text is stored normalised and otherwise verbatim. Title, date and authors come from the
    first line and the line below it. Raises ValueError where the text holds a NUL character.
    """
    text = normalise(text)
    spans = paragraphs(text)
    headline = headline_of(text, spans)
    byline = byline_of(text, spans)
    line = text[byline.start : byline.end] if byline else ""
    return Article(
        text=text,
        title=title or (text[headline.start : headline.end] if headline else ""),
        publisher=publisher,
        authors=tuple(authors) or _authors(line),
        published=published or (_published(text, byline) if byline else None),
        language=language,
        url=url,
    )


def headline_of(text: str, spans: list[Span]) -> Span | None:
    """Return the first paragraph where it is a headline: short, and followed by a text."""
    if len(spans) < 2 or spans[0].end - spans[0].start > LONGEST_HEADLINE:
        return None
    return spans[0]


def byline_of(text: str, spans: list[Span]) -> Span | None:
    """Return the line below the headline where it holds a date or an author and no sentence."""
    for span in spans[1:3]:
        line = text[span.start : span.end]
        if len(line) > LONGEST_BYLINE or line[-1] in '.!?”"':
            continue
        if first_date(text, [span], None) is not None or line.startswith("By "):
            return span
    return None


def _published(text: str, byline: Span) -> PartialDate | None:
    dated = first_date(text, [byline], None)
    if dated is None:
        return None
    clock = _CLOCK.search(text, dated.at, byline.end)
    if clock is None or len(dated.date.value) != len("2024-11-01"):
        return dated.date
    return PartialDate.parse(f"{dated.date.value}T{int(clock[1]):02}:{clock[2]}")


def _authors(line: str) -> tuple[str, ...]:
    match = _AUTHOR.search(line)
    if match is None:
        return ()
    return tuple(name.strip() for name in re.split(r",\s|\sand\s", match["names"]))
