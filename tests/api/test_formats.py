"""Formats: which one a client gets, what each holds, and a tag of its own for each."""

import csv
import io

import pytest

from claims.api.representations import preferred
from claims.interchange import tables
from claims.interchange.claim_review import claim_review
from tests.api.making import id_of, lasting, released
from tests.builders import (
    publisher_content,
    release,
    source_content,
    speaker_content,
    topic_content,
    verdict,
)

pytestmark = pytest.mark.django_db

JSON, CSV, JSON_LD = "application/json", "text/csv", "application/ld+json"
CLAIM = id_of("claim", 1)
LISTS = [
    *("claims", "statements", "evidence", "corrections"),
    *("speakers", "sources", "publishers", "topics"),
]


@pytest.fixture(autouse=True, scope="module")
def record(once) -> None:
    once(publish)


def publish() -> None:
    release("speaker", speaker_content(id_of("speaker")))
    release("source", source_content(id_of("source")))
    release("publisher", publisher_content(id_of("psource")))
    release("topic", topic_content(id_of("topic")))
    released(1, claim='=1+1, "so", she said\nand left', verdict=verdict())
    released(2)
    released(1, "correction", claim='=1+1, "so", she said\nand left', verdict=verdict())


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV; charset=utf-8", CSV),
        ("text/*", CSV),
        ("text/csv, application/json", JSON),
        ("text/csv;q=0.9, application/json;q=0.5", CSV),
        ("text/csv;q=0.5, */*;q=0.6", JSON),
        ("text/csv;q=0, */*", JSON),
        ("application/json;q=0, */*;q=0.1", CSV),
        ("text/html, */*;q=0.1", JSON),
        ("application/json;q=2", JSON),
        ("application/json;q=0", None),
        ("application/json;q=high", None),
        ("application/json;q=-1", None),
        ("application/json;q=nan", None),
        ("text/html", None),
        ("", JSON),
        (",", None),
        ("json", None),
        ("*/csv", None),
    ],
)
def test_what_a_client_wants_most_is_what_it_gets(accept, expected):
    assert preferred(accept, (JSON, CSV)) == expected


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_a_table_by_suffix_or_by_header(api, name):
    by_suffix = api(f"{name}.csv")
    by_header = api(name, headers={"Accept": "text/csv"})
    assert by_suffix.status_code == by_header.status_code == 200
    assert by_suffix.content == by_header.content
    assert by_suffix["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert by_suffix["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    rows = list(csv.reader(io.StringIO(by_suffix.content.decode(), newline="")))
    bodies = api(name).json()["results"]
    assert rows[0] == list(tables.columns(name))
    assert len(rows) == len(bodies) + 1 > 1
    assert b"\r\n" in by_suffix.content


def test_no_cell_begins_a_formula(api):
    rows = list(csv.DictReader(io.StringIO(api("claims.csv").content.decode(), newline="")))
    assert [row["claim"] for row in rows][-1] == '\'=1+1, "so", she said\nand left'


def test_a_table_takes_the_filters_and_is_walked_by_its_link(api):
    first = api("claims.csv", page_size=1, kind="factual")
    following = first["Link"].partition(">")[0].lstrip("<")
    assert "/api/v1/claims.csv?" in following
    second = api("claims.csv?" + following.partition("?")[2])
    ids = [
        next(csv.DictReader(io.StringIO(page.content.decode())))["id"] for page in (first, second)
    ]
    assert ids == [id_of("claim", 2), CLAIM]
    assert 'rel="next"' not in second["Link"]
    assert api("claims.csv", kind="rumour").status_code == 400
    assert api("claims.csv", count="true").status_code == 400


@pytest.mark.parametrize("name", LISTS)
def test_each_format_has_a_tag_of_its_own_and_says_what_it_varies_by(api, name):
    plain, table = api(name), api(name, headers={"Accept": "text/csv"})
    assert plain["ETag"] != table["ETag"]
    for answer in (plain, table):
        assert {"Accept", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    known = {"If-None-Match": plain["ETag"]}
    assert api(name, headers={"Accept": "text/csv", **known}).status_code == 200
    known = {"If-None-Match": table["ETag"]}
    assert api(name, headers={"Accept": "text/csv", **known}).status_code == 304


def test_a_claim_with_a_verdict_is_one_claim_review(api):
    by_suffix = api(f"claims/{CLAIM}.jsonld")
    by_header = api(f"claims/{CLAIM}", headers={"Accept": "application/ld+json"})
    assert by_suffix.content == by_header.content
    assert by_suffix["Content-Type"] == "application/ld+json"
    assert by_suffix.json() == claim_review(api(f"claims/{CLAIM}").json())
    assert by_suffix["ETag"] != api(f"claims/{CLAIM}")["ETag"]
    assert by_suffix["Last-Modified"] == api(f"claims/{CLAIM}")["Last-Modified"]


def test_a_claim_without_a_verdict_has_none(api):
    other = id_of("claim", 2)
    assert api(f"claims/{other}.jsonld").status_code == 404
    refused = api(f"claims/{other}", headers={"Accept": "application/ld+json"})
    assert refused.status_code == 406
    assert refused.json()["detail"].endswith("no ClaimReview.")
    both = {"Accept": "application/ld+json;q=0.9, application/json;q=0.5"}
    plain = api(f"claims/{other}", headers=both)
    assert plain.status_code == 200
    assert plain["Content-Type"] == JSON
    assert api(f"claims/{CLAIM}", headers=both)["Content-Type"] == JSON_LD


def test_a_retracted_claim_is_reviewed_no_more(api):
    released(1, "retraction", verdict=verdict())
    assert api(f"claims/{CLAIM}.jsonld").status_code == 404


@pytest.mark.parametrize(
    "path", ["claims.json", "claims.jsonld", f"claims/{CLAIM}.csv", "stats.csv"]
)
def test_a_format_that_an_address_has_not_is_no_address(api, path):
    assert api(path).status_code == 404


@pytest.mark.parametrize("path", ["stats", "changes", "schema", f"claims/{CLAIM}/releases"])
def test_where_there_is_only_json_a_table_is_not_acceptable(api, path):
    answer = api(path, headers={"Accept": "text/csv"})
    assert answer.status_code == 406
    assert answer.json()["detail"] == "This address answers in application/json alone."


def test_head_and_options_of_every_format(outsider):
    for path in ("claims.csv", f"claims/{CLAIM}.jsonld"):
        whole, head = outsider.get(f"/api/v1/{path}"), outsider.head(f"/api/v1/{path}")
        assert lasting(head) == lasting(whole)
        assert head.content == b""
        assert outsider.options(f"/api/v1/{path}").status_code == 204
