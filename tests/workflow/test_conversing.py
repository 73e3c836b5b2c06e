"""Notes, mentions, assignments and judgements: audited, and no contribution."""

from itertools import permutations
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims.desk.models import AuditEntry, Claim, DuplicateJudgement, InternalNote, User
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    approve,
    assign,
    comment,
    forget_filter,
    mark_seen,
    not_duplicate,
    page_closed,
    page_open,
    publish,
    save_filter,
    set_active,
    submit,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "publisher")


def test_a_note_calls_whom_it_mentions_once(author: User, chief: User) -> None:
    claim = build.claim(author)
    note = comment(claim, by=chief, text=" Which bridge? ", mentioned=[author, author])
    assert note.text == "Which bridge?"
    assert [mention.user for mention in note.mentions.all()] == [author]
    assert mark_seen(claim, by=chief) == 0
    assert (mark_seen(claim, by=author), mark_seen(claim, by=author)) == (1, 0)
    entry = AuditEntry.objects.get(verb="comment")
    assert (entry.actor, entry.contributes, entry.subject) == (chief, False, claim.public_id)


def test_notes_stand_on_all_that_is_worked_on(author: User) -> None:
    claim = build.claim(author)
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    subjects: list[Any] = [claim, statement, statement.speaker, source, source.publisher]
    for subject in subjects:
        comment(subject, by=author, text="Look again.")
    assert InternalNote.objects.count() == 5


def test_a_note_says_something_to_somebody_who_is_here(author: User) -> None:
    claim = build.claim(author)
    gone = build.user("gone", "reviewer")
    set_active(gone, False, by=build.user("boss", "admin"))
    with pytest.raises(RuleViolated, match="cannot be called"):
        comment(claim, by=author, text="Hello.", mentioned=[gone, build.user("nobody")])
    for text in ("", "  ", "a\u202eb"):
        with pytest.raises(RuleViolated):
            comment(claim, by=author, text=text)
    with pytest.raises(PermissionDenied):
        comment(claim, by=build.user("auditor", "auditor"), text="I may only read.")
    assert not InternalNote.objects.exists()


def test_talking_and_assigning_end_no_approval(author: User, chief: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    approve(claim, by=chief)
    comment(claim, by=chief, text="Well done.", mentioned=[author])
    assign(claim, by=chief, to=author)
    claim.refresh_from_db()
    assert (claim.stage, claim.assigned_to) == ("approved", author)
    publish(claim, by=chief)
    assign(claim, by=chief, to=None)
    claim.refresh_from_db()
    assert claim.assigned_to is None


def test_work_is_given_to_editors(author: User) -> None:
    claim = build.claim(author)
    with pytest.raises(RuleViolated, match="is no editor"):
        assign(claim, by=author, to=build.user("auditor", "auditor"))


def test_two_things_are_judged_once_whichever_comes_first(author: User) -> None:
    first, second = build.speaker(author, "Ann"), build.speaker(author, "Anne")
    not_duplicate(first, second, by=author)
    for one, other in permutations((first, second)):
        with pytest.raises(RuleViolated, match="author judged these two"):
            not_duplicate(one, other, by=author)
    judgement = DuplicateJudgement.objects.get()
    assert judgement.first < judgement.second
    mirrored: dict[str, Any] = {"first": judgement.second, "second": judgement.first}
    with pytest.raises(IntegrityError), transaction.atomic():
        DuplicateJudgement.objects.bulk_create(
            [
                DuplicateJudgement(
                    kind="speaker", judged_by=author, judged_at=judgement.judged_at, **mirrored
                )
            ]
        )
    for pair in ((first, first), (first, build.topic(author))):
        with pytest.raises(RuleViolated, match="of one kind"):
            not_duplicate(*pair, by=author)


def test_editors_see_who_else_has_a_page_open(author: User, chief: User) -> None:
    claim = build.claim(author)
    assert page_open(claim, by=author) == []
    assert [page.user for page in page_open(claim, by=chief)] == [author]
    page_closed(claim, by=author)
    assert page_open(claim, by=chief) == []
    assert not AuditEntry.objects.filter(subject=claim.public_id).exclude(verb="revise").exists()


def test_filters_are_each_editors_own(author: User, chief: User) -> None:
    kept = save_filter(by=author, name="Mine", path="/admin/claims/claim/", query="stage=draft")
    again = save_filter(by=author, name="Mine", path="/admin/claims/claim/", query="stage=rejected")
    forget_filter(again, by=chief)
    assert [one.query for one in author.saved_filters.all()] == ["stage=rejected"]
    assert kept.pk != again.pk
    for path in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        with pytest.raises(RuleViolated, match="path of this site"):
            save_filter(by=author, name="Bad", path=path, query="")
    forget_filter(again, by=author)
    assert not author.saved_filters.exists()


def test_nothing_of_the_talk_is_a_contribution(author: User, chief: User) -> None:
    claim = build.claim(author)
    comment(claim, by=chief, text="Look again.")
    assign(claim, by=chief, to=chief)
    submit(Claim.objects.get(), by=author)
    approve(Claim.objects.get(), by=chief)
