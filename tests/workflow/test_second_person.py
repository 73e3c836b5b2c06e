"""Nobody decides on their own work, however long ago they did it and whoever switched it on."""

from datetime import date

import pytest

from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimStatement,
    Contact,
    Decision,
    Evidence,
    User,
)
from claims.workflow import RuleViolated, approve, publish, request_changes, retract, revise, submit
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "A public note that is long enough."
OTHER = "Engineers had warned of cracks in the second pier a year before"


@pytest.fixture
def bob(db: None) -> User:
    return build.user("bob", "publisher")


@pytest.fixture
def carol(db: None) -> User:
    return build.user("carol", "publisher")


def refused(claim: Claim, author: User, decider: User) -> None:
    claim.refresh_from_db()
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="second person"):
        approve(claim, by=decider)


def test_a_retraction_does_not_wash_an_edit(author: User, bob: User, carol: User) -> None:
    claim = build.published(author, carol)
    claim.text = "Bob's own words."
    revise(claim, by=bob)
    submit(claim, by=author, verb="retract")
    approve(claim, by=carol)
    retract(claim, by=carol, note=NOTE)
    refused(claim, author, bob)


def test_a_statement_linked_later_is_still_its_authors(
    author: User, bob: User, carol: User
) -> None:
    claim = build.claim(author)
    text = build.capture(author, f"Again. {build.TEXT}")
    bobs = build.statement(bob, OTHER, said_by=build.speaker(author, "Engineers"), of=text)
    build.published(author, carol, claim)
    revise(claim, by=author, save=[ClaimStatement(statement=bobs, stance="denies")])
    refused(claim, author, bob)


def test_evidence_accepted_later_is_still_its_authors(author: User, bob: User, carol: User) -> None:
    claim = build.claim(author)
    passage = build.capture(author, "Inspectors found cracks.", of=build.source(author))
    proposed = Evidence(
        stance="contradicts", source=passage.source, capture=passage, start=0, end=10
    )
    revise(claim, by=bob, save=[proposed])
    build.published(author, carol, claim)
    item = claim.evidence.get()
    item.state = Evidence.State.ACCEPTED
    revise(claim, by=author, save=[item])
    refused(claim, author, bob)


def test_a_summary_written_while_the_claim_was_open_is_still_its_authors(
    author: User, bob: User, carol: User
) -> None:
    claim = build.claim(author)
    build.evidence(author, claim)
    claim.refresh_from_db()
    claim.summary = "Bob's verdict in words."
    revise(claim, by=bob)
    build.published(author, carol, claim)
    claim.rating, claim.as_of = build.ratings()["contradicted"], date(2024, 11, 5)
    claim.no_contact_reason = "None made: an example."
    revise(claim, by=author)
    refused(claim, author, bob)


def test_a_reply_made_public_later_is_still_its_authors(
    author: User, bob: User, carol: User
) -> None:
    claim = build.claim(author)
    day = date(2024, 11, 4)
    contact = Contact(party="Town hall", asked_on=day, replied_on=day, reply="Bob's version.")
    revise(claim, by=bob, save=[contact])
    build.published(author, carol, claim)
    reply = claim.contacts.get()
    reply.publishable = True
    revise(claim, by=author, save=[reply])
    refused(claim, author, bob)


def test_the_title_of_a_withheld_source_is_still_its_authors(
    author: User, bob: User, carol: User
) -> None:
    source = build.source(author, withheld=True, withheld_reason="Safety.")
    statement = build.statement(author, of=build.capture(author, of=source))
    claim = build.published(author, carol, build.claim(author, made_by=statement))
    source.refresh_from_db()
    source.title = "Bob's title"
    revise(source, by=bob)
    source.withheld_reason = "Safety of a witness."
    revise(source, by=author)
    claim.context = "Said at the opening."
    revise(claim, by=author)
    build.published(author, carol, claim, event="update", note=NOTE)
    source.withheld = False
    revise(source, by=author)
    refused(claim, author, bob)


def test_renaming_an_anonymous_speaker_is_work_on_the_claim(author: User, bob: User) -> None:
    text = build.capture(author)
    nobody = build.speaker(author, "an official", kind="anonymous", source=text.source)
    claim = build.claim(author, made_by=build.statement(author, said_by=nobody, of=text))
    nobody.name = "the minister himself"
    revise(nobody, by=bob)
    refused(claim, author, bob)


@pytest.mark.parametrize("published_before", [False, True])
def test_taking_a_statement_away_is_work_on_the_claim(
    author: User, bob: User, carol: User, published_before: bool
) -> None:
    claim = build.claim(author)
    text = build.capture(author, f"Again. {build.TEXT}")
    denial = build.statement(author, OTHER, said_by=build.speaker(author, "Engineers"), of=text)
    revise(claim, by=author, save=[ClaimStatement(statement=denial, stance="denies")])
    if published_before:
        build.published(author, carol, claim)
    denial.state = denial.State.REJECTED
    revise(denial, by=bob)
    refused(claim, author, bob)


def test_cutting_a_rendering_off_is_work_on_the_claim(author: User, bob: User, carol: User) -> None:
    claim = build.claim(author)
    original = claim.claim_statements.get().statement
    elsewhere = build.capture(author, f"Elsewhere. {build.TEXT}")
    rendering = build.statement(
        author, OTHER, said_by=original.speaker, of=elsewhere, rendering_of=original
    )
    build.published(author, carol, claim)
    rendering.rendering_of = None
    revise(rendering, by=bob)
    refused(claim, author, bob)


def test_whoever_asked_before_does_not_decide_when_another_asks_again(
    author: User, bob: User, carol: User
) -> None:
    claim = build.claim(author)
    submit(claim, by=bob)
    request_changes(claim, by=carol, reason="Which bridge?")
    claim.refresh_from_db()
    claim.text = "The bridge of Exampleton is safe."
    revise(claim, by=author)
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="asked for this yourself"):
        approve(claim, by=bob)


def test_two_people_can_take_turns_for_ever(author: User, bob: User, carol: User) -> None:
    claim = build.published(bob, carol, build.claim(bob))
    for number, (one, other) in enumerate([(carol, bob), (bob, carol), (carol, bob)]):
        claim.context = f"Said at opening number {number}."
        revise(claim, by=one)
        build.evidence(one, claim, text=f"Evidence number {number}.")
        build.published(one, other, claim, event="update", note=NOTE)
    assert Decision.objects.count() == 4


def test_an_approval_by_one_person_is_not_published_on_a_desk_of_two(
    bob: User, carol: User, settings
) -> None:
    claim = build.claim(bob)
    settings.SINGLE_PERSON_DESK = True
    submit(claim, by=bob)
    approve(claim, by=bob)
    settings.SINGLE_PERSON_DESK = False
    with pytest.raises(RuleViolated, match="second person must approve"):
        publish(claim, by=bob)


def test_ending_an_approval_is_in_the_audit(author: User, bob: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    approve(claim, by=bob)
    claim.refresh_from_db()
    claim.context = "Said at the opening."
    revise(claim, by=author)
    payload = AuditEntry.objects.latest("sequence").payload or ""
    assert '"stage":"draft"' in payload
    assert '"stage":"approved"' in payload
