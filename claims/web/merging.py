"""A claim that was merged, told with the words of the one that stands in its place."""

import json
from typing import Any

from claims.record import reading
from claims.record.models import PublishedClaim


def body_of(row: PublishedClaim) -> dict[str, Any]:
    """Return the body of a claim, `merged_into` as {"id", "claim"} where it was merged.

    One query for a merged claim, none for any other.
    """
    body: dict[str, Any] = json.loads(row.body)
    winner = reading.claim(row.merged_into) if row.merged_into else None
    if winner is None:
        return body
    return {**body, "merged_into": {"id": winner.public_id, "claim": winner.title}}
