"""What a publisher has on record: its sources, and how often they are quoted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.web.presentation.links import PathTo, no_path
from claims.web.presentation.statements import Source, source


@dataclass(frozen=True, slots=True)
class Publication:
    """A source of the publisher, and how many passages of it are on record."""

    source: Source
    passages: int


def publications(
    items: Iterable[Mapping[str, Any]], publisher: str, path_to: PathTo = no_path
) -> tuple[Publication, ...]:
    """Return the sources of a publisher in which passages stand, the newest first.

    `items` are bodies of statements and of evidence; what stands elsewhere, or in a source that is
    withheld, is left out, and a passage that comes several times counts once.
    """
    sources: dict[str, Mapping[str, Any]] = {}
    passages: dict[str, set[str]] = {}
    for item in items:
        statement = item.get("statement") or {}
        found = item.get("source") or statement.get("source") or {}
        public_id = found.get("id") or ""
        of = (found.get("publisher") or {}).get("id")
        if public_id and of == publisher and not found.get("withheld"):
            sources.setdefault(public_id, found)
            words = statement.get("id") or item.get("id") or ""
            passages.setdefault(public_id, set()).add(words)
    made = [
        Publication(shown, len(passages[public_id]))
        for public_id, found in sources.items()
        if (shown := source(found, path_to))
    ]
    return tuple(sorted(made, key=_published, reverse=True))


def _published(one: Publication) -> tuple[datetime, str]:
    date = one.source.published
    return (date.local if date and date.local else datetime.min, one.source.name.name)
