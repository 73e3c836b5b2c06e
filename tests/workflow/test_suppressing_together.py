"""Suppressions that rest on one another: what several claims and sources show."""

import pytest

from claims.desk.models import Claim, User
from claims.workflow import RuleViolated, publish, reopen, revise, submit, suppress
from tests import builders
from tests import desk_builders as desk
from tests.workflow.suppressible import GROUND, approved, marked, proves

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(author: User, decider: User) -> Claim:
    return marked(author, decider)


@pytest.fixture
def other(claim: Claim, author: User, decider: User) -> Claim:
    """Another published claim, which shows the same words."""
    shared = claim.claim_statements.get().statement
    return desk.published(author, decider, desk.claim(author, "It is so.", made_by=shared))


def test_what_another_claim_shows_is_refused_by_name(
    claim: Claim, other: Claim, author: User, decider: User
) -> None:
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
    claim: Claim, other: Claim, author: User, decider: User
) -> None:
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
    claim: Claim, other: Claim, author: User, decider: User
) -> None:
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
