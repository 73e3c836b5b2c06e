"""Counts: of what stands in the record, and of one speaker's claims; of nobody else's drafts."""

import pytest

from tests.api.making import id_of, released, statement
from tests.builders import NOTE, release, topic_content, verdict

pytestmark = pytest.mark.django_db


def test_an_empty_record_counts_nothing(api):
    assert api("stats").json() == {
        "claims": 0,
        "by_status": [],
        "by_verdict": [],
        "by_topic": [],
        "by_month": [],
    }


def test_claims_that_stand_are_counted(api, django_assert_max_num_queries):
    release("topic", topic_content(id_of("topic"), name="Defence"))
    released(1)
    released(2, verdict=verdict("false", normalised="FALSE"))
    released(3, verdict=verdict("false", normalised="FALSE"), topics=[])
    released(3, "flag", verdict=verdict("false", normalised="FALSE"), topics=[])
    released(4)
    released(4, "retraction", NOTE)
    with django_assert_max_num_queries(5):
        told = api("stats").json()
    assert told["claims"] == 3
    assert told["by_status"] == [
        {"status": status, "count": 1} for status in ("open", "reviewed", "under_review")
    ]
    assert [(one["code"], one["count"]) for one in told["by_verdict"]] == [("false", 2)]
    assert told["by_topic"] == [{"id": id_of("topic"), "name": "Defence", "count": 2}]
    assert [one["count"] for one in told["by_month"]] == [3]


def test_what_one_speaker_asserts(api):
    released(1, statements=[statement(1, "ann", "asserts")], verdict=verdict())
    released(2, statements=[statement(2, "ann", "denies"), statement(3, "bob", "asserts")])
    told = api("stats", speaker=id_of("ann")).json()
    assert told["speaker"] == id_of("ann")
    assert told["asserts"]["claims"] == 1
    assert [one["code"] for one in told["asserts"]["by_verdict"]] == ["overstated"]


def test_an_unknown_speaker_is_one_without_claims(api):
    released(1)
    nobody = api("stats", speaker="a" * 12).json()
    assert nobody == {"speaker": "a" * 12, "asserts": {"claims": 0, "by_verdict": []}}


@pytest.mark.parametrize("query", [{"speaker": "x"}, {"topic": "a" * 12}, {"page_size": "1"}])
def test_what_cannot_be_counted_is_refused(api, query):
    assert api("stats", **query).status_code == 400


def test_a_count_tells_what_is_new(api):
    released(1)
    tag = api("stats")["ETag"]
    assert api("stats", headers={"If-None-Match": tag}).status_code == 304
    released(2)
    assert api("stats", headers={"If-None-Match": tag}).status_code == 200
