"""One plain row of every guarded table, saved as any Django code would save it."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.utils import IntegrityError

from claims.desk import audit
from claims.desk.models import (
    AttributionStep,
    AuditEntry,
    AuditHead,
    Capture,
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    CorrectionRequest,
    DuplicateJudgement,
    Evidence,
    InternalNote,
    JointSpeaker,
    NoteMention,
    Publisher,
    Rating,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementTranslation,
    Suggestion,
    Topic,
    User,
)
from claims.ledger import guards
from claims.record.models import Release
from tests.builders import claim_content, decide, release, user

TEXT = "“It is empty there,” the minister said. Šiauliai, 𝒳, and no more."
NOW = datetime(2024, 11, 2, 8, tzinfo=UTC)


def publisher() -> Publisher:
    return _saved(Publisher(name="An outlet"))


def source(**values: Any) -> Source:
    return _saved(Source(title="An article", publisher=publisher(), **values))


def capture(text: str = TEXT, **values: Any) -> Capture:
    values.setdefault("source", None)
    values["source"] = values["source"] or source()
    return _saved(Capture(text=text, captured_at=NOW, captured_by=user(), **values))


def speaker(name: str = "A minister") -> Speaker:
    return _saved(Speaker(name=name))


def topic(name: str = "Defence") -> Topic:
    return _saved(Topic(name=name))


def rating(code: str = "overstated") -> Rating:
    return _saved(Rating(code=code, label=code, meaning="Overstated.", normalised="MIXTURE"))


def statement(start: int = 1, end: int = 19) -> Statement:
    return _saved(Statement(capture=capture(), start=start, end=end))


def claim(text: str = "It is empty there.") -> Claim:
    return _saved(Claim(text=text))


def relation() -> ClaimRelation:
    return _saved(ClaimRelation(from_claim=claim(), to_claim=claim("It is not.")))


def evidence(start: int = 1, end: int = 19) -> Evidence:
    passage = capture()
    values = {"source": passage.source, "capture": passage, "start": start, "end": end}
    return _saved(Evidence(claim=claim(), stance="supports", **values))


def decision():
    return decide(claim().public_id)


def audit_entry(
    subject: str = "claim1", actor: User | None = None, verb: str = "revise", **values: Any
) -> AuditEntry:
    values.setdefault("contributes", True)
    with transaction.atomic():
        return audit.append(
            AuditHead.locked(),
            actor=actor or user(),
            verb=verb,
            subject_kind="claim",
            subject=subject,
            version=1,
            **values,
        )


def claim_release() -> Release:
    return release("claim", claim_content())


def note(subject: str = "claimclaimcl") -> InternalNote:
    return _saved(
        InternalNote(
            subject_kind="claim",
            subject=subject,
            text="Look again.",
            written_by=user(),
            written_at=NOW,
        )
    )


def mention() -> NoteMention:
    return _saved(NoteMention(note=note(), user=user()))


def judgement(first: str = "aaaaaaaaaaaa", second: str = "bbbbbbbbbbbb") -> DuplicateJudgement:
    pair = {"first": first, "second": second}
    return _saved(DuplicateJudgement(kind="topic", judged_by=user(), judged_at=NOW, **pair))


def suggestion() -> Suggestion:
    words = {"changes": {"text": "Better."}, "before": {"text": "It is empty there."}}
    return _saved(Suggestion(claim=claim(), suggested_by=user(), suggested_at=NOW, **words))


def request() -> CorrectionRequest:
    values = {"name": "Ann", "email": "ann@example.org", "received_at": NOW}
    return _saved(CorrectionRequest(claim="aaaaaaaaaaaa", wrong="It is not empty.", **values))


def _saved(row: Any) -> Any:
    row.save()
    return row


ROOTS: dict[type[models.Model], Callable[[], Any]] = {
    Claim: claim,
    ClaimRelation: relation,
    Publisher: publisher,
    Rating: rating,
    Source: source,
    Speaker: speaker,
    Statement: statement,
    Topic: topic,
}

CHILDREN: dict[type[models.Model], Callable[[], Any]] = {
    AttributionStep: lambda: AttributionStep(statement=statement(), position=0, name="An outlet"),
    ClaimStatement: lambda: ClaimStatement(claim=claim(), statement=statement()),
    ClaimTopic: lambda: ClaimTopic(claim=claim(), topic=topic()),
    ClaimTranslation: lambda: ClaimTranslation(claim=claim(), language="uk", text="Порожньо."),
    Contact: lambda: Contact(claim=claim(), party="The minister", asked_on=NOW.date()),
    Evidence: lambda: Evidence(claim=claim(), stance="supports", source=source()),
    JointSpeaker: lambda: JointSpeaker(statement=statement(), speaker=speaker(), position=1),
    Role: lambda: Role(speaker=speaker(), title="Minister"),
    SpeakerName: lambda: SpeakerName(speaker=speaker(), name="The minister"),
    StatementTranslation: lambda: StatementTranslation(
        statement=statement(), language="uk", text="Там порожньо."
    ),
}
"""Children that are not saved yet, each with a saved root at version 1."""


def columns(row: models.Model) -> dict[str, Any]:
    """The row as it stands in the database now: column -> value, {} where it is gone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        names = [column[0] for column in cursor.description]
        found = cursor.fetchone()
    return dict(zip(names, found, strict=True)) if found else {}


def everything(model: type[models.Model]) -> list[tuple[Any, ...]]:
    """Every row of a table, by id."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
        return cursor.fetchall()


def sql(statement: str, *values: Any) -> None:
    """Run one raw statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def insert(table: str, values: dict[str, Any], verb: str = "INSERT INTO", after: str = "") -> None:
    """Insert a row by raw SQL."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    sql(f"{verb} {table} ({names}) VALUES ({marks}) {after}", *values.values())


def allowed(change: Callable[[], object]) -> bool:
    """Whether the database lets a change be made; nothing of it stays either way."""
    try:
        with transaction.atomic():
            change()
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the guards away for a moment, as somebody with the keys to the database could."""
    guards.drop(connection)
    yield
    guards.install(connection)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
