"""What the next release of a claim, or of what claims name, would show that the last did not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.desk.models import (
    Claim,
    ClaimRelation,
    Contact,
    Evidence,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
)
from claims.publishing.composing import named_rows, topics_of
from claims.publishing.entities import SCALE
from claims.publishing.gathering import Gathered, gather_all, relations_among
from claims.publishing.plain import Body
from claims.publishing.published import content, last_publications
from claims.record.models import Release, SubjectKind

VERDICT = ("rating", "summary", "explanation", "as_of", "no_contact_reason")
"""The claim's fields that no release shows while there is no verdict."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row whose state the next release publishes, by its name in the audit.

    `released_at` is when its state was last published, None where it never was. `fresh` names
    parts of the row, as the audit's payloads do, that were never published though others were.
    """

    kind: str
    subject: str
    released_at: datetime | None
    fresh: frozenset[str] = frozenset()


def parts(claim: Claim) -> list[Part]:
    """Return the claim itself and everything its next release would publish the state of.

    Besides what is shown now this holds statements that the last release showed, or that are
    linked, and are not shown: whoever took them away had a hand in it too. What was merged into
    the claim is the claim's own.
    """
    return parts_of([claim])[claim.pk]


def parts_of(claims: Sequence[Claim]) -> dict[int, list[Part]]:
    """Return the parts of each claim by its primary key, in a fixed number of queries."""
    return _Claims(claims).parts()


def entity_parts(entity: Speaker | Source | Publisher | Topic) -> list[Part]:
    """Return the one part that releasing a speaker, source, publisher or topic publishes."""
    kind = entity._meta.model_name or ""
    newest = last_publications([(kind, entity.public_id)]).get((kind, entity.public_id))
    if isinstance(entity, Source):
        return [_source_part(entity, newest, set())]
    return [Part(kind, entity.public_id, newest.released_at if newest else None)]


class _Claims:
    """Several claims with all that tells what their next releases would show."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        keys = [claim.pk for claim in claims]
        self.gathered = gather_all(claims, texts=False)
        self.topics = topics_of(keys)
        self.linked = _linked(keys)
        self.contacts = list(Contact.objects.filter(claim__in=keys, publishable=True))
        self.relations = list(relations_among(keys))
        self.merged = list(Claim.objects.filter(merged_into__in=keys))
        self.ratings = list(Rating.objects.all())
        self.named = {claim.pk: list(self._named(claim)) for claim in claims}
        self.releases = last_publications(self._names())

    def parts(self) -> dict[int, list[Part]]:
        """Return the parts of each claim."""
        return {claim.pk: list(self._parts(claim)) for claim in self.claims}

    def _named(self, claim: Claim) -> Iterator[tuple[str, Any]]:
        return named_rows(self.gathered[claim.pk], self.topics.get(claim.pk, []))

    def _names(self) -> Iterator[tuple[str, str]]:
        for claim in (*self.claims, *self.merged):
            yield SubjectKind.CLAIM, claim.public_id
        for rows in self.named.values():
            yield from ((kind, row.public_id) for kind, row in rows)
        for relation in self.relations:
            yield SubjectKind.RELATION, relation.public_id
        yield SubjectKind.SCALE, SCALE

    def _parts(self, claim: Claim) -> Iterator[Part]:
        gathered = self.gathered[claim.pk]
        newest = self.releases.get((SubjectKind.CLAIM.value, claim.public_id))
        last, at = content(newest), newest.released_at if newest else None
        yield Part("claim", claim.public_id, at, frozenset(self._fresh(gathered, last)))
        for merged in self.merged:
            if merged.merged_into_id == claim.pk:
                yield Part("claim", merged.public_id, self._at(SubjectKind.CLAIM, merged))
        yield from _statements(gathered, last, self.linked.get(claim.pk, set()), at)
        yield from _anonymous(gathered, last, at)
        yield from self._entities(claim, gathered)
        for relation in self.relations:
            if claim.pk in (relation.from_claim_id, relation.to_claim_id):
                yield Part("claimrelation", relation.public_id, self._at("relation", relation))

    def _at(self, kind: str, row: Claim | ClaimRelation) -> datetime | None:
        newest = self.releases.get((str(kind), row.public_id))
        return newest.released_at if newest else None

    def _fresh(self, gathered: Gathered, last: Body) -> Iterator[str]:
        claim = gathered.claim
        shown = _ids(last.get("evidence", []))
        for item in gathered.evidence:
            if item.public_id not in shown:
                yield f"evidence:{item.public_id}"
        if claim.rating_id is not None and not last.get("verdict"):
            yield from VERDICT
        linked = _ids(last.get("statements", []))
        for link in gathered.links:
            if link.statement.public_id not in linked:
                yield f"claimstatement:{link.pk}"
        for contact in self.contacts:
            if contact.claim_id == claim.pk and not _is_told(contact, last):
                yield f"contact:{contact.pk}"

    def _entities(self, claim: Claim, gathered: Gathered) -> Iterator[Part]:
        quoted = {
            (passage.capture.source_id, passage.capture.text_sha256)
            for passage in gathered.passages
            if passage.capture
        }
        for kind, row in self.named[claim.pk]:
            newest = self.releases.get((kind, row.public_id))
            if isinstance(row, Source):
                own = {sha for source, sha in quoted if source == row.pk}
                yield _source_part(row, newest, own)
            else:
                yield Part(kind, row.public_id, newest.released_at if newest else None)
        if claim.rating_id is not None:
            scale = self.releases.get((SubjectKind.SCALE.value, SCALE))
            at = scale.released_at if scale else None
            yield from (Part("rating", rating.public_id, at) for rating in self.ratings)


def _source_part(source: Source, newest: Release | None, quoted: set[str]) -> Part:
    last = content(newest)
    if last.get("withheld") and not source.withheld:
        return Part("source", source.public_id, None)
    known = {capture["sha256"] for capture in last.get("captures", [])}
    new = not source.withheld and bool(last) and bool(quoted - known)
    at = newest.released_at if newest else None
    return Part("source", source.public_id, at, frozenset({"capture"} if new else ()))


def _is_told(contact: Contact, last: Body) -> bool:
    told = ((reply["party"], reply["reply"]) for reply in last.get("replies", []))
    return (contact.party, contact.reply) in told


def _statements(
    gathered: Gathered, last: Body, linked: set[str], at: datetime | None
) -> Iterator[Part]:
    shown = {statement.public_id for statement in gathered.all_statements}
    before = _statement_ids(last)
    for public_id in sorted(shown | before | linked):
        yield Part("statement", public_id, at if public_id in before else None)


def _statement_ids(content: Body) -> set[str]:
    as_evidence = [item["statement"] for item in content.get("evidence", []) if item["statement"]]
    return _ids(content.get("statements", [])) | _ids(as_evidence)


def _linked(claims: Sequence[int]) -> dict[int, set[str]]:
    """Return the public ids of statements linked or given as evidence, accepted or not."""
    found: dict[int, set[str]] = {}
    as_evidence = Evidence.objects.filter(claim__in=claims, statement__isnull=False)
    links = Statement.objects.filter(claim_statements__claim__in=claims)
    for claim, statement in (
        *links.values_list("claim_statements__claim", "public_id"),
        *as_evidence.values_list("claim", "statement__public_id"),
    ):
        found.setdefault(claim, set()).add(statement)
    return found


def _anonymous(gathered: Gathered, last: Body, at: datetime | None) -> Iterator[Part]:
    before = _statement_ids(last)
    for statement in gathered.all_statements:
        known = at if statement.public_id in before else None
        for speaker in _speakers(statement):
            if speaker.kind == Speaker.Kind.ANONYMOUS:
                yield Part("speaker", speaker.public_id, known)


def _speakers(statement: Statement) -> list[Speaker]:
    joint = [joint.speaker for joint in statement.joint_speakers.all()]
    return [*joint, statement.speaker] if statement.speaker else joint


def _ids(objects: Iterable[dict[str, Any]]) -> set[str]:
    return {one["id"] for one in objects}
