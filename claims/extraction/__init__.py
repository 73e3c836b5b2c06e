"""Text in, attributed statements out: pure functions that know no database and no network.

`read_article` reads a text and what it says of itself; `extract` finds who said what in it.
"""

from claims.extraction.data import (
    Article,
    Extraction,
    FoundStatement,
    Gazetteer,
    KnownSpeaker,
    Step,
)
from claims.extraction.extractor import extract
from claims.extraction.reading.articles import read_article

__all__ = [
    "Article",
    "Extraction",
    "FoundStatement",
    "Gazetteer",
    "KnownSpeaker",
    "Step",
    "extract",
    "read_article",
]
