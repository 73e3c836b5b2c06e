"""What stands in the place of merged speakers, sources, publishers and topics."""

from collections.abc import Collection, Mapping

from claims.record.models import (
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatementFacet,
    SubjectKind,
)

Named = tuple[str, str]
"""The kind and the public id of a thing."""


def winners(named: Collection[Named]) -> dict[Named, str]:
    """Return the id of what stands now in the place of each that was merged, itself never merged.

    What was not merged is left out. One query where nothing was; another for each further step
    from one to the next. The rows of entities must be up to date.
    """
    steps: dict[Named, str] = {}
    unknown = set(named)
    while unknown:
        found = _steps(unknown)
        steps |= found
        unknown = {(kind, into) for (kind, _), into in found.items()} - steps.keys()
    return {one: _last(one, steps) for one in named if one in steps}


def claims_naming(kind: str, entities: Collection[str], before: Mapping[Named, str]) -> list[str]:
    """Return the claims that name any of the entities, or anything that was merged into them.

    `before` tells what stood in the entities' place when the claims were last written. Some claims
    that name that alone may be among them.
    """
    ids = set(entities) | _merged_into(kind, entities)
    claims = set(_claims_with(kind, ids))
    if kind == SubjectKind.SPEAKER:
        shown = PublishedStatementFacet.objects.filter(kind=kind, value__in=ids)
        claims |= set(shown.values_list("statement__claim_id", flat=True))
        # Whose word evidence is has no facet: its only trace is what stood in its place.
        ids |= {before[kind, one] for one in entities if (kind, one) in before}
        proof = PublishedEvidence.objects.filter(speaker__in=ids)
        claims |= set(proof.values_list("claim_id", flat=True))
    return sorted(claims)


def _claims_with(kind: str, ids: Collection[str]) -> Collection[str]:
    facets = PublishedFacet.objects.filter(kind=kind, value__in=ids)
    return facets.values_list("claim_id", flat=True)


def _steps(named: Collection[Named]) -> dict[Named, str]:
    rows = PublishedEntity.objects.filter(
        kind__in={kind for kind, _ in named}, public_id__in={id for _, id in named}
    )
    merged = rows.exclude(merged_into="").values_list("kind", "public_id", "merged_into")
    return {(kind, id): into for kind, id, into in merged if (kind, id) in named}


def _last(one: Named, steps: Mapping[Named, str]) -> str:
    kind, id = one
    passed = [id]
    while into := steps.get((kind, passed[-1])):
        if into in passed:
            # Releases that lead round in a circle stop no projection: its least id stands for all.
            return min(passed[passed.index(into) :])
        passed.append(into)
    return passed[-1]


def _merged_into(kind: str, entities: Collection[str]) -> set[str]:
    rows = PublishedEntity.objects.filter(kind=kind)
    found: set[str] = set()
    latest = set(entities)
    while latest:
        merged = rows.filter(merged_into__in=latest).values_list("public_id", flat=True)
        latest = set(merged) - found
        found |= latest
    return found
