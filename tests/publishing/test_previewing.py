"""A preview is the body that the release makes."""

import json
from typing import Any

import pytest

from claims.desk.models import Claim, ClaimRelation, User
from claims.record.models import PublishedClaim
from claims.workflow import preview, revise
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "The council told us that the repair is finished."


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def decider(db: None) -> User:
    return build.user("decider", "publisher")


def kinds(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(relation["kind"], relation["claim"]["claim"]) for relation in body["relations"]]


def released(author: User, decider: User, claim: Claim) -> list[tuple[str, str]]:
    again = PublishedClaim.objects.filter(pk=claim.public_id).exists()
    more = {"event": "update", "note": NOTE} if again else {}
    build.published(author, decider, claim, **more)
    return kinds(json.loads(PublishedClaim.objects.get(pk=claim.public_id).body))


def test_the_preview_shows_the_relations_that_the_release_publishes(
    author: User, decider: User
) -> None:
    first = build.published(author, decider, build.claim(author, "First."))
    second = build.published(author, decider, build.claim(author, "Second."))
    draft = build.claim(author, "Draft.")
    claim = build.claim(author, "The claim.")
    for values in (
        {"from_claim": claim, "to_claim": draft},
        {"from_claim": second, "to_claim": claim, "kind": "narrower"},
        {"from_claim": claim, "to_claim": first, "kind": "contradicts", "withdrawn": True},
        {"from_claim": claim, "to_claim": first, "kind": "follows"},
    ):
        revise(ClaimRelation(**values), by=author)
    expected = [("broader", "Second."), ("follows", "First.")]
    assert kinds(preview(claim).body) == expected
    assert released(author, decider, claim) == expected


def test_the_preview_shows_relations_as_the_release_changes_them(
    author: User, decider: User
) -> None:
    others = [build.published(author, decider, build.claim(author, f"No. {n}.")) for n in range(3)]
    claim = build.claim(author, "The claim.")
    relations = [revise(ClaimRelation(from_claim=claim, to_claim=one), by=author) for one in others]
    released(author, decider, claim)
    relations[0].withdrawn = True
    relations[2].kind = "follows"
    for relation in (relations[0], relations[2]):
        revise(relation, by=author)
    last = build.published(author, decider, build.claim(author, "Last."))
    revise(ClaimRelation(from_claim=last, to_claim=claim, kind="follows"), by=author)
    expected = [("related", "No. 1."), ("follows", "No. 2."), ("precedes", "Last.")]
    assert kinds(preview(claim).body) == expected
    retraction = [("related", f"No. {n}.") for n in range(3)]
    assert kinds(preview(claim, "retract").body) == retraction
    assert released(author, decider, claim) == expected
