"""Suggested wording: taken over unchanged by an author, it may complete an approval."""

import pytest

from claims.desk.models import AuditEntry, Claim, Decision, User
from claims.desk.witness import first_fault
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    TransitionNotAllowed,
    accept_suggestion,
    approve,
    decline_suggestion,
    publish,
    revise,
    submit,
    suggest,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

BETTER = {"text": "The bridge of Exampleton is safe."}


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def reviewer(db: None) -> User:
    return build.user("reviewer", "reviewer")


@pytest.fixture
def in_review(author: User) -> Claim:
    claim = build.claim(author)
    submit(claim, by=author)
    return Claim.objects.get(pk=claim.pk)


def test_a_conditional_suggestion_taken_over_approves_the_claim(
    in_review: Claim, author: User, reviewer: User
) -> None:
    made = suggest(in_review, by=reviewer, changes=BETTER, reason="Which?", conditional=True)
    claim = accept_suggestion(made, by=author)
    assert (claim.text, claim.stage) == (BETTER["text"], "approved")
    decision = Decision.objects.get()
    assert (decision.decided_by, decision.requested_by) == (reviewer, author)
    words = AuditEntry.objects.get(verb="accept_suggestion")
    assert (words.actor, words.contributes) == (author, True)
    assert AuditEntry.objects.get(verb="approve").actor == reviewer
    assert first_fault() is None
    publish(claim, by=build.user("chief", "publisher"))


def test_an_unconditional_one_changes_the_words_and_the_suggester_may_still_decide(
    in_review: Claim, author: User, reviewer: User
) -> None:
    claim = accept_suggestion(suggest(in_review, by=reviewer, changes=BETTER), by=author)
    assert (claim.text, claim.stage) == (BETTER["text"], "in_review")
    approve(claim, by=reviewer)


def test_a_suggestion_is_not_taken_over_past_another_change(
    in_review: Claim, author: User, reviewer: User
) -> None:
    words = suggest(in_review, by=reviewer, changes=BETTER)
    bound = suggest(in_review, by=reviewer, changes={"context": "At noon."}, conditional=True)
    in_review.text = "The old bridge is safe."
    revise(in_review, by=author)
    with pytest.raises(RuleViolated, match="changed since this was suggested"):
        accept_suggestion(words, by=author)
    with pytest.raises(RuleViolated, match="content has changed"):
        accept_suggestion(bound, by=author)
    assert Claim.objects.get().context == ""
    assert not Decision.objects.exists()


def test_only_authors_take_over_and_nobody_their_own(
    in_review: Claim, author: User, reviewer: User
) -> None:
    made = suggest(in_review, by=reviewer, changes=BETTER, conditional=True)
    with pytest.raises(RuleViolated, match="suggested this yourself"):
        accept_suggestion(made, by=reviewer)
    with pytest.raises(RuleViolated, match="only those who worked on it"):
        accept_suggestion(made, by=build.user("other", "contributor"))
    with pytest.raises(PermissionDenied):
        suggest(in_review, by=author, changes=BETTER)
    decline_suggestion(made, by=author, reason="It is not in Exampleton.")
    with pytest.raises(RuleViolated, match="declined already"):
        accept_suggestion(made, by=author)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "changes nothing"),
        ({"text": "The bridge is safe."}, "changes nothing"),
        ({"stage": "approved"}, "No words are suggested"),
        ({"text": ""}, "blank"),
        ({"summary": "a\u202eb"}, "direction"),
    ],
)
def test_a_suggestion_is_of_words_that_the_field_takes(
    in_review: Claim, reviewer: User, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(RuleViolated, match=said):
        suggest(in_review, by=reviewer, changes=changes)


def test_who_worked_on_it_cannot_approve_by_suggesting(author: User) -> None:
    claim = build.claim(author)
    helper = build.user("helper", "publisher")
    build.evidence(helper, claim)
    claim.refresh_from_db()
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="worked on this"):
        suggest(claim, by=helper, changes=BETTER, conditional=True)
    suggest(claim, by=helper, changes=BETTER)


def test_wording_is_suggested_while_a_claim_is_in_review(author: User, reviewer: User) -> None:
    with pytest.raises(TransitionNotAllowed):
        suggest(build.claim(author), by=reviewer, changes=BETTER)
