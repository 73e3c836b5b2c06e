"""A whole claim as readers see it: the page, the card in a list, the releases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from claims.search.marks import Field
from claims.web.presentation import words
from claims.web.presentation.changes import Change, changes
from claims.web.presentation.claimants import Claimants, claimants
from claims.web.presentation.dates import When, when
from claims.web.presentation.evidence import Side, sides
from claims.web.presentation.highlights import Place, Stretch, highlights, place
from claims.web.presentation.links import Name, PathTo, no_path
from claims.web.presentation.quotations import Translation, translations
from claims.web.presentation.speakers import Voiced, voiced
from claims.web.presentation.statements import Step, Utterance, utterances
from claims.web.presentation.verdicts import Verdict, Word, verdict, verdict_word
from claims.web.presentation.words import gettext_noop as _

LONG_CLAIM = 140
MOST_COMPARED = 20
"""Releases that are compared with the one before them, the newest first."""

STATUS_FLAGS = {
    "under_review": _("Under review"),
    "retracted": _("Retracted"),
    "merged": _("Merged"),
    "suppressed": _("Suppressed"),
}
WITHDRAWN = ("retracted", "merged", "suppressed")


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in a list. `flag` is a status that readers must not miss, "" for the ordinary two.

    `voiced` is what the speaker whose page it stands on said of it, () on every other page;
    `merged_into` is the claim that stands in its place, its name "" where that is not known.
    """

    text: str
    language: str
    direction: str
    path: str
    status: str
    flag: str
    corrected: bool
    verdict: Verdict
    claimants: Claimants
    first_said: When | None
    released: When | None
    voiced: tuple[Voiced, ...] = ()
    merged_into: Name | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether the desk no longer stands behind it, so that its verdict is told no more."""
        return self.status in WITHDRAWN


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party replied when the desk asked; `reply` is "" while it has not."""

    party: str
    asked: When | None
    replied: When | None
    reply: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How the claim stands to another one."""

    kind: str
    claim: Name


@dataclass(frozen=True, slots=True)
class Entry:
    """One release, or one correction: what happened, when, why, and what it did to the verdict.

    `changes` is what it says differently from the release before, () where that was not asked for.
    """

    number: int
    event_code: str
    event: str
    note: str
    released: When | None
    before: Word
    after: Word
    changed_verdict: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A change that the public was told of, and the claim it changed, as that stands now."""

    sequence: int
    card: Card
    entry: Entry


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything the status page of a claim shows, ready to be laid out.

    `via` are the steps between the outlet and the speaker through which the first claimant's words
    came.
    """

    id: str
    url: str
    text: str
    language: str
    direction: str
    translations: tuple[Translation, ...]
    context: str
    kind: str
    about: tuple[When | None, When | None]
    topics: tuple[Name, ...]
    why_checked: str
    status: str
    flag: str
    corrected: bool
    claimants: Claimants
    first_said: When | None
    first_released: When | None
    released: When | None
    last_verdict: When | None
    number: int
    event: str
    note: str
    verdict: Verdict
    statements: tuple[Utterance, ...]
    via: tuple[Step, ...]
    evidence: tuple[Side, ...]
    replies: tuple[Reply, ...]
    corrections: tuple[Entry, ...]
    relations: tuple[Relation, ...]
    merged_into: Name | None
    second_person: bool | None
    publisher: str
    licence: str
    digest: str

    @property
    def is_long(self) -> bool:
        """Whether the claim's text is too long for the largest type."""
        return len(self.text) > LONG_CLAIM


def claim_card(body: Mapping[str, Any], path_to: PathTo = no_path, *, speaker: str = "") -> Card:
    """Return what a list shows of a claim, with what the given speaker said of it."""
    text, language = body.get("claim") or "", body.get("language") or ""
    status = body.get("status") or ""
    return Card(
        text=text,
        language=language,
        direction=words.direction(language),
        path=path_to("claim", body.get("id") or "", text),
        status=status,
        flag=STATUS_FLAGS.get(status, ""),
        corrected=bool(body.get("corrected")),
        verdict=verdict(body.get("verdict"), body.get("kind") or ""),
        claimants=claimants(body, path_to),
        first_said=when(body.get("first_said_on")),
        released=when(body.get("released_at")),
        voiced=voiced(body, speaker) if speaker else (),
        merged_into=_merged_into(body.get("merged_into"), path_to),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A card with the words marked that were searched for, in the claim and in who makes it.

    Where the claim's own text has none of them, `place` tells where else they stand; None where
    the card shows that itself or no text of the claim does.
    """

    card: Card
    stretches: tuple[Stretch, ...]
    place: Place | None


def found(card: Card, fields: Iterable[Field], asked: str, stemming: str = "") -> Found:
    """Return a card as a list of search results shows it; `fields` are the texts of its claim."""
    marked = highlights(card.text, asked, language=card.language, stemming=stemming)
    who = card.claimants
    people = tuple(replace(one, name=_marked(one.name, asked, stemming)) for one in who.people)
    outlet = who.outlet and _marked(who.outlet, asked, stemming)
    shown = {card.text, *(one.name.name for one in who.people), outlet.name if outlet else ""}
    elsewhere = None
    if not any(stretch.found for stretch in marked):
        others = (field for field in fields if field.text not in shown)
        elsewhere = place(others, asked, stemming)
    named = replace(card, claimants=replace(who, people=people, outlet=outlet))
    return Found(named, marked, elsewhere)


def _marked(name: Name, asked: str, stemming: str) -> Name:
    return replace(name, stretches=highlights(name.name, asked, name=True))


def claim_page(body: Mapping[str, Any], path_to: PathTo = no_path) -> ClaimPage:
    """Return what the status page shows; `path_to` gives the addresses of other pages."""
    card = claim_card(body, path_to)
    about = body.get("about") or {}
    review = body.get("review") or {}
    said = utterances(body.get("statements") or (), path_to)
    return ClaimPage(
        id=body.get("id") or "",
        url=body.get("url") or "",
        text=card.text,
        language=card.language,
        direction=card.direction,
        translations=translations(body.get("translations")),
        context=body.get("context") or "",
        kind=words.label(words.CLAIM_KINDS, body.get("kind") or ""),
        about=_span(when(about.get("from")), when(about.get("to"))),
        topics=tuple(_name("topic", topic, path_to) for topic in body.get("topics") or ()),
        why_checked=body.get("why_checked") or "",
        status=card.status,
        flag=card.flag,
        corrected=card.corrected,
        claimants=card.claimants,
        first_said=card.first_said,
        first_released=when(body.get("first_released_at")),
        released=card.released,
        last_verdict=when(body.get("last_verdict_at")),
        number=body.get("number") or 0,
        event=words.label(words.EVENTS, body.get("event") or ""),
        note=body.get("note") or "",
        verdict=card.verdict,
        statements=said,
        via=_via(card.claimants, said),
        evidence=sides(body, path_to),
        replies=tuple(_reply(reply) for reply in body.get("replies") or ()),
        corrections=tuple(
            _entry(entry, entry, body.get("kind") or "")
            for entry in reversed(body.get("corrections") or ())
            if entry.get("event") == "correction"
        ),
        relations=tuple(_relation(one, path_to) for one in body.get("relations") or ()),
        merged_into=card.merged_into,
        second_person=review.get("second_person"),
        publisher=(body.get("publisher") or {}).get("name") or "",
        licence=body.get("licence") or "",
        digest=body.get("digest") or "",
    )


def _via(who: Claimants, said: Iterable[Utterance]) -> tuple[Step, ...]:
    if not who.people or not who.outlet:
        return ()
    for one in said:
        named = any(speaker.name.name == who.people[0].name.name for speaker in one.speakers)
        if named and one.source and one.source.publisher == who.outlet:
            return tuple(step for step in one.chain[1:] if not step.is_speaker)
    return ()


def timeline(
    releases: Iterable[Mapping[str, Any]],
    corrections: Iterable[Mapping[str, Any]],
    kind: str = "",
) -> tuple[Entry, ...]:
    """Return the releases of a claim, newest first.

    A release is {number, event, note, released_at}; what it did to the verdict comes from the
    `corrections` of the claim's body, in the words for a claim of its `kind`.
    With their `content` the newest releases also tell what each of them says differently.
    """
    told = {correction.get("number"): correction for correction in corrections}
    ordered = sorted(releases, key=lambda release: -(release.get("number") or 0))
    entries = [_entry(release, told.get(release.get("number")) or {}, kind) for release in ordered]
    for at, (newer, older) in enumerate(pairwise(ordered[: MOST_COMPARED + 1])):
        found = changes(older.get("content"), newer.get("content"))
        entries[at] = replace(entries[at], changes=found)
    return tuple(entries)


def noted(body: Mapping[str, Any], number: int, sequence: int, path_to: PathTo = no_path) -> Noted:
    """Return what the release of that number told the public of the claim of a body.

    `sequence` is the release's place in the record, by which changes are ordered.
    """
    entries = {entry.get("number"): entry for entry in body.get("corrections") or ()}
    entry = entries.get(number) or {"number": number}
    told = _entry(entry, entry, body.get("kind") or "")
    return Noted(sequence, claim_card(body, path_to), told)


def _entry(release: Mapping[str, Any], change: Mapping[str, Any], kind: str) -> Entry:
    event = release.get("event") or ""
    before, after = change.get("verdict_before") or {}, change.get("verdict_after") or {}
    return Entry(
        number=release.get("number") or 0,
        event_code=event,
        event=words.label(words.EVENTS, event),
        note=release.get("note") or "",
        released=when(release.get("released_at")),
        before=verdict_word(before, kind),
        after=verdict_word(after, kind),
        # What says nothing any more has not come to another verdict.
        changed_verdict=event != "suppression" and before.get("code") != after.get("code"),
    )


def _name(kind: str, item: Mapping[str, Any], path_to: PathTo) -> Name:
    public_id, name = item.get("id") or "", item.get("name") or ""
    return Name(name, path_to(kind, public_id, name))


def _reply(item: Mapping[str, Any]) -> Reply:
    return Reply(
        party=item.get("party") or "",
        asked=when(item.get("asked_on")),
        replied=when(item.get("replied_on")),
        reply=item.get("reply") or "",
    )


def _relation(item: Mapping[str, Any], path_to: PathTo) -> Relation:
    other = item.get("claim") or {}
    public_id, text = other.get("id") or "", other.get("claim") or ""
    return Relation(
        words.label(words.RELATIONS, item.get("kind") or ""),
        Name(text, path_to("claim", public_id, text)),
    )


def _merged_into(item: Any, path_to: PathTo) -> Name | None:
    if not item:
        return None
    target = item if isinstance(item, Mapping) else {"id": item}
    public_id, text = str(target.get("id") or ""), str(target.get("claim") or "")
    return Name(text, path_to("claim", public_id, text))


def _span(first: When | None, last: When | None) -> tuple[When | None, When | None]:
    """Return both ends of a span of time; one day from itself to itself is told once."""
    return (first, None if first == last else last)
