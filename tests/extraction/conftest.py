"""The seed article, as the importer reads it."""

from pathlib import Path

import pytest

from claims.extraction import Article, Extraction, extract, read_article
from claims.text.dates import PartialDate

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seed_text() -> str:
    return (SEEDS / "article.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def seed(seed_text: str) -> Extraction:
    article: Article = read_article(
        seed_text,
        publisher="European Pravda",
        url="https://www.eurointegration.com.ua/eng/news/2024/11/1/7197513/",
        published=PartialDate.parse("2024-11-01T16:25+02:00"),
        language="en",
    )
    return extract(article)
