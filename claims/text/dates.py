"""Partial dates: a minute, a day, a month or a year, as the source gave it and where it gave it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Self

LARGEST_OFFSET = 14 * 60

_WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)


class Precision(StrEnum):
    """How exactly a date is known; the members run from the finest to the coarsest."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# How much of "2024-11-01T16:25" each precision keeps.
_WIDTHS = {Precision.MINUTE: 16, Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """One minute, day, month or year of a source's own calendar.

    `start` (inclusive) and `end` (exclusive) are aware datetimes in UTC. They are the limits of the
    unit where the source is: `offset` minutes east of UTC.
    """

    start: datetime
    end: datetime
    precision: Precision
    offset: int

    @classmethod
    def of(cls, start: datetime, precision: Precision, offset: int = 0) -> Self:
        """Return the unit of `precision` that holds the aware moment `start`.

        Raises ValueError for a moment without a time zone, an offset beyond 14 hours, or a date
        that leaves the years 1 to 9999.
        """
        if start.tzinfo is None:
            raise ValueError("a partial date needs a moment with a time zone")
        zone = _zone(offset)
        try:
            first = _floor(start.astimezone(zone), precision)
            end = _next(first, precision).astimezone(UTC)
            return cls(first.astimezone(UTC), end, precision, offset)
        except (OverflowError, ValueError) as error:
            raise ValueError("the date lies outside the years 1 to 9999") from error

    @classmethod
    def parse(cls, value: str, offset: int = 0) -> Self:
        """Read "2024", "2024-03", "2024-11-01", "2024-11-01T16:25" or the last with an offset.

        An offset written in the value ("Z", "+02:00") wins over `offset`. Seconds are accepted and
        dropped. Raises ValueError, with one line that says what is wrong, for anything else.
        """
        match = _WRITTEN.fullmatch(value.strip())
        if match is None:
            raise ValueError(f"{value[:40]!r} is not a date such as 2024, 2024-03 or 2024-11-01")
        zone = match["zone"]
        east = offset if zone is None else _minutes_east(zone)
        year, month, day, hour, minute = (
            int(match[part] or default)
            for part, default in (("year", 1), ("month", 1), ("day", 1), ("hour", 0), ("minute", 0))
        )
        try:
            moment = datetime(year, month, day, hour, minute, tzinfo=_zone(east))
        except ValueError as error:
            raise ValueError(f"{value[:40]!r} is not a date: {error}") from error
        return cls.of(moment, _precision(match), east)

    @property
    def value(self) -> str:
        """The date as the source would write it: "2024-03", "2024-11-01T16:25+02:00"."""
        local = self.start.astimezone(_zone(self.offset))
        text = local.isoformat()[: _WIDTHS[self.precision]]
        if self.precision is not Precision.MINUTE:
            return text
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{text}{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}"

    def as_json(self) -> dict[str, str]:
        """Return the form in which the record and the API carry a partial date."""
        return {"value": self.value, "precision": self.precision.value}

    def overlaps(self, start: datetime | None, end: datetime | None) -> bool:
        """Say whether any part lies in [start, end); None leaves that side open."""
        return (end is None or self.start < end) and (start is None or start < self.end)


def _precision(match: re.Match[str]) -> Precision:
    if match["hour"] is not None:
        return Precision.MINUTE
    if match["day"] is not None:
        return Precision.DAY
    return Precision.YEAR if match["month"] is None else Precision.MONTH


def _minutes_east(zone: str) -> int:
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes


def _zone(offset: int) -> timezone:
    if abs(offset) > LARGEST_OFFSET:
        raise ValueError("an offset from UTC lies between -14:00 and +14:00")
    return timezone(timedelta(minutes=offset))


def _floor(moment: datetime, precision: Precision) -> datetime:
    moment = moment.replace(second=0, microsecond=0)
    if precision is Precision.MINUTE:
        return moment
    moment = moment.replace(hour=0, minute=0)
    if precision is Precision.DAY:
        return moment
    return moment.replace(day=1) if precision is Precision.MONTH else moment.replace(month=1, day=1)


def _next(first: datetime, precision: Precision) -> datetime:
    if precision is Precision.MINUTE:
        return first + timedelta(minutes=1)
    if precision is Precision.DAY:
        return first + timedelta(days=1)
    if precision is Precision.YEAR or first.month == 12:
        return first.replace(year=first.year + 1, month=1)
    return first.replace(month=first.month + 1)
