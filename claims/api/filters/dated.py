"""Filters by dates: what they leave of a list, and the parts in which indexes hold that.

Dates stand askew to the order of a list. So what lies in a span is read by stretches of days, each
in the order of the list. With other orders, words or facets dates are looked at first: where few
rows have them, those are sorted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.lookups import Exact, LessThan

from claims.api.divided import NUMBER, Part
from claims.api.stretches import stretches
from claims.record import reading, stepping
from claims.record.models import CHANGED, PublishedClaim
from claims.record.models.days import STRETCHES, Days, Only
from claims.text.dates import PartialDate, Precision

FEW = 1_000
"""Rows that are few enough to be fetched and sorted."""

Way = tuple[Q, str]
"""What rows have, and the column in whose order an index has those rows."""


@dataclass(frozen=True, slots=True)
class Said:
    """The columns in which the rows of a table have when something was said."""

    start: str
    end: str

    def within(self, after: datetime | None, before: datetime | None) -> Q:
        """Return what rows have any part of which lies in the span; None leaves a side open."""
        late = Q() if after is None else Q(**{f"{self.end}__gt": after})
        return late if before is None else late & Q(**{f"{self.start}__lt": before})

    def parts(
        self, rows: QuerySet[Any], after: datetime | None, before: datetime | None
    ) -> list[Part] | None:
        """Return the parts that make up `within`, as `parts_of` does."""
        begun = [Part(one) for one in self._begun(after, before)]
        within = parts_of(rows, self.start, after, before)
        return None if within is None else [*begun, *within]

    def ways(self, after: datetime | None, before: datetime | None) -> list[Way]:
        """Return what together is `within`."""
        begun = [(one, self.start) for one in self._begun(after, before)]
        return [*begun, (_in(self.start, after, before), self.start)]

    def _begun(self, after: datetime | None, before: datetime | None) -> Iterator[Q]:
        """Give what began before the span and reaches into it: each unit of the calendar's."""
        if after is None:
            return
        for precision in Precision:
            try:
                unit = PartialDate.of(after, precision)
            except ValueError:
                # Nothing is said to be of a unit that ends after all time.
                continue
            if unit.start < after and (before is None or unit.start < before):
                yield Q(**{self.start: unit.start, self.end: unit.end})


def parts_of(
    rows: QuerySet[Any], column: str, start: datetime | None, end: datetime | None = None
) -> list[Part] | None:
    """Return the parts that make up the moments of a column from `start` on and before `end`.

    `rows` are all that the indexes of its stretches hold. None where the longest stretches in which
    anything lies are too many.
    """
    made = stretches(start, end)
    longest = Days(column, days=STRETCHES[-1])
    held = stepping.values(rows, longest, low=made.longest.start, below=made.longest.stop)
    if held is None:
        return None
    parts = [Part(_in(column, *span)) for span in made.rest]
    for days, numbers in made.whole:
        known = [one for one in _within(held, days) if one in numbers]
        parts.append(Part(Exact(Days(column, days=days), NUMBER), known))
    return parts


def _within(longest: Iterable[int], days: int) -> Iterator[int]:
    """Give the numbers of the stretches of so many days that lie in some of the longest."""
    times = STRETCHES[-1] // days
    for number in longest:
        yield from range(number * times, (number + 1) * times)


def few(rows: QuerySet[Any], ways: Iterable[Way], place: str) -> list[Any] | None:
    """Return the places of the rows that the ways find together; None where they are many."""
    found: set[Any] = set()
    for condition, column in ways:
        ordered = rows.filter(condition).order_by(column).values_list(place, flat=True)
        found.update(ordered[: FEW + 1])
        if len(found) > FEW:
            return None
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Since:
    """The claims that changed since a moment: those first released since, and older ones.

    `first` is the place of the first of those, None where there is none.
    """

    moment: datetime
    first: int | None

    @classmethod
    def of(cls, moment: datetime) -> "Since":
        """Return them as the record stands."""
        claims = PublishedClaim.objects.using(reading.ALIAS).filter(first_released_at__gte=moment)
        ordered = claims.order_by("first_released_at", "first_sequence")
        return cls(moment, ordered.values_list("first_sequence", flat=True).first())

    @property
    def new(self) -> list[Part]:
        """The part of those first released since."""
        return [] if self.first is None else [Part(Q(first_sequence__gte=self.first), own=True)]

    @property
    def old(self) -> Q:
        """What those have that were first released before, read from what holds `Only` that."""
        return Q() if self.first is None else Q(LessThan(Only("first_sequence"), self.first))

    def parts(self, more: Q) -> list[Part] | None:
        """Return the parts that make up those with `more`, as `parts_of` does."""
        changed = parts_of(reading.claims().filter(CHANGED), "changed_at", self.moment)
        if changed is None:
            return None
        older = CHANGED & self.old & more
        return [*self.new, *(part.having(older) for part in changed)]

    def ways(self) -> list[Way]:
        """Return what together is those that changed since."""
        new = [(part.condition, "first_sequence") for part in self.new]
        return [*new, (CHANGED & Q(changed_at__gte=self.moment), "changed_at")]


def _in(column: str, start: datetime | None, end: datetime | None) -> Q:
    first = Q() if start is None else Q(**{f"{column}__gte": start})
    return first if end is None else first & Q(**{f"{column}__lt": end})
