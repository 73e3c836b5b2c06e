"""Verdicts of claims about what somebody said, in their own words: before a correction too."""

import json
from collections.abc import Iterable
from typing import Any

from claims.record import reading
from claims.web.presentation import ATTRIBUTION, placed_on, placed_ratings

Body = dict[str, Any]


def needs_places(body: Body) -> bool:
    """Tell whether the words for a body's corrections depend on places on the scale."""
    return body.get("kind") == ATTRIBUTION and bool(body.get("corrections"))


def with_places(body: Body, contents: Iterable[Body | None]) -> Body:
    """Return a body whose corrections tell the places that its own releases' contents do."""
    verdicts = [content.get("verdict") for content in contents if content]
    scale = {verdict["code"]: verdict for verdict in verdicts if verdict}
    return {**body, "corrections": placed_on(scale, body["corrections"])}


def with_places_today(bodies: Iterable[Body]) -> list[Body]:
    """Return bodies whose corrections tell the places that the released scale has now.

    It is asked for, in one query, only where one of the bodies needs it.
    """
    found = list(bodies)
    if not any(map(needs_places, found)):
        return found
    scale = placed_ratings(released())
    return [
        {**body, "corrections": placed_on(scale, body["corrections"])}
        if needs_places(body)
        else body
        for body in found
    ]


def released() -> Body:
    """Return the body of the released scale, {} before there is one."""
    row = reading.entity("scale", "scale")
    body: Body = json.loads(row.body) if row else {}
    return body
