"""A span of time as few stretches of days, such as indexes divide time by: pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from claims.record.models.days import STRETCHES

DAY = timedelta(days=1)
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
_LAST = (datetime(9999, 12, 31, tzinfo=UTC) - BEGINNING) // DAY
END = (_LAST // STRETCHES[-1] + 1) * STRETCHES[-1]
"""The number of a day after all time, with which one of the longest stretches would begin."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Stretches:
    """What makes up a span: none of it twice, and nothing beyond it.

    `whole` are the numbers of stretches by their days, the longest last; `rest` the spans, each
    within a day, of the days that are not whole.
    """

    whole: tuple[tuple[int, range], ...]
    rest: tuple[Span, ...]

    @property
    def longest(self) -> range:
        """The numbers of the longest stretches that hold all those that are whole."""
        among = [
            number * days // STRETCHES[-1]
            for days, numbers in self.whole
            for number in (numbers[0], numbers[-1])
        ]
        return range(min(among), max(among) + 1) if among else range(0)


def stretches(start: datetime | None, end: datetime | None) -> Stretches:
    """Return what makes up the moments from `start` on and before `end`; None leaves a side open.

    Both are in UTC. Of each length but the longest there are fewer than twice as many as make the
    next one.
    """
    if start is not None and end is not None and start >= end:
        return Stretches((), ())
    first, last = _number(start, 0), _number(end, END)
    after = first if start in (None, _moment(first)) else first + 1
    if start is not None and end is not None and after > last:
        return Stretches((), ((start, end),))
    rest = []
    if start is not None and after != first:
        rest.append((start, _moment(after)))
    if end is not None and end != _moment(last):
        rest.append((_moment(last), end))
    return Stretches(tuple(_whole(after, last)), tuple(rest))


def _whole(first: int, last: int) -> Iterator[tuple[int, range]]:
    """Give the stretches that make up the days from `first` on and before `last`."""
    for days, longer in pairwise(STRETCHES):
        times = longer // days
        begun, done = -(-first // times) * times, last // times * times
        if begun >= done:
            yield from _some(days, range(first, last))
            return
        yield from _some(days, range(first, begun))
        yield from _some(days, range(done, last))
        first, last = begun // times, done // times
    yield from _some(STRETCHES[-1], range(first, last))


def _some(days: int, numbers: range) -> Iterator[tuple[int, range]]:
    if numbers:
        yield days, numbers


def _number(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else (moment - BEGINNING) // DAY


def _moment(number: int) -> datetime:
    # What follows the last day has none.
    return BEGINNING + number * DAY if number <= _LAST else datetime.max.replace(tzinfo=UTC)
