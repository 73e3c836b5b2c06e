"""The feeds of the site: what they hold, how they are paged, cached and found."""

import gzip
import json

import extruct
import feedparser
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from claims.interchange.claim_review import claim_review
from claims.record import reading
from claims.web import feeds
from tests import builders
from tests.api.making import lasting
from tests.api.test_plans import EXPLAIN, PREPARATION
from tests.interchange.atom_rules import broken_rules
from tests.interchange.schemas import CLAIM_REVIEW, faults
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

FEEDS = [
    f"/feeds/{name}.{format}" for name in ("claims", "corrections") for format in ("atom", "json")
]
ATOM = ["/feeds/claims.atom", "/feeds/corrections.atom"]
REVIEWS = "/feeds/claimreview.json"
SORTS = {"sqlite": "TEMP B-TREE", "postgresql": "Sort"}


def items(client, path):
    return json.loads(client.get(path).content)["items"]


def publish_many(count):
    for number in range(count):
        released.publish(released.numbered(number), verdict=builders.verdict())


@pytest.fixture
def corrected():
    released.publish_named()
    released.publish(verdict=builders.verdict())
    released.publish(event="correction", note=builders.NOTE, verdict=builders.verdict("false"))


@pytest.mark.parametrize("path", ATOM)
def test_atom_feeds_break_no_rule_and_feedparser_reads_them(client, corrected, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert broken_rules(answer.content.decode()) == []
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert len(read.entries) == 1
    links = {link.rel: link.href for link in read.feed.links}
    assert links["self"] == f"{settings.SITE_URL}{path}"


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_of_an_empty_record_is_a_feed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    if path in ATOM:
        assert broken_rules(answer.content.decode()) == []
    else:
        assert json.loads(answer.content)["items"] == []


def test_a_feed_without_entries_was_updated_with_the_record(client):
    released.publish()
    read = feedparser.parse(client.get("/feeds/corrections.atom").content)
    assert (read.entries, read.feed.updated) == ([], released.body_of()["released_at"])


def test_a_feed_holds_what_lists_show(client):
    released.publish(released.numbered(0))
    released.publish(released.numbered(1), verdict=builders.verdict())
    released.publish(released.numbered(1), "retraction", builders.NOTE)
    assert [item["_onrecord"]["claim"] for item in items(client, "/feeds/claims.json")] == [
        released.numbered(0)
    ]


def test_a_claim_that_was_released_anew_comes_first_under_its_old_identity(client):
    publish_many(2)
    before = items(client, "/feeds/claims.json")
    released.publish(released.numbered(0), "update", builders.NOTE, verdict=builders.verdict())
    after = items(client, "/feeds/claims.json")
    assert [item["id"] for item in after] == [item["id"] for item in reversed(before)]
    assert after[0]["date_modified"] > after[0]["date_published"] == before[1]["date_published"]


def test_corrections_show_the_note_and_what_became_of_the_verdict(client, corrected):
    (item,) = items(client, "/feeds/corrections.json")
    assert builders.NOTE in item["summary"]
    told = item["_onrecord"]
    assert told["verdict_before"]["code"] == "overstated"
    assert told["verdict_after"]["code"] == "false"
    assert item["url"] == f"{settings.SITE_URL}{released.path_of(released.CLAIM)}/history"
    assert client.get(item["url"].removeprefix(settings.SITE_URL)).status_code == 200


def test_a_retraction_stays_among_the_corrections(client, corrected):
    released.publish(event="retraction", note=builders.NOTE)
    newest, older = items(client, "/feeds/corrections.json")
    assert newest["title"].startswith("Retracted: ")
    assert newest["id"] != older["id"]


@pytest.mark.parametrize("path", FEEDS)
def test_pages_of_a_feed_lose_and_repeat_nothing(client, monkeypatch, path):
    monkeypatch.setattr(feeds, "PAGE_SIZE", 2)
    publish_many(5)
    for number in range(5):
        id = released.numbered(number)
        released.publish(id, "update", builders.NOTE, verdict=builders.verdict())
    seen, address = [], path
    while address:
        content = client.get(address.removeprefix(settings.SITE_URL)).content
        read = feedparser.parse(content) if path in ATOM else json.loads(content)
        if path in ATOM:
            seen += [entry.id for entry in read.entries]
            address = {link.rel: link.href for link in read.feed.links}.get("next")
        else:
            seen += [item["id"] for item in read["items"]]
            address = read.get("next_url")
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("before", ["", "x", "-1", "1.5", "١", "9" * 30])
def test_a_page_that_no_feed_has_linked_to_is_not_there(client, before):
    for path in FEEDS:
        assert client.get(path, {"before": before}).status_code == 404


def test_a_speaker_and_a_topic_have_feeds_of_their_own(client, corrected):
    released.publish(released.numbered(0), statements=[], topics=[])
    for kind, id in (("speaker", released.SPEAKER), ("topic", released.TOPIC)):
        address = feeds.feed_path(kind, id)
        read = feedparser.parse(client.get(address).content)
        assert [entry.link.rpartition("/")[2][:12] for entry in read.entries] == [released.CLAIM]
        page = client.get(f"/{kind}s/{id}", follow=True)
        assert address in Markup(page.content).values("href", "link")
        told = items(client, address.replace(".atom", ".json"))
        assert len(told) == 1
        assert client.get(feeds.feed_path(kind, "zzzzzzzzzzzz")).status_code == 404


@pytest.mark.parametrize("path", [*FEEDS, REVIEWS])
def test_a_feed_that_has_not_changed_is_not_sent_again(client, corrected, path):
    first = client.get(path)
    assert first["Cache-Control"] == "public, max-age=60, stale-while-revalidate=300"
    assert "Last-Modified" in first
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    assert client.get(path).getvalue() == first.getvalue()
    head = client.head(path)
    assert (head.status_code, head.getvalue(), head["ETag"]) == (200, b"", first["ETag"])
    released.publish(event="correction", note=builders.NOTE, verdict=builders.verdict())
    after = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert not after.cookies


GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("path", [*FEEDS, REVIEWS])
def test_compressed_feeds_have_tags_of_their_own(client, corrected, path):
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    content = packed.getvalue()
    assert gzip.decompress(content) == plain.getvalue()
    assert client.get(path, headers=GZIP).getvalue() == content
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'
    for known, headers, status in [
        (packed["ETag"], GZIP, 304),
        (plain["ETag"], {}, 304),
        (packed["ETag"], {}, 200),
        (plain["ETag"], GZIP, 200),
        ("*", GZIP, 304),
    ]:
        again = client.get(path, headers={"If-None-Match": known, **headers})
        assert again.status_code == status, (known, headers)
        if status == 304:
            assert (again["ETag"], again.getvalue()) == (
                known if known != "*" else packed["ETag"],
                b"",
            )
            assert "Content-Encoding" not in again


@pytest.mark.parametrize("path", [*FEEDS, REVIEWS])
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_head_tells_of_a_feed_what_get_tells(client, corrected, path, headers):
    whole, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert (head.status_code, head.getvalue()) == (200, b"")
    assert lasting(head) == lasting(whole)


@pytest.mark.parametrize("path", [*FEEDS, REVIEWS])
def test_what_may_be_done_with_a_feed(client, path):
    answer = client.options(path)
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.post(path)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_review_stands_in_one_page_alone(client, corrected):
    path = released.path_of(released.CLAIM)
    assert len(json_ld(client, path)) == 1
    for prefix in ("/uk", "/lt"):
        assert client.get(prefix + path).status_code == 200
        assert json_ld(client, prefix + path) == []


def test_every_page_leads_to_the_feeds(client, corrected):
    for path in ("/", released.path_of(released.CLAIM), "/methodology"):
        links = Markup(client.get(path).content).values("href", "link")
        assert set(FEEDS) <= set(links), path


@pytest.mark.parametrize(("path", "queries"), [(FEEDS[0], 1), (FEEDS[3], 2), (REVIEWS, 3)])
def test_a_feed_asks_the_record_few_times(client, django_assert_num_queries, path, queries):
    publish_many(3)
    released.publish(released.numbered(0), "update", builders.NOTE, verdict=builders.verdict())
    with django_assert_num_queries(queries):
        client.get(path).getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/claims.atom",
        "/feeds/claims.json?before=9",
        "/feeds/corrections.atom",
        "/feeds/corrections.json?before=9",
        REVIEWS,
        "/v1alpha1/claims:search?reviewPublisherSiteFilter=127.0.0.1",
        "/v1alpha1/claims:search?query=troops",
    ],
)
def test_nothing_is_sorted_to_make_a_page(client, path):
    publish_many(3)
    with CaptureQueriesContext(connection) as captured:
        client.get(path).getvalue()
    with connection.cursor() as cursor:
        for statement in PREPARATION[connection.vendor]:
            cursor.execute(statement)
        for query in captured.captured_queries:
            cursor.execute(f"{EXPLAIN[connection.vendor]} {query['sql']}")
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            assert SORTS[connection.vendor] not in plan, plan


@pytest.mark.parametrize("path", [*FEEDS, REVIEWS])
def test_a_record_that_cannot_be_asked_says_when_to_come_back(client, monkeypatch, path):
    def fail(*args):
        raise OperationalError("connection refused")

    for name in ("listed_claims", "corrections", "reviewed_claims"):
        monkeypatch.setattr(reading, name, fail)
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def reviews(client):
    feed = json.loads(client.get(REVIEWS).getvalue())
    return [review for item in feed["dataFeedElement"] for review in item["item"]]


def test_the_data_feed_holds_every_verdict_that_stands(client, monkeypatch):
    monkeypatch.setattr(feeds, "CHUNK", 2)
    publish_many(5)
    released.publish(released.numbered(5))
    released.publish(released.numbered(0), "retraction", builders.NOTE, verdict=builders.verdict())
    released.publish(released.numbered(1), "flag", builders.NOTE, verdict=builders.verdict())
    found = reviews(client)
    assert [review["@id"][-19:-7] for review in found] == [
        released.numbered(number) for number in (4, 3, 2, 1)
    ]
    assert [fault for review in found for fault in faults(review, CLAIM_REVIEW)] == []


def json_ld(client, path):
    return extruct.extract(client.get(path).content.decode(), syntaxes=["json-ld"])["json-ld"]


def test_a_page_has_exactly_one_review_equal_to_the_data_feeds(client, corrected):
    path = released.path_of(released.CLAIM)
    found = json_ld(client, path)
    assert found == reviews(client) == [claim_review(released.body_of())]
    assert found[0]["url"] == f"{settings.SITE_URL}{path}"
    elsewhere = f"/api/v1/claims/{released.CLAIM}.jsonld"
    assert found == [json.loads(client.get(elsewhere).content)]
    assert elsewhere in Markup(client.get(path).content).values("href", "link")


def test_what_a_review_says_stands_on_its_page(client, corrected):
    path = released.path_of(released.CLAIM)
    (review,) = json_ld(client, path)
    words = Markup(client.get(path).content).words
    rating, claim = review["reviewRating"], review["itemReviewed"]
    for text in (
        review["claimReviewed"],
        review["reviewBody"],
        rating["alternateName"],
        rating["ratingExplanation"],
        rating["description"],
        claim["author"]["name"],
        review["author"]["name"],
        review["correction"][0]["text"],
    ):
        assert text in words, text


@pytest.mark.parametrize("event", ["", "retraction", "suppression"])
def test_a_page_without_a_verdict_that_stands_has_no_review(client, event):
    if event:
        released.publish(verdict=builders.verdict())
    path = released.publish(
        event=event or "publish", note=builders.NOTE if event else "",
        verdict=builders.verdict() if event else None,
    )  # fmt: skip
    assert json_ld(client, path) == []


def test_no_text_of_a_claim_ends_the_script(client):
    evil = "</script><script>alert(1)</script><!-- & 'x' \""
    path = released.publish(claim=evil, verdict=builders.verdict(label=evil, summary=evil))
    page = Markup(client.get(path).content)
    assert page.faults == []
    assert page.values("type", "script") == ["application/ld+json"]
    (review,) = json_ld(client, path)
    assert review["claimReviewed"] == review["reviewBody"] == evil


def test_golden_feeds(client, golden, corrected):
    moments = released_at(client)
    for path in (*FEEDS, REVIEWS):
        text = client.get(path).getvalue().decode()
        for moment, stand_in in moments.items():
            text = text.replace(moment, stand_in)
        if path not in ATOM:
            text = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
        golden(path.removeprefix("/"), text)


def released_at(client):
    """The moments of this run, and those that stand in the golden files."""
    body = released.body_of()
    return {
        body["first_released_at"]: "2024-11-05T09:30:00Z",
        body["released_at"]: "2024-11-06T09:30:00Z",
    }
