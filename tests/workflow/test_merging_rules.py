"""What is merged into what, by whose decision, and what the public is told of it."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.desk.models import AuditEntry, ClaimTopic, Evidence, Speaker, User
from claims.desk.witness import first_fault
from claims.extraction.data import Article, Extraction
from claims.workflow import (
    RuleViolated,
    approve,
    bring_in,
    merge,
    retract,
    revise,
    submit,
    unmerge,
)
from claims.workflow.matching import PublisherMatcher
from tests import desk_builders as build
from tests.workflow.merging import NOTE, fresh, merged, unmerged

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "publisher")


def refusal(loser: Any, target: str, by: User) -> str:
    with pytest.raises(RuleViolated) as refused:
        submit(loser, by=by, verb="merge", target=target)
    return str(refused.value)


def test_what_is_never_merged_is_not_even_asked_for(author: User, chief: User) -> None:
    one, two, three = (build.speaker(author, name) for name in ("Ann", "Anne", "Anna"))
    office = build.speaker(author, "The Office", kind="office")
    nobody = build.speaker(author, "an official", kind="anonymous", source=build.source(author))
    topic = build.topic(author)
    assert "not merged into itself" in refusal(one, one.public_id, author)
    assert "There is no speaker" in refusal(one, topic.public_id, author)
    assert "Say which speaker" in refusal(one, "", author)
    assert "correct the kind" in refusal(one, office.public_id, author)
    for loser, winner in ((one, nobody), (nobody, one)):
        assert "anonymous" in refusal(loser, winner.public_id, author)
    merged(one, two, author, chief)
    assert "merge into that one" in refusal(three, one.public_id, author)
    assert "merge into that one" in refusal(two, one.public_id, author)
    assert "already" in refusal(fresh(one), three.public_id, author)


def test_public_things_are_merged_into_public_things(author: User, chief: User) -> None:
    claim = build.published(author, chief, build.claim(author))
    draft = build.claim(author, "That bridge is safe.")
    assert "publish that first" in refusal(claim, draft.public_id, author)
    speaker = claim.claim_statements.get().statement.speaker
    other = build.speaker(author, "Anne Example")
    assert "publish that first" in refusal(speaker, other.public_id, author)
    submit(claim, by=author, verb="retract")
    approve(claim, by=chief)
    retract(claim, by=chief, note=NOTE)
    assert "keeps the notice" in refusal(fresh(claim), draft.public_id, author)
    assert "nothing is merged into it" in refusal(
        build.published(author, chief, draft), claim.public_id, author
    )


def test_a_merge_needs_the_approval_of_this_merge(author: User, chief: User) -> None:
    one, two, three = (build.topic(author, name) for name in ("A", "B", "C"))
    with pytest.raises(RuleViolated, match="Nobody has approved"):
        merge(one, by=chief, note=NOTE)
    submit(one, by=author, verb="merge", target=two.public_id)
    with pytest.raises(RuleViolated, match="asked for this yourself"):
        approve(one, by=build.user("author", "publisher"))
    approve(one, by=chief)
    with pytest.raises(RuleViolated, match="approved is to merge"):
        unmerge(one, by=chief, note=NOTE)
    merge(one, by=chief, note=NOTE)
    with pytest.raises(RuleViolated, match="already"):
        merge(fresh(one), by=chief, note=NOTE)
    with pytest.raises(RuleViolated, match="not merged into another"):
        submit(three, by=author, verb="unmerge")


def test_what_was_merged_away_is_neither_edited_nor_named_anew(author: User, chief: User) -> None:
    winner, loser = build.topic(author, "Bridges"), build.topic(author, "Bridge")
    merged(loser, winner, author, chief)
    loser = fresh(loser)
    loser.description = "Still here."
    with pytest.raises(RuleViolated, match="work on that one"):
        revise(loser, by=author)
    with pytest.raises(RuleViolated, match="take that one"):
        build.claim(author, save=(ClaimTopic(topic=loser),))


def test_a_released_speaker_leads_to_the_other(author: User, chief: User) -> None:
    claims = [build.published(author, chief, build.claim(author, f"Claim {n}.")) for n in (1, 2)]
    loser, winner = (one.claim_statements.get().statement.speaker for one in claims)
    release = merged(loser, winner, author, chief)
    assert (release.subject_kind, release.event, release.note) == ("speaker", "merge", NOTE)
    assert json.loads(str(release.content))["merged_into"] == winner.public_id
    told = unmerged(fresh(loser), author, chief)
    assert "merged_into" not in json.loads(str(told.content))
    call_command("verify_record", verbosity=0)


def test_nothing_is_merged_by_itself(author: User) -> None:
    for _ in range(2):
        build.speaker(author, "Ann Example", wikidata_id="Q42")
        build.source(author, title="The same title")
    assert not AuditEntry.objects.filter(verb__in=["merge", "follow"]).exists()
    assert Speaker.objects.filter(name="Ann Example", merged_into=None).count() == 2


def test_what_names_a_merged_source_is_still_edited_and_its_text_brought_in_once(
    author: User, chief: User
) -> None:
    winner = build.source(author, title="Bridge opened", url="https://example.org/a")
    loser = build.source(author, title="Bridge opened (print)")
    text = build.capture(author, of=loser)
    nobody = build.speaker(author, "an official", kind="anonymous", source=loser)
    said = build.statement(author, of=text, said_by=nobody)
    claim = build.claim(author, made_by=said)
    passage = build.capture(author, "Inspectors found cracks.", of=loser)
    item = Evidence(stance="contradicts", source=loser, capture=passage, start=0, end=10)
    revise(claim, by=author, save=[item])
    merged(loser, winner, author, chief)
    statement, evidence = fresh(said), fresh(item)
    statement.occasion, evidence.note = "The opening", "Of the second pier."
    revise(statement, by=author)
    revise(fresh(claim), by=author, save=[evidence])
    nobody = fresh(nobody)
    nobody.name = "an inspector"
    revise(nobody, by=author)
    again = bring_in(
        Extraction(article=Article(text=build.TEXT, url="https://example.org/a"), statements=()),
        by=author,
    )
    assert (again.source, again.capture) == (winner, text)


def test_a_publisher_merged_away_is_found_as_the_other(author: User, chief: User) -> None:
    winner = build.publisher(author, "Outlet", domains=["outlet.example"])
    loser = build.publisher(author, "Qutlet", domains=["qutlet.example"])
    merged(loser, winner, author, chief)
    matcher = PublisherMatcher()
    assert matcher.of_source("https://www.qutlet.example/a", "").publisher == winner
    assert matcher.named("Qutlet") == winner


OPERATIONS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(OPERATIONS)
@example([(1, 0), (0, 2)])
def test_whatever_was_merged_is_as_before_once_all_is_undone(
    author: User, chief: User, pairs: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        topics = [build.topic(author, f"Topic {number}") for number in range(4)]
        claims = [
            build.claim(
                author,
                f"Claim {one}.",
                save=tuple(ClaimTopic(topic=topic) for topic in topics[one:]),
            )
            for one in range(3)
        ]
        before = [set(claim.claim_topics.values_list("topic", flat=True)) for claim in claims]
        done = []
        for one, other in pairs:
            loser, winner = fresh(topics[one]), fresh(topics[other])
            try:
                merged(loser, winner, author, chief)
            except RuleViolated:
                assert loser == winner or loser.merged_into or winner.merged_into
            else:
                done.append(loser)
        for claim in claims:
            held = claim.claim_topics.select_related("topic__merged_into")
            assert all(link.topic.merged_into is None for link in held)
        for loser in reversed(done):
            unmerged(fresh(loser), author, chief)
        after = [set(claim.claim_topics.values_list("topic", flat=True)) for claim in claims]
        assert after == before
        assert first_fault() is None
        transaction.set_rollback(True)
