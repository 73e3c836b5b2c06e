"""Rows of the read tables as they follow from the releases, not yet saved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from claims.record import addresses
from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    StatementWords,
    SubjectKind,
)
from claims.record.projection import parts
from claims.record.projection.claims import body_text, claim_body, etag_of
from claims.record.projection.entities import entity_body, entity_name, search_keys
from claims.record.projection.history import Facts, Relation, Version
from claims.record.projection.relations import NO_SURROUNDINGS, Surroundings, surroundings
from claims.record.projection.shown import (
    evidence_rows,
    statement_facets,
    statement_rows,
    statement_words,
)
from claims.record.projection.sources import histories, newest
from claims.record.projection.winners import winners
from claims.record.search import words
from claims.text.dates import PartialDate

FOLLOWED = ("speaker", "topic")
"""Kinds of facets by whose newest releases claims are read."""

_YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """Everything the read and search tables hold of one claim but its relations' facets."""

    claim: PublishedClaim
    facets: list[PublishedFacet]
    statements: list[PublishedStatement]
    statement_facets: list[PublishedStatementFacet]
    evidence: list[PublishedEvidence]
    words: ClaimWords
    statement_words: list[StatementWords]


@dataclass(frozen=True, slots=True)
class EntityRows:
    """What the read and search tables hold of one entity."""

    entity: PublishedEntity
    words: EntityWords


def claim_rows(claims: Collection[str]) -> Iterable[ClaimRows]:
    """Give the rows of each claim that was ever released.

    The rows of entities must be up to date: they tell what stands in the place of merged ones.
    """
    around = surroundings(claims)
    told = []
    for id, versions in histories(SubjectKind.CLAIM, claims).items():
        facts = claim_facts(id, versions, around.get(id, NO_SURROUNDINGS).relations)
        told.append((facts, claim_body(facts.last.content, facts)))
    names = _names(body for _, body in told)
    stands_for = winners({one for _, body in told for one in parts.named(body)})
    for facts, body in told:
        beside = around.get(facts.id, NO_SURROUNDINGS)
        yield _claim_rows(facts, body, beside, names, stands_for)


def claim_facts(id: str, versions: Collection[Version], relations: Collection[Relation]) -> Facts:
    """Return what the record adds to the newest of a claim's versions (oldest first)."""
    shown = list(versions)
    title = (shown[-1].content or {}).get("claim", "")
    return Facts(
        id=id,
        url=addresses.absolute(addresses.claim_path(id, title)),
        site_url=settings.SITE_URL,
        versions=shown,
        relations=list(relations),
    )


def entity_rows(kind: str, entities: Collection[str]) -> Iterable[EntityRows]:
    """Give the rows of each speaker, source, publisher, topic or scale that was ever released."""
    for id, versions in histories(kind, entities).items():
        first, last = versions[0], versions[-1]
        found_by = words.of_entity(kind, last.content)
        yield EntityRows(
            entity=_entity(kind, id, versions),
            words=EntityWords(row_id=first.sequence, text=found_by),
        )


def _entity(kind: str, id: str, versions: list[Version]) -> PublishedEntity:
    first, last = versions[0], versions[-1]
    name = entity_name(kind, last.content)
    url = addresses.absolute(addresses.entity_path(kind, id, name))
    body = entity_body(kind, id, url, versions)
    text = body_text(body)
    return PublishedEntity(
        kind=kind,
        public_id=id,
        number=last.number,
        sequence=last.sequence,
        first_sequence=first.sequence,
        released_at=last.released_at,
        name=name,
        keys=search_keys(kind, last.content),
        merged_into=body["merged_into"] or "",
        slug=addresses.slug(name),
        body=text,
        etag=etag_of(text),
    )


def _names(bodies: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Return every released name of each speaker whom the bodies show."""
    speakers = {id for body in bodies for id in parts.speakers(body)}
    found = newest(SubjectKind.SPEAKER, speakers)
    return {id: words.names_of(version.content) for id, version in found.items()}


def _claim_rows(
    facts: Facts,
    body: dict[str, Any],
    around: Surroundings,
    names: words.Names,
    stands_for: parts.Winners,
) -> ClaimRows:
    first = facts.first.sequence
    return ClaimRows(
        claim=_claim(body, facts, around),
        facets=[
            PublishedFacet(
                kind=kind,
                value=value,
                order_key=first,
                sequence=facts.last.sequence if kind in FOLLOWED else None,
                claim_id=facts.id,
            )
            for kind, value in parts.facets(body, stands_for)
        ],
        statements=statement_rows(body, first, stands_for),
        statement_facets=statement_facets(body, first, stands_for),
        evidence=evidence_rows(body, first, stands_for),
        words=ClaimWords(row_id=first, text=words.of_claim(body, names)),
        statement_words=statement_words(body, first, names),
    )


def _claim(body: dict[str, Any], facts: Facts, around: Surroundings) -> PublishedClaim:
    text = body_text(body)
    verdict = body["verdict"] or {}
    said = PartialDate.parse(body["first_said_on"]["value"]) if body["first_said_on"] else None
    return PublishedClaim(
        public_id=facts.id,
        number=facts.last.number,
        sequence=facts.last.sequence,
        first_sequence=facts.first.sequence,
        status=facts.status,
        corrected=facts.corrected,
        kind=body["kind"],
        language=body["language"],
        verdict=verdict.get("code", ""),
        normalised=verdict.get("normalised", ""),
        first_said_start=said.start if said else None,
        first_said_end=said.end if said else None,
        first_said_order=_order(said),
        first_released_at=facts.first.released_at,
        released_at=facts.last.released_at,
        changed_at=max(facts.last.released_at, around.changed_at),
        last_verdict_at=facts.last_verdict_at,
        merged_into=body["merged_into"] or "",
        has_contradicting_evidence=parts.has_contradicting_evidence(body),
        slug=addresses.slug(body["claim"]),
        title=body["claim"],
        body=text,
        etag=etag_of(text),
    )


def _order(said: PartialDate | None) -> int:
    # One more than the seconds: nothing known comes before the first moment there is.
    return int((said.start - _YEAR_ONE).total_seconds()) + 1 if said else 0
