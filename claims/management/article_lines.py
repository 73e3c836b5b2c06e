"""Articles from a file of JSON lines, one at a time, however many there are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.extraction import Article
from claims.extraction.reading.files import (
    ArticleFile,
    UnreadableArticle,
    article_file,
    read_file,
)
from claims.text.dates import PartialDate

LONGEST_LINE = 8 * 1024**2
"""Bytes of a line: a text of 1 MiB, each character of which may be written as an escape."""

WORDS = ("url", "publisher", "title", "published", "language")
KEYS = frozenset({"text", "html", "author", *WORDS})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file that is not empty, with where the file goes on after it in bytes."""

    number: int
    end: int
    data: bytes


def lines(path: Path) -> Iterator[Line]:
    """Give the lines of a file that hold something, none of them longer than can be read.

    One that is too long is cut, so that it is refused when it is read. Raises OSError.
    """
    with path.open("rb") as file:
        number = 0
        while data := file.readline(LONGEST_LINE + 1):
            number += 1
            ended = len(data) <= LONGEST_LINE or data.endswith(b"\n")
            while not ended:
                rest = file.readline(LONGEST_LINE)
                ended = not rest or rest.endswith(b"\n")
            if data.strip():
                yield Line(number, file.tell(), data)


def article_of(
    line: Line, *, publisher: str = "", language: str = ""
) -> tuple[Article, ArticleFile]:
    """Return the article that a line holds, and its bytes as those of a file.

    `publisher` and `language` are of articles that name none. Raises UnreadableArticle, in one
    line, for a line that is no article, and UnreadablePage for a page that cannot be read.
    """
    told = _told(line)
    page = "html" in told
    content = told["html" if page else "text"]
    name = "line.html" if page else "line.txt"
    file = article_file(content.encode("utf-8"), name=name, encoding="utf-8")
    article = read_file(
        file,
        url=told.get("url", ""),
        publisher=told.get("publisher", "") or publisher,
        title=told.get("title", ""),
        authors=_authors(told.get("author", [])),
        published=_date(told.get("published", "")),
        language=told.get("language", "") or language,
    )
    return article, file


def _told(line: Line) -> dict[str, Any]:
    if len(line.data) > LONGEST_LINE:
        raise UnreadableArticle(f"the line has more than {LONGEST_LINE:,} bytes")
    try:
        told = json.loads(line.data.decode("utf-8-sig" if line.number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableArticle("not UTF-8 text; convert it first") from error
    except RecursionError as error:
        raise UnreadableArticle("not JSON (nested too deeply)") from error
    except json.JSONDecodeError as error:
        raise UnreadableArticle(f"not JSON ({error.msg})") from error
    except ValueError as error:
        raise UnreadableArticle("a number has more digits than can be read") from error
    try:
        json.dumps(told, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableArticle("a text holds half a character") from error
    if not isinstance(told, dict):
        raise UnreadableArticle("not a JSON object")
    told = {key: value for key, value in told.items() if value is not None}
    if strange := sorted(told.keys() - KEYS):
        raise UnreadableArticle(f"unknown key {strange[0][:40]!r}; write {', '.join(sorted(KEYS))}")
    if ("text" in told) == ("html" in told):
        raise UnreadableArticle('needs "text" or "html", and one of them alone')
    for key in ("text", "html", *WORDS):
        if not isinstance(told.get(key, ""), str):
            raise UnreadableArticle(f'"{key}" is no string')
    return told


def _authors(value: object) -> tuple[str, ...]:
    authors = [value] if isinstance(value, str) else value
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        raise UnreadableArticle('"author" is no string and no list of strings')
    return tuple(authors)


def _date(value: str) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if value else None
    except ValueError as error:
        raise UnreadableArticle(f'"published": {error}') from error
