"""The canary crawl and the differential test (draft-leak checklist of the trust requirements)."""

import pytest
from django.db import connection
from django.test import Client

from claims.desk import models as desk
from claims.desk.models import Claim, ClaimTopic, User
from claims.ledger import guards
from claims.record.models import PublishedClaim, PublishedEntity
from claims.workflow import revise
from tests import desk_builders as build
from tests.leaks.crawling import ask, crawl, routes
from tests.leaks.planting import CANARY, Planted, plant

pytestmark = pytest.mark.django_db

UNKNOWN = "aaaaaaaaaaaa"
ID = "(?P<public_id>[a-z2-7]{12})(?:-(?P<slug>[^/]*))?"
API = "api/v1/"

# Every public route, with addresses that reach it: a route without a row fails the run.
# {claim}, {speaker}... stand for the ids of published things, and in turn for those of drafts.
ROUTES = {
    "": ["/"],
    rf"^claims/{ID}\Z": ["/claims/{claim}", "/claims/{claim}-x"],
    rf"^claims/{ID}/history\Z": ["/claims/{claim}/history"],
    rf"^claims/{ID}/report\Z": ["/claims/{claim}/report"],
    rf"^claims/{ID}/report/received\Z": ["/claims/{claim}/report/received"],
    rf"^speakers/{ID}\Z": ["/speakers/{speaker}"],
    rf"^sources/{ID}\Z": ["/sources/{source}"],
    rf"^publishers/{ID}\Z": ["/publishers/{publisher}"],
    rf"^topics/{ID}\Z": ["/topics/{topic}"],
    "methodology": ["/methodology"],
    "robots.txt": ["/robots.txt"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
    f"{API}claims": ["/api/v1/claims"],
    f"{API}claims/<public_id:id>": ["/api/v1/claims/{claim}"],
    f"{API}claims/<public_id:id>/releases": ["/api/v1/claims/{claim}/releases"],
    f"{API}claims/<public_id:id>/releases/<release_number:number>": [
        "/api/v1/claims/{claim}/releases/1",
        "/api/v1/claims/{claim}/releases/2",
    ],
    f"{API}speakers": ["/api/v1/speakers"],
    f"{API}speakers/<public_id:id>": ["/api/v1/speakers/{speaker}"],
    f"{API}sources": ["/api/v1/sources"],
    f"{API}sources/<public_id:id>": ["/api/v1/sources/{source}"],
    f"{API}publishers": ["/api/v1/publishers"],
    f"{API}publishers/<public_id:id>": ["/api/v1/publishers/{publisher}"],
    f"{API}topics": ["/api/v1/topics"],
    f"{API}topics/<public_id:id>": ["/api/v1/topics/{topic}"],
    f"{API}schema": ["/api/v1/schema"],
    "api/": ["/api/v1/nothing"],
}
LISTS = [f"/api/v1/{name}" for name in ("claims", "speakers", "sources", "publishers", "topics")]
KINDS = ("claim", "speaker", "source", "publisher", "topic")


@pytest.fixture
def desk_of_two(db: None) -> tuple[User, User, User]:
    return (
        build.user("author", "contributor"),
        build.user("decider", "publisher"),
        build.user("chief", "admin"),
    )


@pytest.fixture
def public(desk_of_two: tuple[User, User, User]) -> dict[str, str]:
    """One published claim with a verdict, and the ids of all it names."""
    by, decider, _ = desk_of_two
    claim = build.claim(by, save=(ClaimTopic(topic=build.topic(by)),))
    build.evidence(by, claim, text="Inspectors found cracks.")
    build.with_verdict(by, claim)
    build.published(by, decider, claim)
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    return {
        "claim": claim.public_id,
        "speaker": statement.speaker.public_id,
        "source": source.public_id,
        "publisher": source.publisher.public_id,
        "topic": claim.claim_topics.get().topic.public_id,
    }


@pytest.fixture
def planted(desk_of_two: tuple[User, User, User], public: dict[str, str]) -> Planted:
    claim = Claim.objects.get(public_id=public["claim"])
    return plant(*desk_of_two, claim)


def addresses(ids: dict[str, str]) -> list[str]:
    return [address.format(**ids) for found in ROUTES.values() for address in found]


def filters(client: Client) -> dict[str, list[str]]:
    """The parameters of each list, as the schema tells them."""
    paths = client.get("/api/v1/schema").json()["paths"]
    return {
        path: [
            parameter["name"]
            for parameter in operations["get"].get("parameters", [])
            if parameter["in"] == "query"
        ]
        for path, operations in paths.items()
        if path in LISTS
    }


def delete_the_whole_desk() -> None:
    """Delete every row of the desk but its accounts, published or not: the public reads none."""
    guards.drop(connection)
    constrained = connection.constraint_checks_disabled()
    with constrained, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in reversed(list(_tables())):
            if connection.vendor == "postgresql":
                cursor.execute(f'ALTER TABLE "{model}" DISABLE TRIGGER ALL')
            cursor.execute(f'DELETE FROM "{model}"')
            if connection.vendor == "postgresql":
                cursor.execute(f'ALTER TABLE "{model}" ENABLE TRIGGER ALL')
    guards.install(connection)


def _tables() -> list[str]:
    found = [getattr(desk, name) for name in desk.__all__ if name != "User"]
    return [model._meta.db_table for model in found if hasattr(model, "objects")]


def test_every_public_route_is_crawled() -> None:
    assert routes() == set(ROUTES)


def test_no_answer_carries_anything_of_a_draft(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    secrets = [CANARY, *planted.ids, "q987654321", "2019-07-1"]
    for asked, answer in crawl(client, addresses(public)).items():
        readable = answer.readable
        assert [secret for secret in secrets if secret in readable] == [], asked
        assert "set-cookie" not in dict(answer.headers), asked


def test_no_read_table_holds_anything_of_a_draft(planted: Planted) -> None:
    for table in (PublishedClaim, PublishedEntity):
        for row in table.objects.values():
            assert CANARY not in str(row).lower()


def test_an_id_that_only_a_draft_has_is_an_unknown_id(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    unknown = dict.fromkeys(KINDS, UNKNOWN)
    for draft in planted.ids:
        for asked, nothing in zip(
            addresses(dict.fromkeys(KINDS, draft)), addresses(unknown), strict=True
        ):
            if asked == nothing:
                continue
            answer, absent = ask(client, asked), ask(client, nothing)
            assert answer.status == 404, asked
            assert answer.readable.replace(draft, UNKNOWN) == absent.readable


def test_no_filter_tells_a_draft_from_nothing(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    for path, names in filters(client).items():
        for name in names:
            for value in (*planted.ids[:9], CANARY, "2019-07-18"):
                stand_in = "1999-07-18" if value.startswith("2019") else UNKNOWN
                if value == CANARY:
                    stand_in = "zqunknown"
                answer = ask(client, f"{path}?{name}={value}")
                absent = ask(client, f"{path}?{name}={stand_in}")
                told = answer.body.replace(value, stand_in)
                assert (answer.status, told) == (absent.status, absent.body), (path, name, value)


def test_an_unpublished_edit_changes_no_public_byte(
    client: Client, public: dict[str, str], desk_of_two: tuple[User, User, User]
) -> None:
    before = crawl(client, addresses(public))
    plant(*desk_of_two, Claim.objects.get(public_id=public["claim"]))
    claim = Claim.objects.get(public_id=public["claim"])
    claim.rating = None
    revise(claim, by=desk_of_two[0])
    assert crawl(client, addresses(public)) == before


def test_without_the_desk_every_public_answer_is_the_same(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    before = crawl(client, addresses(public))
    delete_the_whole_desk()
    assert not Claim.objects.exists()
    after = crawl(client, addresses(public))
    assert after.keys() == before.keys()
    for asked, answer in after.items():
        assert answer == before[asked], asked
