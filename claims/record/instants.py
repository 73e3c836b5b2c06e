"""Moments as the record writes them."""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """Return an aware datetime in UTC as "2024-11-01T14:25:00Z".

    Microseconds are written only where they are not zero. Raises ValueError for a naive datetime.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment of the record needs a time zone")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
