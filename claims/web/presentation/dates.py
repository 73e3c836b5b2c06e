"""Dates for readers: a day, a month, a year or a minute, never more exact than it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from claims.text.dates import PartialDate, Precision


@dataclass(frozen=True, slots=True)
class When:
    """A date for readers, to be put in words by the page in its own language.

    `precision` is minute, day, month or year; `local` is where the known time begins, on the
    clocks of the place it was told in (naive), `zone` how those stand to UTC, "" but for a minute.
    `value` is what `<time datetime>` takes. Of what cannot be read as a date only `unread` is set.
    """

    precision: str
    local: datetime | None
    zone: str
    value: str
    unread: str = ""


def when(date: Mapping[str, Any] | str | None) -> When | None:
    """Return a partial date, an instant or a plain day for readers; None where there is none."""
    raw = str((date.get("value") or "") if isinstance(date, Mapping) else date or "")
    if not raw:
        return None
    try:
        known = PartialDate.parse(raw)
    except ValueError:
        return When("", None, "", "", unread=raw)
    local = known.start.astimezone(timezone(timedelta(minutes=known.offset))).replace(tzinfo=None)
    zone = _zone(known.offset) if known.precision is Precision.MINUTE else ""
    return When(str(known.precision), local, zone, known.value)


def _zone(offset: int) -> str:
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    sign = "−" if offset < 0 else "+"
    return f"(UTC{sign}{hours}:{minutes:02})" if minutes else f"(UTC{sign}{hours})"
