"""Two people, one who writes and one who decides: no step of the desk needs a third."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from claims.desk.models import CorrectionRequest, Speaker, User
from claims.record.models import PublishedClaim, Release
from claims.workflow import (
    RuleViolated,
    approve,
    assign,
    decide_request,
    flag,
    merge,
    publish,
    retract,
    revise,
    submit,
    touched_by,
    unflag,
    unmerge,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "A public note that is long enough."


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "publisher")


def status(public_id: str) -> str:
    return PublishedClaim.objects.get(pk=public_id).status


def test_a_claim_goes_all_its_ways_between_two(
    author: User, chief: User, django_capture_on_commit_callbacks
) -> None:
    claim = build.claim(author)
    build.evidence(author, claim)
    build.with_verdict(author, claim)
    assign(claim, by=author, to=author)
    claim = build.published(author, chief, claim)
    flag(claim, by=chief, note="A reader sent us new measurements.")
    assert status(claim.public_id) == "under_review"
    with pytest.raises(RuleViolated, match="under review already"):
        flag(claim, by=chief, note=NOTE)
    unflag(claim, by=chief, note="The measurements were of another bridge.")
    assert status(claim.public_id) == "reviewed"

    request = CorrectionRequest.objects.create(
        claim=claim.public_id, asker="official", wrong="It was the third pier.", email="a@b.example"
    )
    decide_request(request, by=chief, outcome="accepted", answer="You are right.")
    claim.refresh_from_db()
    claim.summary = "Inspectors had found cracks in the third pier."
    revise(claim, by=author)
    with django_capture_on_commit_callbacks(execute=True):
        claim = build.published(author, chief, claim, event="correction", note=NOTE)
    release = Release.objects.filter(subject=claim.public_id).latest("sequence")
    assert '"requested_by_kind":"official"' in (release.content or "")
    request.refresh_from_db()
    assert (request.release, request.answered_at) == (release.sequence, release.released_at)
    assert "You are right." in mail.outbox[0].body
    assert mail.outbox[0].to == ["a@b.example"]

    submit(claim, by=author, verb="retract")
    approve(claim, by=chief)
    retract(claim, by=chief, note=NOTE)
    assert status(claim.public_id) == "retracted"
    last = Release.objects.filter(subject=claim.public_id).latest("sequence")
    assert "requested_by_kind" not in (last.content or "")

    claim.refresh_from_db()
    submit(claim, by=author)
    approve(claim, by=chief)
    with pytest.raises(RuleViolated, match="is a reinstatement"):
        publish(claim, by=chief, event="update", note=NOTE)
    publish(claim, by=chief, event="reinstatement", note=NOTE)
    assert status(claim.public_id) == "reviewed"
    call_command("verify_record", verbosity=0)


def test_two_claims_are_merged_and_parted_between_two(author: User, chief: User) -> None:
    winner = build.published(author, chief, build.claim(author, "The bridge is safe."))
    loser = build.published(author, chief, build.claim(author, "That bridge is safe."))
    submit(loser, by=author, verb="merge", target=winner.public_id)
    approve(loser, by=chief)
    merge(loser, by=chief, note=NOTE)
    assert status(loser.public_id) == "merged"
    winner.refresh_from_db()
    build.published(author, chief, winner, event="update", note=NOTE)
    loser.refresh_from_db()
    submit(loser, by=author, verb="unmerge")
    approve(loser, by=chief)
    unmerge(loser, by=chief, note=NOTE)
    assert status(loser.public_id) == "open"
    winner.refresh_from_db()
    build.published(author, chief, winner, event="update", note=NOTE)
    call_command("verify_record", verbosity=0)


def test_a_renamed_speaker_is_released_alone_with_one_note_and_one_approval(
    author: User, chief: User
) -> None:
    claims = [build.published(author, chief, build.claim(author, f"Claim {n}.")) for n in (1, 2)]
    speaker: Any = claims[0].claim_statements.get().statement.speaker
    assert touched_by(speaker) == [claims[0]]
    speaker.name = "Ann Example-Other"
    revise(speaker, by=author)
    submit(speaker, by=author, reason="She married.")
    with pytest.raises(RuleViolated, match="asked for this yourself"):
        approve(speaker, by=build.user("author", "publisher"))
    approve(speaker, by=chief)
    with pytest.raises(RuleViolated, match="at least 20"):
        publish(Speaker.objects.get(pk=speaker.pk), by=chief)
    release = publish(Speaker.objects.get(pk=speaker.pk), by=chief, note="She goes by this name.")
    assert (release.subject_kind, release.event, release.number) == ("speaker", "update", 2)
    assert Release.objects.filter(subject_kind="claim").count() == 2
    call_command("verify_record", verbosity=0)


def test_whoever_wrote_what_was_released_along_may_decide_on_the_next_change(
    author: User, chief: User
) -> None:
    boss = build.user("boss", "publisher")
    speaker = build.speaker(boss, "Somebody")
    claim = build.claim(author, made_by=build.statement(author, said_by=speaker))
    build.published(author, chief, claim)
    speaker.refresh_from_db()
    speaker.description = "A mayor."
    revise(speaker, by=author)
    submit(speaker, by=author)
    approve(speaker, by=boss)
    speaker.refresh_from_db()
    speaker.description = "The mayor."
    revise(speaker, by=boss)
    submit(speaker, by=author)
    with pytest.raises(RuleViolated, match="worked on this"):
        approve(speaker, by=boss)


def test_what_was_approved_of_a_topic_is_what_is_published(author: User, chief: User) -> None:
    topic = build.topic(author)
    submit(topic, by=author)
    approve(topic, by=chief)
    topic.refresh_from_db()
    topic.description = "Not what was approved."
    revise(topic, by=author)
    with pytest.raises(RuleViolated, match="no longer what was approved"):
        publish(topic, by=chief)
    submit(topic, by=author)
    approve(topic, by=chief)
    assert publish(topic, by=chief).event == "publish"
    with pytest.raises(RuleViolated, match="Nothing has changed"):
        submit(topic, by=author)
    call_command("verify_record", verbosity=0)


def test_a_source_does_not_name_a_publisher_that_nobody_released(author: User, chief: User) -> None:
    source = build.source(author)
    with pytest.raises(RuleViolated, match="publish that first"):
        submit(source, by=author)
    publisher: Any = source.publisher
    submit(publisher, by=author)
    approve(publisher, by=chief)
    publish(publisher, by=chief)
    submit(source, by=author)


def test_a_claim_that_no_approved_content_is_behind_is_refused_by_the_database(
    author: User, chief: User
) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    approve(claim, by=chief)
    claim.refresh_from_db()
    claim.summary = "Written past the workflow."
    with pytest.raises(Exception, match="its approval has to end first"):
        claim.save()
