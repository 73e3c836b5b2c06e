"""Who makes the claim, as a page names them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from claims.interchange import claimants as found
from claims.web.presentation.links import Name, PathTo
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

    @property
    def unlinked(self) -> "Claimants":
        """The same without addresses, for a card that is one link itself."""
        people = tuple(replace(one, name=Name(one.name.name, "")) for one in self.people)
        outlet = Name(self.outlet.name, "") if self.outlet else None
        return Claimants(self.verb, people, outlet)


_VERBS = {
    "": "",
    "asserts": _("Claimed by"),
    "repeats": _("Repeated by"),
    "reports": _("Reported by"),
    "questions": _("Questioned by"),
    "denies": _("Denied by"),
}


def claimants(body: Mapping[str, Any], path_to: PathTo) -> Claimants:
    """Return who makes the claim of a body, as `interchange.claimants` finds them."""
    who = found.claimants(body)
    return Claimants(
        verb=_VERBS[who.stance],
        people=tuple(Claimant(_name(party, path_to), party.role) for party in who.parties),
        outlet=_name(who.outlet, path_to) if who.outlet else None,
    )


def _name(party: found.Party, path_to: PathTo) -> Name:
    kind = "publisher" if party.is_publisher else "speaker"
    return Name(party.name, path_to(kind, party.id, party.name) if party.id else "")
