"""What was corrected: the list of notices, the differences between releases, and what was."""

import csv
import io

import pytest

from tests.api.making import id_of, released
from tests.builders import NOTE, verdict

pytestmark = pytest.mark.django_db

CLAIM = id_of("claim", 1)


@pytest.fixture
def corrected() -> None:
    """Two claims, the first with three releases."""
    released(1, verdict=verdict())
    released(2)
    released(1, "correction", verdict=verdict("false", normalised="FALSE"))
    released(2, "update", context="More")
    released(1, "retraction", "Taken back, because the source was a forgery.", verdict=None)


def test_corrections_are_told_newest_first_as_the_claims_tell_them(
    api, corrected, django_assert_num_queries
):
    with django_assert_num_queries(1):
        told = api("corrections").json()["results"]
    assert [(one["claim"]["id"], one["number"], one["event"]) for one in told] == [
        (CLAIM, 3, "retraction"),
        (id_of("claim", 2), 2, "update"),
        (CLAIM, 2, "correction"),
    ]
    claim = api(f"claims/{CLAIM}").json()
    of_the_claim = [one for one in reversed(told) if one["claim"]["id"] == CLAIM]
    assert [{**one, "claim": None} for one in of_the_claim] == [
        {**one, "claim": None} for one in claim["corrections"]
    ]
    assert of_the_claim[0]["verdict_before"]["code"] == "overstated"
    assert of_the_claim[0]["verdict_after"]["code"] == "false"
    assert of_the_claim[0]["claim"] == {key: claim[key] for key in ("id", "url", "claim")}


def test_corrections_by_claim_and_event(api, corrected):
    assert len(api("corrections", claim=CLAIM).json()["results"]) == 2
    assert len(api("corrections", event="update").json()["results"]) == 1
    assert api("corrections", released_before="2001-01-01").json()["results"] == []
    assert len(api("corrections", released_after="2001-01-01").json()["results"]) == 3
    assert api("corrections", event="edited").status_code == 400


def test_corrections_are_walked_by_cursor_in_either_format(api, corrected):
    first = api("corrections", page_size=2).json()
    second = api("corrections?" + first["next"].partition("?")[2]).json()
    assert [len(page["results"]) for page in (first, second)] == [2, 1]
    rows = list(csv.DictReader(io.StringIO(api("corrections.csv").content.decode())))
    assert [row["event"] for row in rows] == ["retraction", "update", "correction"]
    assert rows[2]["note"] == NOTE


def test_two_releases_are_compared_place_by_place(api, corrected):
    told = api(f"claims/{CLAIM}/releases/1/difference", to=2).json()
    assert (told["claim"], told["from"], told["to"]) == (CLAIM, 1, 2)
    changed = {one["path"]: (one["before"], one["after"]) for one in told["differences"]}
    assert changed["/verdict/code"] == ("overstated", "false")
    assert changed["/verdict/normalised"] == ("MIXTURE", "FALSE")
    assert "/claim" not in changed
    back = api(f"claims/{CLAIM}/releases/2/difference", to=1).json()["differences"]
    assert {one["path"]: (one["after"], one["before"]) for one in back} == changed
    assert api(f"claims/{CLAIM}/releases/1/difference", to=1).json()["differences"] == []


def test_without_another_a_release_is_compared_with_the_newest(api, corrected):
    assert api(f"claims/{CLAIM}/releases/1/difference").json()["to"] == 3


@pytest.mark.parametrize("path", ["1/difference?to=9", "9/difference", "9/difference?to=1"])
def test_a_release_that_is_not_there_cannot_be_compared(api, corrected, path):
    assert api(f"claims/{CLAIM}/releases/{path}").status_code == 404


@pytest.mark.parametrize("to", ["0", "-1", "x", "1000000000", "9" * 400, "1.0"])
def test_what_is_no_number_of_a_release_is_refused(api, corrected, to):
    assert api(f"claims/{CLAIM}/releases/1/difference", to=to).status_code == 400
