"""The bytes of a file as an article: all that can be wrong with it, before anything is parsed."""

import codecs
import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from claims.extraction.data import Article
from claims.extraction.reading.articles import read_article
from claims.extraction.reading.markup import MOST_CHARACTERS, belying, misnamed
from claims.extraction.reading.pages import MOST_BYTES, read_page
from claims.text.dates import PartialDate

PLAIN_ENCODING = "utf-8"
DEFAULT_LANGUAGE = "en"
_SNIFFED = 4096
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableArticle(Exception):
    """Bytes that are no article text; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """The bytes of a file and, of a plain text, the text in them with line ends as in the file.

    `text` is None where the file is a saved HTML page, which is still to be read.
    """

    data: bytes
    text: str | None
    encoding: str

    @property
    def media_type(self) -> str:
        """What the bytes are, as a media type; a page says its own encoding."""
        kind = "text/html" if self.text is None else "text/plain"
        return f"{kind}; charset={self.encoding.lower()}" if self.encoding else kind


def article_file(data: bytes, *, name: str = "", encoding: str = "") -> ArticleFile:
    """Return the plain text in these bytes, or the page that they are by their content or name.

    A text is in UTF-8 where no `encoding` is given; a byte order mark is not part of it. Raises
    UnreadableArticle for what is larger than 1 MiB, and for a text that is not a plain text of at
    most 200,000 characters in that encoding.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableArticle(f"the file is larger than 1 MiB ({MOST_BYTES:,} bytes)")
    if not data.strip():
        raise UnreadableArticle("the file is empty")
    if PurePath(name).suffix.lower() in _PAGE_SUFFIXES or _is_markup(data):
        return ArticleFile(data, None, encoding)
    text = _decoded(data, encoding or PLAIN_ENCODING)
    if not text.strip():
        raise UnreadableArticle("the file is empty")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableArticle(
            f"the text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read"
        )
    return ArticleFile(data, text, encoding or PLAIN_ENCODING)


def read_file(
    file: ArticleFile,
    *,
    url: str = "",
    publisher: str = "",
    title: str = "",
    authors: tuple[str, ...] = (),
    published: PartialDate | None = None,
    language: str = "",
) -> Article:
    """Return the article in the file; what the arguments say goes before what the file says.

    Raises UnreadablePage, in one line, for a page that cannot be read.
    """
    if file.text is None:
        page = read_page(file.data, url=url, encoding=file.encoding)
        return replace(
            page,
            publisher=publisher or page.publisher,
            title=title or page.title,
            authors=authors or page.authors,
            published=published or page.published,
            language=language or page.language or DEFAULT_LANGUAGE,
        )
    return read_article(
        file.text,
        url=url,
        publisher=publisher,
        title=title,
        authors=authors,
        published=published,
        language=language or DEFAULT_LANGUAGE,
    )


def _is_markup(data: bytes) -> bool:
    """Say whether a file begins as HTML does, in UTF-16 too."""
    head = data[:_SNIFFED]
    wide = head.startswith(_UTF_16_MARKS)
    text = head.decode("utf-16" if wide else "utf-8", "ignore")
    return _MARKUP.match(text.removeprefix("\ufeff")) is not None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        belied = belying(data, codecs.lookup(encoding).name)
        if belied:
            raise UnreadableArticle(misnamed("text", encoding, belied))
        text = data.decode(encoding)
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableArticle(_undecodable(data, encoding, error)) from error
    except UnicodeError as error:
        raise UnreadableArticle(f"the text is not valid {encoding}") from error
    except (LookupError, ValueError) as error:
        raise UnreadableArticle(
            f"unknown encoding {encoding!r}; name one such as utf-8, windows-1252 or koi8-u"
        ) from error
    if "\0" in text:
        raise UnreadableArticle(_binary(text))
    return text.removeprefix("\ufeff")


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError) -> str:
    if data.startswith(_UTF_16_MARKS):
        return f"the text is not {encoding} but looks like UTF-16; name the encoding utf-16"
    if b"\0" in data:
        return "this is a binary file, not a text"
    line = data.count(b"\n", 0, error.start) + 1
    return (
        f"line {line}: byte 0x{data[error.start]:02x} at offset {error.start} is not {encoding}; "
        "name the file's encoding"
    )


def _binary(text: str) -> str:
    line = text.count("\n", 0, text.index("\0")) + 1
    return f"line {line} holds a NUL character: this is a binary file, not a text"
