"""Reading a plain text: the article and what its headline, dateline and byline say of it."""

import re

from claims.extraction.data import Article
from claims.extraction.reading.datelines import is_about, printed_date
from claims.extraction.reading.paragraphs import Span, paragraphs
from claims.text.dates import PartialDate
from claims.text.spans import normalise

LONGEST_HEADLINE = 220
# Below the headline, also below a line or two that say what the article is about.
MOST_LINES = 6
LAX_LINES = 3
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
    lines = bylines_of(text, spans)
    return Article(
        text=text,
        title=title or (text[headline.start : headline.end] if headline else ""),
        publisher=publisher,
        authors=tuple(authors) or _authors(text, lines),
        published=published or printed_date(text, lines, language),
        language=language,
        url=url,
    )


def headline_of(text: str, spans: list[Span]) -> Span | None:
    """Return the headline: a short first paragraph, or the one under a mere date."""
    first = int(bool(spans) and is_about(text, spans[0], alone=True))
    if len(spans) < first + 2 or spans[first].end - spans[first].start > LONGEST_HEADLINE:
        return None
    return spans[first]


def bylines_of(text: str, spans: list[Span]) -> list[Span]:
    """Return the lines above and below the headline that hold a date or an author, no sentence."""
    return [
        span
        for number, span in enumerate(spans[:MOST_LINES])
        if is_about(text, span, alone=not 0 < number < LAX_LINES)
    ]


def _authors(text: str, lines: list[Span]) -> tuple[str, ...]:
    for span in lines:
        match = _AUTHOR.search(text[span.start : span.end])
        if match is not None:
            return tuple(name.strip() for name in re.split(r",\s|\sand\s", match["names"]))
    return ()
