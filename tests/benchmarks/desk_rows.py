"""Rows of every kind that the desk lists, loaded in bulk: nothing goes through the workflow."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, models, transaction

from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    ClaimRelation,
    ClaimStatement,
    CorrectionRequest,
    Decision,
    Publisher,
    Rating,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Submission,
    Topic,
    User,
)
from claims.desk.permissions import Role
from claims.ledger import guards
from claims.text.dates import PartialDate
from claims.text.folding import fold, latin_key
from claims.text.sounds import sound_key

BATCH = 1_000
FIRST_SEQUENCE = 1_000
"""Where the audit's rows begin; what made the accounts that read them stands before."""

FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = (
    *("bridge", "harbour", "council", "minister", "report"),
    *("border", "energy", "school", "river", "budget"),
)
VERDICTS = ("FALSE", "MIXTURE", "TRUE", "OTHER")


def fill(start: int, stop: int) -> None:
    """Add the rows numbered `start` to `stop`, one of every listed kind for each number.

    The scale of verdicts stays the handful that it is. The guards are away meanwhile: they hold
    what one edit may do, and no edit made these.
    """
    with transaction.atomic():
        guards.drop(connection)
        for first in range(start, stop, BATCH):
            _batch(range(first, min(first + BATCH, stop)))
        guards.install(connection)


def analyse() -> None:
    """Have the database look at how many rows there are, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _batch(numbers: Sequence[int]) -> None:
    users = _put(numbers, _user)
    role = Group.objects.get(name=Role.CONTRIBUTOR)
    held = User.groups.through
    held.objects.bulk_create([held(user=user, group=role) for user in users])
    publishers = _put(numbers, _publisher)
    _put(numbers, _topic)
    speakers = _put(numbers, _speaker)
    _save(SpeakerName, map(_further_name, numbers, speakers))
    sources = _save(Source, map(_source, numbers, publishers))
    captures = _save(Capture, map(_capture, numbers, sources, users))
    statements = _save(Statement, map(_statement, numbers, captures, speakers))
    scale = _scale()
    claims = _save(
        Claim,
        (_claim(n, scale[n % len(scale)], user) for n, user in zip(numbers, users, strict=True)),
    )
    _save(ClaimStatement, map(_link, claims, statements))
    others = [*claims[1:], claims[0]] if len(claims) > 2 else claims[1:]
    _save(ClaimRelation, map(_relation, claims, others))
    second = [*users[1:], users[0]]
    _save(Submission, map(_submission, numbers, claims, users))
    _save(Decision, map(_decision, numbers, claims, users, second))
    _save(AuditEntry, map(_entry, numbers, claims, users))
    _save(CorrectionRequest, map(_request, numbers, claims, users))


def _put(numbers: Iterable[int], make: Callable[[int], Any]) -> list[Any]:
    rows = [make(number) for number in numbers]
    return _save(type(rows[0]), rows)


def _save(model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
    return model._default_manager.bulk_create(rows, batch_size=BATCH)


def _words(number: int) -> str:
    """Two words and a number, spread so that neighbours in the alphabet are not neighbours here."""
    return f"{WORDS[number % 10].title()} {WORDS[number // 10 % 10]} {number * 7919 % 1_000_003}"


def _moment(number: int) -> datetime:
    return FIRST_DAY + timedelta(minutes=17 * number)


def _keys(name: str) -> dict[str, str]:
    return {"folded": fold(name), "latin": latin_key(name)}


def _scale() -> list[Rating]:
    if not Rating.objects.exists():
        for value, kind in enumerate(VERDICTS, start=1):
            verdict = {"code": kind.lower(), "label": kind.title(), "normalised": kind}
            Rating.objects.create(value=value, meaning="What it says.", **verdict)
    return list(Rating.objects.order_by("pk"))


def _user(number: int) -> User:
    return User(username=f"editor-{number}", password="!", is_staff=True)


def _publisher(number: int) -> Publisher:
    name = f"{_words(number)} Daily"
    return Publisher(name=name, domains=[f"p{number}.example"], **_keys(name))


def _topic(number: int) -> Topic:
    name = _words(number)
    return Topic(name=name, **_keys(name))


def _speaker(number: int) -> Speaker:
    name = f"Ann {_words(number)}"
    return Speaker(name=name, sort_name=name[4:], sound=sound_key(name)[:400], **_keys(name))


def _further_name(number: int, speaker: Speaker) -> SpeakerName:
    name = f"A. {_words(number)}"
    return SpeakerName(speaker=speaker, name=name, sound=sound_key(name)[:400], **_keys(name))


def _source(number: int, publisher: Publisher) -> Source:
    title = f"{_words(number)} opened"
    made = Source(
        publisher=publisher,
        title=title,
        folded=fold(title),
        url=f"https://p{number}.example/{number}",
        availability=Source.Availability.GONE if number % 500 == 0 else "online",
    )
    made.published_on = PartialDate.parse(f"{_moment(number * 7919 % 100_003):%Y-%m-%d}")
    return made


def _capture(number: int, source: Source, user: User) -> Capture:
    text = f"“The {_words(number)} is safe,” she said. " + "It was a long day. " * 20
    return Capture(
        source=source,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        captured_at=_moment(number),
        captured_by=user,
    )


def _statement(number: int, capture: Capture, speaker: Speaker) -> Statement:
    made = Statement(
        capture=capture,
        start=0,
        end=capture.text.index("”") + 1,
        speaker=speaker if number % 5 else None,
        speaker_as_named=speaker.name,
        origin="import",
        confidence=number % 101,
        state=Statement.State.values[number % 3],
    )
    made.take_quote()
    return made


def _claim(number: int, rating: Rating, user: User) -> Claim:
    text = f"The {_words(number)} is safe."
    return Claim(
        text=text,
        folded=fold(text),
        stage=_stage(number),
        rating=rating if number % 2 else None,
        assigned_to=user if number % 3 else None,
        due_on=_moment(number).date() if number % 4 == 0 else None,
    )


def _stage(number: int) -> str:
    """A desk of years: what waits is a hundredth, most is approved."""
    if number % 100 == 0:
        return Claim.Stage.IN_REVIEW
    return Claim.Stage.APPROVED if number % 10 else Claim.Stage.DRAFT


def _link(claim: Claim, statement: Statement) -> ClaimStatement:
    return ClaimStatement(claim=claim, statement=statement, stance="asserts")


def _relation(claim: Claim, other: Claim) -> ClaimRelation:
    return ClaimRelation(from_claim=claim, to_claim=other)


def _submission(number: int, claim: Claim, user: User) -> Submission:
    is_open = claim.stage == Claim.Stage.IN_REVIEW
    return Submission(
        subject_kind="claim",
        subject=claim.public_id,
        verb="publish",
        version=1,
        requested_by=user,
        requested_at=_moment(number),
        outcome="" if is_open else "approved",
        closed_at=None if is_open else _moment(number + 60),
    )


def _decision(number: int, claim: Claim, user: User, second: User) -> Decision:
    return Decision(
        number=number + 1,
        subject_kind="claim",
        subject=claim.public_id,
        verb="publish",
        version=1,
        digest=f"{number:064x}",
        requested_by=user,
        decided_by=second,
        decided_at=_moment(number + 60),
        # Only rows of their own batch are second to one another.
        single_person=user == second,
    )


def _entry(number: int, claim: Claim, user: User) -> AuditEntry:
    released = number % 3 == 0
    after: dict[str, Any] = {"event": "publish", "number": 1, "release": number}
    if not released:
        after = {"context": "More of it."}
    payload = json.dumps({"after": after}, separators=(",", ":"))
    return AuditEntry(
        sequence=FIRST_SEQUENCE + number,
        at=_moment(number),
        actor=user,
        roles=Role.CONTRIBUTOR,
        verb="publish" if released else "revise",
        subject_kind="claim",
        subject=claim.public_id,
        version=1,
        contributes=not released,
        payload=payload,
        salt=f"{number:064x}",
        payload_digest=f"{number:064x}",
        previous_hash=f"{number:064x}",
        hash=f"{FIRST_SEQUENCE + number:064x}",
    )


def _request(number: int, claim: Claim, user: User) -> CorrectionRequest:
    received = _moment(number)
    made = CorrectionRequest(
        claim=claim.public_id,
        wrong=f"The {_words(number)} was closed on that day.",
        received_at=received,
        due_on=(received + timedelta(days=14)).date(),
    )
    if number % 100:
        made.outcome, made.answer = "declined", "It was open."
        made.decided_by, made.decided_at = user, received + timedelta(days=1)
        made.answered_at = made.decided_at
    return made
