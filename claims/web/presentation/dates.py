"""Dates in words: a day, a month, a year or a minute, never more exact than it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

from claims.text.dates import PartialDate, Precision

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class When:
    """A date for readers.

    `text` says all that is known ("1 November 2024, 16:25 (UTC+2)"), `day` leaves the hour out, and
    `value` is what `<time datetime>` takes, "" where the date could not be read.
    """

    text: str
    day: str
    value: str


def when(date: Mapping[str, Any] | str | None) -> When | None:
    """Return a partial date, an instant or a plain day for readers; None where there is none.

    What cannot be read as a date is shown as it stands.
    """
    raw = str((date.get("value") or "") if isinstance(date, Mapping) else date or "")
    if not raw:
        return None
    try:
        known = PartialDate.parse(raw)
    except ValueError:
        return When(raw, raw, "")
    local = known.start.astimezone(timezone(timedelta(minutes=known.offset)))
    if known.precision is Precision.YEAR:
        day = str(local.year)
    elif known.precision is Precision.MONTH:
        day = f"{MONTHS[local.month - 1]} {local.year}"
    else:
        day = f"{local.day} {MONTHS[local.month - 1]} {local.year}"
    if known.precision is not Precision.MINUTE:
        return When(day, day, known.value)
    return When(f"{day}, {local:%H:%M} {_zone(known.offset)}", day, known.value)


def _zone(offset: int) -> str:
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    sign = "−" if offset < 0 else "+"
    return f"(UTC{sign}{hours}:{minutes:02})" if minutes else f"(UTC{sign}{hours})"
