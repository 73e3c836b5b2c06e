"""A claim's content and the facts of the record -> the body that the public is sent."""

import hashlib
import json
from typing import Any

from claims.record.instants import instant
from claims.record.projection.history import Facts
from claims.record.projection.markdown import explanation_html
from claims.record.projection.shapes import CLAIM, ordered

_SUPPRESSED: dict[str, Any] = {
    "claim": "",
    "language": "",
    "translations": [],
    "context": "",
    "kind": "",
    "about": {"from": None, "to": None},
    "topics": [],
    "why_checked": "",
    "first_said_on": None,
    "verdict": None,
    "statements": [],
    "evidence": [],
    "origins": {"supports": 0, "contradicts": 0},
    "replies": [],
    "merged_into": None,
    "review": {"second_person": True},
    "publisher": {"name": ""},
    "licence": "",
}


def claim_body(content: dict[str, Any] | None, facts: Facts) -> dict[str, Any]:
    """Return the body of a claim, its keys in the order in which they are sent.

    `content` is the newest release's; None gives the body of a suppressed claim, with every key
    and nothing of what it said. Raises ValueError where the content lacks a key.
    """
    blank = facts.status == "suppressed" or content is None
    given = ordered({"id": facts.id, **_SUPPRESSED} if blank else content, CLAIM)
    # Told by the corrections.
    given.pop("requested_by_kind", None)
    last = facts.last
    taken = {
        "id": given.pop("id"),
        "url": facts.url,
        "number": last.number,
        "sequence": last.sequence,
        "status": facts.status,
        "corrected": facts.corrected,
        **_take(given, "claim language translations context kind about topics why_checked"),
        "first_said_on": given.pop("first_said_on"),
        "first_released_at": instant(facts.first.released_at),
        "released_at": instant(last.released_at),
        "last_verdict_at": instant(facts.last_verdict_at) if facts.last_verdict_at else None,
        "event": last.event,
        "note": last.note,
        "verdict": _verdict(given.pop("verdict")),
        **_take(given, "statements evidence origins replies"),
        "corrections": facts.corrections(),
        "relations": [] if blank else [_relation(relation) for relation in facts.relations],
        **_take(given, "merged_into review"),
        "publisher": {**given.pop("publisher"), "url": facts.site_url},
        "licence": given.pop("licence"),
        "digest": last.digest,
    }
    return taken | given


def body_text(body: dict[str, Any]) -> str:
    """Return a body as the compact JSON text that is stored and sent."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def etag_of(text: str) -> str:
    """Return the entity tag of a body's text: sha256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _take(given: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: given.pop(name) for name in names.split()}


def _verdict(verdict: dict[str, Any] | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        ("explanation_html" if name == "explanation" else name): (
            explanation_html(value) if name == "explanation" else value
        )
        for name, value in verdict.items()
    }


def _relation(relation: Any) -> dict[str, Any]:
    return {"kind": relation.kind, "claim": {"id": relation.claim, "claim": relation.text}}
