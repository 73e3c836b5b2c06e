"""Lists read by statements that are written once tell what there is now, wherever one stands."""

from urllib.parse import urlsplit

import pytest
from django.db import connections

from claims.record import reading
from tests.api.making import id_of, released

pytestmark = pytest.mark.django_db


def ids(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["results"]]


@pytest.mark.parametrize("path", ["claims?page_size=2", "claims?q=troops&page_size=2"])
def test_what_was_released_since_is_listed(api, path):
    released(1)
    before = ids(api(path))
    released(2)
    assert len(ids(api(path))) == len(before) + 1


@pytest.mark.parametrize("ordering", ["-first_released", "-released", "first_said"])
def test_a_walk_that_was_walked_before_is_walked_again(api, ordering):
    for number in range(7):
        released(number)
    path = f"claims?ordering={ordering}&page_size=2"
    assert walked(api, path) == walked(api, path)
    assert len(set(walked(api, path))) == 7


def test_a_filter_is_not_taken_for_a_place_in_the_list(api):
    for number in range(3):
        released(number)
    path = "claims?ordering=-released&said_after=0001-01-01T00:00:00.000001Z&page_size=1"
    assert len(walked(api, path)) == 3


def test_a_query_without_words_finds_nothing_twice(api):
    released(1)
    assert ids(api("claims?q=!!!")) == ids(api("claims?q=!!!")) == []


def test_a_claim_that_the_reader_has_is_not_read(api, django_assert_num_queries):
    released(1)
    first = api(f"claims/{id_of('claim', 1)}")
    with django_assert_num_queries(1, connection=connections[reading.ALIAS]) as asked:
        again = api(f"claims/{id_of('claim', 1)}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    row = reading.sent_claim(id_of("claim", 1), known=first["ETag"].strip('"'))
    assert row is not None
    assert row.body == ""
    assert len(asked) == 1


def walked(api, path) -> list[str]:
    found: list[str] = []
    while path:
        answer = api(path)
        found += ids(answer)
        following = answer.json()["next"]
        parts = urlsplit(following or "")
        path = f"claims?{parts.query}" if following else ""
    return found
