"""Searching lists: other forms of words, snippets, facets, the best first; each asked for."""

import pytest

from tests import builders
from tests.api.making import bare_rows, id_of, released
from tests.builders import release, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    release("scale", builders.scale_content())
    release("topic", builders.topic_content(id_of("topic"), name="Defence"))
    released(1, claim="A gap in the vaccinated.", kind="quantity", verdict=verdict())
    released(2, claim="Nothing.", context="The gap.", language="lt")
    released(3, claim="The gap is a gap.")


def test_other_forms_are_found_where_stemming_asks_for_them(ids, three):
    assert ids(q="vaccine") == []
    assert ids(q="vaccine", stemming="en") == [id_of("claim", 1)]
    assert ids(q="vaccine", stemming="de") == []


@pytest.mark.parametrize("name", ["stemming", "snippets", "ordering"])
def test_what_is_for_a_search_needs_words(api, name):
    given = {"stemming": "en", "snippets": "true", "ordering": "relevance"}[name]
    answer = api("claims", **{name: given})
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["parameter"] == name and "needs q" in error["detail"]


def test_a_language_without_stems_is_refused(api):
    assert api("claims", q="gap", stemming="xx").status_code == 400


def test_snippets_point_into_the_results(api, three):
    page = api("claims", q="gap", snippets="true").json()
    assert len(page["snippets"]) == len(page["results"]) == 3
    for result, found in zip(page["results"], page["snippets"], strict=True):
        for snippet in found:
            text = result
            for part in snippet["pointer"].split("/")[1:]:
                text = text[int(part)] if isinstance(text, list) else text[part]
            assert 0 <= snippet["start"] < snippet["end"] <= len(text)
            assert {text[start:end].lower() for start, end in snippet["marks"]} == {"gap"}
    assert [one["pointer"] for one in page["snippets"][1]] == ["/context"]
    assert "snippets" not in api("claims", q="gap").json()


@pytest.mark.parametrize("path", ["statements", "speakers", "sources", "publishers", "topics"])
def test_every_list_with_words_gives_snippets(api, three, path):
    release("speaker", builders.speaker_content(id_of("speaker")))
    release("source", builders.source_content(id_of("source")))
    release("publisher", builders.publisher_content(id_of("psource")))
    words = {"statements": "verbatim", "speakers": "kasciunas", "topics": "defence"}
    page = api(path, q=words.get(path, "o*"), snippets="true").json()
    assert len(page["snippets"]) == len(page["results"])


def test_facets_tell_how_the_list_divides(api, ids, three):
    page = api("claims", q="gap", facets="kind,language,topic,verdict,speaker").json()
    told = {
        name: {value["value"]: value["count"] for value in values}
        for name, values in page["facets"].items()
    }
    assert told["language"] == {"en": 2, "lt": 1}
    assert told["topic"] == {id_of("topic"): 3}
    assert page["facets"]["topic"][0]["label"] == "Defence"
    assert page["facets"]["verdict"][0]["label"]
    assert not any(value["capped"] for values in page["facets"].values() for value in values)
    assert sum(told["kind"].values()) == 3
    for name, values in told.items():
        for value, count in values.items():
            assert len(ids(q="gap", **{name: value})) == count or name == "speaker"


def test_facets_are_counted_in_the_first_thousand(api):
    bare_rows(1005)
    page = api("claims", facets="status", page_size=1).json()
    (status,) = page["facets"]["status"]
    assert (status["count"], status["capped"]) == (1000, True)


@pytest.mark.parametrize("facets", ["", "kind,kind", "colour", "kind,", "kind, topic"])
def test_facets_that_are_none_are_refused(api, facets):
    assert api("claims", facets=facets).status_code == 400


@pytest.mark.parametrize("parameter", [{"facets": "kind"}, {"snippets": "true"}])
def test_a_table_has_no_room_for_more(api, three, parameter):
    assert api("claims.csv", q="gap", **parameter).status_code == 400


def test_the_best_come_first_where_that_is_asked_for(api, ids, three):
    assert ids(q="gap") == [id_of("claim", number) for number in (3, 2, 1)]
    assert ids(q="gap", ordering="relevance") == [id_of("claim", number) for number in (3, 1, 2)]
    page = api("claims", q="gap", ordering="relevance", page_size=1).json()
    assert (page["next"], page["previous"], len(page["results"])) == (None, None, 1)


def test_the_best_are_one_page(api, three):
    cursor = api("claims", q="gap", page_size=1).json()["next"].partition("cursor=")[2]
    answer = api("claims", q="gap", ordering="relevance", cursor=cursor.partition("&")[0])
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("query", [{}, {"facets": "status,kind,language"}])
def test_a_search_is_asked_in_few_queries(
    api, three, statistics_known, django_assert_max_num_queries, query
):
    with django_assert_max_num_queries(2):
        assert api("claims", q="gap", snippets="true", **query).status_code == 200
