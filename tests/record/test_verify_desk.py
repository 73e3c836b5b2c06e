"""What verification proves of the desk by its audit: decisions, versions, captured texts."""

import pytest
from django.db.models import F

from claims.desk import witness
from claims.desk.models import AuditEntry, Capture, Claim, Speaker, User
from tests import builders
from tests import desk_builders as desk
from tests.ledger import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


@pytest.fixture
def claim(author: User) -> Claim:
    """A claim that was published and corrected: two decisions."""
    decider = desk.user("decider", "publisher")
    claim = desk.published(author, decider)
    claim.context = "The bridge over the river."
    desk.revise(claim, by=author)
    desk.published(author, decider, claim, event="correction", note=builders.NOTE)
    assert witness.first_fault() is None
    return claim


def damaged(change: str) -> str:
    """What is found after a change by somebody with the keys to the database."""
    with rows.unguarded():
        rows.sql(change)
    return witness.first_fault() or ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("digest = 'e'", "is not the one that the audit tells of"),
        ("decided_by_id = requested_by_id, single_person = true", "was taken by somebody else"),
        ("requested_by_id = decided_by_id, single_person = true", "was asked for by somebody else"),
        ("version = 90", "was never taken: no audit entry tells of it"),
        ("subject = 'claim9'", "was never taken: no audit entry tells of it"),
        ("subject_kind = 'topic'", "was never taken: no audit entry tells of it"),
    ],
)
def test_a_decision_that_the_audit_does_not_tell_is_named(
    claim: Claim, change: str, said: str
) -> None:
    fault = damaged(f"UPDATE claims_decision SET {change} WHERE number = 2")
    assert fault.startswith("decision 2 (publish ")
    assert said in fault


def test_a_decision_that_nobody_took_is_named(claim: Claim) -> None:
    builders.decide(claim.public_id, verb="suppress")
    assert witness.first_fault() == (
        f"decision 3 (suppress claim {claim.public_id}) was never taken: no audit entry tells of it"
    )


def test_a_gap_in_the_decisions_is_named(claim: Claim) -> None:
    said = damaged("DELETE FROM claims_decision WHERE number = 1")
    assert said == "decision 1 is missing: 2 stands in its place"


def test_the_last_decision_gone_is_named(claim: Claim) -> None:
    said = damaged("DELETE FROM claims_decision WHERE number = 2")
    assert said.endswith(f"approves claim {claim.public_id}: its decision is missing")


def test_what_a_suppressed_payload_told_is_taken_as_it_stands(claim: Claim) -> None:
    with rows.unguarded():
        AuditEntry.objects.update(payload=None, salt=None)
        rows.sql("UPDATE claims_decision SET digest = 'e'")
        rows.sql("UPDATE claims_capture SET text_sha256 = 'e'")
    assert witness.first_fault() is None


def test_a_root_that_moved_on_without_an_entry_is_named(claim: Claim) -> None:
    Speaker.objects.update(name="Somebody else", version=F("version") + 1)
    speaker = Speaker.objects.get()
    assert witness.first_fault() == (
        f"speaker {speaker.public_id} stands at version 2, and in the audit at 1"
    )


def test_a_root_that_went_back_is_named(claim: Claim) -> None:
    said = damaged("UPDATE claims_claim SET version = version - 1")
    assert said.startswith(f"claim {claim.public_id} stands at version {claim.version - 1}, ")


@pytest.mark.parametrize("model", rows.ROOTS)
def test_a_root_without_an_entry_is_named(model) -> None:
    root = rows.ROOTS[model]()
    found = list(witness._root_faults(model))
    said = "was made by nobody: no audit entry tells of it"
    assert f"{model._meta.model_name} {root.public_id} {said}" in found


def test_a_root_that_is_gone_is_named(author: User) -> None:
    topic = desk.topic(author)
    rows.sql("DELETE FROM claims_topic")
    said = f"tells of topic {topic.public_id}, which is missing"
    assert (witness.first_fault() or "").endswith(said)


def test_a_text_that_was_rewritten_with_its_digest_is_named(author: User) -> None:
    capture = desk.capture(author, "They said so.")
    other = rows.sha256("They denied it.")
    said = damaged(f"UPDATE claims_capture SET text = 'They denied it.', text_sha256 = '{other}'")
    assert said == (
        f"capture {capture.public_id} has been changed: "
        "its text is not the one that the audit tells of"
    )


@pytest.mark.parametrize("column", ["text_sha256", "original_sha256"])
def test_a_digest_that_was_rewritten_is_named(author: User, column: str) -> None:
    capture = desk.capture(author, original=b"<p>They said so.</p>")
    said = damaged(f"UPDATE claims_capture SET {column} = 'e'")
    assert said.startswith(f"capture {capture.public_id} has been changed: its {column} ")


def test_a_capture_that_nobody_made_is_named(author: User) -> None:
    made = desk.capture(author)
    forged = Capture(
        source=made.source,
        text=f'"capture:{made.public_id}": They denied it.',
        captured_at=rows.NOW,
        captured_by=author,
    )
    forged.save()
    assert witness.first_fault() == (
        f"capture {forged.public_id} was made by nobody: no audit entry tells of it"
    )
