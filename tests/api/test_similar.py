"""`claims?similar_to=`: which claims a text is like, how alike, and what goes with it."""

from typing import Any

import pytest

from claims.record.models import ClaimWords, PublishedClaim
from tests import builders, desk_builders
from tests.api.making import bare_rows, id_of, released
from tests.builders import release, verdict

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge in Exampleton was closed in May 2023."
POST = "RT @someBody: so they are closing the #Exampleton bridge?! https://example.org/x"
ALONE: dict[str, Any] = {"topics": [], "statements": [], "evidence": []}


@pytest.fixture
def claims(db):
    release("scale", builders.scale_content())
    released(1, claim="Taxes fell by a third.", **ALONE)
    released(2, claim=BRIDGE, verdict=verdict(), **ALONE)
    released(3, claim="The bridge in Otherton is open.", language="lt", **ALONE)


def test_the_likest_come_first_with_how_alike_they_are(api, claims):
    page = api("claims", similar_to=POST).json()
    assert [claim["id"] for claim in page["results"]] == [id_of("claim", 2), id_of("claim", 3)]
    assert len(page["scores"]) == 2
    assert 1 >= page["scores"][0] > page["scores"][1] > 0
    assert page["next"] is page["previous"] is None
    assert "scores" not in api("claims").json()
    assert page["results"][0] == api(f"claims/{id_of('claim', 2)}").json()


def test_filters_hold_and_a_page_may_be_smaller(ids, claims):
    assert ids(similar_to=BRIDGE, language="lt") == [id_of("claim", 3)]
    assert ids(similar_to=BRIDGE, page_size="1") == [id_of("claim", 2)]
    assert ids(similar_to="zqunheard") == []
    assert ids(similar_to="?!") == []


def test_only_published_claims_that_lists_show_are_suggested(ids, claims):
    author = desk_builders.user("author", "contributor")
    desk_builders.claim(author, BRIDGE)
    released(2, "retraction", claim=BRIDGE, verdict=verdict(), **ALONE)
    assert ids(similar_to=BRIDGE) == [id_of("claim", 3)]
    assert ids(similar_to=BRIDGE, status="retracted") == [id_of("claim", 2)]
    assert PublishedClaim.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("q", "bridge"), ("ordering", "released"), ("count", "true"), ("facets", "topic")],
)
def test_what_has_no_sense_with_it_is_refused(api, name, value):
    answer = api("claims", similar_to=BRIDGE, **{name: value})
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("text", ["a" * 1001, "   ", "a\x00b", "\x1b[31m"])
def test_what_is_no_text_to_compare_is_refused(api, text):
    answer = api("claims", similar_to=text)
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == ["similar_to"]


def test_a_long_post_of_several_lines_is_taken(api, claims):
    text = "The bridge\r\nin Exampleton\tis closed. ".ljust(1000, "é")
    page = api("claims", similar_to=text).json()
    assert page["results"][0]["id"] == id_of("claim", 2)


def test_no_more_than_twenty_are_told(api):
    rows = bare_rows(25)
    ClaimWords.objects.bulk_create(
        ClaimWords(row_id=row.first_sequence, text="a bridge _") for row in rows
    )
    page = api("claims", similar_to="bridge", page_size="100").json()
    assert len(page["results"]) == len(page["scores"]) == 20


def test_it_is_told_as_csv_too_without_the_scores(api, claims):
    answer = api("claims.csv", similar_to=POST)
    assert answer.status_code == 200
    assert id_of("claim", 2) in answer.content.decode()
