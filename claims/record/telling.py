"""A release as others are told it: all that is needed to prove it, in one order of members."""

import json
from collections.abc import Sequence
from typing import Any

from claims.record.instants import instant
from claims.record.models import Release

MEMBERS = (
    "subject_kind",
    "subject",
    "number",
    "sequence",
    "event",
    "note",
    "decision",
    "released_at",
    "hash",
    "previous_hash",
    "content_digest",
)
"""Columns of a release that are told as its members, in this order."""


def told(columns: Sequence[Any]) -> dict[str, Any]:
    """Return the values of MEMBERS as a release's members."""
    members = dict(zip(MEMBERS, columns, strict=True))
    return members | {"released_at": instant(members["released_at"])}


def whole(release: Release, **more: str) -> str:
    """Return a release as JSON text with `more` members, salt and content last.

    The content stands in it as it is stored; both are null once they are suppressed.
    """
    members = told([getattr(release, name) for name in MEMBERS]) | more | {"salt": release.salt}
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"content":{release.content or "null"}}}'
