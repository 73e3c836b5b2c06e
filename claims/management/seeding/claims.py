"""Claims: the drafts of the import made whole, one more, and how they stand to one another."""

from datetime import date

from claims.desk.models import (
    Child,
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    Evidence,
    StatementTranslation,
)
from claims.management.seeding.dataset import Row
from claims.management.seeding.session import Session
from claims.management.seeding.statements import TRANSLATION_LANGUAGE
from claims.text.dates import PartialDate
from claims.workflow.wording import claim_text

NO_CONTACT = "None made: an example review on published sources only."


def load_claims(session: Session) -> None:
    """Write every claim with its topics, statements, evidence and verdict, then the relations."""
    for row in session.data.claims:
        session.claims[row["id"]] = _claim(session, row)
    for row in session.data.relations:
        _relation(session, row)
    verdicts = sum("verdict" in row for row in session.data.claims)
    session.say(
        f"{len(session.claims)} claims, {verdicts} of them with a verdict; "
        f"{len(session.data.relations)} relations"
    )


def _claim(session: Session, row: Row) -> Claim:
    claim = _standing(session, row) or Claim()
    claim.text, claim.kind = row["text"], row["kind"]
    if "about" in row:
        claim.about_from = PartialDate.parse(row["about"]["from"])
        claim.about_to = PartialDate.parse(row["about"]["to"])
    if "verdict" in row:
        _verdict(session, claim, row["verdict"])
    children = [
        *_topics(session, claim, row),
        *_statements(session, claim, row),
        *_evidence(session, claim, row),
    ]
    return session.save(claim, children, remove=_unwanted(session, claim, row))


def _standing(session: Session, row: Row) -> Claim | None:
    """Return the claim of this text, or the draft that an import made of its statement."""
    found = Claim.objects.filter(text=row["text"]).first()
    if found is not None or "draft_of" not in row:
        return found
    statement = session.statements[row["draft_of"]]
    return Claim.objects.filter(
        stage=Claim.Stage.DRAFT,
        text=claim_text(statement.quote),
        claim_statements__statement=statement,
    ).first()


def _verdict(session: Session, claim: Claim, row: Row) -> None:
    claim.rating = session.ratings[row["rating"]]
    claim.as_of = date.fromisoformat(row["as_of"])
    claim.summary = row["summary"]
    claim.no_contact_reason = NO_CONTACT


def _topics(session: Session, claim: Claim, row: Row) -> list[Child]:
    held = set(claim.topics.values_list("pk", flat=True)) if claim.pk else set()
    wanted = [session.topics[name] for name in row["topics"]]
    return [ClaimTopic(topic=topic) for topic in wanted if topic.pk not in held]


def _statements(session: Session, claim: Claim, row: Row) -> list[Child]:
    held = {link.statement_id: link for link in _links(claim)}
    links: list[Child] = []
    for wanted in row["statements"]:
        statement = session.statements[wanted["statement"]]
        link = held.get(statement.pk) or ClaimStatement(statement=statement)
        link.stance = wanted["stance"]
        links.append(link)
    return links


def _unwanted(session: Session, claim: Claim, row: Row) -> list[Child]:
    wanted = {session.statements[link["statement"]].pk for link in row["statements"]}
    return [link for link in _links(claim) if link.statement_id not in wanted]


def _links(claim: Claim) -> list[ClaimStatement]:
    return list(claim.claim_statements.order_by("id")) if claim.pk else []


def _evidence(session: Session, claim: Claim, row: Row) -> list[Child]:
    if claim.pk and claim.evidence.exists():
        return []
    return [_piece(session, piece) for piece in row.get("evidence", ())]


def _piece(session: Session, row: Row) -> Evidence:
    piece = Evidence(
        stance=row["stance"],
        kind=row.get("kind", Evidence.Kind.SECONDARY),
        origin=row.get("origin", ""),
        note=row.get("note", ""),
        state=Evidence.State.ACCEPTED,
    )
    if "statement" in row:
        piece.statement = session.statements[row["statement"]]
        piece.speaker = piece.statement.speaker
        return piece
    passage = row.get("passage", "excerpt")
    page = next(one for one in session.data.sources if one["id"] == row["source"])
    piece.source = session.sources[row["source"]]
    piece.capture = session.passage(row["source"], passage)
    piece.start, piece.end = 0, len(piece.capture.text)
    piece.speaker = session.speakers[page["said_by"]] if "said_by" in page else None
    translation = page.get("translations", {}).get(passage)
    if translation:
        piece.translation, piece.translation_language = translation, TRANSLATION_LANGUAGE
        piece.translator, piece.translation_method = "The desk", StatementTranslation.Method.HUMAN
    return piece


def _relation(session: Session, row: Row) -> None:
    ends = {"from_claim": session.claims[row["from"]], "to_claim": session.claims[row["to"]]}
    standing = ClaimRelation.objects.filter(**ends, kind=row["kind"]).first()
    if standing is None:
        session.save(ClaimRelation(**ends, kind=row["kind"]))
