"""The seed data set in the formats of others."""

import pytest

from claims.interchange import fact_check
from claims.interchange.annotations import annotation
from claims.interchange.atom import atom
from claims.interchange.claim_review import claim_review
from claims.interchange.entries import Feed, claim_entry
from tests.interchange.atom_rules import broken_rules
from tests.interchange.schemas import CLAIM_REVIEW, CLAIM_SEARCH, faults
from tests.seeds.conftest import Loaded

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_every_verdict_is_a_valid_review_and_no_open_claim_is_one(loaded: Loaded) -> None:
    assert {bool(body["verdict"]) for body in loaded.bodies.values()} == {True, False}
    for body in loaded.bodies.values():
        review = claim_review(body)
        assert (review is None) is (body["verdict"] is None)
        assert review is None or faults(review, CLAIM_REVIEW) == []


def test_what_is_said_of_the_minister_in_the_headline_alone_is_not_his_claim(
    loaded: Loaded,
) -> None:
    for body in loaded.bodies.values():
        asserting = [one for one in body["statements"] if one["stance"] == "asserts"]
        if asserting and all(one["kind"] == "headline" for one in asserting):
            review = claim_review(body) or {"itemReviewed": {}}
            told = review["itemReviewed"].get("author", {"@type": "Organization"})
            assert told["@type"] == "Organization"


def test_the_fact_check_tools_answer_is_valid(loaded: Loaded) -> None:
    found = fact_check.answer(loaded.bodies.values(), "token")
    assert faults(found, CLAIM_SEARCH) == []
    verdicts = [body for body in loaded.bodies.values() if body["verdict"]]
    assert len(found["claims"]) == len(verdicts)
    assert all("claimant" in claim for claim in found["claims"])


def test_every_statement_is_annotated_with_its_exact_words(loaded: Loaded) -> None:
    for body in loaded.bodies.values():
        for statement in body["statements"]:
            found = annotation(statement, page=f"{SITE}/x", claim_url=body["url"])
            assert found is not None
            quote, position, fragment = found["target"]["selector"]
            assert quote["exact"] == statement["quote"]
            assert position["end"] - position["start"] == len(quote["exact"])
            assert fragment["value"].startswith(":~:text=")


def test_the_feed_breaks_no_rule(loaded: Loaded) -> None:
    feed = Feed(
        id=f"{SITE}/feed",
        title="Claims",
        address=f"{SITE}/feed",
        page=f"{SITE}/",
        desk="A desk",
        site=SITE,
        licence="CC-BY-4.0",
        entries=tuple(claim_entry(body) for body in loaded.bodies.values()),
    )
    assert broken_rules(atom(feed)) == []
