"""A published claim, the people who published it, and drafts beside it."""

import pytest

from claims.desk.models import Claim, ClaimTopic, User
from tests import desk_builders as build
from tests.leaks.planting import Planted, plant


@pytest.fixture
def desk_of_two(db: None) -> tuple[User, User, User]:
    return people()


def people() -> tuple[User, User, User]:
    """Who writes, who publishes and who administers."""
    return (
        build.user("author", "contributor"),
        build.user("decider", "publisher"),
        build.user("chief", "admin"),
    )


@pytest.fixture
def public(desk_of_two: tuple[User, User, User]) -> dict[str, str]:
    return published(*desk_of_two[:2])


def published(by: User, decider: User) -> dict[str, str]:
    """One published claim with a verdict, and the ids of all it names."""
    claim = build.claim(by, save=(ClaimTopic(topic=build.topic(by)),))
    build.evidence(by, claim, text="Inspectors found cracks.")
    build.with_verdict(by, claim)
    build.published(by, decider, claim)
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    return {
        "claim": claim.public_id,
        "statement": statement.public_id,
        "speaker": statement.speaker.public_id,
        "source": source.public_id,
        "publisher": source.publisher.public_id,
        "topic": claim.claim_topics.get().topic.public_id,
    }


@pytest.fixture
def planted(desk_of_two: tuple[User, User, User], public: dict[str, str]) -> Planted:
    claim = Claim.objects.get(public_id=public["claim"])
    return plant(*desk_of_two, claim)
