"""Text in, attributed statements out: pure functions that know no database and no network.

`read_article` reads a text and what it says of itself, `read_page` saved HTML; `extract`
finds who said what in it.
"""

from claims.extraction.data import (
    Article,
    Extraction,
    FoundStatement,
    Gazetteer,
    Joint,
    KnownSpeaker,
    Step,
)
from claims.extraction.extractor import extract
from claims.extraction.reading.articles import read_article
from claims.extraction.reading.markup import UnreadablePage
from claims.extraction.reading.pages import read_page

__all__ = [
    "Article",
    "Extraction",
    "FoundStatement",
    "Gazetteer",
    "Joint",
    "KnownSpeaker",
    "Step",
    "UnreadablePage",
    "extract",
    "read_article",
    "read_page",
]
