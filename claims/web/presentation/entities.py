"""Speakers, sources, publishers, topics and the rating scale as readers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.web.presentation import words
from claims.web.presentation.dates import When, when
from claims.web.presentation.links import Name, PathTo, WebLink, no_path, web_link
from claims.web.presentation.verdicts import TONES
from claims.web.presentation.words import gettext_noop as _

KINDS = {
    "speaker": _("Speaker"),
    "source": _("Source"),
    "publisher": _("Publisher"),
    "topic": _("Topic"),
}


@dataclass(frozen=True, slots=True)
class OtherName:
    """A further name of a speaker; `kind` says what sort."""

    name: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office a speaker held, and from when until when."""

    title: str
    organisation: str
    since: When | None
    until: When | None


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the page of a speaker, source, publisher or topic shows; what a kind lacks is empty."""

    id: str
    kind: str
    kind_label: str
    sort: str
    name: str
    language: str
    description: str
    country: str
    names: tuple[OtherName, ...]
    roles: tuple[Role, ...]
    wikidata: WebLink | None
    publisher: Name | None
    link: WebLink | None
    archive: WebLink | None
    authors: tuple[str, ...]
    published: When | None
    availability: str
    rights_note: str
    withheld: bool
    withheld_reason: str
    domains: tuple[str, ...]
    number: int
    released: When | None


@dataclass(frozen=True, slots=True)
class Rating:
    """One value of the desk's scale."""

    label: str
    meaning: str
    value: int | None
    tone: str


@dataclass(frozen=True, slots=True)
class ScalePage:
    """The scale the desk rates on, highest value first, those without a value last."""

    ratings: tuple[Rating, ...]
    released: When | None


def entity_page(kind: str, body: Mapping[str, Any], path_to: PathTo = no_path) -> EntityPage:
    """Return what the page of an entity shows; `kind` as in the record."""
    # A source's body carries the address it was published at where others carry their page's.
    link = web_link(body.get("url") or "") if kind == "source" else None
    publisher = body.get("publisher")
    return EntityPage(
        id=body.get("id") or "",
        kind=kind,
        kind_label=KINDS[kind],
        sort=_sort(kind, body.get("kind") or ""),
        name=body.get("name") or body.get("title") or "",
        language=(body.get("language") or "") if kind == "source" else "",
        description=body.get("description") or "",
        country=body.get("country") or "",
        names=tuple(_other_name(one) for one in body.get("names") or ()),
        roles=_roles(body.get("roles") or ()),
        wikidata=_wikidata(body.get("wikidata_id") or ""),
        publisher=_publisher(publisher, path_to) if publisher else None,
        link=link,
        archive=web_link(body.get("archive_url") or ""),
        authors=tuple(str(author) for author in body.get("authors") or ()),
        published=when(body.get("published_on")),
        availability=words.AVAILABILITY.get(body.get("availability") or "", ""),
        rights_note=body.get("rights_note") or "",
        withheld=bool(body.get("withheld")),
        withheld_reason=body.get("withheld_reason") or "",
        domains=tuple(str(domain) for domain in body.get("domains") or ()),
        number=body.get("number") or 0,
        released=when(body.get("released_at")),
    )


def scale_page(body: Mapping[str, Any]) -> ScalePage:
    """Return what the methodology page shows of the released scale; {} gives an empty one."""
    ratings = [
        Rating(
            label=one.get("label") or "",
            meaning=one.get("meaning") or "",
            value=one.get("value"),
            tone=TONES.get(one.get("normalised") or "", "other"),
        )
        for one in body.get("ratings") or ()
    ]
    ratings.sort(key=lambda rating: -(rating.value or 0))
    return ScalePage(tuple(ratings), when(body.get("released_at")))


def _sort(kind: str, code: str) -> str:
    tables = {
        "speaker": words.SPEAKER_KINDS,
        "source": words.SOURCE_KINDS,
        "publisher": words.PUBLISHER_KINDS,
    }
    return words.label(tables[kind], code) if kind in tables else ""


def _other_name(item: Mapping[str, Any]) -> OtherName:
    kind = words.label(words.NAME_KINDS, item.get("kind") or "")
    return OtherName(item.get("name") or "", item.get("language") or "", kind)


def _roles(items: Iterable[Mapping[str, Any]]) -> tuple[Role, ...]:
    """Return roles in the order of time, the newest first; those of unknown time come last."""
    return tuple(sorted(map(_role, items), key=_begun, reverse=True))


def _begun(role: Role) -> datetime:
    known = role.since or role.until
    return known.local if known and known.local else datetime.min


def _role(item: Mapping[str, Any]) -> Role:
    return Role(
        title=item.get("title") or "",
        organisation=item.get("organisation") or "",
        since=when(item.get("since")),
        until=when(item.get("until")),
    )


def _publisher(item: Mapping[str, Any], path_to: PathTo) -> Name:
    name = item.get("name") or ""
    return Name(name, path_to("publisher", item.get("id") or "", name))


def _wikidata(item: str) -> WebLink | None:
    known = item[:1] == "Q" and item[1:].isascii() and item[1:].isdecimal()
    return web_link(f"https://www.wikidata.org/wiki/{item}") if known else None
