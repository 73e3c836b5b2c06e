"""Suppression: what the law wants gone is nowhere; that it went, when and why stays and proves."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from claims.desk.models import (
    AttributionStep,
    AuditEntry,
    Capture,
    Claim,
    ClaimTranslation,
    Contact,
    CorrectionRequest,
    Evidence,
    Source,
    Statement,
    StatementTranslation,
    User,
)
from claims.record.models import PublishedClaim, Release
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    TransitionNotAllowed,
    approve,
    comment,
    flag,
    publish,
    reach,
    reopen,
    revise,
    submit,
    suppress,
    verbs_open_to,
)
from tests import builders
from tests import desk_builders as desk
from tests.leaks.addresses import addresses
from tests.leaks.crawling import ask
from tests.leaks.planting import CANARY

pytestmark = pytest.mark.django_db

GROUND = "By order of the county court, case 12 of 2024."
TEXT = f'"The {CANARY} quote is here," she said. And {CANARY} passage follows it, for long.'
PROOF = f"Inspectors found the {CANARY} evidence."


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


@pytest.fixture
def decider(db: None) -> User:
    return desk.user("decider", "publisher")


@pytest.fixture
def claim(author: User, decider: User) -> Claim:
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


def everything() -> dict[str, str]:
    """Every table of the database as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = "\n".join(
                " ".join(
                    bytes(value).decode("utf-8", "replace")
                    if isinstance(value, bytes | memoryview)
                    else str(value)
                    for value in row
                )
                for row in cursor.fetchall()
            )
    return found


def proves() -> None:
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue().startswith("proved: ")


def test_nothing_of_it_is_left_on_any_surface_or_in_any_table(
    claim: Claim, author: User, decider: User, tmp_path: Path
) -> None:
    statement = claim.claim_statements.get().statement
    ids = {
        "claim": claim.public_id,
        "statement": statement.public_id,
        "speaker": statement.speaker.public_id,
        "source": statement.capture.source.public_id,
        "publisher": statement.capture.source.publisher.public_id,
        "topic": "aaaaaaaaaaaa",
    }
    client = Client()
    asked = [address.replace(CANARY, "other") for address in addresses(ids)]
    assert sum(CANARY in ask(client, address).readable for address in asked) > 20
    quoted = sources(claim)
    suppressed(claim, author, decider)
    for source in quoted:
        suppressed(source, author, decider)
    held = {table: text.count(CANARY) for table, text in everything().items() if CANARY in text}
    assert held == {}
    assert [one for one in asked if CANARY in ask(client, one).readable] == []
    for format in ("jsonl", "csv", "claimreview"):
        folder = tmp_path / format
        call_command("export_record", f"--format={format}", f"--output={folder}", stdout=StringIO())
        assert not [one.name for one in folder.iterdir() if CANARY in one.read_text("utf-8")]
    proves()


def test_entry_time_and_ground_stay(claim: Claim, author: User, decider: User) -> None:
    times = list(Release.objects.order_by("sequence").values_list("released_at", "hash"))
    release = suppressed(claim, author, decider)
    assert (release.event, release.note, release.content) == ("suppression", GROUND, None)
    assert (
        list(Release.objects.order_by("sequence").values_list("released_at", "hash"))[:-1] == times
    )
    row = PublishedClaim.objects.get(pk=claim.public_id)
    body = json.loads(row.body)
    assert (row.status, body["note"], body["event"]) == ("suppressed", GROUND, "suppression")
    client = Client()
    page = client.get(f"/claims/{claim.public_id}", follow=True)
    assert GROUND in page.content.decode()
    assert CANARY not in page.content.decode()
    proves()


def test_the_chain_is_one_that_an_outsider_can_prove(
    claim: Claim, author: User, decider: User, tmp_path: Path
) -> None:
    from tests.commands.test_verify_export import verify as verify_export

    suppressed(claim, author, decider)
    folder = tmp_path / "export"
    call_command("export_record", "--format=jsonl", f"--output={folder}", stdout=StringIO())
    code, said, wrong = verify_export(folder)
    assert (code, wrong) == (0, "")
    assert said.endswith(f"head {Release.objects.last().hash}\n")


def test_the_desk_keeps_a_claim_without_words(claim: Claim, author: User, decider: User) -> None:
    suppressed(claim, author, decider)
    claim.refresh_from_db()
    assert claim.text == "[suppressed]"
    assert claim.stage == Claim.Stage.REJECTED
    assert not claim.evidence.exists()
    assert not claim.contacts.exists()
    assert not [one for one in verbs_open_to(claim, decider) if one.allowed]
    claim.text = "The same again."
    with pytest.raises(RuleViolated, match="was suppressed"):
        revise(claim, by=author)
    with pytest.raises(RuleViolated, match="was suppressed"):
        submit(claim, by=author)


def test_a_source_loses_its_text_and_every_quote(claim: Claim, author: User, decider: User) -> None:
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    entries = AuditEntry.objects.filter(subject=source.public_id, verb="revise")
    assert entries.exclude(payload=None).exists()
    suppressed(claim, author, decider)
    suppressed(source, author, decider)
    capture = Capture.objects.get(source=source)
    assert (capture.text, capture.original) == ("", None)
    assert capture.suppressed_under is not None
    statement.refresh_from_db()
    assert (statement.quote, statement.state) == ("", Statement.State.REJECTED)
    assert not entries.exclude(payload=None).exists()
    proves()


def test_a_draft_that_quotes_a_suppressed_source_loses_the_words(
    claim: Claim, author: User, decider: User
) -> None:
    quoted = claim.evidence.get()
    draft = desk.claim(author, "Another claim, not published.")
    revise(
        draft,
        by=author,
        save=[
            Evidence(
                stance="supports",
                source=quoted.source,
                capture=quoted.capture,
                start=0,
                end=10,
                note=f"{CANARY} elsewhere",
                state="accepted",
            )
        ],
    )
    suppressed(claim, author, decider)
    suppressed(quoted.source, author, decider)
    (left,) = draft.evidence.all()
    assert (left.quote, left.note, left.state) == ("", "", "withdrawn")
    assert f"{CANARY} elsewhere" not in everything()["claims_auditentry"]
    proves()


def test_the_ground_has_to_be_named(claim: Claim, author: User, decider: User) -> None:
    with pytest.raises(RuleViolated, match="Name the legal ground"):
        submit(claim, by=author, verb="suppress")
    approved(claim, author, decider)
    with pytest.raises(RuleViolated, match="at least 20 characters"):
        suppress(claim, by=decider, note="Law.")


def test_it_takes_two_people_and_a_publisher(claim: Claim, author: User, decider: User) -> None:
    submit(claim, by=decider, verb="suppress", reason=GROUND)
    with pytest.raises(RuleViolated, match="a second person decides"):
        approve(claim, by=decider)
    with pytest.raises(TransitionNotAllowed):
        suppress(claim, by=decider, note=GROUND)
    other = desk.user("other", "reviewer")
    approve(claim, by=other)
    with pytest.raises(PermissionDenied):
        suppress(claim, by=other, note=GROUND)
    with pytest.raises(RuleViolated, match="to suppress it"):
        publish(claim, by=decider, event="update", note=builders.NOTE)
    suppress(claim, by=decider, note=GROUND)


def test_what_another_claim_shows_is_refused_by_name(
    claim: Claim, author: User, decider: User
) -> None:
    shared = claim.claim_statements.get().statement
    other = desk.published(author, decider, desk.claim(author, "It is so.", made_by=shared))
    approved(claim, author, decider)
    with pytest.raises(RuleViolated, match=f"“It is so.” .{other.public_id}. shows the same words"):
        suppress(claim, by=decider, note=GROUND)
    approved(other, author, decider)
    suppress(claim, by=decider, note=GROUND)
    with pytest.raises(RuleViolated, match="What was approved is to suppress"):
        publish(other, by=decider, event="update", note=builders.NOTE)
    suppress(other, by=decider, note=GROUND)
    proves()


def test_an_approval_that_another_suppression_rested_on_is_not_taken_back(
    claim: Claim, author: User, decider: User
) -> None:
    shared = claim.claim_statements.get().statement
    other = desk.published(author, decider, desk.claim(author, "It is so.", made_by=shared))
    approved(claim, author, decider)
    approved(other, author, decider)
    suppress(claim, by=decider, note=GROUND)
    other.refresh_from_db()
    said = f"{claim.public_id} was suppressed because this claim"
    with pytest.raises(RuleViolated, match=said):
        reopen(other, by=decider, reason="Not needed.")
    with pytest.raises(RuleViolated, match=said):
        submit(other, by=author, verb="retract")
    other.context = "Something else."
    with pytest.raises(RuleViolated, match=said):
        revise(other, by=author)
    other.refresh_from_db()
    suppress(other, by=decider, note=GROUND)
    proves()


def test_an_approval_that_was_taken_back_does_not_count(
    claim: Claim, author: User, decider: User
) -> None:
    shared = claim.claim_statements.get().statement
    other = desk.published(author, decider, desk.claim(author, "It is so.", made_by=shared))
    approved(claim, author, decider)
    approved(other, author, decider)
    other.refresh_from_db()
    reopen(other, by=decider, reason="Not needed.")
    with pytest.raises(RuleViolated, match="shows the same words"):
        suppress(claim, by=decider, note=GROUND)


def test_a_source_waits_until_the_claims_that_quote_it_are_suppressed(
    claim: Claim, author: User, decider: User
) -> None:
    source = claim.claim_statements.get().statement.capture.source
    approved(claim, author, decider)
    approved(source, author, decider)
    with pytest.raises(RuleViolated, match="shows the same words"):
        suppress(source, by=decider, note=GROUND)
    suppress(claim, by=decider, note=GROUND)
    suppress(source, by=decider, note=GROUND)
    proves()


def test_a_source_that_is_still_quoted_is_refused(
    claim: Claim, author: User, decider: User
) -> None:
    source = claim.claim_statements.get().statement.capture.source
    approved(source, author, decider)
    with pytest.raises(RuleViolated, match="shows the same words"):
        suppress(source, by=decider, note=GROUND)


def test_a_suppressed_source_does_not_come_back(claim: Claim, author: User, decider: User) -> None:
    source = claim.evidence.get().source
    suppressed(claim, author, decider)
    suppressed(source, author, decider)
    other = desk.claim(author, "Another claim.")
    revise(other, by=author, save=[Evidence(stance="context", source=source, state="accepted")])
    with pytest.raises(RuleViolated, match="a source that was suppressed"):
        submit(other, by=author)


def test_what_goes_can_be_told_beforehand(claim: Claim, author: User, decider: User) -> None:
    found = reach(claim)
    assert (found.releases, found.notes, found.requests, found.obstacles) == (3, 1, 1, ())
    entries = found.audit_entries
    suppressed(claim, author, decider)
    assert AuditEntry.objects.filter(payload=None).count() == entries


def stored() -> str:
    """The database as it lies on disk where that can be read, else its tables, as text."""
    if connection.vendor != "sqlite":
        return "".join(everything().values())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(str(connection.settings_dict["NAME"]))
    return file.read_bytes().decode("utf-8", "replace")


@pytest.mark.django_db(transaction=True)
def test_not_even_the_database_file_holds_it(claim: Claim, author: User, decider: User) -> None:
    assert CANARY in stored()
    quoted = sources(claim)
    suppressed(claim, author, decider)
    for source in quoted:
        suppressed(source, author, decider)
    assert CANARY not in stored()


@pytest.mark.django_db(transaction=True)
def test_of_two_suppressions_at_once_one_is_made(
    claim: Claim, author: User, decider: User, concurrently: Any
) -> None:
    approved(claim, author, decider)
    done = concurrently(
        lambda: suppress(claim, by=decider, note=GROUND),
        lambda: suppress(claim, by=decider, note=GROUND),
        lambda: flag(claim, by=decider, note=builders.NOTE),
        lambda: publish(claim, by=decider, event="update", note=builders.NOTE),
    )
    releases = [one for one in done if isinstance(one, Release)]
    assert [one.event for one in releases] == ["suppression"]
    assert Release.objects.filter(subject=claim.public_id).last().event == "suppression"
    proves()
