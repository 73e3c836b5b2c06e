"""Releases: each follows the last one under a decision of its own; only suppression empties one."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims.ledger import chain
from claims.record import verify
from claims.record.models import Release
from claims.record.releases import hashed_fields
from tests import builders
from tests.ledger import rows

pytestmark = pytest.mark.django_db

SPEAKER = {"subject_kind": "speaker", "subject": "speaker1", "number": 1, "event": "publish"}


def coming(**values: Any) -> Release:
    """The release that would rightly come next for claim1, but for `values`."""
    last = Release.objects.order_by("sequence").last()
    assert last is not None
    if "decision" not in values:
        values["decision"] = builders.decide("claim1").number
    digest = chain.payload_digest("00" * 32, "{}")
    release = Release(
        sequence=last.sequence + 1,
        subject_kind="claim",
        subject="claim1",
        number=last.number + 1,
        event="update",
        note=builders.NOTE,
        released_at=last.released_at + timedelta(seconds=1),
        content="{}",
        salt="00" * 32,
        content_digest=digest,
        previous_hash=last.hash,
    )
    for name, value in values.items():
        setattr(release, name, value)
    release.hash = chain.link(hashed_fields(release))
    return release


@pytest.fixture
def first() -> Release:
    """The first release of claim1, the only one so far."""
    return rows.claim_release()


def accepted(release: Release) -> bool:
    return rows.allowed(lambda: release.save(force_insert=True))


def test_a_release_that_follows_the_last_is_accepted(first: Release) -> None:
    assert accepted(coming())


@pytest.mark.parametrize("event", ["publish", "update", "retraction", "merge", "suppression"])
def test_a_release_without_a_decision_is_refused(first: Release, event: str) -> None:
    assert not accepted(coming(decision=None, event=event))
    assert not accepted(coming(decision=999, event=event))


@pytest.mark.parametrize("event", ["flag", "unflag"])
def test_a_flag_needs_no_decision(first: Release, event: str) -> None:
    assert accepted(coming(decision=None, event=event))


def test_a_decision_on_another_claim_does_not_serve(first: Release) -> None:
    assert not accepted(coming(decision=builders.decide("claim2").number))
    other_kind = builders.decide("claim1", kind="speaker")
    assert not accepted(coming(decision=other_kind.number))


@pytest.mark.parametrize(
    ("event", "verb"),
    [
        ("update", "publish"),
        ("clarification", "publish"),
        ("correction", "publish"),
        ("reinstatement", "publish"),
        ("retraction", "retract"),
        ("merge", "merge"),
        ("unmerge", "unmerge"),
        ("suppression", "suppress"),
    ],
)
def test_the_decision_is_for_what_the_release_does(first: Release, event: str, verb: str) -> None:
    for decided in ("publish", "retract", "merge", "unmerge", "suppress"):
        decision = builders.decide("claim1", verb=decided)
        release = coming(event=event, decision=decision.number)
        assert accepted(release) == (decided == verb), decided


def test_a_decision_serves_once(first: Release) -> None:
    assert not accepted(coming(decision=first.decision))


def test_a_decision_gives_way_to_a_newer_one_on_the_same_subject(first: Release) -> None:
    older = builders.decide("claim1").number
    builders.decide("claim2")
    builders.decide("claim1", kind="speaker")
    assert accepted(coming(decision=older))
    newer = builders.decide("claim1", verb="retract").number
    assert not accepted(coming(decision=older))
    assert not accepted(coming(**SPEAKER, decision=older))
    assert accepted(coming(decision=newer, event="retraction"))


def test_a_thing_goes_along_once_before_the_claim_that_names_it(first: Release) -> None:
    assert not accepted(coming(**SPEAKER, decision=first.decision))
    decision = builders.decide("claim1").number
    coming(**SPEAKER, decision=decision).save(force_insert=True)
    again = SPEAKER | {"number": 2, "event": "update"}
    assert not accepted(coming(**again, decision=decision))
    of_a_speaker = builders.decide("speaker2", kind="speaker")
    assert not accepted(coming(**again, decision=of_a_speaker.number))
    assert accepted(coming(**again, note=""))


def test_nothing_goes_along_with_a_retraction(first: Release) -> None:
    decision = builders.decide("claim1", verb="retract").number
    coming(**SPEAKER).save(force_insert=True)
    gone = SPEAKER | {"number": 2, "event": "retraction"}
    assert not accepted(coming(**gone, decision=decision))


def test_a_relation_goes_along_directly_after_its_claim(first: Release) -> None:
    relation = {"subject_kind": "relation", "subject": "relation1", "number": 1}
    assert accepted(coming(**relation, event="publish", decision=first.decision))
    coming(**relation, event="publish", decision=first.decision).save(force_insert=True)
    relation["subject"] = "relation2"
    assert accepted(coming(**relation, event="publish", decision=first.decision))
    coming(**SPEAKER).save(force_insert=True)
    assert not accepted(coming(**relation, event="publish", decision=first.decision))


@pytest.mark.parametrize("event", ["update", "correction", "retraction", "flag", "unflag"])
def test_the_first_release_of_a_thing_publishes_it(first: Release, event: str) -> None:
    verb = "retract" if event == "retraction" else "publish"
    decision = builders.decide("claim2", verb=verb).number
    flagged = event in ("flag", "unflag")
    new = {"subject": "claim2", "number": 1, "decision": None if flagged else decision}
    assert not accepted(coming(**new, event=event))


def test_a_thing_is_published_for_the_first_time_once(first: Release) -> None:
    assert not accepted(coming(event="publish"))


@pytest.mark.parametrize(
    "note", ["", "x" * 19, f"{'x' * 19} ", f"{' ' * 9}x{' ' * 19}", "x\t\n" + "\r\n" * 20]
)
def test_a_later_release_of_a_claim_has_a_public_note(first: Release, note: str) -> None:
    assert not accepted(coming(note=note))
    assert not accepted(
        coming(
            note=note, event="retraction", decision=builders.decide("claim1", verb="retract").number
        )
    )
    assert accepted(coming(note="x" * 20))
    assert accepted(coming(note=note, event="flag", decision=None))


def test_only_a_claim_is_flagged(first: Release) -> None:
    coming(**SPEAKER).save(force_insert=True)
    flag = SPEAKER | {"number": 2, "event": "flag"}
    assert not accepted(coming(**flag, decision=None))


@pytest.mark.parametrize("sequence", [0, 1, 3, 1000])
def test_sequences_have_no_gap_and_no_double(first: Release, sequence: int) -> None:
    assert not accepted(coming(sequence=sequence))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_numbers_of_a_subject_have_no_gap_and_no_double(first: Release, number: int) -> None:
    assert not accepted(coming(number=number))
    assert not accepted(
        coming(number=2, subject="claim2", decision=builders.decide("claim2").number)
    )


@pytest.mark.parametrize("previous", [chain.GENESIS, "", "e" * 64])
def test_a_release_names_its_predecessor(first: Release, previous: str) -> None:
    assert not accepted(coming(previous_hash=previous))


def test_time_does_not_run_backwards(first: Release) -> None:
    earlier = first.released_at - timedelta(microseconds=1)
    assert not accepted(coming(released_at=earlier))
    assert accepted(coming(released_at=first.released_at))


def test_the_first_release_of_all_begins_the_chain() -> None:
    content = builders.claim_content()
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.release_all([builders.new("claim", content, decision=7)])
    assert not Release.objects.exists()
    assert rows.claim_release().previous_hash == chain.GENESIS


EMPTY = "UPDATE claims_release SET content = NULL, salt = NULL WHERE subject = 'claim1'"


def test_content_is_not_emptied_without_a_decision_to_suppress(first: Release) -> None:
    builders.decide("claim1", verb="retract")
    builders.decide("claim2", verb="suppress")
    builders.decide("claim1", kind="speaker", verb="suppress")
    assert not rows.allowed(lambda: rows.sql(EMPTY))


@pytest.mark.parametrize(
    "change",
    [
        "content = NULL",
        "salt = NULL",
        "content = '{}'",
        "content = NULL, salt = NULL, note = 'changed'",
        "content = NULL, salt = NULL, event = 'update'",
        "content = NULL, salt = NULL, hash = ''",
        "content = NULL, salt = NULL, previous_hash = ''",
        "content = NULL, salt = NULL, content_digest = ''",
        "content = NULL, salt = NULL, decision = NULL",
        "content = NULL, salt = NULL, sequence = 9",
        "content = NULL, salt = NULL, number = 9",
        "content = NULL, salt = NULL, subject = 'claim9'",
        "content = NULL, salt = NULL, subject_kind = 'topic'",
        "content = NULL, salt = NULL, released_at = '2020-01-01 00:00:00+00'",
        "content = NULL, salt = NULL, id = 99",
    ],
)
def test_a_suppression_empties_content_and_salt_and_nothing_else(
    first: Release, change: str
) -> None:
    builders.decide("claim1", verb="suppress")
    assert not rows.allowed(lambda: rows.sql(f"UPDATE claims_release SET {change}"))


def test_a_suppressed_release_stays_empty_and_the_chain_still_proves(first: Release) -> None:
    builders.release("claim", builders.claim_content(context="More."), "update", builders.NOTE)
    builders.decide("claim1", verb="suppress")
    rows.sql(EMPTY)
    assert set(Release.objects.values_list("content", "salt")) == {(None, None)}
    assert verify.chain_fault() is None
    assert not rows.allowed(lambda: Release.objects.update(content=first.content, salt=first.salt))
