"""Counts are kept while claims are written, and are those that counting would give."""

from typing import Any

import pytest

from claims.record import reading, verify
from claims.record.models import PublishedCount
from claims.record.projection import counts
from tests import builders as build
from tests.record.bodies import publish, release, suppress

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[Any, ...]]:
    names = ("of", "value", "kind", "verdict", "normalised", "count")
    return sorted(PublishedCount.objects.values_list(*names))


def test_whatever_befalls_claims_counts_are_as_if_counted_anew() -> None:
    publish(id="claim1", verdict=build.verdict())
    publish(id="claim2", topics=[])
    publish(id="claim3", kind="quantity", verdict=build.verdict("false", normalised="FALSE"))
    publish(id="claim4")
    release(id="claim1", verdict=build.verdict("false", normalised="FALSE"))
    release("retraction", id="claim2", topics=[])
    release("flag", id="claim3", kind="quantity", verdict=build.verdict())
    suppress("claim4")
    build.release("relation", build.relation_content())
    winner = build.topic_content("winner")
    build.release("topic", build.topic_content())
    build.release("topic", winner)
    build.release("topic", build.topic_content() | {"merged_into": "winner"}, "merge", build.NOTE)
    incremental = kept()
    assert ("speaker", "speaker1", "factual", "false", "FALSE", 1) in incremental
    assert ("topic", "winner", "", "", "", 2) in incremental
    assert all(row[-1] != 0 for row in incremental), "rows that count nothing stay"
    counts.recount()
    assert kept() == incremental


def test_a_claim_that_was_reinstated_counts_again() -> None:
    publish()
    before = reading.stats()
    release("retraction")
    assert reading.stats()["claims"] == 0
    release("reinstatement")
    assert reading.stats() == before


@pytest.mark.parametrize("change", [{"count": 7}, {"value": "reviewed"}])
def test_verification_names_a_count_that_is_wrong(change: dict[str, str | int]) -> None:
    publish()
    assert list(verify.faults()) == []
    PublishedCount.objects.filter(of="status").update(**change)
    assert "read tables: the count of status open is another" in list(verify.faults())


def test_verification_names_a_count_that_is_missing() -> None:
    publish()
    PublishedCount.objects.filter(of="topic").delete()
    assert list(verify.faults()) == ["read tables: the count of topic topic1 is another"]
