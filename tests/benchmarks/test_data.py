"""The made record is one that the product itself would have made, and the same each time."""

import pytest
from django.core.management import call_command
from django.db import transaction

from claims.ledger.canonical import canonical_text, parse
from claims.record.models import PublishedClaim, Release, ReleaseHead
from tests.benchmarks.data.loading import load

pytestmark = pytest.mark.django_db

AT_ONCE, FIRST = 132, 61


def head() -> str:
    return ReleaseHead.objects.get().hash


@pytest.fixture
def made_at_once() -> str:
    """The head of a record that was made in one go and is gone again."""
    with transaction.atomic():
        load(AT_ONCE)
        found = head()
        transaction.set_rollback(True)
    return found


def test_a_record_that_grows_proves_and_is_the_one_made_at_once(made_at_once, capsys):
    load(FIRST)
    load(AT_ONCE)
    load(AT_ONCE)
    assert head() == made_at_once
    assert PublishedClaim.objects.count() == AT_ONCE
    events = set(Release.objects.values_list("event", flat=True))
    assert {"publish", "correction", "update", "flag", "unflag", "retraction", "merge"} <= events
    call_command("verify_record")
    assert f"{AT_ONCE} claims" in capsys.readouterr().out


def test_contents_are_canonical():
    load(30)
    for content in Release.objects.values_list("content", flat=True):
        assert canonical_text(parse(content or "")) == content
