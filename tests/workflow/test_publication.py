"""From approval to release: what was approved is what is published, whole or not at all."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import publishing, workflow
from claims.desk import audit
from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimRelation,
    Contact,
    Decision,
    Speaker,
    SpeakerName,
    User,
)
from claims.ledger.canonical import canonical_text
from claims.record.models import PublishedClaim, PublishedEntity, Release
from claims.workflow import (
    RuleViolated,
    approve,
    preview,
    publish,
    request_changes,
    retract,
    revise,
    submit,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "The council told us that the repair is finished."


def speaker_of(claim: Claim) -> Speaker:
    return Speaker.objects.get(statements__claim_statements__claim=claim)


def approved(author: User, reviewer: User) -> Claim:
    claim = build.claim(author)
    submit(claim, by=author)
    approve(claim, by=reviewer)
    claim.refresh_from_db()
    return claim


def test_the_preview_is_what_is_released(author: User, publisher_: User) -> None:
    claim = approved(author, publisher_)
    shown = preview(claim)
    release = publish(claim, by=publisher_)
    assert canonical_text(shown.content) == release.content
    body = json.loads(PublishedClaim.objects.get().body)
    for key in ("claim", "statements", "evidence", "verdict", "status", "number"):
        assert shown.body[key] == body[key]


def test_an_approval_is_bound_to_the_preview_the_reviewer_saw(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    seen = preview(claim).digest
    claim.refresh_from_db()
    claim.context = "Added after the reviewer looked."
    revise(claim, by=author)
    with pytest.raises(RuleViolated, match="changed since you looked"):
        approve(claim, by=reviewer, digest=seen)
    assert approve(claim, by=reviewer, digest=preview(claim).digest).number == 1


@pytest.mark.parametrize("edited", ["speaker", "source", "name"])
def test_an_edit_to_what_the_claim_names_stops_the_publication(
    author: User, publisher_: User, edited: str
) -> None:
    claim = approved(author, publisher_)
    statement = claim.claim_statements.get().statement
    speaker = speaker_of(claim)
    if edited == "name":
        revise(speaker, by=author, save=[SpeakerName(name="Anna Example")])
    elif edited == "speaker":
        speaker.description = "Mayor of Exampleton."
        revise(speaker, by=author)
    else:
        source = statement.capture.source
        source.title = "Bridge opened at last"
        revise(source, by=author)
    with pytest.raises(RuleViolated, match="no longer what was approved"):
        publish(claim, by=publisher_)
    assert not Release.objects.exists()
    workflow.reopen(claim, by=publisher_)
    build.published(author, publisher_, claim)
    assert Release.objects.filter(subject_kind="claim").count() == 1


def test_one_approval_publishes_once(author: User, publisher_: User) -> None:
    claim = build.published(author, publisher_)
    with pytest.raises(RuleViolated, match="released already"):
        publish(claim, by=publisher_, event="update", note=NOTE)


def test_every_entity_named_is_released_before_the_claim_and_again_only_when_changed(
    author: User, publisher_: User
) -> None:
    claim = build.published(author, publisher_)
    kinds = list(Release.objects.order_by("sequence").values_list("subject_kind", flat=True))
    assert kinds == ["speaker", "publisher", "source", "claim"]
    claim.context = "At the opening."
    revise(claim, by=author)
    build.published(author, publisher_, claim, event="update", note=NOTE)
    assert Release.objects.filter(subject_kind="speaker").count() == 1
    speaker = speaker_of(claim)
    revise(speaker, by=author, save=[SpeakerName(name="Anna Example")])
    claim.refresh_from_db()
    claim.context = "At the opening of the bridge."
    revise(claim, by=author)
    build.published(author, publisher_, claim, event="update", note=NOTE)
    assert Release.objects.filter(subject_kind="speaker").count() == 2
    assert "anna example" in PublishedEntity.objects.get(kind="speaker").keys


def test_an_edit_to_a_published_claim_changes_nothing_public(
    author: User, publisher_: User
) -> None:
    claim = build.published(author, publisher_)
    before = PublishedClaim.objects.values().get()
    claim.text = "The bridge is perfectly safe."
    revise(claim, by=author)
    submit(claim, by=author)
    approve(claim, by=publisher_)
    assert PublishedClaim.objects.values().get() == before


@pytest.mark.parametrize(
    ("event", "note", "said"),
    [
        ("", "", "Say what this publication is"),
        ("publish", NOTE, "Say what this publication is"),
        ("update", "Too short.", "at least 20 characters"),
        ("reinstatement", NOTE, "Only a retracted claim"),
    ],
)
def test_a_later_publication_says_what_it_is_and_why(
    author: User, publisher_: User, event: str, note: str, said: str
) -> None:
    claim = build.published(author, publisher_)
    claim.context = "At the opening."
    revise(claim, by=author)
    submit(claim, by=author)
    approve(claim, by=publisher_)
    with pytest.raises(RuleViolated, match=said):
        publish(claim, by=publisher_, event=event, note=note)
    assert publish(claim, by=publisher_, event="correction", note=NOTE).number == 2
    assert PublishedClaim.objects.get().corrected


def test_the_first_publication_is_no_correction(author: User, publisher_: User) -> None:
    claim = approved(author, publisher_)
    with pytest.raises(RuleViolated, match="first publication"):
        publish(claim, by=publisher_, event="correction", note=NOTE)


def test_an_embargo_holds(author: User, publisher_: User) -> None:
    claim = approved(author, publisher_)
    claim.not_before = timezone.now() + timedelta(hours=1)
    revise(claim, by=author)
    with pytest.raises(RuleViolated, match="embargo"):
        publish(claim, by=publisher_)
    claim.not_before = timezone.now() - timedelta(hours=1)
    revise(claim, by=author)
    assert publish(claim, by=publisher_).number == 1


def test_a_retraction_keeps_the_page_and_a_reinstatement_ends_it(
    author: User, publisher_: User
) -> None:
    claim = build.published(author, publisher_)
    claim.text = "A draft nobody may see yet."
    revise(claim, by=author)
    submit(claim, by=author, verb="retract", reason="Wrong bridge.")
    approve(claim, by=publisher_)
    with pytest.raises(RuleViolated, match="at least 20"):
        retract(claim, by=publisher_, note="Wrong.")
    retract(claim, by=publisher_, note="We had the wrong bridge; the claim is withdrawn.")
    row = PublishedClaim.objects.get()
    assert row.status == "retracted"
    assert "The bridge is safe." in row.body
    assert "nobody may see" not in row.body
    claim.refresh_from_db()
    submit(claim, by=author)
    approve(claim, by=publisher_)
    with pytest.raises(RuleViolated, match="reinstatement"):
        publish(claim, by=publisher_, event="update", note=NOTE)
    publish(claim, by=publisher_, event="reinstatement", note=NOTE)
    assert PublishedClaim.objects.get().status == "open"


def test_only_a_published_claim_is_retracted(author: User) -> None:
    with pytest.raises(RuleViolated, match="never published"):
        submit(build.claim(author), by=author, verb="retract")


@pytest.mark.parametrize("step", ["entities", "claim", "audit"])
def test_a_publication_that_fails_anywhere_leaves_nothing(
    author: User, publisher_: User, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = approved(author, publisher_)
    entries = AuditEntry.objects.count()

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    target = {
        "entities": "claims.record.projection.writing.entity_rows",
        "claim": "claims.record.projection.writing.claim_rows",
        "audit": "claims.desk.audit.append",
    }[step]
    monkeypatch.setattr(target, fail)
    with pytest.raises(OSError, match="disk is full"):
        publish(claim, by=publisher_)
    monkeypatch.undo()
    assert not Release.objects.exists()
    assert not PublishedEntity.objects.exists()
    assert AuditEntry.objects.count() == entries
    assert publish(claim, by=publisher_).number == 1
    assert audit.first_fault() is None


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_one_publishes(concurrently) -> None:
    author = build.user("author", "contributor")
    publisher = build.user("publisher", "publisher")
    claim = approved(author, publisher)
    outcomes = concurrently(*[lambda: publish(claim, by=publisher)] * 4)
    assert sum(isinstance(outcome, Release) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, RuleViolated) for outcome in outcomes) == 3
    assert Release.objects.filter(subject_kind="claim").count() == 1


def test_a_relation_is_released_once_both_ends_are_public(author: User, publisher_: User) -> None:
    first, second = build.claim(author), build.claim(author, "The bridge is closed.")
    revise(ClaimRelation(from_claim=first, kind="contradicts", to_claim=second), by=author)
    build.published(author, publisher_, first)
    assert not Release.objects.filter(subject_kind="relation").exists()
    assert second.public_id not in PublishedClaim.objects.get().body
    build.published(author, publisher_, second)
    assert Release.objects.filter(subject_kind="relation").count() == 1
    for claim, other in ((first, second), (second, first)):
        assert other.public_id in PublishedClaim.objects.get(pk=claim.public_id).body


def test_changes_can_be_asked_for_and_made(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="Give a reason"):
        request_changes(claim, by=reviewer, reason=" ")
    request_changes(claim, by=reviewer, reason="Which bridge?")
    claim.refresh_from_db()
    claim.text = "The bridge of Exampleton is safe."
    revise(claim, by=author)
    submit(claim, by=author)
    assert approve(claim, by=reviewer).requested_by == author


def test_a_desk_of_one_says_so_on_decision_and_page(author: User, settings) -> None:
    alone = build.user("alone", "publisher")
    claim = build.claim(alone)
    settings.SINGLE_PERSON_DESK = True
    build.published(alone, alone, claim)
    assert Decision.objects.get().single_person
    assert '"review":{"second_person":false}' in PublishedClaim.objects.get().body


def test_a_verdict_needs_its_summary_date_evidence_and_contact(
    author: User, reviewer: User
) -> None:
    claim = build.claim(author)
    claim.rating = build.ratings()["contradicted"]
    revise(claim, by=author)
    with pytest.raises(RuleViolated) as refused:
        submit(claim, by=author)
    said = " ".join(refused.value.messages)
    for missing in ("summary", "evidence was considered", "supports or contradicts", "contact"):
        assert missing in said
    build.evidence(author, claim)
    build.with_verdict(author, claim, no_contact_reason="")
    with pytest.raises(RuleViolated) as refused:
        submit(claim, by=author)
    assert len(refused.value.messages) == 1
    claim.refresh_from_db()
    revise(
        claim,
        by=author,
        save=[Contact(party="The mayor's office", asked_on=timezone.localdate())],
    )
    submit(claim, by=author)
    assert approve(claim, by=reviewer).number == 1


def test_only_accepted_things_enter_a_body(author: User, publisher_: User) -> None:
    claim = build.claim(author)
    build.evidence(author, claim, text="Seen by the desk.")
    build.evidence(author, claim, text="CANARY proposed.", state="proposed")
    build.evidence(author, claim, text="CANARY withdrawn.", state="withdrawn")
    build.published(author, publisher_, claim)
    body = PublishedClaim.objects.get().body
    assert "Seen by the desk." in body
    assert "CANARY" not in body
    assert not PublishedEntity.objects.filter(body__contains="CANARY").exists()


def test_an_unresolved_speaker_is_not_published(author: User) -> None:
    statement = build.statement(author)
    statement.speaker = None
    revise(statement, by=author)
    with pytest.raises(RuleViolated, match="Resolve the speaker"):
        submit(build.claim(author, made_by=statement), by=author)


def test_the_digest_is_the_same_for_the_same_state(author: User) -> None:
    claim = build.claim(author)
    build.evidence(author, claim)
    assert publishing.compose(claim).digest == publishing.compose(claim).digest


@pytest.mark.parametrize("hidden", ["\x00", "\x1b[2J", "\ud800"])
def test_a_reason_or_note_with_characters_nobody_sees_is_refused_in_words(
    author: User, reviewer: User, hidden: str
) -> None:
    claim = build.claim(author)
    with pytest.raises(RuleViolated, match="What you wrote"):
        submit(claim, by=author, reason=f"Please{hidden}")
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="What you wrote"):
        request_changes(claim, by=reviewer, reason=f"Which bridge?{hidden}")


def test_nothing_new_is_not_published_again(author: User, publisher_: User) -> None:
    claim = build.published(author, publisher_)
    with pytest.raises(RuleViolated, match="Nothing has changed"):
        submit(claim, by=author)
    submit(claim, by=author, verb="retract")


def test_a_linked_statement_that_is_only_proposed_is_named(author: User) -> None:
    claim = build.claim(author, made_by=build.statement(author, state="proposed"))
    with pytest.raises(RuleViolated, match="only proposed: accept it first"):
        submit(claim, by=author)


def test_an_endless_reason_is_refused(author: User) -> None:
    with pytest.raises(RuleViolated, match="at most 2,000"):
        submit(build.claim(author), by=author, reason="x" * 2001)
