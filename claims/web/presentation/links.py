"""Addresses that may be followed: pages of our own, and web addresses checked once more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.interchange.annotations import text_link
from claims.text.links import host_of, normalise_url
from claims.web.presentation.highlights import Stretch

PathTo = Callable[[str, str, str], str]
"""Gives the address of a page of ours from kind ("claim", "speaker" …), id and name; "" if none."""


def no_path(kind: str, public_id: str, name: str) -> str:
    """Return "": names lead nowhere, as in a preview."""
    return ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the address of its page or "".

    `stretches` are its parts where it is searched in, () everywhere else.
    """

    name: str
    path: str
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address outside, safe to be followed, and the host that readers see."""

    href: str
    host: str


def web_link(url: str) -> WebLink | None:
    """Return an http or https address as a link, None for every other.

    Addresses are checked where they are stored; this is the second wall.
    """
    try:
        href = normalise_url(url)
    except ValueError:
        return None
    return WebLink(href, host_of(href)) if href else None


def link_to_words(link: WebLink | None, selector: Mapping[str, Any] | None) -> WebLink | None:
    """Return a link at which browsers show the selected words in their source, None without one."""
    if link is None or not selector or not (selector.get("exact") or "").strip():
        return None
    whole = {"prefix": "", "suffix": "", **selector}
    return WebLink(text_link(link.href, whole), link.host)
