"""A span of time is made up of stretches and pieces of days: all of it, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.api.stretches import BEGINNING, DAY, Stretches, stretches
from claims.record.models.days import STRETCHES

LAST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
MOMENTS = st.datetimes(
    max_value=LAST.replace(tzinfo=None), timezones=st.just(UTC)
) | st.dates().map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC))
SIDES = st.none() | MOMENTS


def holding(made: Stretches, moment: datetime) -> int:
    """How many pieces hold a moment."""
    day = (moment - BEGINNING) // DAY
    whole = sum(day // days in numbers for days, numbers in made.whole)
    return whole + sum(start <= moment < end for start, end in made.rest)


@given(SIDES, SIDES, MOMENTS)
def test_every_moment_is_in_one_piece_or_beyond(start, end, moment):
    made = stretches(start, end)
    near = [one for one in (start, end) if one is not None]
    beside = [
        one + timedelta(minutes=by) for one in near for by in (-1, 0, 1) if BEGINNING < one < LAST
    ]
    for one in (moment, *near, *beside):
        inside = (start is None or start <= one) and (end is None or one < end)
        assert holding(made, one) == inside


@given(SIDES, SIDES)
def test_there_are_few_pieces_but_for_the_longest(start, end):
    made = stretches(start, end)
    assert len(made.rest) <= 2
    shorter = [len(numbers) for days, numbers in made.whole if days != STRETCHES[-1]]
    assert sum(shorter) <= 4 * 16


@given(SIDES, SIDES)
def test_the_longest_hold_all_that_are_whole(start, end):
    made = stretches(start, end)
    for days, numbers in made.whole:
        assert numbers[0] * days // STRETCHES[-1] in made.longest
        assert numbers[-1] * days // STRETCHES[-1] in made.longest


@pytest.mark.parametrize("hours", [0, 3])
def test_nothing_is_between_a_moment_and_itself(hours):
    moment = datetime(2024, 5, 6, hours, tzinfo=UTC)
    assert stretches(moment, moment) == Stretches((), ())
