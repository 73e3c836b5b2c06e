"""The files of the seed data set, read and joined; nothing here touches the database."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]

ARTICLE = "article"
"""The name under which the data set refers to the seed article as a source."""


class SeedFault(Exception):
    """The data set cannot be read or contradicts itself; one line naming the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a statement of the article stands, in code points, and its words and kind."""

    start: int
    end: int
    quote: str
    kind: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """Everything in seeds/, row by row as in its files; ids join the rows.

    `article` are the article's bytes, `about` what its page says of it; `spans` are those of its
    statements by id.
    """

    article: bytes
    about: Row
    spans: dict[str, Span]
    ratings: list[Row]
    publishers: list[Row]
    speakers: list[Row]
    sources: list[Row]
    article_statements: list[Row]
    statements: list[Row]
    claims: list[Row]
    relations: list[Row]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.decode("utf-8")


def read_data_set(folder: Path) -> DataSet:
    """Return the data set in a folder; raise SeedFault for a file that is missing or broken."""
    article = _bytes(folder / "article.txt")
    return DataSet(
        article=article,
        about=json.loads(_bytes(folder / "article.json")),
        spans=_spans(folder / "statements.gold.jsonl", article.decode("utf-8")),
        ratings=_rows(folder / "ratings.yaml"),
        publishers=_rows(folder / "publishers.yaml"),
        speakers=_rows(folder / "speakers.yaml"),
        sources=_rows(folder / "sources.yaml"),
        article_statements=_rows(folder / "article_statements.yaml"),
        statements=_rows(folder / "statements.yaml"),
        claims=_rows(folder / "claims.yaml"),
        relations=_rows(folder / "relations.yaml"),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeedFault(f"{path}: {error.strerror or error}") from error


def _rows(path: Path) -> list[Row]:
    try:
        rows = yaml.safe_load(_bytes(path))
    except yaml.YAMLError as error:
        raise SeedFault(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise SeedFault(f"{path}: holds no list")
    return rows


def _spans(path: Path, text: str) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for row in json.loads(_bytes(path))["statements"]:
        start, end, quote = row["content_start"], row["content_end"], row["content"]
        if text[start:end] != quote:
            raise SeedFault(f"{path}: {row['id']} does not stand at {start}:{end} in the article")
        spans[row["id"]] = Span(start, end, quote, row["type"])
    return spans
