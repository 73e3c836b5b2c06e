"""What a change touches, who may decide on many claims, and what an edit would cost."""

from typing import Any

import pytest

from claims.desk.models import Claim, ClaimTopic, JointSpeaker, Statement, User
from claims.workflow import (
    approve,
    decision_refusals,
    preview,
    reject,
    revise,
    submit,
    touched_by,
    verbs_open_to,
    would_cost_decision,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

OTHER = "Engineers had warned of cracks in the second pier a year before"


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "publisher")


def test_every_way_in_which_a_published_claim_names_a_thing_counts(
    author: User, chief: User
) -> None:
    joint, witness = build.speaker(author, "Joint"), build.speaker(author, "Witness")
    topic = build.topic(author)
    statement = build.statement(author, save=(JointSpeaker(speaker=joint, position=1),))
    claim = build.claim(author, made_by=statement, save=(ClaimTopic(topic=topic),))
    item = build.evidence(author, claim, speaker=witness)
    rendering = build.statement(
        author,
        OTHER,
        of=build.capture(author, f"Again. {build.TEXT}"),
        said_by=build.speaker(author, "Renderer"),
        rendering_of=statement,
    )
    named: list[Any] = [joint, witness, topic, statement, statement.speaker, item.source]
    named += [statement.capture.source, statement.capture.source.publisher, rendering.speaker]
    for thing in named:
        assert touched_by(thing) == [], thing
    build.published(author, chief, claim)
    for thing in named:
        assert touched_by(thing) == [claim], thing
    assert touched_by(build.speaker(author, "Nobody")) == []


def in_review(author: User, text: str) -> Claim:
    claim = build.claim(author, text)
    submit(claim, by=author)
    return Claim.objects.get(pk=claim.pk)


def test_the_queue_says_of_every_claim_what_approving_would_say(author: User, chief: User) -> None:
    mine = build.claim(author, "Mine.")
    build.evidence(chief, mine)
    mine.refresh_from_db()
    submit(mine, by=author)
    named = in_review(author, "Named.")
    speaker: Any = named.claim_statements.get().statement.speaker
    speaker.description = "A mayor."
    revise(speaker, by=chief)
    asked = build.claim(author, "Asked.")
    submit(asked, by=chief)
    free = in_review(author, "Free.")
    again = build.published(author, chief, build.claim(author, "Again."))
    again.context = "At noon."
    revise(again, by=author)
    submit(again, by=author)
    claims = [mine, named, asked, free, again]
    refusals = decision_refusals(claims, chief)
    for claim in claims:
        said = {state.verb: state for state in verbs_open_to(Claim.objects.get(pk=claim.pk), chief)}
        assert [refusals[claim.public_id]] == (list(said["approve"].reasons) or [""])
    assert [bool(refusals[claim.public_id]) for claim in claims] == [True, True, True, False, False]
    assert set(decision_refusals(claims, author).values()) == {
        "This needs the role publisher or reviewer."
    }


def test_asking_for_many_claims_takes_no_more_queries_than_for_one(
    author: User, chief: User, django_assert_max_num_queries
) -> None:
    claims = [in_review(author, f"Claim {number}.") for number in range(6)]
    for claim in claims[:3]:
        build.evidence(author, claim)
    with django_assert_max_num_queries(60) as few:
        decision_refusals(claims[:1], chief)
    with django_assert_max_num_queries(len(few)):
        decision_refusals(claims, chief)


def test_a_second_editors_first_edit_costs_their_decision(author: User, chief: User) -> None:
    claim = build.claim(author)
    assert "can no longer decide" in would_cost_decision(claim, chief)
    assert would_cost_decision(claim, author) == ""
    assert would_cost_decision(build.claim(chief, "Chief's own."), chief) == ""
    claim.context = "At noon."
    revise(claim, by=chief)
    assert would_cost_decision(claim, chief) == ""


def test_an_edit_of_what_a_claim_in_review_names_costs_it_too(author: User, chief: User) -> None:
    claim = in_review(author, "The bridge is safe.")
    statement = claim.claim_statements.get().statement
    named: list[Any] = [statement, statement.speaker, statement.capture.source]
    for one in named:
        assert "a claim in review" in would_cost_decision(one, chief)
    assert would_cost_decision(build.topic(author), chief) == ""
    approve(claim, by=chief)
    assert would_cost_decision(Statement.objects.get(), chief) == ""


def test_a_merge_is_previewed_before_it_is_approved(author: User, chief: User) -> None:
    winner = build.published(author, chief, build.claim(author))
    loser = build.published(author, chief, build.claim(author, "That bridge is safe."))
    shown = preview(loser, "merge", winner.public_id)
    assert shown.body["merged_into"] == winner.public_id
    assert shown.body["status"] == "merged"
    submit(loser, by=author, verb="merge", target=winner.public_id)
    decision = approve(loser, by=chief, digest=preview(loser, "merge").digest)
    assert decision.target == winner.public_id
    topic = build.topic(author)
    body = preview(topic).body
    assert (body["name"], body["number"], body["event"]) == ("Bridges", 1, "publish")


def test_a_rejected_claim_costs_nobody_anything(author: User, chief: User) -> None:
    claim = in_review(author, "The bridge is safe.")
    reject(claim, by=chief, reason="Not checkable.")
    assert would_cost_decision(Claim.objects.get(pk=claim.pk), chief) == ""
