"""Dates of the record as other formats write them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def partial(date: Mapping[str, Any] | None) -> str:
    """Return a partial date as ISO 8601, no more exact than it is known; "" where there is none."""
    return str((date or {}).get("value") or "")


def day(date: Mapping[str, Any] | None) -> str:
    """Return the day of a partial date, "2024-11-01"; "" where only month or year is known."""
    found = _DAY.match(partial(date))
    return found.group() if found else ""


def utc(date: Mapping[str, Any] | None) -> str:
    """Return a partial date as an RFC 3339 moment in UTC; "" where only month or year is known.

    A day stands for its first moment.
    """
    if not day(date):
        return ""
    try:
        moment = datetime.fromisoformat(partial(date))
    except ValueError:
        return ""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return known.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError:
        return ""
