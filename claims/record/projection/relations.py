"""Relations between claims: which claim has which, kept as facets, and how each claim sees it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from claims.record.models import PublishedFacet, SubjectKind
from claims.record.projection.history import Relation, Version
from claims.record.projection.sources import first_sequences, newest

FACET = "relation"
"""The facet that leads from a claim to its relations; its values are relations' public ids."""

_SEEN_FROM_THE_OTHER = {"narrower": "broader", "follows": "precedes"}


def relation_facets(relations: Collection[str]) -> list[PublishedFacet]:
    """Return the facets of relations that stand, unsaved: one for each end.

    Raises ValueError for a relation with an end that was never released.
    """
    ends = {
        relation: _ends(last)
        for relation, last in newest(SubjectKind.RELATION, relations).items()
        if last.content and not last.content["withdrawn"]
    }
    keys = first_sequences(SubjectKind.CLAIM, {claim for pair in ends.values() for claim in pair})
    for relation, pair in ends.items():
        for claim in pair:
            if claim not in keys:
                raise ValueError(f"relation {relation} needs claim {claim} to be released first")
    return [
        PublishedFacet(kind=FACET, value=relation, order_key=keys[claim], claim_id=claim)
        for relation, pair in ends.items()
        for claim in pair
    ]


def related_claims(relations: Collection[str]) -> set[str]:
    """Return the claims that the relations' facets lead from."""
    facets = PublishedFacet.objects.filter(kind=FACET, value__in=relations)
    return set(facets.values_list("claim_id", flat=True))


def relations_of(claims: Collection[str]) -> dict[str, list[Relation]]:
    """Return each claim's relations in the order of their first release, as the claim sees them.

    Relations to a suppressed claim are left out.
    """
    facets = PublishedFacet.objects.filter(kind=FACET, claim__in=claims)
    ids = set(facets.values_list("value", flat=True))
    versions, order = newest(SubjectKind.RELATION, ids), first_sequences(SubjectKind.RELATION, ids)
    # A facet that no release gives is verification's business and must not stop a projection.
    held = [
        (claim, relation)
        for claim, relation in facets.values_list("claim_id", "value")
        if relation in versions and claim in _ends(versions[relation])
    ]
    texts = _texts(versions.values())
    found: dict[str, list[Relation]] = defaultdict(list)
    for claim, relation in sorted(held, key=lambda pair: order[pair[1]]):
        kind, other = seen_from(claim, versions[relation].content or {})
        if other in texts:
            found[claim].append(Relation(kind, other, texts[other]))
    return dict(found)


def neighbours(claims: Collection[str]) -> set[str]:
    """Return the claims themselves and every claim that has a relation with one of them."""
    facets = PublishedFacet.objects.filter(kind=FACET, claim__in=claims)
    return set(claims) | related_claims(set(facets.values_list("value", flat=True)))


def _ends(version: Version) -> tuple[str, ...]:
    content = version.content
    return (content["from"], content["to"]) if content else ()


def _texts(versions: Iterable[Version]) -> dict[str, str]:
    ends = {claim for version in versions for claim in _ends(version)}
    return {
        claim: last.content["claim"]
        for claim, last in newest(SubjectKind.CLAIM, ends).items()
        if last.content is not None
    }


def seen_from(claim: str, content: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of a relation as one of its claims sees it, and the other claim."""
    kind: str = content["kind"]
    if content["from"] == claim:
        return kind, content["to"]
    return _SEEN_FROM_THE_OTHER.get(kind, kind), content["from"]
