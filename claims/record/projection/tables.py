"""Rows of the read tables as they follow from the releases, not yet saved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from claims.record import addresses
from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    SubjectKind,
)
from claims.record.projection import parts
from claims.record.projection.claims import body_text, claim_body, etag_of
from claims.record.projection.entities import entity_body, entity_name, search_keys
from claims.record.projection.history import Facts, Relation, Version
from claims.record.projection.relations import relations_of
from claims.record.projection.sources import histories
from claims.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """Everything the read tables hold of one claim but its relations' facets."""

    claim: PublishedClaim
    facets: list[PublishedFacet]
    statements: list[PublishedStatement]
    evidence: list[PublishedEvidence]


def claim_rows(claims: Collection[str]) -> Iterable[ClaimRows]:
    """Give the rows of each claim that was ever released."""
    relations = relations_of(claims)
    for id, versions in histories(SubjectKind.CLAIM, claims).items():
        yield _claim_rows(claim_facts(id, versions, relations.get(id, [])))


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


def entity_rows(kind: str, entities: Collection[str]) -> Iterable[PublishedEntity]:
    """Give the row of each speaker, source, publisher, topic or scale that was ever released."""
    for id, versions in histories(kind, entities).items():
        first, last = versions[0], versions[-1]
        name = entity_name(kind, last.content)
        url = addresses.absolute(addresses.entity_path(kind, id, name))
        text = body_text(entity_body(kind, id, url, versions))
        yield PublishedEntity(
            kind=kind,
            public_id=id,
            number=last.number,
            sequence=last.sequence,
            first_sequence=first.sequence,
            released_at=last.released_at,
            name=name,
            keys=search_keys(kind, last.content),
            slug=addresses.slug(name),
            body=text,
            etag=etag_of(text),
        )


def _claim_rows(facts: Facts) -> ClaimRows:
    body = claim_body(facts.last.content, facts)
    return ClaimRows(
        claim=_claim(body, facts),
        facets=[
            PublishedFacet(
                kind=kind, value=value, order_key=facts.first.sequence, claim_id=facts.id
            )
            for kind, value in parts.facets(body)
        ],
        statements=_statements(body),
        evidence=_evidence(body),
    )


def _claim(body: dict[str, Any], facts: Facts) -> PublishedClaim:
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
        first_released_at=facts.first.released_at,
        released_at=facts.last.released_at,
        last_verdict_at=facts.last_verdict_at,
        has_contradicting_evidence=parts.has_contradicting_evidence(body),
        slug=addresses.slug(body["claim"]),
        title=body["claim"],
        body=text,
        etag=etag_of(text),
    )


def _statements(body: dict[str, Any]) -> list[PublishedStatement]:
    rows = []
    for position, as_evidence, statement in parts.statements(body):
        text = body_text(statement)
        rows.append(
            PublishedStatement(
                public_id=statement["id"],
                claim_id=body["id"],
                sequence=body["sequence"],
                position=position,
                as_evidence=as_evidence,
                source=parts.source_of(statement),
                body=text,
                etag=etag_of(text),
            )
        )
    return rows


def _evidence(body: dict[str, Any]) -> list[PublishedEvidence]:
    rows = []
    for position, piece in enumerate(parts.evidence(body)):
        text = body_text(piece)
        rows.append(
            PublishedEvidence(
                public_id=piece["id"],
                claim_id=body["id"],
                sequence=body["sequence"],
                position=position,
                stance=piece["stance"],
                kind=piece["kind"],
                counts=piece["counts"],
                body=text,
                etag=etag_of(text),
            )
        )
    return rows
