"""Statements and evidence: what is listed, in which order, by which filters, at what cost."""

import json

import pytest

from claims.record.models import PublishedEvidence, PublishedStatement
from tests.api.making import id_of, released, source, statement
from tests.builders import evidence_content, statement_as_evidence

pytestmark = pytest.mark.django_db


def evidence(number: int, **fields) -> dict:
    """A piece of evidence from the report."""
    return evidence_content(id_of("evid", number), **{"source": source("report")} | fields)


def ids(api, path: str, **query) -> list[str]:
    answer = api(path, **query)
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["results"]]


def test_statements_come_with_the_claim_that_shows_them_as_they_are_stored(api):
    released(1, statements=[statement(1, "ann", "asserts"), statement(2, "bob", "denies")])
    released(2)
    answer = api("statements")
    stored = PublishedStatement.objects.order_by("-place").values_list("body", flat=True)
    assert len(stored) == 3
    assert answer.content.decode().endswith(f'"results":[{",".join(stored)}]}}')
    newest = answer.json()["results"][0]
    assert newest["claim"]["id"] == id_of("claim", 2)
    assert newest["stance"] == "asserts"


def test_a_release_does_not_move_a_statement(api):
    for number in (1, 2, 3):
        released(number)
    before = ids(api, "statements")
    released(2, "update", context="More")
    assert (
        ids(api, "statements") == before == ids(api, "statements", ordering="first_released")[::-1]
    )


def test_filters_of_statements(api):
    said = {"said_on": {"value": "2023-05", "precision": "month"}, "language": "lt"}
    one = statement(1, "ann", "asserts")
    two = {**statement(2, "bob", "denies"), **said, "kind": "indirect", "said": "disputed"}
    proof = evidence(
        9, source=None, statement=statement_as_evidence(id_of("stmt", 3)), selector=None
    )
    released(1, statements=[one], evidence=[])
    released(2, statements=[two], evidence=[proof], topics=[])
    first, second, third = (id_of("stmt", number) for number in (1, 2, 3))
    everything = {first, second, third}
    for expected, query in [
        ({first}, {"speaker": id_of("ann")}),
        ({second}, {"speaker": id_of("bob"), "stance": "denies"}),
        (set(), {"speaker": id_of("bob"), "stance": "asserts"}),
        ({first}, {"topic": id_of("topic")}),
        ({first}, {"topic": id_of("topic"), "speaker": id_of("ann")}),
        ({second, third}, {"claim": id_of("claim", 2)}),
        ({first, second}, {"source": id_of("source")}),
        ({first, second}, {"publisher": id_of("psource")}),
        ({second}, {"kind": "indirect"}),
        ({second}, {"said": "disputed"}),
        ({second}, {"language": "lt"}),
        ({third}, {"as_evidence": "true"}),
        ({first, second}, {"as_evidence": "false"}),
        ({second}, {"said_before": "2023-05-15"}),
        (everything, {"said_after": "2023-05-15"}),
        ({first, third}, {"said_after": "2023-06-01"}),
        (everything, {}),
    ]:
        assert set(ids(api, "statements", **query)) == expected, query


def test_filters_of_evidence(api):
    released(1, evidence=[evidence(1)])
    other = {"id": id_of("bob"), "name": "Bob", "kind": "person"}
    quiet = evidence(2, stance="supports", kind="data", counts=False, speaker=other)
    said = statement_as_evidence(id_of("stmt", 9), source=source("interview"))
    proof = evidence(3, source=None, selector=None, speaker=None, statement=said)
    released(2, evidence=[quiet, proof])
    first, second, third = (id_of("evid", number) for number in (1, 2, 3))
    for expected, query in [
        ({first, third}, {"stance": "contradicts"}),
        ({second}, {"stance": "supports"}),
        ({second}, {"kind": "data"}),
        ({second}, {"counts": "false"}),
        ({second}, {"speaker": id_of("bob")}),
        ({first, second}, {"source": id_of("report")}),
        ({third}, {"source": id_of("interview")}),
        ({third}, {"publisher": id_of("pinterview")}),
        ({second, third}, {"claim": id_of("claim", 2)}),
    ]:
        assert set(ids(api, "evidence", **query)) == expected, query
    stored = PublishedEvidence.objects.order_by("-place").values_list("body", flat=True)
    assert api("evidence").content.decode().endswith(f'"results":[{",".join(stored)}]}}')


@pytest.mark.parametrize("path", ["statements", "evidence"])
@pytest.mark.parametrize("event", ["retraction", "merge", "suppression"])
def test_what_an_unlisted_claim_shows_is_listed_for_that_claim_alone(api, path, event):
    released(1)
    released(2)
    shown = ids(api, path, claim=id_of("claim", 2))
    merged = {"merged_into": id_of("claim", 1)} if event == "merge" else {}
    released(2, event, **merged)
    assert len(ids(api, path)) == 1
    assert ids(api, path, claim=id_of("claim", 2)) == ([] if event == "suppression" else shown)


def test_a_statement_is_given_with_the_claim_that_was_first_to_show_it(
    api, django_assert_num_queries
):
    shared = statement(1, "ann", "asserts")
    released(1, statements=[shared])
    released(2, statements=[{**shared, "stance": "denies"}])
    with django_assert_num_queries(1):
        answer = api(f"statements/{id_of('stmt', 1)}")
    assert answer.json()["claim"]["id"] == id_of("claim", 1)
    assert answer.json()["stance"] == "asserts"
    assert answer["Last-Modified"]
    assert api(f"statements/{id_of('stmt', 7)}").status_code == 404


def test_a_statement_keeps_to_claims_that_stand_and_to_those_it_is_a_statement_of(api):
    shared, path = statement(1, "ann", "asserts"), f"statements/{id_of('stmt', 1)}"

    def shown_by():
        return api(path).json()["claim"]["id"]

    same = {name: shared[name] for name in shared if name != "stance"}
    shown = evidence(1, source=None, selector=None, speaker=None, statement=same)
    released(1, statements=[], evidence=[shown])
    assert shown_by() == id_of("claim", 1)
    released(2, statements=[shared])
    released(3, statements=[shared])
    released(3, "update", statements=[shared], context="More")
    released(1, "update", statements=[], evidence=[shown], context="More")
    assert shown_by() == id_of("claim", 2)
    known = api(path)["Last-Modified"]
    released(2, "retraction", statements=[shared])
    assert shown_by() == id_of("claim", 3)
    assert api(path, headers={"If-Modified-Since": known}).status_code == 200
    released(3, "retraction", statements=[shared])
    assert shown_by() == id_of("claim", 1)


def test_an_annotation_has_one_address_for_each_claim(api):
    shared = statement(1, "ann", "asserts")
    for number in (1, 2):
        released(number, statements=[shared])
    pages = [api(f"claims/{id_of('claim', number)}/annotations").json() for number in (1, 2)]
    annotations = [page["items"][0] for page in pages]
    for page, annotation in zip(pages, annotations, strict=True):
        assert annotation["id"] == f"{page['id']}#statement-{id_of('stmt', 1)}"
    alone = api(f"statements/{id_of('stmt', 1)}.jsonld").json()
    assert {name: alone[name] for name in alone if name != "@context"} == annotations[0]


@pytest.mark.parametrize("path", ["statements", "evidence"])
@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_is_one_query_and_two_where_it_is_counted(
    api, django_assert_num_queries, path, rows
):
    for number in range(rows):
        released(number)
    for query in ({}, {"claim": id_of("claim")}, {"speaker": id_of("speaker")}):
        with django_assert_num_queries(1):
            api(path, page_size=100, **query)
    with django_assert_num_queries(2):
        answer = api(path, count="true", page_size=1)
    assert answer.json()["count"] == {"value": rows, "exact": True}


def test_statements_and_evidence_are_walked_like_claims(api):
    for number in range(5):
        statements = [statement(2 * number + one, "ann", "asserts") for one in (0, 1)]
        released(number, statements=statements)
    for query in ({}, {"speaker": id_of("ann")}, {"topic": id_of("topic")}):
        whole = ids(api, "statements", page_size=100, **query)
        assert len(whole) == 10
        answer = api("statements", page_size=3, **query)
        found = []
        while True:
            found += [one["id"] for one in answer.json()["results"]]
            if not (following := answer.json()["next"]):
                break
            answer = api("statements?" + following.partition("?")[2])
        assert found == whole


def test_a_statement_as_an_annotation_of_its_source(api):
    released(1)
    one = id_of("stmt", 1)
    by_suffix = api(f"statements/{one}.jsonld")
    by_header = api(f"statements/{one}", headers={"Accept": "application/ld+json"})
    assert by_suffix.content == by_header.content
    told = by_suffix.json()
    assert told["type"] == "Annotation"
    assert told["target"]["source"] == "https://example.org/article"
    assert told["target"]["selector"][0]["exact"] == "it's empty there"
    page = api(f"claims/{id_of('claim', 1)}/annotations").json()
    assert page["type"] == "AnnotationPage"
    assert [item["target"] for item in page["items"]] == [told["target"]]


def test_a_withheld_source_is_annotated_nowhere(api):
    hidden = {**source("source"), "url": "", "title": "", "publisher": None, "withheld": True}
    released(1, statements=[{**statement(1, "ann", "asserts"), "source": hidden, "selector": None}])
    one = id_of("stmt", 1)
    assert api(f"statements/{one}.jsonld").status_code == 404
    refused = api(f"statements/{one}", headers={"Accept": "application/ld+json"})
    assert refused.status_code == 406
    assert api(f"claims/{id_of('claim', 1)}/annotations").json()["items"] == []
    assert "example.org" not in json.dumps(api("statements").json()["results"][0]["source"])


def test_words_are_found_in_statements(api):
    released(1, statements=[{**statement(1, "ann", "asserts"), "quote": "Suwałki is empty"}])
    released(2)
    assert ids(api, "statements", q="suwalki") == [id_of("stmt", 1)]
    assert ids(api, "statements", q="suwalki", speaker=id_of("ann")) == [id_of("stmt", 1)]
    assert ids(api, "statements", q="nowhere to be found") == []
