"""Every public address, asked in every way an anonymous reader can."""

import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
ACCEPTS = ("*/*", "text/html", "application/json", "application/ld+json", "text/csv")
PRIVATE = ("admin/",)
ELSEWHERE = ("/static/", "/admin/")
UNSTABLE_HEADERS = ("date", "x-request-id")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, without what is allowed to differ between two equal requests."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def readable(self) -> str:
        """Body and headers as a reader may decode them, in lower case; cursors opened too."""
        head = "\n".join(f"{name}: {value}" for name, value in self.headers)
        whole = f"{head}\n{self.body}"
        whole += "\n".join(map(_opened, re.findall(r"cursor=([\w-]+)", whole)))
        return "\n".join([whole, html.unescape(whole), unquote(whole)]).lower()


def routes() -> set[str]:
    """Return the pattern of every public route there is, as the URLconf writes it."""
    return {
        route for route in _routes(get_resolver().url_patterns, "") if not route.startswith(PRIVATE)
    }


def ask(client: Client, address: str, method: str = "GET", accept: str = "*/*") -> Answer:
    """Ask for an address as an anonymous reader."""
    answer = client.generic(method, address, headers={"accept": accept})
    content = answer.getvalue()
    headers = sorted(
        (name.lower(), value)
        for name, value in answer.items()
        if name.lower() not in UNSTABLE_HEADERS
    )
    return Answer(answer.status_code, tuple(headers), content.decode("utf-8", "replace"))


def crawl(client: Client, addresses: list[str]) -> dict[tuple[str, str, str], Answer]:
    """Ask for all addresses in every way, and for every page of this site they lead to."""
    found: dict[tuple[str, str, str], Answer] = {}
    waiting, seen = list(addresses), set(addresses)
    while waiting:
        address = waiting.pop()
        for method, accept in _ways():
            found[address, method, accept] = ask(client, address, method, accept)
        for link in _links(found[address, "GET", "*/*"]):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def _ways() -> Iterator[tuple[str, str]]:
    for accept in ACCEPTS:
        yield "GET", accept
    for method in METHODS[1:]:
        yield method, "*/*"


def _opened(cursor: str) -> str:
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""


def _links(answer: Answer) -> Iterator[str]:
    for link in re.findall(r'(?:href|src|"url"|"next")\s*[=:]\s*"([^"]+)"', answer.body):
        parts = urlsplit(html.unescape(link))
        ours = parts.hostname in (None, "127.0.0.1", "testserver")
        if ours and parts.path.startswith("/") and not parts.path.startswith(ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _routes(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
