"""Going back makes a new version: fields and children as they were, nothing rewritten."""

from datetime import date
from typing import Any

import pytest

from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimTopic,
    Contact,
    Evidence,
    SpeakerName,
    User,
)
from claims.desk.witness import first_fault
from claims.text.dates import PartialDate
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    approve,
    revert,
    revise,
    submit,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

WHY = "The edit was a mistake."


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


def last(verb: str = "revise") -> AuditEntry:
    return AuditEntry.objects.filter(verb=verb).latest("sequence")


def fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def test_every_field_that_the_entry_changed_goes_back_and_no_other(author: User) -> None:
    claim = build.claim(author, context="At noon.", about_from=PartialDate.parse("2024-03"))
    claim.text, claim.about_from, claim.due_on = "Other words.", None, date(2024, 11, 5)
    revise(claim, by=author)
    entry = last()
    claim.summary = "Written later."
    revise(claim, by=author)
    version = fresh(claim).version
    revert(claim, entry, by=author, reason=WHY)
    back = fresh(claim)
    assert (back.text, back.context, back.due_on) == ("The bridge is safe.", "At noon.", None)
    assert back.about_from == PartialDate.parse("2024-03")
    assert back.summary == "Written later."
    assert back.version == version + 1
    assert (last("revert").reason, last("revert").contributes) == (WHY, True)
    assert first_fault() is None


def test_children_come_back_and_go(author: User) -> None:
    claim = build.claim(author)
    topic = build.topic(author)
    revise(claim, by=author, save=[ClaimTopic(topic=topic)])
    added = last()
    contact = Contact(party="The mayor", asked_on=date(2024, 11, 4))
    revise(claim, by=author, save=[contact])
    item = build.evidence(author, claim)
    claim = fresh(claim)
    revise(claim, by=author, remove=[fresh(item), fresh(contact)])
    removed = last()
    assert not claim.evidence.exists()
    revert(claim, removed, by=author, reason=WHY)
    again = Evidence.objects.get()
    assert (again.public_id, again.quote) == (item.public_id, item.quote)
    assert Contact.objects.get().party == "The mayor"
    revert(fresh(claim), added, by=author, reason=WHY)
    assert not ClaimTopic.objects.exists()
    assert first_fault() is None


def test_a_changed_child_goes_back(author: User) -> None:
    speaker = build.speaker(author, save=(SpeakerName(name="Annie"),))
    name = speaker.names.get()
    name.name = "Anny"
    revise(speaker, by=author, save=[name])
    revert(speaker, last(), by=author, reason=WHY)
    assert speaker.names.get().name == "Annie"


def test_going_back_ends_an_approval_and_is_work(author: User) -> None:
    claim = build.claim(author)
    claim.text = "Other words."
    revise(claim, by=author)
    entry = last()
    boss = build.user("boss", "publisher")
    submit(claim, by=author)
    approve(claim, by=boss)
    revert(claim, entry, by=boss, reason=WHY)
    claim = fresh(claim)
    assert claim.stage == "draft"
    submit(claim, by=author)
    with pytest.raises(RuleViolated, match="worked on this"):
        approve(claim, by=boss)


def test_what_cannot_be_taken_back_is_said(author: User) -> None:
    claim = build.claim(author)
    made = last()
    with pytest.raises(RuleViolated, match="This entry made it"):
        revert(claim, made, by=author, reason=WHY)
    claim.text = "Other words."
    revise(claim, by=author)
    entry = last()
    with pytest.raises(RuleViolated, match="Give a reason"):
        revert(claim, entry, by=author, reason="")
    with pytest.raises(RuleViolated, match="about something else"):
        revert(build.claim(author, "Another."), entry, by=author, reason=WHY)
    with pytest.raises(PermissionDenied):
        revert(claim, entry, by=build.user("auditor", "auditor"), reason=WHY)
    revert(claim, entry, by=author, reason=WHY)
    with pytest.raises(RuleViolated, match="already as it was"):
        revert(fresh(claim), entry, by=author, reason=WHY)
    submit(fresh(claim), by=author)
    with pytest.raises(RuleViolated, match="changed no content"):
        revert(fresh(claim), last("submit"), by=author, reason=WHY)


def test_neither_stage_nor_identity_goes_back(author: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    boss = build.user("boss", "publisher")
    approve(claim, by=boss)
    claim = fresh(claim)
    claim.text = "Other words."
    revise(claim, by=author)
    revert(claim, last(), by=author, reason=WHY)
    assert (Claim.objects.get().stage, Claim.objects.get().text) == ("draft", "The bridge is safe.")
