"""What was said: the words, who said them, and the steps through which they reached the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.interchange.claimants import OUTLETS_OWN
from claims.web.presentation import words
from claims.web.presentation.dates import When, when
from claims.web.presentation.links import Name, PathTo, WebLink, link_to_words, web_link
from claims.web.presentation.quotations import Quotation, Translation, quotation, translations
from claims.web.presentation.renderings import Beside, beside

UNREADABLE = ("gone", "offline", "changed")
"""Availability of sources in which a browser would not find the captured words."""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as a statement has them: name and page, role and name as printed there."""

    id: str
    name: Name
    kind: str
    role: str
    as_named: str
    role_as_named: str
    basis: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand. `name` is the title, else what little is known; `link` may be None.

    `words` leads to the very words in the source, None where they can no longer be read there.
    """

    name: Name
    titled: bool
    language: str
    link: WebLink | None
    archive: WebLink | None
    publisher: Name | None
    published: When | None
    captured: When | None
    availability: str
    withheld: bool
    words: WebLink | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain from the source in hand to the speaker, who is the last one.

    `by` is who cited or quoted it, the step before it; "" of the first.
    """

    name: str
    relation: str
    link: WebLink | None
    seen: bool
    inferred: bool
    is_speaker: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement; `renderings` are what other outlets printed of it, not always the same words.

    `beside` tells how a rendering reads beside the statement, None for the statement itself.
    """

    id: str
    stance: str
    kind: str
    outlets_own: bool
    said: str
    said_code: str
    speakers: tuple[Person, ...]
    quotation: Quotation | None
    translations: tuple[Translation, ...]
    spoken_language: str
    said_on: When | None
    occasion: str
    place: str
    source: Source | None
    chain: tuple[Step, ...]
    rendering_note: str
    renderings: tuple["Utterance", ...]
    beside: Beside | None = None

    @property
    def anchor(self) -> str:
        """The fragment under which a page shows the statement."""
        return f"statement-{self.id}"


def utterances(items: Sequence[Mapping[str, Any]], path_to: PathTo) -> tuple[Utterance, ...]:
    """Return the statements of a body in their order, each with its renderings inside.

    A rendering whose statement is not among `items` stands by itself.
    """
    ids = {item.get("id") for item in items}
    renderings: dict[Any, list[Mapping[str, Any]]] = {}
    own = []
    for item in items:
        original = item.get("rendering_of")
        if original in ids and original != item.get("id"):
            renderings.setdefault(original, []).append(item)
        else:
            own.append(item)
    return tuple(utterance(item, path_to, renderings.get(item.get("id"), ())) for item in own)


def utterance(
    item: Mapping[str, Any], path_to: PathTo, renderings: Iterable[Mapping[str, Any]] = ()
) -> Utterance:
    """Return one statement of a body, with the given renderings of it."""
    kind, said = item.get("kind") or "", item.get("said") or ""
    speakers = tuple(person(one, path_to) for one in item.get("speakers") or ())
    where = source(item.get("source"), path_to, item.get("selector"))
    spoken = item.get("spoken_language") or ""
    printed = item.get("language") or ""
    return Utterance(
        id=item.get("id") or "",
        stance=words.label(words.STANCES, item.get("stance") or ""),
        kind=words.label(words.STATEMENT_KINDS, kind),
        outlets_own=kind in OUTLETS_OWN,
        said=words.label(words.SAID, said),
        said_code=said,
        speakers=speakers,
        quotation=quotation(item),
        translations=translations(item.get("translations")),
        spoken_language=words.language_name(spoken) if spoken not in ("", printed) else "",
        said_on=when(item.get("said_on")),
        occasion=item.get("occasion") or "",
        place=item.get("place") or "",
        source=where,
        chain=_chain(item.get("attribution") or (), speakers, where, kind),
        rendering_note=item.get("rendering_note") or "",
        renderings=tuple(_rendering(one, item, path_to) for one in renderings),
    )


def _rendering(item: Mapping[str, Any], original: Mapping[str, Any], path_to: PathTo) -> Utterance:
    return replace(utterance(item, path_to), beside=beside(item, original))


def person(item: Mapping[str, Any], path_to: PathTo) -> Person:
    """Return a speaker of a statement; one without an id (anonymous) has no page."""
    public_id, name = item.get("id") or "", item.get("name") or ""
    kind = item.get("kind") or ""
    return Person(
        id=public_id,
        name=Name(
            name or words.label(words.SPEAKER_KINDS, kind),
            path_to("speaker", public_id, name) if public_id else "",
        ),
        kind=kind,
        role=item.get("role") or "",
        as_named=item.get("as_named") or "",
        role_as_named=item.get("role_as_named") or "",
        basis=words.BASES.get(item.get("basis") or "", ""),
        on_behalf_of=item.get("on_behalf_of") or "",
    )


def source(
    item: Mapping[str, Any] | None, path_to: PathTo, selector: Mapping[str, Any] | None = None
) -> Source | None:
    """Return the source of a statement or of evidence, None where there is none.

    `selector` are the words in it that are quoted.
    """
    if not item:
        return None
    withheld = bool(item.get("withheld"))
    title, url = item.get("title") or "", item.get("url") or ""
    link, availability = web_link(url), item.get("availability") or ""
    publisher = item.get("publisher")
    return Source(
        name=Name(
            title or (link.host if link else ""),
            path_to("source", item.get("id") or "", title or url),
        ),
        titled=bool(title),
        language=item.get("language") or "",
        link=link,
        archive=web_link(item.get("archive_url") or ""),
        publisher=_publisher(publisher, path_to) if publisher else None,
        published=when(item.get("published_on")),
        captured=when(item.get("captured_at")),
        availability=words.AVAILABILITY.get(availability, ""),
        withheld=withheld,
        words=None if availability in UNREADABLE else link_to_words(link, selector),
    )


def _publisher(item: Mapping[str, Any], path_to: PathTo) -> Name:
    name = item.get("name") or ""
    return Name(name, path_to("publisher", item.get("id") or "", name))


def _chain(
    items: Iterable[Mapping[str, Any]],
    speakers: Sequence[Person],
    where: Source | None,
    kind: str,
) -> tuple[Step, ...]:
    steps = [
        Step(
            name=item.get("name") or "",
            relation=words.label(words.STEPS, item.get("relation") or ""),
            link=web_link(item.get("url") or ""),
            seen=bool(item.get("seen")),
            inferred=bool(item.get("inferred")),
            is_speaker=False,
        )
        for item in sorted(items, key=lambda item: item.get("position") or 0)
    ]
    if not steps and where and where.publisher:
        # The source in hand is always the first step, and the desk holds its text.
        steps.append(Step(where.publisher.name, words.STEPS["published"], None, True, False, False))
    names = [one.name.name for one in speakers]
    if names and kind not in OUTLETS_OWN:
        steps.append(Step(", ".join(names), "", None, False, False, True))
    before = ["", *(step.name for step in steps)]
    return tuple(replace(step, by=name) for step, name in zip(steps, before, strict=False))
