"""What verification proves of the desk by its audit: decisions, versions, captured texts."""

import pytest
from django.db.models import F

from claims.desk import witness
from claims.desk.models import AuditEntry, Capture, Claim, Speaker, Submission, User
from claims.management import replaying
from claims.workflow import reject, request_changes, submit
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("captured_at = '2031-01-01 00:00:00+00:00'", "it was captured at another time"),
        ("captured_by_id = captured_by_id + 1", "somebody else captured it"),
        ("extent = 'excerpt'", "its extent is not the one"),
        ("media_type = 'text/html'", "its media_type is not the one"),
        ("reader_version = 'text-9'", "its reader_version is not the one"),
    ],
)
def test_how_a_text_was_captured_is_as_the_audit_tells(
    author: User, change: str, said: str
) -> None:
    desk.user("another")
    capture = desk.capture(author)
    assert witness.first_fault() is None
    fault = damaged(f"UPDATE claims_capture SET {change}")
    assert fault.startswith(f"capture {capture.public_id} has been changed: {said}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("subject = 'claimclaimcl'", "is about something else"),
        ("verb = 'retract'", "asks for something else"),
        ("target = 'claimclaimcl'", "asks for something else"),
        ("reason = 'x'", "has another reason or version"),
        ("version = version + 1", "has another reason or version"),
        ("requested_by_id = requested_by_id + 1", "was made by somebody else"),
        ("requested_at = '2031-01-01 00:00:00+00:00'", "was made at another time"),
        ("requested_at = '2001-01-01 00:00:00+00:00'", "was made at another time"),
        ("outcome = 'rejected'", "came to something else"),
        ("outcome = '', closed_at = NULL", "came to something else"),
        ("closed_at = '2031-01-01 00:00:00+00:00'", "was closed at another time"),
    ],
)
def test_a_submission_that_the_audit_does_not_tell_is_named(
    claim: Claim, change: str, said: str
) -> None:
    number = Submission.objects.order_by("pk")[1].pk
    fault = damaged(f"UPDATE claims_submission SET {change} WHERE id = {number}")
    assert fault.startswith(f"submission {number} (")
    assert said in fault


def test_a_submission_that_is_gone_and_one_that_nobody_made_are_named(claim: Claim) -> None:
    last = Submission.objects.order_by("pk").last()
    fault = damaged(f"DELETE FROM claims_submission WHERE id = {last.pk}")
    assert fault.endswith(f"submits claim {claim.public_id}: its submission is missing")
    with rows.unguarded():
        last.save(force_insert=True)
    assert witness.first_fault() is None
    builders.submit(claim.public_id)
    assert (witness.first_fault() or "").endswith("was made by nobody: no audit entry tells of it")


def test_what_was_sent_back_and_submitted_again_is_as_the_audit_tells(author: User) -> None:
    reviewer = desk.user("decider", "reviewer")
    claim = desk.claim(author)
    submit(claim, by=author)
    request_changes(claim, by=reviewer, reason="Say where.")
    submit(claim, by=author)
    reject(claim, by=reviewer, reason="Nobody said it.")
    speaker = desk.speaker(author, "Somebody")
    submit(speaker, by=author)
    request_changes(speaker, by=reviewer, reason="Who is it?")
    submit(speaker, by=author)
    assert witness.first_fault() is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("INSERT INTO claims_user_groups (user_id, group_id) "
         "SELECT {0}, id FROM auth_group WHERE name = 'publisher'", "holds other roles"),
        ("DELETE FROM claims_user_groups WHERE user_id = {0}", "holds other roles"),
        ("UPDATE claims_user SET is_active = false WHERE id = {0}", "was switched on or off"),
    ],
)  # fmt: skip
def test_roles_that_nobody_gave_are_named(author: User, change: str, said: str) -> None:
    assert witness.first_fault() is None
    assert damaged(change.format(author.pk)).startswith(f"account {author.pk} {said}")


def test_an_account_that_the_audit_does_not_know_holds_no_role(author: User) -> None:
    builders.user("intruder", "publisher")
    assert "holds other roles than the audit tells" in (witness.first_fault() or "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE claims_statement SET said = 'denied'", "its said is not"),
        ("UPDATE claims_statement SET speaker_id = NULL", "its speaker is not"),
        ("UPDATE claims_statement SET cue = 'lied'", "its cue is not"),
        ("UPDATE claims_evidence SET stance = 'context'", "its stance is not"),
        ("UPDATE claims_claim SET text = 'It is so.'", "its text is not"),
        ("UPDATE claims_claimstatement SET stance = 'denies'", "its stance is not"),
        ("DELETE FROM claims_evidence", "is missing, and the audit tells of it"),
        ("UPDATE claims_source SET title = 'Another'", "its title is not"),
    ],
)
def test_what_a_row_says_is_as_the_audit_tells_though_its_version_stands(
    claim: Claim, author: User, change: str, said: str
) -> None:
    desk.evidence(author, claim)
    assert list(replaying.faults()) == []
    with rows.unguarded():
        rows.sql(change)
    assert said in next(replaying.faults())
