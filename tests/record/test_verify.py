"""Verification finds each damage to the record, and names the first bad item."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.record import drift, verify
from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    Release,
    ReleaseHead,
    StatementWords,
)
from tests import builders as build
from tests.ledger.rows import sql, unguarded

LENGTH = 7


@pytest.fixture(scope="module")
def published(once: Callable[[Callable[[], None]], None]) -> None:
    once(publish)


@pytest.fixture
def record(published: None, db: None) -> None:
    """Seven releases: a speaker, claim1 three times, claim2, a relation, a topic."""


def publish() -> None:
    build.release("speaker", build.speaker_content())
    build.release("claim", build.claim_content("claim1"))
    build.release("claim", build.claim_content("claim2"))
    build.release("claim", build.claim_content("claim1", context="More."), "update", build.NOTE)
    build.release("relation", build.relation_content())
    build.release("topic", build.topic_content())
    build.release("claim", build.claim_content("claim1"), "correction", build.NOTE)


def first_fault() -> str:
    found = list(verify.faults())
    return found[0] if found else ""


def test_an_untouched_record_proves(record: None) -> None:
    assert first_fault() == ""


NAMES = {
    1: "release 1 (speaker speaker1, number 1) ",
    4: "release 4 (claim claim1, number 2) ",
    5: "release 5 (relation relation1, number 1) ",
    7: "release 7 (claim claim1, number 3) ",
}


@pytest.mark.parametrize("sequence", NAMES)
@pytest.mark.parametrize(
    "change",
    [
        "note = 'Nothing happened here at all.'",
        "event = 'clarification'",
        "subject = 'claim9'",
        "subject_kind = 'source'",
        "number = 9",
        "decision = 99",
        "released_at = '2020-01-01 00:00:00+00'",
        "content = '{}'",
        "content = content || ' '",
        "salt = '00'",
        "salt = 'no salt'",
        "content_digest = 'd'",
        "previous_hash = 'd'",
        "hash = 'd'",
    ],
)
def test_an_edited_release_is_named(record: None, sequence: int, change: str) -> None:
    with unguarded():
        sql(f"UPDATE claims_release SET {change} WHERE sequence = %s", sequence)
    release = Release.objects.get(sequence=sequence)
    name = f"release {sequence} ({release.subject_kind} {release.subject}, number {release.number})"
    assert first_fault().startswith(name)
    if "subject" not in change and "number" not in change:
        assert first_fault().startswith(NAMES[sequence])


def test_of_several_the_first_is_named(record: None) -> None:
    with unguarded():
        sql("UPDATE claims_release SET note = 'x' WHERE sequence IN (4, 7)")
        sql("UPDATE claims_topic SET name = 'x'")
    PublishedClaim.objects.update(body="{}")
    assert list(verify.faults()) == [
        f"{NAMES[4]}has been changed: its hash does not match its fields"
    ]


def test_a_deleted_middle_is_named(record: None) -> None:
    with unguarded():
        sql("DELETE FROM claims_release WHERE sequence = 4")
    assert first_fault() == (
        "release 4 is missing: 5 stands in its place, release 5 (relation relation1, number 1)"
    )


@pytest.mark.parametrize("last", [0, 3, 6])
def test_a_deleted_end_is_named(record: None, last: int) -> None:
    with unguarded():
        sql("DELETE FROM claims_release WHERE sequence > %s", last)
    assert first_fault().startswith(f"release {last + 1} is missing: the record ends with ")


def test_a_swapped_pair_is_named(record: None) -> None:
    with unguarded():
        for old, new in ((4, 40), (5, 4), (40, 5)):
            sql("UPDATE claims_release SET sequence = %s WHERE sequence = %s", new, old)
    assert first_fault().startswith("release 4 (relation relation1, number 1) ")


def test_swapped_contents_are_named(record: None) -> None:
    with unguarded():
        two, three = (Release.objects.get(sequence=sequence) for sequence in (2, 3))
        for release, other in ((two, three), (three, two)):
            Release.objects.filter(pk=release.pk).update(content=other.content, salt=other.salt)
    assert first_fault() == (
        "release 2 (claim claim1, number 1) has been changed: its content does not match its digest"
    )


def test_a_forged_end_is_named(record: None) -> None:
    head, before = ReleaseHead.objects.get(), Release.objects.get(sequence=6)
    with unguarded():
        sql("DELETE FROM claims_release WHERE sequence = 7")
        ReleaseHead.objects.update(sequence=6, hash=before.hash)
        build.release("claim", build.claim_content(), "correction", "Another note altogether.")
        ReleaseHead.objects.update(hash=head.hash)
    assert first_fault().startswith("the head of the record names release 7 wrongly")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM claims_releasehead", "the head of the record is missing"),
        ("UPDATE claims_releasehead SET sequence = 6", "the head of the record names release 6"),
        ("UPDATE claims_releasehead SET sequence = 8", "release 8 is missing: the record ends"),
        ("UPDATE claims_releasehead SET hash = 'd'", "the head of the record names release 7"),
        (
            "UPDATE claims_releasehead SET at = '2999-01-01 00:00:00+00'",
            "the head of the record names release 7 wrongly",
        ),
    ],
)
def test_a_head_that_does_not_stand_at_the_end_is_named(
    record: None, damage: str, said: str
) -> None:
    with unguarded():
        sql(damage)
    assert first_fault().startswith(said)


def test_a_head_that_moved_on_while_it_was_read_is_no_fault(
    record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = ReleaseHead.objects.get()
    build.release("claim", build.claim_content(), "update", build.NOTE)
    heads = [early, ReleaseHead.objects.get()]
    monkeypatch.setattr(ReleaseHead.objects, "first", lambda: heads.pop(0), raising=False)
    assert verify.chain_fault() is None


Damage = Callable[[], object]
STRAY_FACET = {"kind": "topic", "value": "topic9", "order_key": 2, "claim_id": "claim1"}

DRIFTS: dict[str, tuple[Damage, str]] = {
    "a claim's body": (
        lambda: PublishedClaim.objects.filter(pk="claim2").update(body="{}"),
        "claim claim2 has another body than its releases give",
    ),
    "a claim's status": (
        lambda: PublishedClaim.objects.filter(pk="claim1").update(status="retracted"),
        "claim claim1 has another status than its releases give",
    ),
    "a claim's dates": (
        lambda: PublishedClaim.objects.filter(pk="claim1").update(last_verdict_at="2024-01-01T00Z"),
        "claim claim1 has another last_verdict_at than its releases give",
    ),
    "a claim gone": (
        lambda: PublishedClaim.objects.filter(pk="claim2").delete(),
        "relation relation1 has other facets than its releases give",
    ),
    "a facet gone": (
        lambda: PublishedFacet.objects.filter(claim="claim2", kind="topic").delete(),
        "claim claim2 has other facets than its releases give",
    ),
    "a facet more": (
        lambda: PublishedFacet.objects.create(**STRAY_FACET),
        "claim claim1 has other facets than its releases give",
    ),
    "a facet's order": (
        lambda: (
            PublishedFacet.objects.filter(claim="claim2")
            .exclude(kind="relation")
            .update(order_key=9)
        ),
        "claim claim2 has other facets than its releases give",
    ),
    "a statement's body": (
        lambda: PublishedStatement.objects.filter(claim="claim1").update(body="{}"),
        "claim claim1 has other statements than its releases give",
    ),
    "a statement gone": (
        lambda: PublishedStatement.objects.filter(claim="claim2").delete(),
        "claim claim2 has other statements than its releases give",
    ),
    "evidence that counts": (
        lambda: PublishedEvidence.objects.filter(claim="claim1").update(counts=False),
        "claim claim1 has other evidence than its releases give",
    ),
    "a relation lost": (
        lambda: PublishedFacet.objects.filter(kind="relation", claim="claim1").delete(),
        "relation relation1 has other facets than its releases give",
    ),
    "a relation made up": (
        lambda: PublishedFacet.objects.create(**STRAY_FACET | {"kind": "relation"}),
        "relation topic9 was never released",
    ),
    "a claim's words": (
        lambda: ClaimWords.objects.filter(row__public_id="claim1").update(text="another text"),
        "claim claim1 has other words than its releases give",
    ),
    "a statement's words gone": (
        lambda: StatementWords.objects.filter(row__claim="claim2").delete(),
        "claim claim2 has other words of statements than its releases give",
    ),
    "a statement's facet gone": (
        lambda: PublishedStatementFacet.objects.filter(statement__claim="claim2").delete(),
        "claim claim2 has other facets of statements than its releases give",
    ),
    "an entity's words": (
        lambda: EntityWords.objects.filter(row__kind="topic").update(text="another text"),
        "topic topic1 has other words than its releases give",
    ),
    "an entity's keys": (
        lambda: PublishedEntity.objects.filter(kind="speaker").update(keys="somebody else"),
        "speaker speaker1 has another keys than its releases give",
    ),
    "an entity gone": (
        lambda: PublishedEntity.objects.filter(kind="topic").delete(),
        "topic topic1 is missing",
    ),
    "an entity of another kind": (
        lambda: PublishedEntity.objects.filter(kind="topic").update(kind="publisher"),
        "publisher topic1 was never released",
    ),
}


@pytest.mark.parametrize("drift", DRIFTS)
def test_a_drifted_read_table_is_named(record: None, drift: str) -> None:
    damage, said = DRIFTS[drift]
    damage()
    assert first_fault() == f"read tables: {said}"
    assert verify.chain_fault() is None


def test_an_entity_of_a_kind_that_nothing_is_of_is_named(record: None) -> None:
    row = PublishedEntity.objects.get(kind="topic")
    row.pk, row.kind, row.sequence, row.first_sequence = None, "rumour", 90, 91
    row.save(force_insert=True)
    assert list(verify.faults()) == ["read tables: rumour topic1 was never released"]


def test_words_of_nothing_are_named(record: None) -> None:
    ClaimWords.objects.create(row_id=90, text="words of a claim that is gone")
    assert list(verify.faults()) == [
        "search: claims_claimwords has words of row 90, which is not there"
    ]


def test_a_claim_that_was_never_released_is_named(record: None) -> None:
    row = PublishedClaim.objects.get(pk="claim1")
    row.pk, row.sequence, row.first_sequence = "claim9", 90, 91
    row.save(force_insert=True)
    named, *counts = verify.faults()
    assert named == "read tables: claim claim9 was never released"
    assert {fault.partition(" of ")[0] for fault in counts} == {"read tables: the count"}


def test_every_drift_is_told_entities_first_in_the_order_of_first_release(
    record: None, django_assert_max_num_queries: Any
) -> None:
    PublishedClaim.objects.update(title="")
    PublishedEntity.objects.update(name="")
    with django_assert_max_num_queries(100):
        assert [fault.split()[3] for fault in verify.faults()] == [
            "speaker1",
            "topic1",
            "claim1",
            "claim2",
        ]


@pytest.mark.django_db
def test_publishing_while_read_tables_are_compared_is_no_fault(
    record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = drift._stored_claims
    published: list[Release] = []

    def publish_in_between(claims: object) -> object:
        if not published:
            content = build.claim_content("claim1", context="Meanwhile.")
            published.append(build.release("claim", content, "update", build.NOTE))
        return stored(claims)  # type: ignore[arg-type]

    monkeypatch.setattr(drift, "_stored_claims", publish_in_between)
    assert list(verify.faults()) == []
    assert published
