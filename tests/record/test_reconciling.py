"""Releases agree with the desk's decisions and its audit; the first that does not is named."""

from typing import Any

import pytest

from claims.desk.models import AuditEntry, Claim, Decision, User
from claims.management import reconciling
from claims.record.models import Release
from claims.record.releases import NewRelease
from claims.workflow import approve, preview, retract, submit
from tests import builders
from tests import desk_builders as desk
from tests.ledger import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


@pytest.fixture
def decider(db: None) -> User:
    return desk.user("decider", "publisher")


@pytest.fixture
def claim(author: User, decider: User) -> Claim:
    """A claim published and retracted; its source, publisher and speaker went along."""
    claim = desk.published(author, decider)
    submit(claim, by=author, verb="retract")
    approve(claim, by=decider)
    retract(claim, by=decider, note=builders.NOTE)
    claim.refresh_from_db()
    assert reconciling.first_fault() is None
    return claim


def damaged(change: str) -> str:
    with rows.unguarded():
        rows.sql(change)
    return reconciling.first_fault() or ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE claims_release SET decision = 9 WHERE sequence = 5", "names decision 9, which is"),
        ("DELETE FROM claims_decision WHERE number = 2", "names decision 2, which is missing"),
        ("UPDATE claims_release SET decision = 1 WHERE sequence = 5", "is no retraction by"),
        ("UPDATE claims_release SET event = 'merge' WHERE sequence = 5", "is no merge by decision"),
        ("UPDATE claims_decision SET subject = 'x' WHERE number = 1", "which is on another thing"),
        ("UPDATE claims_decision SET subject_kind = 'topic'", "which is on another thing"),
    ],
)
def test_a_release_without_its_decision_is_named(claim: Claim, change: str, said: str) -> None:
    fault = damaged(change)
    assert fault.startswith("release ")
    assert said in fault


def test_what_went_along_with_no_claim_is_named(claim: Claim, author: User, decider: User) -> None:
    other = desk.claim(author, "The bridge is closed.")
    submit(other, by=author)
    number = approve(other, by=decider).number
    content = builders.speaker_content("speaker1")
    builders.release_all([NewRelease("speaker", "speaker1", "publish", content, decision=number)])
    assert reconciling.first_fault() == (
        "release 6 (speaker speaker1, number 1) went along with a claim "
        f"that decision {number} never released"
    )


def test_a_release_that_nobody_made_is_named(claim: Claim, author: User, decider: User) -> None:
    other = desk.claim(author, "The bridge is closed.")
    submit(other, by=author)
    number = approve(other, by=decider).number
    content = preview(other).content
    builders.release_all(
        [NewRelease("claim", other.public_id, "publish", content, decision=number)]
    )
    assert reconciling.first_fault() == (
        f"release 6 (claim {other.public_id}, number 1) was made by nobody: "
        "no audit entry tells of it"
    )


@pytest.mark.parametrize("change", ["number = 7", "event = 'correction'"])
def test_an_audit_entry_that_tells_of_another_release_is_named(claim: Claim, change: str) -> None:
    fault = damaged(f"UPDATE claims_release SET {change} WHERE sequence = 4")
    assert fault.startswith("audit: sequence ")
    assert fault.endswith(f"of release 4 of claim {claim.public_id}, which is missing or another")


def test_an_audit_entry_whose_release_is_gone_is_named(claim: Claim) -> None:
    fault = damaged("DELETE FROM claims_release WHERE sequence = 5")
    assert fault.endswith(f"of release 5 of claim {claim.public_id}, which is missing or another")


def test_what_is_empty_without_a_suppression_is_named(claim: Claim) -> None:
    with rows.unguarded():
        AuditEntry.objects.filter(sequence=3).update(payload=None, salt=None)
    assert reconciling.first_fault() == (
        "audit: sequence 3 is empty, and no suppression tells of that"
    )
    with rows.unguarded():
        Release.objects.filter(sequence=4).update(content=None, salt=None)
    assert reconciling.first_fault() == (
        f"release 4 (claim {claim.public_id}, number 1) is empty, and no suppression tells of that"
    )


def test_what_a_suppressed_payload_told_is_taken_as_it_stands(claim: Claim) -> None:
    with rows.unguarded():
        AuditEntry.objects.update(payload=None, salt=None)
        Release.objects.filter(sequence=5).update(number=7)
    # That nothing told of the release is no fault; that the entries are empty is one.
    assert (reconciling.first_fault() or "").startswith("audit: sequence 1 is empty")


def test_what_was_released_alone_is_what_was_decided(
    claim: Claim, author: User, decider: User
) -> None:
    topic: Any = desk.topic(author, "Bridges")
    desk.published(author, decider, topic)
    assert reconciling.first_fault() is None
    for number in (2, 3):
        told = "says something else than decision"
        before = Decision.objects.get(number=number).digest
        assert told in damaged(f"UPDATE claims_decision SET digest = 'e' WHERE number = {number}")
        assert not damaged(
            f"UPDATE claims_decision SET digest = '{before}' WHERE number = {number}"
        )
