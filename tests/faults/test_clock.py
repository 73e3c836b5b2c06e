"""The clock steps back and forth: the chains keep their order, and it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from claims.desk.models import AuditEntry, Decision
from claims.record.models import Release
from tests.commands.restored import corrected, published_claim
from tests.faults import standing

pytestmark = pytest.mark.django_db

STEPS = (timedelta(hours=1), timedelta(days=-2), timedelta(days=-400))


@contextmanager
def stepped(step: timedelta) -> Iterator[None]:
    """Have the machine's clock be off by so much."""
    real = datetime.now

    def now() -> datetime:
        return real(tz=UTC) + step

    with patch.object(timezone, "now", now):
        yield


def test_order_is_kept_everything_proves_and_the_step_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    claim = published_claim()
    assert "clock" not in caplog.text
    for number, step in enumerate(STEPS):
        with stepped(step):
            corrected(claim, f"Corrected at step {number}.")
    assert "s behind the audit head; times go on from there" in caplog.text
    assert "s behind the release head; times go on from there" in caplog.text
    assert "set the clock right" in caplog.text
    for model, time in ((Release, "released_at"), (AuditEntry, "at")):
        times = list(model._default_manager.order_by("sequence").values_list(time, flat=True))
        assert times == sorted(set(times))
    decided = list(Decision.objects.order_by("number").values_list("decided_at", flat=True))
    assert decided == sorted(decided)
    assert standing.torn() == []
    assert standing.unproved() == ""
    answer = Client().get(f"/api/v1/claims/{claim.public_id}/releases").json()
    numbers = [release["number"] for release in answer["results"]]
    assert numbers == list(range(1 + len(STEPS), 0, -1))
    newest = Client().get(f"/api/v1/claims/{claim.public_id}").json()
    assert newest["number"] == numbers[0]
