"""Appending releases: one chain without gaps, all or nothing, also when editors publish at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction

from claims.ledger import chain
from claims.ledger.canonical import canonical_text
from claims.record import reading, releases, verify
from claims.record.instants import instant
from claims.record.models import PublishedClaim, Release, ReleaseHead
from tests import builders as build


def test_instants() -> None:
    moment = datetime(2024, 11, 1, 16, 25, tzinfo=timezone(timedelta(hours=2)))
    assert instant(moment) == "2024-11-01T14:25:00Z"
    assert instant(moment + timedelta(microseconds=70)) == "2024-11-01T14:25:00.000070Z"
    assert instant(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00Z"
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2024, 11, 1))


@pytest.mark.django_db
def test_an_empty_record_proves() -> None:
    assert list(verify.faults()) == []
    assert verify.chain_fault() is None


@pytest.mark.django_db
def test_a_batch_is_numbered_and_chained_in_order() -> None:
    decision = build.decide("claim1").number
    made = build.release_all(
        [
            build.new("speaker", build.speaker_content(), decision=decision),
            build.new("claim", build.claim_content(), decision=decision),
        ]
    )
    made.append(build.release("claim", build.claim_content(context="More."), "update", build.NOTE))
    assert [row.sequence for row in made] == [1, 2, 3]
    assert [row.number for row in made] == [1, 1, 2]
    assert [row.previous_hash for row in made] == [chain.GENESIS, made[0].hash, made[1].hash]
    assert made[0].released_at < made[1].released_at < made[2].released_at
    head = ReleaseHead.objects.get()
    assert (head.sequence, head.hash, head.at) == (3, made[2].hash, made[2].released_at)
    assert verify.chain_fault() is None


@pytest.mark.django_db
def test_a_release_holds_canonical_content_under_a_salt_of_its_own() -> None:
    content = build.claim_content()
    one = build.release("claim", content)
    other = build.release("claim", content, "update", build.NOTE)
    assert one.content == other.content == canonical_text(content)
    assert one.salt != other.salt
    assert one.content_digest != other.content_digest
    assert releases.content_of(one) == content
    newest = releases.newest("claim", "claim1")
    assert newest == other
    assert releases.newest("claim", "claim2") is None
    assert releases.newest("speaker", "claim1") is None


@pytest.mark.django_db
def test_a_clock_that_steps_back_does_not_take_the_record_along() -> None:
    first = build.release("claim", build.claim_content())
    past = first.released_at - timedelta(hours=1)
    with patch("claims.ledger.heads.timezone.now", return_value=past):
        second = build.release("claim", build.claim_content("claim2"))
    assert second.released_at == first.released_at + timedelta(microseconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (build.claim_content("claim2", context=1.5), ValueError),
        ({"id": "claim2"}, ValueError),
        (build.claim_content("claim2"), IntegrityError),
    ],
)
def test_a_batch_is_released_whole_or_not_at_all(content: dict, error: type[Exception]) -> None:
    decision = build.decide("claim1").number
    wanting = None if error is IntegrityError else build.decide("claim2").number
    news = [
        build.new("claim", build.claim_content(), decision=decision),
        build.new("claim", content, decision=wanting),
    ]
    with pytest.raises(error):
        build.release_all(news)
    assert not Release.objects.exists()
    assert not PublishedClaim.objects.exists()
    build.release_all(news[:1])
    assert verify.chain_fault() is None


@pytest.mark.django_db
def test_content_that_lacks_a_key_is_named() -> None:
    content = build.claim_content()
    del content["statements"][0]["selector"]["exact"]
    with pytest.raises(ValueError, match=r"content.statements\[0\].selector lacks exact"):
        build.release("claim", content)


@pytest.mark.django_db
def test_a_relation_waits_for_both_its_claims() -> None:
    build.release("claim", build.claim_content())
    with pytest.raises(ValueError, match="relation1 needs claim claim2 to be released first"):
        build.release("relation", build.relation_content())
    assert Release.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_publications_at_the_same_time_make_one_chain(
    concurrently: Callable[..., list[object]],
) -> None:
    names = [f"claim{number}" for number in range(8)]
    decisions = {name: build.decide(name).number for name in names}

    def publish(name: str) -> list[Release]:
        new = build.new("claim", build.claim_content(name), decision=decisions[name])
        return build.release_all([new])

    outcomes = concurrently(*(lambda name=name: publish(name) for name in names))
    assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
    assert list(Release.objects.values_list("sequence", flat=True)) == list(range(1, 9))
    assert list(verify.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_the_public_sees_a_publication_when_it_is_complete() -> None:
    with transaction.atomic():
        build.release("claim", build.claim_content())
        assert reading.claim("claim1") is None
        assert reading.head() is None
    assert reading.claim("claim1") is not None
    assert reading.head() is not None
