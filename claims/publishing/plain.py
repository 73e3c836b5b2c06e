"""Desk values as the plain JSON values of a body."""

from typing import Any

from claims.text.dates import PartialDate

Body = dict[str, Any]


def partial(value: PartialDate | None) -> Body | None:
    """Return a partial date as {"value", "precision"}, None for none."""
    return value.as_json() if value else None
