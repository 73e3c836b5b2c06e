"""Who makes the claim: never the person a headline merely names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.web.presentation.links import Name, PathTo
from claims.web.presentation.statements import OUTLETS_OWN
from claims.web.presentation.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Claimant:
    """Somebody who makes the claim, with the role the source gives them."""

    name: Name
    role: str


@dataclass(frozen=True, slots=True)
class Claimants:
    """Who makes the claim, first on record first.

    `verb` says what they do with it; `outlet` is the publisher in whose source the first of them
    is on record, None where that publisher is a claimant itself.
    """

    verb: str
    people: tuple[Claimant, ...]
    outlet: Name | None


_VERBS = (
    ("asserts", _("Claimed by")),
    ("repeats", _("Repeated by")),
    ("reports", _("Reported by")),
    ("questions", _("Questioned by")),
    ("denies", _("Denied by")),
)


def claimants(body: Mapping[str, Any], path_to: PathTo) -> Claimants:
    """Return who makes the claim of a body; where nobody asserts it, who repeats or reports it.

    The words of a headline or of narration are the outlet's: the speaker a headline names is a
    claimant only where a statement of their own makes the claim.
    """
    statements = [one for one in body.get("statements") or () if not one.get("rendering_of")]
    for stance, verb in _VERBS:
        chosen = [one for one in statements if one.get("stance") == stance]
        if chosen:
            return _claimants(verb, chosen, path_to)
    return Claimants("", (), None)


def _claimants(verb: str, statements: list[Mapping[str, Any]], path_to: PathTo) -> Claimants:
    own_words = {
        _key(speaker)
        for statement in statements
        if statement.get("kind") not in OUTLETS_OWN
        for speaker in statement.get("speakers") or ()
    }
    found: dict[str, Claimant] = {}
    for statement in statements:
        for claimant in _parties(statement, own_words, path_to):
            found.setdefault(claimant.name.name, claimant)
    publisher = (statements[0].get("source") or {}).get("publisher")
    outlet = _publisher(publisher, path_to) if publisher else None
    if outlet and outlet.name in found:
        outlet = None
    return Claimants(verb, tuple(found.values()), outlet)


def _parties(
    statement: Mapping[str, Any], own_words: set[str], path_to: PathTo
) -> Iterable[Claimant]:
    speakers = statement.get("speakers") or ()
    publisher = (statement.get("source") or {}).get("publisher")
    if statement.get("kind") == "headline" and publisher:
        speakers = [speaker for speaker in speakers if _key(speaker) in own_words]
        if not speakers:
            yield Claimant(_publisher(publisher, path_to), "")
    for speaker in speakers:
        public_id, name = speaker.get("id") or "", speaker.get("name") or ""
        path = path_to("speaker", public_id, name) if public_id else ""
        role = speaker.get("role_as_named") or speaker.get("role") or ""
        if name:
            yield Claimant(Name(name, path), role)


def _publisher(item: Mapping[str, Any], path_to: PathTo) -> Name:
    name = item.get("name") or ""
    return Name(name, path_to("publisher", item.get("id") or "", name))


def _key(speaker: Mapping[str, Any]) -> str:
    return str(speaker.get("id") or speaker.get("name") or "")
