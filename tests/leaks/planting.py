"""Unpublished things of every kind, with a canary in every field that holds text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    Evidence,
    JointSpeaker,
    Publisher,
    Rating,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementTranslation,
    Topic,
    User,
)
from claims.text.dates import PartialDate
from claims.workflow import approve, reject, request_changes, revise, submit
from tests import desk_builders as build

CANARY = "zqcanary"
TEXT = f"{CANARY} text before. {CANARY} quoted words. {CANARY} text after it, and rather long."
QUOTE = f"{CANARY} quoted words."
SHAPED: dict[str, Any] = {
    "language": f"qaa-x-{CANARY}",
    "spoken_language": f"qab-x-{CANARY}",
    "translation_language": f"qac-x-{CANARY}",
    "country": "ZZ",
    "script": "Zqca",
    "wikidata_id": "Q987654321",
    "url": f"https://{CANARY}.example/page",
    "archive_url": f"https://{CANARY}.example/archive",
    "domains": [f"{CANARY}.example"],
    "authors": [f"{CANARY} author"],
    "code": CANARY,
}
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted: the public ids of things that were never published."""

    ids: tuple[str, ...]


def filled(row: Row, *, over: bool = False) -> Row:
    """Put the canary into every editorial text field; `over` replaces what stands there."""
    for field in row._meta.concrete_fields:
        if not field.editable or field.choices or (getattr(row, field.attname) and not over):
            continue
        if field.name in SHAPED:
            setattr(row, field.name, SHAPED[field.name])
        elif isinstance(field, models.CharField | models.TextField):
            setattr(row, field.name, f"{CANARY} {row._meta.model_name} {field.name}")
    return row


def plant(by: User, decider: User, admin: User, public: Claim) -> Planted:
    """Plant drafts in every stage, and unpublished changes to everything about a public claim."""
    revise(filled(Rating(normalised="FALSE", value=9)), by=admin)
    drafts = [_draft(by, stage, number) for number, stage in enumerate(Claim.Stage.values)]
    for claim, stage in zip(drafts, Claim.Stage.values, strict=True):
        _bring_to(claim, stage, by, decider)
    for draft in drafts:
        note = ClaimRelation(from_claim=public, kind="contradicts", to_claim=draft)
        revise(note, by=by)
    _change_what_is_public(by, public, drafts[0])
    return Planted(tuple(_ids(drafts)))


def _draft(by: User, stage: str, number: int) -> Claim:
    unique = f"{CANARY} {stage}"
    publisher = revise(filled(Publisher(name=unique)), by=by)
    source = Source(publisher=publisher, public_text="full", title=unique)
    source.url = f"https://{CANARY}.example/{number}"
    source.published_on = PartialDate.parse("2019-07-19")
    revise(filled(source), by=by)
    capture = build.capture(by, f"{number} {TEXT}", of=source)
    speaker = revise(
        filled(Speaker(name=unique)),
        by=by,
        save=[filled(SpeakerName()), filled(Role())],
    )
    statement = build.statement(
        by,
        QUOTE,
        of=capture,
        said_by=speaker,
        said_on=PartialDate.parse("2019-07-18"),
        save=(
            filled(StatementTranslation()),
            filled(JointSpeaker(speaker=build.speaker(by, f"{unique} joint"), position=1)),
            filled(AttributionStep(position=0, publisher=publisher)),
        ),
    )
    revise(filled(statement), by=by)
    topic = revise(filled(Topic(name=unique)), by=by)
    claim = filled(Claim(), over=True)
    claim.text = f"{unique} claim"
    revise(
        claim,
        by=by,
        save=[
            ClaimStatement(statement=statement),
            ClaimTopic(topic=topic),
            filled(ClaimTranslation()),
            filled(Contact(asked_on="2019-07-19", replied_on="2019-07-20", publishable=True)),
            filled(Evidence(stance="supports", statement=statement, state="accepted")),
            filled(
                Evidence(
                    stance="contradicts",
                    source=source,
                    capture=capture,
                    start=0,
                    end=len(QUOTE),
                    state="accepted",
                )
            ),
        ],
        reason=f"{CANARY} reason",
    )
    return claim


def _bring_to(claim: Claim, stage: str, by: User, decider: User) -> None:
    if stage in ("in_review", "changes_requested", "approved"):
        submit(claim, by=by, reason=f"{CANARY} asked")
    if stage == "changes_requested":
        request_changes(claim, by=decider, reason=f"{CANARY} returned")
    if stage == "approved":
        approve(claim, by=decider, reason=f"{CANARY} approved")
    if stage == "rejected":
        reject(claim, by=decider, reason=f"{CANARY} rejected")


def _change_what_is_public(by: User, claim: Claim, draft: Claim) -> None:
    link = claim.claim_statements.get()
    statement = link.statement
    source, speaker = statement.capture.source, statement.speaker
    topic = claim.claim_topics.get().topic
    roots: list[Any] = [source.publisher, source, speaker, topic, statement]
    for root in roots:
        root.refresh_from_db()
        children = [filled(SpeakerName()), filled(Role())] if root == speaker else []
        revise(filled(root, over=True), by=by, save=children)
    build.capture(by, f"{TEXT} Captured again.", of=source)
    claim.refresh_from_db()
    link.stance = ClaimStatement.Stance.DENIES
    other = draft.claim_statements.get().statement
    revise(
        filled(claim, over=True),
        by=by,
        save=[
            link,
            ClaimStatement(statement=other),
            ClaimTopic(topic=draft.claim_topics.get().topic),
            filled(Contact(asked_on="2019-07-19", publishable=True, replied_on="2019-07-19")),
            filled(Evidence(stance="supports", statement=other, state="accepted")),
            filled(Evidence(stance="supports", source=other.capture.source, state="proposed")),
        ],
    )
    rendering = build.capture(by, f"Rendering. {TEXT}", of=other.capture.source)
    build.statement(by, QUOTE, of=rendering, said_by=other.speaker, rendering_of=statement)


def _ids(drafts: list[Claim]) -> Iterator[str]:
    for claim in drafts:
        yield claim.public_id
        statement = claim.claim_statements.get().statement
        source = statement.capture.source
        for row in (statement, statement.capture, source, source.publisher, statement.speaker):
            yield row.public_id
        yield claim.claim_topics.get().topic.public_id
        yield from claim.evidence.values_list("public_id", flat=True)
        yield from claim.relations_to.values_list("public_id", flat=True)
        yield from statement.joint_speakers.values_list("speaker__public_id", flat=True)
    yield from Statement.objects.filter(rendering_of__isnull=False).values_list(
        "public_id", flat=True
    )
