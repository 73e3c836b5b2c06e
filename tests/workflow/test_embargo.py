"""Holding an approved publication back until its hour, with what it will be."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from claims.desk.models import AuditEntry, Claim, User
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    TransitionNotAllowed,
    approve,
    embargo,
    planned,
    publish,
    revise,
    submit,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "What was left out is added here."


@pytest.fixture
def anna() -> User:
    return build.user("anna", "contributor")


@pytest.fixture
def paul() -> User:
    return build.user("paul", "publisher")


@pytest.fixture
def claim(anna: User, paul: User) -> Claim:
    """A published claim, changed since and approved again."""
    made = build.published(anna, paul)
    made.context = "What was left out."
    revise(made, by=anna)
    submit(made, by=anna)
    approve(made, by=paul)
    made.refresh_from_db()
    return made


def soon() -> datetime:
    return timezone.now() + timedelta(hours=2)


def test_an_embargo_holds_back_and_the_approval_stands(claim: Claim, paul: User) -> None:
    embargo(claim, by=paul, until=soon(), event="correction", note=NOTE)
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.APPROVED
    said = planned(claim)
    assert said is not None
    assert (said.event, said.note, said.by) == ("correction", NOTE, paul)
    with pytest.raises(RuleViolated, match="under embargo until"):
        publish(claim, by=paul, event="correction", note=NOTE)
    claim.not_before = timezone.now() - timedelta(minutes=1)
    revise(claim, by=paul)
    publish(claim, by=paul, event=said.event, note=said.note)
    claim.refresh_from_db()
    assert planned(claim) is None


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"event": "", "note": NOTE}, "Say what this publication is"),
        ({"event": "update", "note": "Short."}, "at least 20 characters"),
        ({"event": "update", "note": NOTE, "until": -1}, "an hour to come"),
    ],
)
def test_an_embargo_is_refused_where_its_publication_would_be(
    claim: Claim, paul: User, said: dict, refusal: str
) -> None:
    until = timezone.now() + timedelta(hours=said.pop("until", 1))
    with pytest.raises(RuleViolated, match=refusal):
        embargo(claim, by=paul, until=until, **said)
    claim.refresh_from_db()
    assert claim.not_before is None and not AuditEntry.objects.filter(verb="embargo").exists()


def test_only_what_is_approved_is_put_under_embargo_and_by_a_publisher(
    claim: Claim, anna: User, paul: User
) -> None:
    with pytest.raises(PermissionDenied):
        embargo(claim, by=anna, until=soon(), event="update", note=NOTE)
    claim.context = "Changed since."
    revise(claim, by=anna)
    with pytest.raises(TransitionNotAllowed):
        embargo(claim, by=paul, until=soon(), event="update", note=NOTE)
