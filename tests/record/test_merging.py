"""Merged subjects keep their address and say where they went; lists leave them out."""

import json
from typing import Any

import pytest

from claims.record import reading, verify
from claims.record.models import PublishedClaim, PublishedEntity
from claims.record.projection import writing
from claims.record.projection.winners import winners
from claims.record.rebuild import rebuild
from tests import builders as build
from tests.record.bodies import body, publish, release
from tests.record.tables import contents

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


KINDS = ("speaker", "source", "publisher", "topic")


def named(id: str, kind: str, of_it: str, **overrides: Any) -> dict:
    """The content of a claim whose topic, or whose statement's and evidence's thing, is `of_it`."""
    publisher = {"id": of_it if kind == "publisher" else "publisher1", "name": "An outlet"}
    source = build.source_reference(of_it if kind == "source" else "source1", publisher=publisher)
    speaker = build.speaker_reference(of_it if kind == "speaker" else "speaker1")
    told = {key: speaker[key] for key in ("id", "name", "kind")}
    proof = build.statement_as_evidence("shared", source=source, speakers=[speaker])
    return build.claim_content(
        id,
        topics=[{"id": of_it if kind == "topic" else "topic1", "name": "Defence"}],
        statements=[build.statement_content(f"{id}-s", source=source, speakers=[speaker])],
        evidence=[
            build.evidence_content(f"{id}-e", source=source, speaker=told),
            build.evidence_content(f"{id}-f", source=None, speaker=None, statement=proof),
        ],
        **overrides,
    )


def move(kind: str, id: str, into: str = "") -> None:
    """Merge an entity, or take its merge back, and prove that a rebuild gives the same rows."""
    content = getattr(build, f"{kind}_content")(id)
    if into:
        build.release(kind, content | {"merged_into": into}, "merge", build.NOTE)
    else:
        build.release(kind, content, "unmerge", build.NOTE)
    written = contents()
    assert list(verify.faults()) == []
    rebuild()
    assert contents() == written


def claims_of(kind: str, id: str) -> set[str]:
    """The claims found by an entity."""
    return set(reading.claims_with(kind, [id]))


def shown_of(kind: str, id: str) -> tuple[set[str], set[str]]:
    """The claims of the statements and of the evidence found by an entity."""
    by_facet = kind in ("speaker", "topic")
    asked = {"facets__kind": kind, "facets__value": id} if by_facet else {kind: id}
    statements = reading.statements().filter(**asked)
    evidence = reading.evidence().filter(**{} if kind == "topic" else {kind: id})
    return {row.claim_id for row in statements}, {row.claim_id for row in evidence}


def sent() -> list[tuple]:
    """What the public is sent of every claim, and when it last changed."""
    rows = PublishedClaim.objects.order_by("pk")
    return list(rows.values_list("pk", "body", "etag", "sequence", "changed_at", "released_at"))


@pytest.fixture
def record(kind: str) -> None:
    """Three things of a kind, a to c, and one claim that names each, released in turn."""
    for number, id in enumerate("abc", 1):
        build.release(kind, getattr(build, f"{kind}_content")(id))
        build.release("claim", named(f"claim{number}", kind, id))


@pytest.mark.parametrize("kind", KINDS)
def test_claims_are_found_by_what_stands_in_place_of_what_they_name(
    kind: str, record: None
) -> None:
    before, rows = sent(), contents()
    move(kind, "a", into="b")
    assert [claims_of(kind, id) for id in "abc"] == [{"claim1"}, {"claim1", "claim2"}, {"claim3"}]
    move(kind, "b", into="c")
    every = {"claim1", "claim2", "claim3"}
    assert [claims_of(kind, id) for id in "abc"] == [{"claim1"}, {"claim2"}, every]
    statements, evidence = shown_of(kind, "c")
    assert statements == evidence == every
    move(kind, "b")
    assert [claims_of(kind, id) for id in "abc"] == [{"claim1"}, {"claim1", "claim2"}, {"claim3"}]
    assert shown_of(kind, "c")[0] == {"claim3"}
    move(kind, "a")
    assert [claims_of(kind, id) for id in "abc"] == [{"claim1"}, {"claim2"}, {"claim3"}]
    now = contents()
    assert {name: now[name] for name in now if name != "PublishedEntity"} == {
        name: rows[name] for name in rows if name != "PublishedEntity"
    }
    assert sent() == before


@pytest.mark.parametrize("kind", ["source", "publisher"])
def test_what_claims_show_is_found_by_the_winner(kind: str, record: None) -> None:
    move(kind, "a", into="c")
    both = {"claim1", "claim3"}
    assert shown_of(kind, "c") == (both, both)
    assert shown_of(kind, "a") == (set(), set())
    assert json.loads(reading.statements().filter(claim="claim1")[0].body) == {
        **body("claim1")["statements"][0],
        "claim": {key: body("claim1")[key] for key in ("id", "url", "claim")},
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_claim_released_after_the_merge_is_found_by_the_winner(kind: str, record: None) -> None:
    move(kind, "a", into="c")
    build.release("claim", named("claim4", kind, "a"))
    build.release("claim", named("claim1", kind, "a", context="More."), "update", build.NOTE)
    assert claims_of(kind, "c") == {"claim1", "claim3", "claim4"}
    assert list(verify.faults()) == []


def test_whose_word_evidence_is_follows_the_merge() -> None:
    for id in ("speaker2", "winner", "other"):
        build.release("speaker", build.speaker_content(id))
    publish(id="claim1")
    before = sent()
    move("speaker", "speaker2", into="winner")
    assert reading.evidence().get().speaker == "winner"
    move("speaker", "winner", into="other")
    assert reading.evidence().get().speaker == "other"
    move("speaker", "winner")
    assert reading.evidence().get().speaker == "winner"
    move("speaker", "speaker2")
    assert reading.evidence().get().speaker == "speaker2"
    assert sent() == before


def test_who_spoke_in_evidence_alone_follows_the_merge() -> None:
    build.release("speaker", build.speaker_content("loser"))
    build.release("speaker", build.speaker_content("winner"))
    proof = build.statement_as_evidence(speakers=[build.speaker_reference("loser")])
    shown = build.evidence_content("e", speaker=None, source=None, statement=proof)
    publish(id="claim1", evidence=[shown])
    move("speaker", "loser", into="winner")
    assert [shown_of("speaker", id)[0] for id in ("loser", "winner")] == [{"claim1"}, {"claim1"}]
    assert claims_of("speaker", "winner") == set(), "whose word evidence is, made no claim"
    move("speaker", "loser")
    assert shown_of("speaker", "winner")[0] == set()


def test_counts_are_of_those_who_stand_and_count_a_claim_once() -> None:
    for id in ("loser", "winner"):
        build.release("speaker", build.speaker_content(id))
        build.release("topic", build.topic_content(id))
    both = [build.speaker_reference("loser"), build.speaker_reference("winner")]
    topics = [{"id": id, "name": "Defence"} for id in ("loser", "winner")]
    publish(id="claim1", topics=topics, statements=[build.statement_content("s1", speakers=both)])
    publish(
        id="claim2",
        topics=topics[:1],
        statements=[
            build.statement_content("s2", speakers=both[:1]),
            build.statement_content("s3", speakers=both[:1], stance="denies"),
        ],
    )
    assert reading.stats(speaker="winner")["asserts"]["claims"] == 1
    move("speaker", "loser", into="winner")
    move("topic", "loser", into="winner")
    assert reading.stats(speaker="winner")["asserts"]["claims"] == 2
    assert set(reading.claims_with("speaker_stance", ["winner:denies"])) == {"claim2"}
    assert reading.stats()["by_topic"] == [{"id": "winner", "name": "Defence", "count": 2}]


def test_a_circle_of_merges_stops_nothing() -> None:
    publish(id="claim1")
    for id in ("topic1", "other"):
        build.release("topic", build.topic_content(id))
    move("topic", "topic1", into="other")
    move("topic", "other", into="topic1")
    assert claims_of("topic", "topic1") == claims_of("topic", "other") == {"claim1"}
    move("topic", "topic1")
    assert claims_of("topic", "other") == set()


def test_a_merge_of_many_claims_writes_them_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    for number in range(1, 6):
        publish(id=f"claim{number}")
    for id in ("speaker1", "winner"):
        build.release("speaker", build.speaker_content(id))
    move("speaker", "speaker1", into="winner")
    assert len(claims_of("speaker", "winner")) == 5


def test_where_nothing_was_merged_one_query_asks(django_assert_num_queries: Any) -> None:
    build.release("topic", build.topic_content())
    with django_assert_num_queries(1):
        assert winners({("topic", "topic1"), ("speaker", "topic1"), ("source", "s")}) == {}


def test_a_merge_that_the_rows_do_not_show_is_named_before_the_claims() -> None:
    publish(id="claim1")
    build.release("topic", build.topic_content("winner"))
    build.release("topic", build.topic_content("topic1"))
    move("topic", "topic1", into="winner")
    PublishedEntity.objects.filter(public_id="topic1").update(merged_into="")
    assert list(verify.faults()) == [
        "read tables: topic topic1 has another merged_into than its releases give",
        "read tables: claim claim1 has other facets than its releases give",
    ]
