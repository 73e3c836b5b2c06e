"""Who makes a claim: never the person a headline merely names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]

OUTLETS_OWN = frozenset({"headline", "narration"})
"""Kinds of statement whose words are the outlet's, whoever they are about."""

MAKING = ("asserts", "repeats")
"""Stances of those who make a claim; who reports, questions or denies it does not."""

STANCES = (*MAKING, "reports", "questions", "denies")
"""What somebody may do with a claim, in the order in which it says most about whose claim it is."""


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker, or a publisher where `kind` is "publisher"; `id` is "" where it has no page.

    Otherwise `kind` is the speaker's: person, organisation, office, group or anonymous. `role` is
    the one the source gives them, else the one they held.
    """

    kind: str
    id: str
    name: str
    role: str = ""
    wikidata_id: str = ""

    @property
    def is_publisher(self) -> bool:
        """Whether it is an outlet that speaks with its own words."""
        return self.kind == "publisher"


@dataclass(frozen=True, slots=True)
class Claimants:
    """Who makes a claim and what they do with it, first on record first; both empty for nobody.

    `outlet` is the publisher in whose source the first of them is on record, None where it is
    unknown or a claimant itself. `statements` are those in which they do it, as the body has them.
    """

    stance: str
    parties: tuple[Party, ...]
    outlet: Party | None
    statements: tuple[Body, ...]


def claimants(body: Body) -> Claimants:
    """Return who makes the claim of a body; where nobody asserts it, who repeats or reports it.

    The words of a headline are the outlet's: the speaker it names is a claimant only where a
    statement of their own does the same. Narration is its speakers', or the outlet's where it has
    none. Words that were somebody else's (`said` is misattributed) make nobody a claimant.
    """
    statements = [
        one
        for one in body.get("statements") or ()
        if not one.get("rendering_of") and one.get("said") != "misattributed"
    ]
    for stance in STANCES:
        chosen = tuple(one for one in statements if one.get("stance") == stance)
        if chosen:
            return _claimants(stance, chosen)
    return Claimants("", (), None, ())


def makers(body: Body) -> Claimants:
    """Return the claimants who make the claim themselves; nobody where others only report it."""
    found = claimants(body)
    return found if found.stance in MAKING else Claimants("", (), None, ())


def _claimants(stance: str, statements: tuple[Body, ...]) -> Claimants:
    own_words = {
        _key(speaker)
        for statement in statements
        if statement.get("kind") not in OUTLETS_OWN
        for speaker in statement.get("speakers") or ()
    }
    found: dict[str, Party] = {}
    for statement in statements:
        for party in _parties(statement, own_words):
            found.setdefault(party.name, party)
    outlet = _publisher(statements[0])
    if outlet and outlet.name in found:
        outlet = None
    return Claimants(stance, tuple(found.values()), outlet, statements)


def _parties(statement: Body, own_words: set[str]) -> Iterator[Party]:
    speakers: Iterable[Body] = statement.get("speakers") or ()
    outlet = _publisher(statement)
    if statement.get("kind") in OUTLETS_OWN and outlet:
        if statement.get("kind") == "headline":
            speakers = [speaker for speaker in speakers if _key(speaker) in own_words]
        if not speakers:
            yield outlet
    for speaker in speakers:
        if speaker.get("name"):
            yield Party(
                kind=speaker.get("kind") or "",
                id=speaker.get("id") or "",
                name=speaker["name"],
                role=speaker.get("role_as_named") or speaker.get("role") or "",
                wikidata_id=speaker.get("wikidata_id") or "",
            )


def _publisher(statement: Body) -> Party | None:
    item = (statement.get("source") or {}).get("publisher") or {}
    name = item.get("name") or ""
    return Party("publisher", item.get("id") or "", name) if name else None


def _key(speaker: Body) -> str:
    return str(speaker.get("id") or speaker.get("name") or "")
