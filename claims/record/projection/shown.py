"""Rows of the statements and the evidence that a claim's body shows, not yet saved."""

from typing import Any

from claims.record.models import (
    UNLISTED,
    PublishedEvidence,
    PublishedStatement,
    PublishedStatementFacet,
    StatementWords,
)
from claims.record.projection import parts
from claims.record.projection.claims import body_text, etag_of
from claims.record.search import words
from claims.text.dates import PartialDate

_PLACES = 1 << 16
"""How many places each claim has for its statements, and as many for its evidence."""


def places(first_sequence: int) -> range:
    """Return the places of what a claim shows, given the sequence of its first release.

    What a claim shows first has the last of its places, so that lists which run from the highest
    place downward show the newest claim first, and each claim's things in the claim's own order.
    """
    return range(first_sequence * _PLACES, (first_sequence + 1) * _PLACES)


def statement_rows(
    body: dict[str, Any], first_sequence: int, winners: parts.Winners
) -> list[PublishedStatement]:
    """Return the statements of a body in its order, evidence last."""
    own = reversed(places(first_sequence))
    return [
        _statement(body, place, position, as_evidence, statement, winners)
        for place, (position, as_evidence, statement) in zip(
            own, parts.statements(body), strict=False
        )
    ]


def statement_facets(
    body: dict[str, Any], first_sequence: int, winners: parts.Winners
) -> list[PublishedStatementFacet]:
    """Return what the statements of a body are found by."""
    own = reversed(places(first_sequence))
    return [
        PublishedStatementFacet(kind=kind, value=value, statement_id=place)
        for place, (_, _, statement) in zip(own, parts.statements(body), strict=False)
        for kind, value in parts.statement_facets(body, statement, winners)
    ]


def statement_words(
    body: dict[str, Any], first_sequence: int, names: words.Names
) -> list[StatementWords]:
    """Return the words of the statements of a body, with every released name of their speakers."""
    own = reversed(places(first_sequence))
    return [
        StatementWords(row_id=place, text=words.of_statement(statement, names))
        for place, (_, _, statement) in zip(own, parts.statements(body), strict=False)
    ]


def evidence_rows(
    body: dict[str, Any], first_sequence: int, winners: parts.Winners
) -> list[PublishedEvidence]:
    """Return the evidence of a body in its order."""
    own = reversed(places(first_sequence))
    return [
        _evidence(body, place, position, piece, winners)
        for place, (position, piece) in zip(own, enumerate(parts.evidence(body)), strict=False)
    ]


def _statement(
    body: dict[str, Any],
    place: int,
    position: int,
    as_evidence: bool,
    statement: dict[str, Any],
    winners: parts.Winners,
) -> PublishedStatement:
    text = body_text(statement)
    said = PartialDate.parse(statement["said_on"]["value"]) if statement["said_on"] else None
    return PublishedStatement(
        public_id=statement["id"],
        claim_id=body["id"],
        sequence=body["sequence"],
        place=place,
        position=position,
        as_evidence=as_evidence,
        listed=body["status"] not in UNLISTED,
        stance=statement["stance"] or "",
        kind=statement["kind"],
        said=statement["said"],
        language=statement["language"],
        said_start=said.start if said else None,
        said_end=said.end if said else None,
        source=parts.source_of(statement["source"], winners),
        publisher=parts.publisher_of(statement["source"], winners),
        body=text,
        etag=etag_of(text),
    )


def _evidence(
    body: dict[str, Any],
    place: int,
    position: int,
    piece: dict[str, Any],
    winners: parts.Winners,
) -> PublishedEvidence:
    text = body_text(piece)
    source = piece["source"] or (piece["statement"] or {}).get("source")
    return PublishedEvidence(
        public_id=piece["id"],
        claim_id=body["id"],
        sequence=body["sequence"],
        place=place,
        position=position,
        listed=body["status"] not in UNLISTED,
        stance=piece["stance"],
        kind=piece["kind"],
        counts=piece["counts"],
        speaker=parts.speaker_of(piece, winners),
        source=parts.source_of(source, winners),
        publisher=parts.publisher_of(source, winners),
        body=text,
        etag=etag_of(text),
    )
