"""Claims on the public record for these tests, with ids that addresses can carry."""

import json
from typing import Any

from claims.record import addresses, reading
from claims.record.models import PublishedClaim
from tests import builders

CLAIM = "claimclaimaa"
SPEAKER = "speakeraaaaa"
SOURCE = "sourceaaaaaa"
PUBLISHER = "publisheraaa"
TOPIC = "topicaaaaaaa"
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"

TEXT = "Kaliningrad Oblast is empty of troops"


def speaker(id: str | None = SPEAKER, **overrides: Any) -> dict[str, Any]:
    return builders.speaker_reference(id, **overrides)


def source(id: str = SOURCE, **overrides: Any) -> dict[str, Any]:
    named = {"publisher": {"id": PUBLISHER, "name": "An outlet"}}
    return builders.source_reference(id, **named | overrides)


def statement(id: str = "statementaaa", **overrides: Any) -> dict[str, Any]:
    own = {"speakers": [speaker()], "source": source()}
    return builders.statement_content(id, **own | overrides)


def evidence(id: str = "evidenceaaaa", **overrides: Any) -> dict[str, Any]:
    own = {"source": source(), "speaker": None, "selector": selector(900)}
    return builders.evidence_content(id, **own | overrides)


def selector(start: int) -> dict[str, Any]:
    return builders.selector("That hasn't changed", start)


def content(id: str = CLAIM, **overrides: Any) -> dict[str, Any]:
    own = {
        "claim": TEXT,
        "topics": [{"id": TOPIC, "name": "Defence"}],
        "statements": [statement()],
        "evidence": [evidence(f"evid{id[4:]}")],
    }
    return builders.claim_content(id, **own | overrides)


def publish(id: str = CLAIM, event: str = "publish", note: str = "", **overrides: Any) -> str:
    """Release a claim and return the path of its page."""
    builders.release("claim", content(id, **overrides), event, note)
    return path_of(id)


def publish_named() -> None:
    """Release everything that the claims of this module name."""
    builders.release("speaker", builders.speaker_content(SPEAKER))
    builders.release("publisher", builders.publisher_content(PUBLISHER))
    named = {"publisher": {"id": PUBLISHER, "name": "An outlet"}}
    builders.release("source", builders.source_content(SOURCE, **named))
    builders.release("topic", builders.topic_content(TOPIC))
    builders.release("scale", builders.scale_content())


def path_of(id: str) -> str:
    row = reading.claim(id)
    assert row is not None
    return addresses.claim_path(row.public_id, row.title)


def numbered(number: int) -> str:
    """The id of the claim of that number, 0 to 1023."""
    return "numbered" + "aa" + ALPHABET[number // 32] + ALPHABET[number % 32]


def body_of(id: str = CLAIM) -> dict[str, Any]:
    return json.loads(PublishedClaim.objects.get(pk=id).body)


def put(id: str, body: dict[str, Any]) -> None:
    """Put a body into the read table as it is, whatever it says."""
    PublishedClaim.objects.filter(pk=id).update(body=json.dumps(body))
