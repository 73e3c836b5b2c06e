"""Reading saved HTML: the article in a page and what the page says of itself.

Whatever the page holds, the process that asks stays as it was: size and depth are measured before
anything is parsed, and the parsing is done by another process that is killed when it takes long.
"""

import json
import re
import signal
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claims.extraction.data import Article
from claims.extraction.reading.articles import read_article
from claims.extraction.reading.markup import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_TAGS,
    UnreadablePage,
    check_size,
    decoded,
    without_noncharacters,
)
from claims.text.dates import PartialDate
from claims.text.links import is_web_url

MOST_BYTES = 1024 * 1024
# By the clock, which counts what others do too: the page itself is bounded by what it costs the
# processor, in the process that reads it.
MOST_SECONDS = 15.0
LONGEST_TITLE = 300
MOST_AUTHORS = 20
# In words: more is a sentence about the author.
LONGEST_AUTHOR = 6
# To be raised with every change in what is kept of a page.
READER = "html-3"
LONGEST_READER = 40

_CHILD = Path(__file__).with_name("page_child.py")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_page(data: bytes, *, url: str = "", encoding: str = "") -> Article:
    """Return the article in a saved HTML page, its headline as the first paragraph.

    Scripts, comments, menus and the like are no part of the text. Title, authors, date, publisher,
    language and, where `url` is "", the address are what the page says of itself. `encoding`
    goes before what the page declares.

    Raises UnreadablePage, in one line, for what is larger than 1 MiB, 20,000 tags, 256 levels or
    200,000 characters, takes 5 seconds of the processor or 15 by the clock, is in no known encoding
    or holds no article; and where the optional extra "html" is not installed.
    """
    if len(data) > MOST_BYTES:
        raise UnreadablePage(f"the page is larger than 1 MiB ({MOST_BYTES:,} bytes)")
    if find_spec("trafilatura") is None:
        raise UnreadablePage(
            'this is HTML, which is read by an extra: install "onrecord[html]", or save the '
            "article as text"
        )
    markup = without_noncharacters(decoded(data, encoding))
    check_size(markup)
    return _article(_parsed(markup), url)


def _parsed(markup: str) -> dict[str, Any]:
    command = [sys.executable, "-s", "-P", str(_CHILD), str(MOST_TAGS), str(MOST_DEPTH)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=markup.encode("utf-8"),
            capture_output=True,
            timeout=MOST_SECONDS,
            env={"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePage(f"the page took longer than {MOST_SECONDS:g} seconds") from error
    if done.returncode == -signal.SIGXCPU:
        raise UnreadablePage("the page keeps a processor busy for too long; save it as text")
    try:
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UnreadablePage("the page cannot be parsed; save the article as text")
    if answer.get("refused"):
        raise UnreadablePage(f"the page's tags are nested more than {MOST_DEPTH} deep")
    return answer


def _article(page: dict[str, Any], url: str) -> Article:
    title = _line(page.get("title"))[:LONGEST_TITLE]
    rows = [row for row in map(_line, str(page.get("text") or "").split("\n")) if row]
    if not rows:
        raise UnreadablePage("no article was found in this page; save the article as text")
    if title and title.casefold() != rows[0].casefold():
        rows.insert(0, title)
    text = "\n\n".join(rows)
    if len(text) > MOST_CHARACTERS:
        raise UnreadablePage(f"the article has more than {MOST_CHARACTERS:,} characters")
    address = _line(page.get("url"))
    language = _line(page.get("language"))
    article = read_article(
        text,
        url=url or (address if is_web_url(address) else ""),
        publisher=_line(page.get("publisher"))[:LONGEST_TITLE],
        title=title,
        authors=_authors(_line(page.get("authors"))),
        published=_published(page),
        language=language if _LANGUAGE.fullmatch(language) else "",
    )
    return replace(article, reader=f"{READER} {_line(page.get('parser'))}".strip()[:LONGEST_READER])


def _line(value: object) -> str:
    """Return the value as one line without invisible characters, "" where it is no text."""
    if not isinstance(value, str):
        return ""
    words = _INVISIBLE.sub("", value.encode("utf-8", "ignore").decode("utf-8"))
    return _SPACES.sub(" ", words).strip()


def _authors(value: str) -> tuple[str, ...]:
    names = (name.strip() for name in value.split(";"))
    return tuple(name for name in names if 0 < len(name.split()) <= LONGEST_AUTHOR)[:MOST_AUTHORS]


def _published(page: dict[str, Any]) -> PartialDate | None:
    """Return the moment that the page gives, or else the day that is read from it."""
    day = _date(page.get("date"))
    moment = _date(page.get("moment"))
    if moment is not None and (day is None or moment.value[:10] == day.value[:10]):
        return moment
    return day


def _date(value: object) -> PartialDate | None:
    try:
        return PartialDate.parse(_line(value))
    except ValueError:
        return None
