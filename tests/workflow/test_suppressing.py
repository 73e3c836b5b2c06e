"""Suppression: what the law wants gone is nowhere; that it went, when and why stays and proves."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    Evidence,
    Statement,
    User,
)
from claims.record.models import PublishedClaim, Release
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    TransitionNotAllowed,
    approve,
    flag,
    publish,
    reach,
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
from tests.workflow.suppressible import (
    GROUND,
    approved,
    marked,
    proves,
    sources,
    suppressed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(author: User, decider: User) -> Claim:
    return marked(author, decider)


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
