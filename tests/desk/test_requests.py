"""Requests for correction: when they are due, what is late, and that they stay as received."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.desk import working_days
from claims.desk.models import CorrectionRequest

pytestmark = pytest.mark.django_db

FRIDAY = date(2024, 11, 1)


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        (FRIDAY, 1, date(2024, 11, 4)),
        (FRIDAY, 10, date(2024, 11, 15)),
        (date(2024, 11, 2), 1, date(2024, 11, 4)),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_working_days_are_monday_to_friday(day: date, days: int, due: date) -> None:
    assert working_days.after(day, days) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_as_many_working_days_lie_between_as_were_added(day: date, days: int) -> None:
    assert working_days.between(day, working_days.after(day, days)) == days
    assert working_days.between(day, day - timedelta(days=days)) == 0


def received(at: datetime) -> CorrectionRequest:
    return CorrectionRequest.objects.create(
        claim="aaaaaaaaaaaa", wrong="It was another bridge.", received_at=at
    )


def test_it_is_due_after_the_desks_working_days_by_the_desks_own_clock(settings) -> None:
    late = datetime(2024, 10, 31, 23, 30, tzinfo=UTC)
    assert received(late).due_on == date(2024, 11, 14)
    settings.DESK_TIME_ZONE, settings.CORRECTION_WORKING_DAYS = "Europe/Vilnius", 1
    assert received(late).due_on == date(2024, 11, 4)


def test_what_is_late_counts_in_working_days_until_it_is_answered() -> None:
    request = received(datetime(2024, 11, 1, 9, tzinfo=UTC))
    assert request.overdue_by(request.due_on) == 0
    assert request.overdue_by(date(2024, 11, 19)) == 2
    request.answered_at = request.received_at
    assert request.overdue_by(date(2025, 1, 1)) == 0
