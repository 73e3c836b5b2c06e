"""Bodies of claims as the record projects them, without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.interchange.claim_review import claim_review
from claims.record.projection import claim_body
from claims.record.projection.history import Facts, Version
from tests import builders

Body = dict[str, Any]

SITE = "https://claims.example.org"
FIRST = datetime(2024, 11, 5, 9, 30, tzinfo=UTC)
URL = f"{SITE}/claims/claimclaimaa-kaliningrad-oblast-is-empty-of-troops"


def reviewed(*later: tuple[str, Body], **overrides: Any) -> Body:
    """The body of a claim with a verdict; each of `later` is one more release, a day after."""
    return claim({"verdict": builders.verdict(), **overrides}, *later)


def claim(first: Body, *later: tuple[str, Body]) -> Body:
    """The body of a claim from its releases: overrides of the content, and event with overrides."""
    contents = [("publish", first), *later]
    held: Body = {}
    versions = []
    for at, (event, overrides) in enumerate(contents):
        held = held | overrides
        versions.append(
            Version(
                number=at + 1,
                sequence=at + 7,
                event=event,
                note=builders.NOTE if at else "",
                released_at=FIRST + timedelta(days=at),
                digest=f"{at:064x}",
                content=builders.claim_content("claimclaimaa", **held),
            )
        )
    facts = Facts(id="claimclaimaa", url=URL, site_url=SITE, versions=versions)
    return claim_body(facts.last.content, facts)


def review_of(body: Body) -> Body:
    """The ClaimReview of a body that has one."""
    review = claim_review(body)
    assert review is not None
    return review


def statement(id: str = "statementaaa", **overrides: Any) -> Body:
    """A statement whose source has an address and a publisher of its own."""
    return builders.statement_content(id, **overrides)


def source(url: str = "https://example.org/article", **overrides: Any) -> Body:
    """A source as a statement names it."""
    return builders.source_reference("sourceaaaaaa", url=url, **overrides)


def speaker(name: str = "Laurynas Kasčiūnas", **overrides: Any) -> Body:
    """A speaker as a statement names them."""
    own = {"id": name.lower().replace(" ", "")[:12], "name": name}
    return builders.speaker_reference(**own | overrides)
