"""Forgetting who asked for a correction: name and address go, what was asked and answered stays."""

import pytest

from claims.desk.models import AuditEntry, CorrectionRequest, User
from claims.workflow import PermissionDenied, RuleViolated, decide_request, forget_asker
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

KEPT = ("wrong", "answer", "received_at", "due_on", "decided_at", "answered_at", "outcome", "asker")


@pytest.fixture
def asked(author: User) -> CorrectionRequest:
    return CorrectionRequest.objects.create(
        claim=build.claim(author).public_id,
        wrong="It was the third pier.",
        name="Rasa Reader",
        email="rasa@mail.example",
    )


def decline(asked: CorrectionRequest, by: User) -> CorrectionRequest:
    return decide_request(asked, by=by, outcome="declined", answer="It was the second.")


def test_who_asked_is_forgotten_and_the_audit_repeats_nothing_of_it(
    asked: CorrectionRequest, reviewer: User
) -> None:
    decline(asked, reviewer)
    before = CorrectionRequest.objects.filter(pk=asked.pk).values(*KEPT).get()
    forget_asker(asked, by=reviewer)
    asked.refresh_from_db()
    assert (asked.name, asked.email) == ("", "")
    assert CorrectionRequest.objects.filter(pk=asked.pk).values(*KEPT).get() == before
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor, entry.subject) == ("forget_asker", reviewer, asked.claim)
    assert asked.public_id in str(entry.payload) and not entry.contributes
    told = AuditEntry.objects.values_list("payload", "reason")
    assert not any("rasa" in f"{payload}{reason}".lower() for payload, reason in told)


def test_nobody_is_forgotten_before_they_are_answered(
    asked: CorrectionRequest, publisher_: User
) -> None:
    for _ in ("undecided", "accepted"):
        with pytest.raises(RuleViolated, match="not answered yet"):
            forget_asker(asked, by=publisher_)
        if not asked.outcome:
            asked = decide_request(asked, by=publisher_, outcome="accepted")
    asked.refresh_from_db()
    assert asked.email == "rasa@mail.example"


def test_forgetting_is_for_reviewers_and_publishers_and_done_once(
    asked: CorrectionRequest, author: User, reviewer: User, publisher_: User
) -> None:
    decline(asked, reviewer)
    for account in (author, build.user("olga", "auditor"), build.user("adam", "admin")):
        with pytest.raises(PermissionDenied, match="publisher or reviewer"):
            forget_asker(asked, by=account)
    forget_asker(asked, by=publisher_)
    with pytest.raises(RuleViolated, match="No name and no e-mail"):
        forget_asker(asked, by=publisher_)
