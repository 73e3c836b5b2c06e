"""What public code may ask: bodies as they were, differences, counts, and rows for filters."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.record import reading
from claims.record.differing import differences
from tests import builders as build
from tests.record.bodies import body, publish, release, suppress

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_a_past_body_tells_relations_as_they_stood_then() -> None:
    publish(id="claim1")
    publish(id="claim2", claim="As first worded.")
    build.release("relation", build.relation_content())
    then = body()
    moment = build.release("speaker", build.speaker_content()).released_at
    release(id="claim2", claim="Reworded.")
    build.release("relation", build.relation_content(withdrawn=True), "update")
    assert body()["relations"] == []
    assert json.loads(reading.at("claim1", moment) or "") == then
    assert then["relations"][0]["claim"]["claim"] == "As first worded."


def test_a_past_body_tells_nothing_that_was_suppressed() -> None:
    first = publish(id="claim1", claim="A secret.")
    publish(id="claim2")
    build.release("relation", build.relation_content("r1", "claim2", "claim1"))
    moment = build.release("speaker", build.speaker_content()).released_at
    suppress("claim1")
    past = reading.at("claim1", first.released_at) or ""
    assert json.loads(past)["status"] == "suppressed"
    assert "secret" not in past + (reading.at("claim2", moment) or "")


def test_differences_are_places_in_the_content() -> None:
    publish(topics=[])
    release("correction", verdict=build.verdict(), claim="Reworded.", context="a/b")
    found = reading.difference("claim", "claim1", 1, 2)
    assert found is not None
    assert {one["path"] for one in found} == {"/claim", "/context", "/topics/0", "/verdict"}
    assert found == sorted(found, key=lambda one: one["path"])
    assert found[0] == {
        "path": "/claim",
        "before": "Kaliningrad Oblast is empty of troops",
        "after": "Reworded.",
    }
    assert reading.difference("claim", "claim1", 2, 2) == []
    assert reading.difference("claim", "claim1", 1, 3) is None
    suppress("claim1")
    assert reading.difference("claim", "claim1", 1, 2) == []


def test_another_thing_in_a_list_is_not_the_old_one_changed() -> None:
    before = {"list": [{"id": "a", "n": 1}, {"id": "b", "n": 1}]}
    after = {"list": [{"id": "a", "n": 2}, {"id": "c", "n": 1}, 3]}
    assert differences(before, after) == [
        {"path": "/list/0/n", "before": 1, "after": 2},
        {"path": "/list/1", "before": {"id": "b", "n": 1}, "after": {"id": "c", "n": 1}},
        {"path": "/list/2", "before": None, "after": 3},
    ]
    assert differences({"a/b~": 1}, {"a/b~": True}) == [
        {"path": "/a~1b~0", "before": 1, "after": True}
    ]


@given(JSON, JSON)
def test_differences_are_told_where_there_are_any(before: Any, after: Any) -> None:
    found = differences(before, after)
    assert bool(found) == (json.dumps(before, sort_keys=True) != json.dumps(after, sort_keys=True))
    for one in found:
        place: Any = after
        for key in one["path"].split("/")[1:]:
            key = key.replace("~1", "/").replace("~0", "~")
            place = _member(place, key)
        assert place == one["after"]


def _member(place: Any, key: str) -> Any:
    if isinstance(place, list):
        return place[int(key)] if int(key) < len(place) else None
    return place.get(key)


def test_counts_follow_each_release() -> None:
    publish(id="claim1")
    before = reading.stats()
    publish(id="claim2")
    assert (before["claims"], reading.stats()["claims"]) == (1, 2)


def test_claims_with_a_value_come_in_the_order_of_lists() -> None:
    for id in ("claim1", "claim2", "claim3"):
        publish(id=id)
    publish(id="claim4", topics=[])
    release("retraction", id="claim2")
    found = reading.listed_claims_with("topic", "topic1")
    assert [claim.pk for claim in found] == ["claim3", "claim1"]
    assert [claim.place for claim in found] == [claim.first_sequence for claim in found]  # type: ignore[attr-defined]


def test_counts_are_of_listed_claims(django_assert_num_queries: Any) -> None:
    build.release("scale", build.scale_content())
    build.release("topic", build.topic_content())
    publish(id="claim1", verdict=build.verdict())
    first = publish(id="claim2", topics=[])
    publish(id="claim3", verdict=build.verdict())
    release("retraction", id="claim3", verdict=build.verdict())
    month = first.released_at.strftime("%Y-%m")
    with django_assert_num_queries(4):
        counts = reading.stats()
    (verdict,) = counts.pop("by_verdict")
    assert (verdict["code"], verdict["normalised"], verdict["count"]) == (
        "overstated",
        "MIXTURE",
        1,
    )
    assert counts == {
        "claims": 2,
        "by_status": [{"status": "open", "count": 1}, {"status": "reviewed", "count": 1}],
        "by_topic": [{"id": "topic1", "name": "Defence", "count": 1}],
        "by_month": [{"month": month, "count": 2}],
    }


def test_counts_of_a_speaker_are_of_what_they_assert() -> None:
    publish(id="claim1", verdict=build.verdict())
    publish(id="claim2", statements=[build.statement_content("s2", stance="denies")])
    publish(id="claim3")
    assert reading.stats(speaker="speaker1") == {
        "speaker": "speaker1",
        "asserts": {
            "claims": 2,
            "by_verdict": [
                {"code": "overstated", "label": "overstated", "normalised": "MIXTURE", "count": 1}
            ],
        },
    }
    assert reading.stats(speaker="nobody")["asserts"] == {"claims": 0, "by_verdict": []}


def test_an_empty_record_counts_nothing() -> None:
    assert reading.stats() == {
        "claims": 0,
        "by_status": [],
        "by_verdict": [],
        "by_topic": [],
        "by_month": [],
    }


def test_what_claims_show_stands_in_the_order_of_claims() -> None:
    for number in (1, 2):
        publish(
            id=f"claim{number}",
            statements=[
                build.statement_content(f"{number}a"),
                build.statement_content(f"{number}b"),
            ],
            evidence=[build.evidence_content(f"e{number}"), build.evidence_content(f"f{number}")],
        )
    release(id="claim1", statements=[build.statement_content("1b")], evidence=[])
    assert [row.public_id for row in reading.statements()] == ["2a", "2b", "1b"]
    assert [row.public_id for row in reading.evidence()] == ["e2", "f2"]
    release("retraction", id="claim2")
    assert [row.claim_id for row in reading.listed_statements()] == ["claim1"]
    assert list(reading.listed_evidence()) == []


def test_rows_hold_what_lists_are_filtered_by() -> None:
    publish(
        statements=[
            build.statement_content("st", said_on={"value": "2024-03", "precision": "month"})
        ],
        evidence=[build.evidence_content("ev")],
    )
    row = reading.statements().get()
    assert (row.stance, row.kind, row.said, row.language) == (
        *("asserts", "direct", "confirmed", "en"),
    )
    assert (row.source, row.publisher) == ("source1", "publisher1")
    assert (row.said_start.isoformat(), row.said_end.isoformat()) == (
        "2024-03-01T00:00:00+00:00",
        "2024-04-01T00:00:00+00:00",
    )
    facets = set(row.facets.values_list("kind", "value"))
    assert facets == {("speaker", "speaker1"), ("topic", "topic1")}
    proof = reading.evidence().get()
    assert (proof.speaker, proof.source, proof.publisher) == ("speaker2", "source2", "publisher2")


def test_when_it_was_first_said_orders_the_unknown_before_every_date() -> None:
    dates = {"claim1": "0001", "claim2": None, "claim3": "2024-11-01"}
    for id, value in dates.items():
        said = value and {"value": value, "precision": "day" if len(value) > 4 else "year"}
        publish(id=id, first_said_on=said)
    ordered = reading.claims().order_by("first_said_order", "first_sequence")
    assert [row.public_id for row in ordered] == ["claim2", "claim1", "claim3"]


def test_a_body_changed_when_what_it_tells_of_others_did() -> None:
    own = publish(id="claim1")
    other = publish(id="claim2")

    def changed() -> Any:
        row = reading.claim("claim1")
        assert row is not None
        return row.changed_at

    assert changed() == own.released_at
    related = build.release("relation", build.relation_content())
    assert changed() == related.released_at > other.released_at
    reworded = release(id="claim2", claim="Reworded.")
    assert changed() == reworded.released_at
    withdrawn = build.release("relation", build.relation_content(withdrawn=True), "update")
    assert changed() == withdrawn.released_at
    release(id="claim2", claim="Reworded again.")
    assert changed() == withdrawn.released_at
    again = release(id="claim1")
    assert changed() == again.released_at > withdrawn.released_at + timedelta(0)
