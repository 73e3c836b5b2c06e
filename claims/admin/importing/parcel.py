"""What travels from the preview of an import to its confirmation: signed, and stored nowhere."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing

from claims.desk.models import User
from claims.extraction import Article
from claims.extraction.reading.files import ArticleFile, article_file, read_file
from claims.text.dates import PartialDate

ABOUT = ("url", "publisher", "title", "authors", "published", "language", "encoding")
SALT = "claims.admin.importing"
LASTS = 24 * 60 * 60
"""Seconds for which a preview may be confirmed."""


class SpoiledParcel(Exception):
    """What came back is not what was sent, or too old; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The bytes of an article, the name of their file ("" for a pasted text), and what was said."""

    by: int
    data: bytes
    name: str
    about: Mapping[str, str]

    def sealed(self) -> str:
        """Return it as one signed line."""
        content = {
            "by": self.by,
            "data": base64.b64encode(self.data).decode("ascii"),
            "name": self.name,
            "about": dict(self.about),
        }
        return signing.dumps(content, salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str, by: User) -> "Parcel":
        """Return what was sealed for this account; raise SpoiledParcel for anything else."""
        try:
            content = signing.loads(sealed, salt=SALT, max_age=LASTS)
        except signing.SignatureExpired as error:
            raise SpoiledParcel("This preview is more than a day old; import it anew.") from error
        except signing.BadSignature as error:
            raise SpoiledParcel("This preview was damaged on its way; import it anew.") from error
        if content["by"] != by.pk:
            raise SpoiledParcel("This preview was made for another account; import it anew.")
        data = base64.b64decode(content["data"])
        return cls(by=by.pk, data=data, name=content["name"], about=content["about"])

    def file(self) -> ArticleFile:
        """Return the text or page in the bytes; raises UnreadableArticle."""
        return article_file(self.data, name=self.name, encoding=self.about["encoding"])

    def article(self, file: ArticleFile) -> Article:
        """Return the article with what was said of it; raises UnreadablePage."""
        about = self.about
        return read_file(
            file,
            url=about["url"],
            publisher=about["publisher"],
            title=about["title"],
            authors=tuple(about["authors"].split("\n")) if about["authors"] else (),
            published=PartialDate.parse(about["published"]) if about["published"] else None,
            language=about["language"],
        )
