"""The parameters of a search, as Google's discovery document declares them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from rest_framework.exceptions import APIException

from claims.api.parameters import LANGUAGE

DEFAULT_PAGE_SIZE = 10
LARGEST_PAGE = 100
LARGEST_INT = 2**31 - 1
LONGEST_QUERY = 1000
LONGEST_TOKEN = 400
LONGEST_QUOTA_USER = 40
OF_THE_LIST = ("query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays")
"""Parameters that a page token is bound to."""


class BadArguments(APIException):
    """Parameters that a search does not take; `violations` says by name what is wrong."""

    status_code = 400

    def __init__(self, violations: Mapping[str, str]) -> None:
        self.violations = dict(violations)
        super().__init__(" ".join(f"{name}: {said}." for name, said in violations.items()))


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was asked for; what was not given is empty or 0.

    `page_size` is never more than LARGEST_PAGE, however many were asked for. `language` is the
    primary subtag in lower case, `script` the script where one was given. `site` is a host.
    """

    query: str = ""
    language: str = ""
    script: str = ""
    site: str = ""
    max_age_days: int = 0
    page_size: int = DEFAULT_PAGE_SIZE
    page_token: str = ""
    offset: int = 0
    fields: str = ""
    pretty: bool = True
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """What a page token of this search is bound to."""
        return urlencode([(name, self.given.get(name, "")) for name in OF_THE_LIST])


def read(parameters: QueryDict) -> Search:
    """Return the search that the parameters ask for.

    Those of Google's that choose a client or an account (`key` and so on) are taken and change
    nothing. Raises BadArguments, naming each parameter that is unknown, repeated or wrong.
    """
    wrong: dict[str, str] = {}
    given: dict[str, str] = {}
    values: dict[str, Any] = {}
    for written, texts in parameters.lists():
        name = _SPELLINGS.get(written, written)
        if name not in _READ:
            wrong[written[:60]] = "is not a parameter of this method"
        elif len(texts) > 1 or name in given:
            wrong[name] = "is given more than once"
        else:
            given[name] = texts[0]
            try:
                values[name] = _READ[name](texts[0])
            except ValueError as error:
                wrong[name] = str(error)
    if not any(given.get(name, "").strip() for name in ("query", "reviewPublisherSiteFilter")):
        wrong.setdefault("query", "is required unless reviewPublisherSiteFilter is given")
    if wrong:
        raise BadArguments(dict(list(wrong.items())[:20]))
    language, script = values.get("languageCode") or ("", "")
    return Search(
        query=values.get("query", "").strip(),
        language=language,
        script=script,
        site=values.get("reviewPublisherSiteFilter", ""),
        max_age_days=values.get("maxAgeDays", 0),
        page_size=min(values.get("pageSize") or DEFAULT_PAGE_SIZE, LARGEST_PAGE),
        page_token=values.get("pageToken", ""),
        offset=values.get("offset", 0),
        fields=values.get("fields", ""),
        pretty=values.get("prettyPrint", True),
        given=given,
    )


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"must be at most {longest} characters")
        return text

    return read


def _number(text: str) -> int:
    if not text:
        return 0
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > LARGEST_INT:
        raise ValueError(f"must be a whole number from 0 to {LARGEST_INT}")
    return int(text)


def _language(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    if not re.fullmatch(LANGUAGE[1:-1], text):
        raise ValueError("must be a BCP-47 language code such as en-US or sr-Latn")
    primary, *others = text.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return primary.lower(), script.title()


def _site(text: str) -> str:
    """Read a site as people write one: with or without a scheme, "www." and a path."""
    text = _text(LONGEST_QUERY)(text).strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        host = ""
    if text and not host:
        raise ValueError("must be a site such as example.org")
    return host.removeprefix("www.")


def _word(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in ("", *allowed):
            raise ValueError(f"must be {' or '.join(allowed)}")
        return text

    return read


def _flag(text: str) -> bool:
    if text.lower() not in ("", "true", "false", "1", "0"):
        raise ValueError("must be true or false")
    return text.lower() not in ("false", "0")


def _refused(text: str) -> str:
    if text:
        raise ValueError("is not offered: ask across origins instead, which every page may do")
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "query": _text(LONGEST_QUERY),
    "languageCode": _language,
    "reviewPublisherSiteFilter": _site,
    "maxAgeDays": _number,
    "pageSize": _number,
    "pageToken": _text(LONGEST_TOKEN),
    "offset": _number,
    "fields": _text(LONGEST_QUERY),
    "prettyPrint": _flag,
    "alt": _word("json"),
    "callback": _refused,
    "$.xgafv": _word("1", "2"),
    "quotaUser": _text(LONGEST_QUOTA_USER),
    **dict.fromkeys(
        ("key", "access_token", "oauth_token", "uploadType", "upload_protocol"), lambda text: text
    ),
}
_SPELLINGS = {
    re.sub(r"[A-Z]", lambda letter: f"_{letter.group().lower()}", name): name
    for name in (*OF_THE_LIST, "pageSize", "pageToken")
}
"""Google reads its own parameters in snake case too."""
