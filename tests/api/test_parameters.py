"""Query strings as nobody should write them: always a refusal that helps, never a failure."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.api.filters.claims import ClaimParameters
from claims.api.schema import document
from tests.api.making import id_of, released

pytestmark = pytest.mark.django_db

CLIENT = Client()
NAMES = sorted(ClaimParameters.base_filters)
DECLARED = [
    (path, parameter["name"])
    for path, operations in document.whole()["paths"].items()
    for parameter in operations["get"].get("parameters", [])
    if parameter["in"] == "query" and "." not in path
]
NASTY = [
    *("0", "-1", "99999999999", "1e999999", "NaN", "Infinity", "null", "undefined", "true", "[]"),
    *("%00", "%ED%A0%80", "%FF", "%", "%zz", "%C0%80", "%F0%9F%92%A9", "+", "%2B", "%0A", "%0D%0A"),
    *("'", '"', "';--", "${7*7}", "{{7*7}}", "../", "%2e%2e%2f", "*", "?", "&", "=", "#", ";"),
    *("2024-11-01", "2024-11-01T00:00:00Z", "9999-12-31", "0001-01-01", "a" * 12, "asserts"),
    *("_connector=OR", "a" * 10_000, "1" * 400, "٣", "१२", "en", "open"),
]


@pytest.fixture(autouse=True, scope="module")
def claim(once) -> None:
    once(lambda: released(1))


@pytest.mark.parametrize(
    "path",
    [
        *("claims/{id}/annotations", "claims/{id}/releases/1", "statements/{id}"),
        *("speakers/{id}", "topics/{id}", "schema"),
    ],
)
def test_an_address_of_one_thing_takes_no_parameters(api, path):
    answer = api(path.format(id=id_of("claim", 1)), fields="all")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "fields", "detail": "is not a parameter of this address", "allowed": []}
    ]


def test_every_fault_is_named_at_once_with_what_is_allowed(client):
    query = "statsu=open&stance=supports&kind=factual&kind=media&verdict=&page_size=500"
    answer = client.get(f"/api/v1/claims?{query}")
    assert answer.status_code == 400
    errors = {error["parameter"]: error for error in answer.json()["errors"]}
    assert set(errors) == {"statsu", "stance", "kind", "verdict", "page_size"}
    assert errors["statsu"]["allowed"] == NAMES
    assert errors["stance"]["allowed"] == ["asserts", "denies", "questions", "repeats", "reports"]
    assert errors["kind"]["detail"] == "is given more than once"
    assert errors["verdict"]["detail"] == "is empty"
    assert errors["page_size"]["detail"] == "must be a whole number from 1 to 100"


@pytest.mark.parametrize(
    "query",
    ["format=json", "limit=10", "offset=5", "page=2", "search=x", "status__in=open", "Status=open"],
)
def test_parameters_of_other_apis_are_unknown_here(client, query):
    answer = client.get(f"/api/v1/claims?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.split("=")[0]


@pytest.mark.parametrize(("path", "name"), DECLARED)
def test_no_value_of_any_parameter_breaks_anything(client, path, name):
    address = path.format(id=id_of("claim", 1), number=1)
    for value in NASTY:
        answer = client.get(f"{address}?{name}={value}")
        # Of a moment before the first release, or a release that is not there, nothing is known.
        assert answer.status_code in (200, 400, *([404] if name in ("at", "to") else [])), value
        json.loads(answer.content)


@pytest.mark.parametrize(
    "query",
    [
        "said_on__year=0",
        "said_on__year=99999999999",
        "q=" + "+".join(f"w{number}" for number in range(1100)),
        "q=" + "a" * 257,
        "q=%00",
        "q=a%1fb",
        "q=",
        "q=+",
        "topic=",
        "said_after=2024-02-30",
        "page_size=1e9",
        "ordering=internal_note",
        "_connector=OR",
    ],
)
@pytest.mark.parametrize("path", ["claims", "statements"])
def test_what_once_broke_such_sites_is_refused(client, path, query):
    answer = client.get(f"/api/v1/{path}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    "text",
    [
        *("it's", "U.S.", "50%", "covid-19", "O'Brien %_\\", '"', "'", "((", "a:b", "NEAR(a b)"),
        *(
            "AND",
            "OR NOT",
            "*",
            "-",
            "^a",
            "{a}",
            "a AND",
            "'; DROP TABLE x; --",
            "&|!",
            "<->",
            "😀",
        ),
        *("١٢٣", "中文", "\u202eabc", "\ufffd", "ą" * 256, '"' * 15),
    ],
)
@pytest.mark.parametrize("path", ["claims", "statements", "speakers", "sources"])
def test_words_are_only_words(client, path, text):
    answer = client.get(f"/api/v1/{path}", {"q": text})
    assert answer.status_code == 200
    assert client.get(f"/api/v1/{path}", {"q": text, "count": "true"}).status_code == 200


def test_more_parameters_than_django_reads_are_refused(client):
    query = "&".join(f"a{number}=1" for number in range(2000))
    answer = client.get(f"/api/v1/claims?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    query=st.dictionaries(
        st.one_of(st.sampled_from(NAMES), st.text(max_size=8)),
        st.one_of(st.text(max_size=20), st.datetimes().map(str), st.sampled_from(NASTY)),
        max_size=4,
    )
)
def test_anything_at_all_is_answered_or_refused(query):
    encodable = {
        name.encode("utf-8", "replace"): value.encode("utf-8", "replace")
        for name, value in query.items()
    }
    for path in ("claims", "statements", "evidence", "corrections", "speakers", "changes"):
        answer = CLIENT.get(f"/api/v1/{path}", encodable)
        assert answer.status_code in (200, 400)
        json.loads(answer.content)
