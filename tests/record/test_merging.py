"""Merged subjects keep their address and say where they went; lists leave them out."""

import json

import pytest

from claims.record import reading, verify
from tests import builders as build
from tests.record.bodies import body, publish, release

pytestmark = pytest.mark.django_db


def entity(kind: str, id: str) -> dict:
    """An entity's body."""
    row = reading.entity(kind, id)
    assert row is not None
    found: dict = json.loads(row.body)
    assert row.merged_into == (found["merged_into"] or "")
    return found


@pytest.mark.parametrize("kind", ["speaker", "source", "publisher", "topic"])
def test_an_entity_is_merged_and_unmerged(kind: str) -> None:
    content = getattr(build, f"{kind}_content")
    build.release(kind, content("loser"))
    build.release(kind, content("winner"))
    assert entity(kind, "loser")["merged_into"] is None
    build.release(kind, content("loser") | {"merged_into": "winner"}, "merge", build.NOTE)
    assert entity(kind, "loser")["merged_into"] == "winner"
    assert entity(kind, "loser")["event"] == "merge"
    assert [row.public_id for row in reading.listed_entities(kind)] == ["winner"]
    assert {row.public_id for row in reading.entities(kind)} == {"winner", "loser"}
    build.release(kind, content("loser"), "unmerge", build.NOTE)
    assert entity(kind, "loser")["merged_into"] is None
    assert reading.listed_entities(kind).count() == 2
    assert list(verify.faults()) == []


def test_a_claim_is_merged_and_unmerged() -> None:
    publish(id="claim1")
    publish(id="claim2")
    release("merge", id="claim1", merged_into="claim2")
    row = reading.claim("claim1")
    assert row is not None
    assert (row.status, row.merged_into, body("claim1")["merged_into"]) == (
        *("merged", "claim2", "claim2"),
    )
    assert [found.public_id for found in reading.listed_claims()] == ["claim2"]
    release("unmerge", id="claim1")
    row = reading.claim("claim1")
    assert row is not None
    assert (row.status, row.merged_into) == ("open", "")
    assert list(verify.faults()) == []


def test_a_correction_says_who_asked_for_it() -> None:
    publish()
    release("correction", requested_by_kind="reader")
    release("clarification")
    told = body()
    assert [one["requested_by_kind"] for one in told["corrections"]] == ["reader", "desk"]
    assert "requested_by_kind" not in told
    release("correction", requested_by_kind="official")
    assert "requested_by_kind" not in body()
