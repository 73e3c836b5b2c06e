"""Releasing claims, and reading what the public is then sent."""

import hashlib
import json
from typing import Any

from claims.record.models import PublishedClaim, Release
from claims.record.projection import project
from tests import builders as build
from tests.ledger.rows import sql


def body(claim: str = "claim1") -> dict[str, Any]:
    """A claim's body as the public is sent it, its text and entity tag proved on the way."""
    row = PublishedClaim.objects.get(pk=claim)
    assert row.etag == hashlib.sha256(row.body.encode()).hexdigest()
    parsed: dict[str, Any] = json.loads(row.body)
    assert row.body == json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))
    return parsed


def release(event: str = "update", note: str = build.NOTE, **overrides: Any) -> Release:
    """A release of claim1, or of the claim whose id is among the overrides."""
    return build.release("claim", build.claim_content(**overrides), event, note)


def publish(**overrides: Any) -> Release:
    """A first publication, without a note."""
    return release("publish", "", **overrides)


def facets(claim: str = "claim1") -> dict[str, list[str]]:
    """What a claim is found by: kind -> values."""
    found: dict[str, list[str]] = {}
    rows = PublishedClaim.objects.get(pk=claim).facets.order_by("kind", "value")
    for row in rows:
        assert row.order_key == PublishedClaim.objects.get(pk=claim).first_sequence
        found.setdefault(row.kind, []).append(row.value)
    return found


def relations(claim: str) -> list[tuple[str, str, str]]:
    """What a body says of other claims: kind, id and text, in its order."""
    return [
        (relation["kind"], relation["claim"]["id"], relation["claim"]["claim"])
        for relation in body(claim)["relations"]
    ]


def suppress(claim: str) -> None:
    """Empty a claim's releases under a decision to suppress it."""
    build.release("claim", build.claim_content(claim), "suppression", "By order of a court.")
    sql("UPDATE claims_release SET content = NULL, salt = NULL WHERE subject = %s", claim)
    project("claim", [claim])
