"""What the next release of a claim would show that its last one did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.desk.models import Claim, Contact, Rating, Speaker, Statement
from claims.publishing.composing import Composition, compose
from claims.publishing.gathering import gather
from claims.publishing.plain import Body
from claims.record import releases
from claims.record.models import SubjectKind

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
    linked, and are not shown: whoever took them away had a hand in it too.
    """
    composition = compose(claim)
    newest = releases.newest(SubjectKind.CLAIM, claim.public_id)
    last = (releases.content_of(newest) if newest else None) or {}
    published_at = _published_at(claim)
    return [
        Part("claim", claim.public_id, published_at, frozenset(_fresh(claim, composition, last))),
        *_statements(claim, composition, last, published_at),
        *_anonymous(claim, last, published_at),
        *_entities(composition),
        *_relations(composition),
    ]


def _published_at(claim: Claim) -> datetime | None:
    # A retraction shows nothing new, so it does not end the work done before it.
    newest = releases.newest_publication(SubjectKind.CLAIM, claim.public_id)
    return newest.released_at if newest else None


def _fresh(claim: Claim, composition: Composition, last: Body) -> Iterable[str]:
    content = composition.content
    for item in _ids(content["evidence"]) - _ids(last.get("evidence", [])):
        yield f"evidence:{item}"
    if content["verdict"] and not last.get("verdict"):
        yield from VERDICT
    linked = _ids(last.get("statements", []))
    for link in gather(claim).links:
        if link.statement.public_id not in linked:
            yield f"claimstatement:{link.pk}"
    for contact in claim.contacts.filter(publishable=True):
        if not any(_is_same(reply, contact) for reply in last.get("replies", [])):
            yield f"contact:{contact.pk}"


def _is_same(reply: Body, contact: Contact) -> bool:
    return (reply["party"], reply["reply"]) == (contact.party, contact.reply)


def _statements(
    claim: Claim, composition: Composition, last: Body, at: datetime | None
) -> Iterable[Part]:
    shown, before = _statement_ids(composition.content), _statement_ids(last)
    for public_id in sorted(shown | before | _linked(claim)):
        yield Part("statement", public_id, at if public_id in before else None)


def _statement_ids(content: Body) -> set[str]:
    as_evidence = [item["statement"] for item in content.get("evidence", []) if item["statement"]]
    return _ids(content.get("statements", [])) | _ids(as_evidence)


def _linked(claim: Claim) -> set[str]:
    links = claim.claim_statements.values_list("statement__public_id", flat=True)
    as_evidence = claim.evidence.filter(statement__isnull=False)
    return {*links, *as_evidence.values_list("statement__public_id", flat=True)}


def _anonymous(claim: Claim, last: Body, at: datetime | None) -> Iterable[Part]:
    before = _statement_ids(last)
    for statement in gather(claim).all_statements:
        known = at if statement.public_id in before else None
        for speaker in _speakers(statement):
            if speaker.kind == Speaker.Kind.ANONYMOUS:
                yield Part("speaker", speaker.public_id, known)


def _speakers(statement: Statement) -> list[Speaker]:
    joint = [joint.speaker for joint in statement.joint_speakers.all()]
    return [*joint, statement.speaker] if statement.speaker else joint


def _entities(composition: Composition) -> Iterable[Part]:
    for kind, public_id, content in composition.entities:
        newest = releases.newest(kind, public_id)
        last = (releases.content_of(newest) if newest else None) or {}
        at = newest.released_at if newest else None
        if kind == SubjectKind.SCALE:
            yield from (Part("rating", rating.public_id, at) for rating in Rating.objects.all())
        elif kind == SubjectKind.SOURCE:
            yield _source(public_id, content, last, at)
        else:
            yield Part(kind, public_id, at)


def _source(public_id: str, content: Body, last: Body, at: datetime | None) -> Part:
    if last.get("withheld") and not content["withheld"]:
        return Part("source", public_id, None)
    known = {capture["sha256"] for capture in last.get("captures", [])}
    new = [capture for capture in content["captures"] if capture["sha256"] not in known]
    return Part("source", public_id, at, frozenset({"capture"} if new and last else ()))


def _relations(composition: Composition) -> Iterable[Part]:
    for kind, public_id, _ in composition.relations:
        newest = releases.newest(kind, public_id)
        yield Part("claimrelation", public_id, newest.released_at if newest else None)


def _ids(objects: Iterable[dict[str, Any]]) -> set[str]:
    return {one["id"] for one in objects}
