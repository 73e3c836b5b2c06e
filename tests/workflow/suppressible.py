"""A claim with a canary in every field of its own, to be suppressed."""

from datetime import date
from io import StringIO
from typing import Any

from django.core.management import call_command

from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimTranslation,
    Contact,
    CorrectionRequest,
    Source,
    StatementTranslation,
    User,
)
from claims.record.models import Release
from claims.workflow import approve, comment, flag, revise, submit, suppress
from tests import builders
from tests import desk_builders as desk
from tests.leaks.planting import CANARY

GROUND = "By order of the county court, case 12 of 2024."
TEXT = f'"The {CANARY} quote is here," she said. And {CANARY} passage follows it, for long.'
PROOF = f"Inspectors found the {CANARY} evidence."


def marked(author: User, decider: User) -> Claim:
    """A claim that bears a canary in every field of its own, published, corrected and flagged."""
    source = desk.source(
        author,
        title=f"The {CANARY} title",
        url=f"https://daily.example/{CANARY}",
        authors=[f"{CANARY} byline"],
        rights_note=f"{CANARY} rights",
        public_text="full",
    )
    capture = desk.capture(author, TEXT, of=source, original=TEXT.encode())
    statement = desk.statement(
        author,
        f"The {CANARY} quote is here,",
        of=capture,
        save=(
            StatementTranslation(language="uk", text=f"{CANARY} переклад"),
            AttributionStep(position=0, name=f"{CANARY} outlet", relation="published"),
        ),
        cue=f"{CANARY} cue",
        occasion=f"{CANARY} occasion",
        place=f"{CANARY} place",
        said_note=f"{CANARY} said note",
        speaker_as_named=f"{CANARY} as named",
        role_as_named=f"{CANARY} role",
    )
    made = desk.claim(
        author,
        f"The {CANARY} claim.",
        made_by=statement,
        save=(
            ClaimTranslation(language="uk", text=f"{CANARY} твердження"),
            Contact(
                party=f"{CANARY} party",
                asked_on=date(2024, 1, 2),
                replied_on=date(2024, 1, 3),
                reply=f"{CANARY} reply",
                publishable=True,
            ),
        ),
        context=f"{CANARY} context",
        why_checked=f"{CANARY} why",
    )
    desk.evidence(author, made, text=PROOF, note=f"{CANARY} note", origin=f"{CANARY} origin")
    desk.with_verdict(
        author, made, summary=f"{CANARY} summary", explanation=f"{CANARY} *explanation*"
    )
    desk.published(author, decider, made)
    comment(made, by=author, text=f"{CANARY} comment")
    comment(statement, by=author, text=f"{CANARY} comment on the words")
    CorrectionRequest.objects.create(
        claim=made.public_id, wrong=f"{CANARY} is wrong", name=f"{CANARY} name"
    )
    made.context = f"{CANARY} context again"
    revise(made, by=author)
    desk.published(author, decider, made, event="correction", note=builders.NOTE)
    flag(made, by=decider, note=builders.NOTE)
    made.refresh_from_db()
    return made


def approved(subject: Any, author: User, decider: User) -> None:
    subject.refresh_from_db()
    submit(subject, by=author, verb="suppress", reason=GROUND)
    approve(subject, by=decider)


def suppressed(subject: Any, author: User, decider: User) -> Release:
    approved(subject, author, decider)
    return suppress(subject, by=decider, note=GROUND)


def sources(of: Claim) -> list[Source]:
    quoted = [link.statement.capture.source for link in of.claim_statements.all()]
    return [*quoted, *(item.source for item in of.evidence.all() if item.source)]


def proves() -> None:
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue().startswith("proved: ")
