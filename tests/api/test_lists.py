"""Lists: what they hold, in which order, as which bytes, at what cost."""

import pytest
from django.db import connections

from claims.api import pages
from claims.record.models import PublishedClaim, PublishedEntity
from tests import builders
from tests.api.making import bare_rows, content, id_of, released

pytestmark = pytest.mark.django_db


def test_an_empty_record_is_an_empty_page(api):
    answer = api("claims")
    assert answer.json() == {"next": None, "previous": None, "results": []}
    assert answer["Content-Type"] == "application/json"


def test_claims_come_newest_first_release_first_and_keep_their_place(api, ids):
    for number in (1, 2, 3):
        released(number)
    released(1, "update")
    assert ids() == [id_of("claim", number) for number in (3, 2, 1)]


def test_bodies_are_sent_byte_for_byte_as_they_are_stored(api):
    released(1, claim="Kasčiūnas said “1 < 2 & 3” — ’tis so")
    released(2)
    stored = PublishedClaim.objects.order_by("-first_sequence").values_list("body", flat=True)
    sent = api("claims").content.decode()
    assert sent.endswith(f'"results":[{",".join(stored)}]}}')
    assert "Kasčiūnas said “1 < 2 & 3” — ’tis so" in sent


@pytest.mark.parametrize("event", ["retraction", "merge"])
def test_what_no_longer_stands_is_listed_only_where_its_status_is_asked_for(ids, event):
    released(1)
    released(2)
    released(2, event)
    status = {"retraction": "retracted", "merge": "merged"}[event]
    assert ids() == [id_of("claim", 1)]
    assert ids(status=status) == [id_of("claim", 2)]
    assert ids(topic=id_of("topic")) == [id_of("claim", 1)]
    assert ids(topic=id_of("topic"), status=status) == [id_of("claim", 2)]


def test_a_flagged_claim_stays_in_the_list(ids):
    released(1)
    released(1, "flag")
    assert ids() == ids(status="under_review") == [id_of("claim", 1)]


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"status": "open", "page_size": "30"},
        {"ordering": "first_said", "kind": "factual"},
        {"released_after": "2023-01-01", "released_before": "2099-01-01"},
        {"speaker": "a" * 12, "stance": "asserts", "topic": "b" * 12, "ordering": "released"},
    ],
)
def test_a_page_of_claims_is_one_query(api, django_assert_num_queries, rows, query):
    bare_rows(rows)
    with django_assert_num_queries(1):
        assert api("claims", **query).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_of_releases_or_of_speakers_is_one_query(api, django_assert_num_queries, rows):
    released(1)
    for number in range(rows - 1):
        released(1, "update", context=f"Version {number}")
    for number in range(rows):
        builders.release("speaker", builders.speaker_content(id_of("speaker", number)))
    with django_assert_num_queries(1):
        releases = api(f"claims/{id_of('claim', 1)}/releases", page_size=100)
    with django_assert_num_queries(1):
        speakers = api("speakers", page_size=100)
    assert len(releases.json()["results"]) == len(speakers.json()["results"]) == rows


@pytest.mark.parametrize(
    ("path", "kind", "make"),
    [
        ("speakers", "speaker", builders.speaker_content),
        ("sources", "source", builders.source_content),
        ("publishers", "publisher", builders.publisher_content),
        ("topics", "topic", builders.topic_content),
    ],
)
def test_things_of_a_kind_are_listed_newest_first_and_given_one_by_one(api, path, kind, make):
    builders.release("topic" if kind != "topic" else "speaker", {**_other(kind)})
    for number in (1, 2):
        builders.release(kind, make(id_of(kind, number)))
    rows = PublishedEntity.objects.filter(kind=kind).order_by("-first_sequence")
    bodies = list(rows.values_list("body", flat=True))
    assert api(path).content.decode().endswith(f'"results":[{",".join(bodies)}]}}')
    assert api(f"{path}/{id_of(kind, 2)}").content.decode() == bodies[0]
    assert api(f"{path}/{_other(kind)['id']}").status_code == 404


def _other(kind: str) -> dict:
    if kind == "topic":
        return builders.speaker_content(id_of("other"))
    return builders.topic_content(id_of("other"))


def test_a_claim_of_unknown_parts_is_listed_like_any_other(ids):
    bare = content(1, first_said_on=None, statements=[], evidence=[], topics=[])
    builders.release("claim", bare)
    assert ids() == [id_of("claim", 1)]
    assert ids(said_after="1900-01-01") == ids(stance="asserts") == []


@pytest.mark.django_db(transaction=True)
def test_the_record_is_read_through_the_read_only_connection(api, ids):
    released(1)
    asked = {"topic": id_of("topic"), "stance": "asserts", "evidence": "contradicts"}
    assert ids(**asked, ordering="first_said", said_after="2024-01-01") == [id_of("claim", 1)]
    assert api(f"claims/{id_of('claim', 1)}/releases/1").status_code == 200
    assert "public" in {alias for alias in connections if connections[alias].connection}


def test_a_page_is_counted_on_request_by_one_more_query(api, django_assert_num_queries):
    bare_rows(30)
    with django_assert_num_queries(2):
        answer = api("claims", count="true", page_size=5, status="open")
    assert answer.json()["count"] == {"value": 30, "exact": True}
    assert "count=true" in answer.json()["next"]
    assert "count" not in api("claims", count="false").json()


def test_counting_ends_somewhere(api, monkeypatch):
    monkeypatch.setattr(pages, "LARGEST_COUNT", 10)
    bare_rows(11)
    assert api("claims", count="true").json()["count"] == {"value": 10, "exact": False}
    assert api("claims", count="true", status="reviewed").json()["count"]["value"] == 0


def test_things_are_found_by_any_released_name_and_by_when_they_changed(api):
    builders.release("speaker", builders.speaker_content(id_of("speaker", 1)))
    other = builders.speaker_content(id_of("speaker", 2), name="Jane Doe", names=[])
    builders.release("speaker", other)

    def found(**query):
        return [one["id"] for one in api("speakers", **query).json()["results"]]

    assert found(q="kasciunas") == found(q="Кащюнас") == [id_of("speaker", 1)]
    assert found(q="doe jane") == [id_of("speaker", 2)]
    assert found(q="nobody") == []
    assert found(ordering="first_released") == [id_of("speaker", 1), id_of("speaker", 2)]
    assert found(updated_since="2001-01-01") == [id_of("speaker", 2), id_of("speaker", 1)]
    assert found(updated_since="9999-01-01") == []


def test_words_are_looked_for_with_every_filter_and_in_every_order(ids):
    released(1, claim="Suwałki is empty of troops")
    released(2, claim="Nobody is in Suwalki")
    released(3)
    both = {id_of("claim", 1), id_of("claim", 2)}
    assert ids(q="suwalki") == [id_of("claim", 2), id_of("claim", 1)]
    for ordering in ("first_released", "released", "-released", "first_said", "-first_said"):
        assert set(ids(q="suwalki", ordering=ordering)) == both
    assert ids(q="suwalki troops") == [id_of("claim", 1)]
    assert set(ids(q="suwalki", topic=id_of("topic"), stance="asserts")) == both
    assert ids(q="suwalki", status="reviewed") == []
    assert ids(q="-suwalki") == [id_of("claim", 3)]
