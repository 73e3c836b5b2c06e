"""Relations between claims: each claim shows them as it sees them, and they follow their claims."""

import pytest

from tests import builders as build
from tests.record.bodies import body, publish, relations, release

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "seen_from_the_other"),
    [
        ("narrower", "broader"),
        ("follows", "precedes"),
        ("related", "related"),
        ("contradicts", "contradicts"),
    ],
)
def test_a_relation_is_seen_from_both_sides(kind: str, seen_from_the_other: str) -> None:
    publish(id="claim1", claim="One.")
    publish(id="claim2", claim="Two.")
    before = body("claim1")
    build.release("relation", build.relation_content(kind=kind))
    assert relations("claim1") == [(kind, "claim2", "Two.")]
    assert relations("claim2") == [(seen_from_the_other, "claim1", "One.")]
    assert body("claim1") | {"relations": []} == before


def test_relations_follow_their_claims() -> None:
    for number in (1, 2, 3):
        publish(id=f"claim{number}", claim=f"Claim {number}.")
    build.release("relation", build.relation_content("r2", "claim3", "claim1"))
    build.release("relation", build.relation_content("r1", "claim1", "claim2"))
    assert relations("claim1") == [
        ("broader", "claim3", "Claim 3."),
        ("narrower", "claim2", "Claim 2."),
    ]
    release(id="claim2", claim="Claim 2, reworded.")
    assert ("narrower", "claim2", "Claim 2, reworded.") in relations("claim1")
    assert relations("claim2") == [("broader", "claim1", "Claim 1.")]
    release("retraction", id="claim3", claim="Claim 3.")
    assert ("broader", "claim3", "Claim 3.") in relations("claim1")


def test_a_withdrawn_relation_is_not_shown() -> None:
    publish(id="claim1")
    publish(id="claim2")
    build.release("relation", build.relation_content())
    build.release("relation", build.relation_content(withdrawn=True), "update")
    assert relations("claim1") == relations("claim2") == []
    build.release("relation", build.relation_content(kind="related"), "update")
    assert [kind for kind, _, _ in relations("claim2")] == ["related"]


def test_a_relation_may_be_released_along_with_its_claims() -> None:
    decisions = {name: build.decide(name).number for name in ("claim1", "claim2")}
    build.release_all(
        [
            build.new("claim", build.claim_content("claim1"), decision=decisions["claim1"]),
            build.new("claim", build.claim_content("claim2"), decision=decisions["claim2"]),
            build.new("relation", build.relation_content(), decision=decisions["claim2"]),
        ]
    )
    assert [kind for kind, _, _ in relations("claim2")] == ["broader"]
