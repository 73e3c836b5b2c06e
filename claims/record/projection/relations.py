"""Relations between claims: which claim has which, kept as facets, and how each claim sees it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from claims.ledger.heads import EPOCH
from claims.record.models import PublishedFacet, SubjectKind
from claims.record.projection.history import Relation, Version
from claims.record.projection.sources import first_sequences, histories, newest

FACET = "relation"
"""The facet that leads from a claim to its relations; its values are relations' public ids."""

PAST = "past_relation"
"""The facet that leads from a claim to relations that it once had and has no more."""

FACETS = (FACET, PAST)

_SEEN_FROM_THE_OTHER = {"narrower": "broader", "follows": "precedes"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A claim's relations, and when they, or what is told of the other claims, last changed."""

    relations: list[Relation]
    changed_at: datetime


NO_SURROUNDINGS = Surroundings([], EPOCH)


def relation_facets(relations: Collection[str]) -> list[PublishedFacet]:
    """Return the facets of relations, unsaved: one for each claim that is or was an end of one.

    Raises ValueError for a relation with an end that was never released.
    """
    ends = {
        relation: _kinds_of_ends(versions)
        for relation, versions in histories(SubjectKind.RELATION, relations).items()
    }
    keys = first_sequences(SubjectKind.CLAIM, {claim for kinds in ends.values() for claim in kinds})
    for relation, kinds in ends.items():
        for claim in kinds:
            if claim not in keys:
                raise ValueError(f"relation {relation} needs claim {claim} to be released first")
    return [
        PublishedFacet(kind=kind, value=relation, order_key=keys[claim], claim_id=claim)
        for relation, kinds in ends.items()
        for claim, kind in kinds.items()
    ]


def _kinds_of_ends(versions: Sequence[Version]) -> dict[str, str]:
    """Return every claim that any version names, with the facet that leads to it."""
    named = dict.fromkeys((claim for one in versions for claim in _ends(one)), PAST)
    return named | dict.fromkeys(_standing_ends(versions[-1]), FACET)


def related_claims(relations: Collection[str]) -> set[str]:
    """Return the claims that the relations' facets lead from, those of the past too."""
    facets = PublishedFacet.objects.filter(kind__in=FACETS, value__in=relations)
    return set(facets.values_list("claim_id", flat=True))


def surroundings(
    claims: Collection[str], *, until: datetime | None = None, using: str = DEFAULT_DB_ALIAS
) -> dict[str, Surroundings]:
    """Return each claim's relations in the order of their first release, as the claim sees them.

    Relations to a suppressed claim are left out. A claim that never had a relation is too. With
    `until` they are told as they stood at that moment.
    """
    kind = SubjectKind.RELATION
    facets = PublishedFacet.objects.using(using).filter(kind__in=FACETS, claim__in=claims)
    held = list(facets.values_list("claim_id", "value"))
    ids = {relation for _, relation in held}
    versions = newest(kind, ids, until=until, using=using)
    order = first_sequences(kind, ids, using=using)
    ends = {claim for version in versions.values() for claim in _standing_ends(version)}
    others = newest(SubjectKind.CLAIM, ends, until=until, using=using)
    found: dict[str, list[Relation]] = defaultdict(list)
    changed: dict[str, datetime] = defaultdict(lambda: EPOCH)
    # A facet that no release gives is verification's business and must not stop a projection.
    known = [one for one in held if one[1] in versions]
    for claim, relation in sorted(known, key=lambda one: order[one[1]]):
        version = versions[relation]
        changed[claim] = max(changed[claim], version.released_at)
        if claim in _standing_ends(version):
            seen_as, other = seen_from(claim, version.content or {})
            neighbour = others.get(other)
            if neighbour:
                changed[claim] = max(changed[claim], neighbour.released_at)
            if neighbour and neighbour.content:
                found[claim].append(Relation(seen_as, other, neighbour.content["claim"]))
    return {claim: Surroundings(found[claim], at) for claim, at in changed.items()}


def neighbours(claims: Collection[str]) -> set[str]:
    """Return the claims themselves and every claim that has a relation with one of them."""
    facets = PublishedFacet.objects.filter(kind=FACET, claim__in=claims)
    return set(claims) | related_claims(set(facets.values_list("value", flat=True)))


def _ends(version: Version) -> tuple[str, ...]:
    content = version.content
    return (content["from"], content["to"]) if content else ()


def _standing_ends(version: Version) -> tuple[str, ...]:
    return () if version.content and version.content["withdrawn"] else _ends(version)


def seen_from(claim: str, content: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of a relation as one of its claims sees it, and the other claim."""
    kind: str = content["kind"]
    if content["from"] == claim:
        return kind, content["to"]
    return _SEEN_FROM_THE_OTHER.get(kind, kind), content["from"]
