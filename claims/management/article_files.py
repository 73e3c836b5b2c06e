"""An article's bytes from a file of this machine, with one line for all that can be wrong."""

from pathlib import Path

from claims.extraction.reading.files import ArticleFile, UnreadableArticle, article_file
from claims.extraction.reading.pages import MOST_BYTES


def read_article_file(path: Path, encoding: str = "") -> ArticleFile:
    """Return the plain text in a file, or the bytes of a page; see `article_file`.

    Raises UnreadableArticle for what is no such file.
    """
    return article_file(_bytes(path), name=path.name, encoding=encoding)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableArticle("this is a directory; name a file")
        if path.exists() and not path.is_file():
            raise UnreadableArticle("this is not a regular file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableArticle(error.strerror or str(error)) from error
    except ValueError as error:
        raise UnreadableArticle("this is not a file name") from error
    return data
