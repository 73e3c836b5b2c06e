"""The languages of the pages' own words: English without a prefix, others under /{language}/."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.utils import translation

from claims.record import addresses


@dataclass(frozen=True, slots=True)
class Language:
    """A language that pages are offered in; `tag` is BCP 47, `here` tells that it is this one."""

    tag: str
    name: str
    href: str
    here: bool


def others() -> list[str]:
    """Return the tags of the languages that have a prefix, in the order of the settings."""
    return [tag for tag, _ in settings.LANGUAGES if tag != settings.LANGUAGE_CODE]


def tag_of(path: str) -> str:
    """Return the tag of the language under whose prefix an address stands, "" for English."""
    first = path.removeprefix("/").split("/", 1)[0]
    return first if first in others() else ""


def speaking(tag: str) -> AbstractContextManager[None]:
    """Return a context in which pages are made in the language of a prefix; "" is English."""
    return translation.override(tag or settings.LANGUAGE_CODE)


def in_language(path: str, tag: str | None = None) -> str:
    """Return the address of a page in a language, by default the one that is spoken now."""
    chosen = tag or translation.get_language() or settings.LANGUAGE_CODE
    return path if chosen == settings.LANGUAGE_CODE else f"/{chosen}{path}"


def offered(path: str) -> Iterator[Language]:
    """Yield the languages in which a page can be read, with whole addresses; `path` is English."""
    spoken = translation.get_language()
    for tag, name in settings.LANGUAGES:
        yield Language(tag, name, addresses.absolute(in_language(path, tag)), tag == spoken)


def in_every_language(
    pages: Callable[[], list[URLPattern | URLResolver]], name: str = "web"
) -> list[URLPattern | URLResolver]:
    """Return the addresses of pages in English, and again under the prefix of each language.

    A view reached under a prefix gets its tag as `language`; the addresses under it are named in
    `{name}-{tag}`.
    """
    found: list[Any] = [*pages()]
    found += [
        path(f"{tag}/", include((pages(), name), namespace=f"{name}-{tag}"), {"language": tag})
        for tag in others()
    ]
    return found
