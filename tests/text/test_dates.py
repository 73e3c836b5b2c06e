"""Partial dates keep what the source knew, no more and no less."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import PartialDate, Precision

OFFSETS = st.integers(-14 * 60, 14 * 60)
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("written", "precision", "start", "end"),
    [
        ("2024", Precision.YEAR, datetime(2024, 1, 1), datetime(2025, 1, 1)),
        ("2024-03", Precision.MONTH, datetime(2024, 3, 1), datetime(2024, 4, 1)),
        ("2024-12", Precision.MONTH, datetime(2024, 12, 1), datetime(2025, 1, 1)),
        ("2024-02-29", Precision.DAY, datetime(2024, 2, 29), datetime(2024, 3, 1)),
        (
            "2024-11-01T16:25",
            Precision.MINUTE,
            datetime(2024, 11, 1, 16, 25),
            datetime(2024, 11, 1, 16, 26),
        ),
    ],
)
def test_each_precision_has_its_limits(written, precision, start, end):
    date = PartialDate.parse(written)
    assert date.precision is precision
    assert (date.start, date.end) == (start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))


def test_limits_are_those_of_the_place_of_the_source():
    date = PartialDate.parse("2024-11-01", offset=120)
    assert date.start == datetime(2024, 10, 31, 22, tzinfo=UTC)
    assert date.end == datetime(2024, 11, 1, 22, tzinfo=UTC)
    assert date.value == "2024-11-01"


def test_an_offset_in_the_value_wins_and_seconds_are_dropped():
    date = PartialDate.parse("2024-11-01T16:25:59.5+02:00", offset=-300)
    assert date.offset == 120
    assert date.start == datetime(2024, 11, 1, 14, 25, tzinfo=UTC)
    assert date.value == "2024-11-01T16:25+02:00"
    assert PartialDate.parse("2024-11-01T16:25Z", offset=60).offset == 0


@pytest.mark.parametrize(
    "written",
    ["", "24", "2024-13", "2024-02-30", "2024-1-1", "2024-11-01T25:00", "yesterday", "0000",
     "9999", "2024-11-01T10:00+15:00", "２０２４", "2024-11-01T16"],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(written):
    with pytest.raises(ValueError) as refusal:
        PartialDate.parse(written)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        PartialDate.of(datetime(2024, 1, 1), Precision.DAY)


def test_json_carries_value_and_precision():
    assert PartialDate.parse("2024-03").as_json() == {"value": "2024-03", "precision": "month"}
    assert PartialDate.parse("0987-03").value == "0987-03"


def test_overlap_is_half_open():
    march = PartialDate.parse("2024-03")
    assert march.overlaps(datetime(2024, 3, 31, 23, tzinfo=UTC), None)
    assert not march.overlaps(datetime(2024, 4, 1, tzinfo=UTC), None)
    assert not march.overlaps(None, datetime(2024, 3, 1, tzinfo=UTC))
    assert march.overlaps(None, None)


@given(MOMENTS, st.sampled_from(Precision), OFFSETS)
def test_a_date_rebuilds_from_its_start_and_from_its_value(moment, precision, offset):
    date = PartialDate.of(moment, precision, offset)
    assert date.start <= moment < date.end
    assert PartialDate.of(date.start, precision, offset) == date
    assert PartialDate.parse(date.value, offset) == date


@given(MOMENTS, st.sampled_from(Precision), OFFSETS)
def test_units_follow_each_other_without_a_gap(moment, precision, offset):
    date = PartialDate.of(moment, precision, offset)
    following = PartialDate.of(date.end, precision, offset)
    assert following.start == date.end
    zone = timezone(timedelta(minutes=offset))
    assert date.start.astimezone(zone).strftime("%S%f") == "00000000"
