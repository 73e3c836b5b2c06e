"""The three sides of the evidence, each grouped by where the information first came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.web.presentation import words
from claims.web.presentation.links import PathTo
from claims.web.presentation.quotations import Quotation, Translation, quotation, translations
from claims.web.presentation.statements import Person, Source, Utterance, person, source, utterance
from claims.web.presentation.words import gettext_noop as _

OWN_WORDS = _("the claimant’s own words")
SAME_WORDS = _("another rendering of the claim’s own words")
OWN_ORIGIN = _("from the claimant’s own origin")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: a passage of a source, or a statement (one of the two is None).

    `not_counted` says why it is shown and not counted, "" where it counts. In context it says
    so of the claimant's own words alone.
    `on_page` tells that its statement is also among the claim's own.
    """

    id: str
    kind: str
    speaker: Person | None
    quotation: Quotation | None
    translations: tuple[Translation, ...]
    note: str
    source: Source | None
    statement: Utterance | None
    on_page: bool
    counts: bool
    not_counted: str

    @property
    def anchor(self) -> str:
        """The fragment under which a page shows the evidence."""
        return f"evidence-{self.id}"


@dataclass(frozen=True, slots=True)
class Group:
    """Evidence of one origin, which counts once however many items it has."""

    origin: str
    items: tuple[Item, ...]

    @property
    def is_shared(self) -> bool:
        """Whether several items stand on the same origin."""
        return len(self.items) > 1


@dataclass(frozen=True, slots=True)
class Side:
    """Evidence of one stance. `origins` is how many independent origins count, None for context."""

    stance: str
    title: str
    empty: str
    groups: tuple[Group, ...]
    origins: int | None

    @property
    def count(self) -> int:
        """How many items the side shows."""
        return sum(len(group.items) for group in self.groups)


_SIDES = (
    ("supports", _("Evidence for"), _("No evidence for the claim.")),
    ("contradicts", _("Evidence against"), _("No evidence against the claim.")),
    ("context", _("In context"), _("No evidence of this kind.")),
)


def sides(body: Mapping[str, Any], path_to: PathTo) -> tuple[Side, ...]:
    """Return evidence for, against and in context, in this order, all three even when empty."""
    items = body.get("evidence") or ()
    origins = body.get("origins") or {}
    return tuple(
        Side(
            stance=stance,
            title=title,
            empty=empty,
            groups=_groups([one for one in items if one.get("stance") == stance], body, path_to),
            origins=None if stance == "context" else origins.get(stance) or 0,
        )
        for stance, title, empty in _SIDES
    )


def _groups(
    items: Iterable[Mapping[str, Any]], body: Mapping[str, Any], path_to: PathTo
) -> tuple[Group, ...]:
    grouped: dict[str, list[Item]] = {}
    names: dict[str, str] = {}
    for item in items:
        origin, public_id = item.get("origin") or "", item.get("id") or ""
        # Evidence without a group is its own origin.
        key = origin or f"\0{public_id}"
        names[key] = origin
        grouped.setdefault(key, []).append(_item(item, body, path_to))
    return tuple(Group(names[key], tuple(found)) for key, found in grouped.items())


def _item(item: Mapping[str, Any], body: Mapping[str, Any], path_to: PathTo) -> Item:
    speaker, statement = item.get("speaker"), item.get("statement")
    counts = bool(item.get("counts"))
    return Item(
        id=item.get("id") or "",
        kind=words.label(words.EVIDENCE_KINDS, item.get("kind") or ""),
        speaker=person(speaker, path_to) if speaker else None,
        quotation=quotation(item),
        translations=translations(item.get("translations")),
        note=item.get("note") or "",
        source=source(item.get("source"), path_to, item.get("selector")),
        statement=utterance(statement, path_to) if statement else None,
        on_page=bool(statement and _is_among(statement, body.get("statements") or ())),
        counts=counts,
        not_counted="" if counts else _told(item, _why_not(item, body)),
    )


def _told(item: Mapping[str, Any], reason: str) -> str:
    # Context weighs nothing: there a reader needs to know only whose words it is.
    return reason if item.get("stance") != "context" or reason == OWN_WORDS else ""


def _is_among(statement: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]) -> bool:
    return any(statement.get("id") == one.get("id") for one in statements)


def _why_not(item: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    statements = body.get("statements") or ()
    # A claim about what somebody said counts the claimant's own words, never a rendering of them.
    if body.get("kind") == "attribution" or _renders(item, statements):
        return SAME_WORDS
    claimants = {who for said in statements for who in _claimants(said)}
    speakers = [item.get("speaker") or {}, *((item.get("statement") or {}).get("speakers") or ())]
    own = {one.get("id") for one in speakers} | {one.get("name") for one in speakers}
    return OWN_WORDS if claimants & own - {None, ""} else OWN_ORIGIN


def _renders(item: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]) -> bool:
    statement = item.get("statement")
    if statement:
        ids = {one.get("id") for one in statements}
        return statement.get("id") in ids or statement.get("rendering_of") in ids
    return any(_overlap(item.get("selector"), one.get("selector")) for one in statements)


def _overlap(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    if not one or not other or one["capture_sha256"] != other["capture_sha256"]:
        return False
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _claimants(statement: Mapping[str, Any]) -> Iterable[str | None]:
    if statement.get("stance") != "asserts":
        return
    if statement.get("kind") == "headline":
        publisher = (statement.get("source") or {}).get("publisher") or {}
        yield publisher.get("name")
        return
    for speaker in statement.get("speakers") or ():
        yield speaker.get("id")
