"""HTTP: validators, caching, methods, other sites, and nothing that tells readers apart."""

import hashlib

import pytest

from claims.api import urls
from claims.api.throttling import EveryRequest
from claims.api.views.base import RecordView
from tests.api.making import content, id_of, lasting, released
from tests.builders import (
    publisher_content,
    relation_content,
    release,
    source_content,
    speaker_content,
    topic_content,
)

CLAIM = id_of("claim", 1)
KINDS = {
    "speaker": speaker_content,
    "source": source_content,
    "publisher": publisher_content,
    "topic": topic_content,
}
SINGLE = [
    f"claims/{CLAIM}",
    f"claims/{CLAIM}/releases/1",
    f"statements/{id_of('stmt', 1)}",
    *(f"{kind}s/{id_of(kind)}" for kind in KINDS),
]
LISTS = [
    *("claims", f"claims/{CLAIM}/releases", "statements", "evidence", "corrections", "changes"),
    *("speakers", "sources", "publishers", "topics", "stats"),
]
ALL = [*SINGLE, *LISTS, "schema"]


@pytest.fixture(scope="module")
def published(once):
    once(publish)


def publish():
    for kind, make in KINDS.items():
        release(kind, make(id_of(kind)))
    released(1)


@pytest.fixture(autouse=True)
def record(published, db):
    """A claim and all that it names."""


@pytest.mark.parametrize("path", ALL)
def test_every_answer_has_a_strong_tag_of_its_bytes_and_may_be_kept(api, path):
    answer = api(path)
    assert answer.status_code == 200
    assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer["Cache-Control"] == "public, max-age=60, stale-while-revalidate=300"
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    varies = {name.strip().lower() for name in answer["Vary"].split(",")}
    assert "accept" in varies
    assert "cookie" not in varies
    assert api(path).content == answer.content


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
def test_a_client_that_has_it_is_told_so(api, path, known):
    answer = api(path)
    again = api(path, headers={"If-None-Match": known.format(answer["ETag"])})
    assert again.status_code == 304
    assert again.content == b""
    assert "Content-Type" not in again
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == answer[name]


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("known", ['"other"', "nonsense", "", '"'])
def test_a_client_that_has_something_else_gets_it(api, path, known):
    assert api(path, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("path", ALL)
def test_what_has_changed_since_is_refused_where_that_is_asked(api, path):
    answer = api(path, headers={"If-Match": '"other"'})
    assert answer.status_code == 412
    assert answer["Content-Type"] == "application/problem+json"
    known = '"other", ' + api(path)["ETag"]
    assert api(path, headers={"If-Match": known}).status_code == 200


@pytest.mark.parametrize("path", SINGLE)
def test_single_things_say_when_they_were_released(api, path):
    answer = api(path)
    assert answer["Last-Modified"].endswith(" GMT")
    assert api(path, headers={"If-Modified-Since": "nonsense"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_date_is_enough_for_things_that_change_with_their_releases_alone(api, kind):
    path = f"{kind}s/{id_of(kind)}"
    since = {"If-Modified-Since": api(path)["Last-Modified"]}
    assert api(path, headers=since).status_code == 304
    assert api(path, headers=since | {"If-None-Match": '"other"'}).status_code == 200
    long_ago = {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert api(path, headers=long_ago).status_code == 200


def test_every_change_of_a_claim_changes_its_tag_and_that_of_its_list(api):
    before = {path: api(path)["ETag"] for path in (f"claims/{CLAIM}", "claims")}
    released(2)
    release("relation", relation_content(id_of("relation"), CLAIM, id_of("claim", 2)))
    for path, tag in before.items():
        answer = api(path, headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert answer["ETag"] != tag


def test_a_relation_is_seen_by_a_client_that_knows_only_a_date(api):
    since = {"If-Modified-Since": api(f"claims/{CLAIM}")["Last-Modified"]}
    released(2)
    release("relation", relation_content(id_of("relation"), CLAIM, id_of("claim", 2)))
    answer = api(f"claims/{CLAIM}", headers=since)
    assert [relation["kind"] for relation in answer.json()["relations"]] == ["narrower"]


@pytest.mark.parametrize("path", [*ALL, "claims.csv", f"claims/{CLAIM}/annotations"])
def test_every_answer_leads_to_its_licence(api, path):
    answer = api(path)
    links = answer["Link"].split(", ")
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links
    assert len(links) == len({link.partition("rel=")[2] for link in links})


def test_a_licence_without_an_address_is_not_linked_to(api, settings):
    settings.DATA_LICENCE = "ask us"
    assert "Link" not in api(f"claims/{CLAIM}")
    settings.DATA_LICENCE = "https://example.org/a>\u0456"
    assert api(f"claims/{CLAIM}")["Link"] == '<https://example.org/a%3E%D1%96>; rel="license"'


@pytest.mark.parametrize("accept", ["", " "])
def test_an_empty_accept_takes_anything(api, accept):
    answer = api("claims", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_a_new_release_changes_no_tag_of_another_claim(api):
    before = api(f"claims/{CLAIM}")["ETag"]
    release("claim", content(2))
    assert api(f"claims/{CLAIM}")["ETag"] == before


@pytest.mark.parametrize("path", ALL)
def test_head_gives_the_same_headers_without_the_body(outsider, path):
    whole, head = outsider.get(f"/api/v1/{path}"), outsider.head(f"/api/v1/{path}")
    assert head.status_code == 200
    assert head.content == b""
    assert lasting(head) == lasting(whole)


@pytest.mark.parametrize("path", ALL)
def test_options_says_what_may_be_done_and_nothing_else(outsider, path):
    answer = outsider.options(f"/api/v1/{path}")
    assert answer.status_code == 204
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.content == b""


@pytest.mark.parametrize("path", ["claims", f"claims/{CLAIM}"])
def test_other_sites_read_the_same_bytes_and_the_headers_they_need(api, path):
    here = api(path)
    elsewhere = api(path, headers={"Origin": "https://elsewhere.example"})
    assert elsewhere.content == here.content
    assert elsewhere["ETag"] == here["ETag"]
    assert elsewhere["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in elsewhere
    assert {"ETag", "Link"} <= set(elsewhere["Access-Control-Expose-Headers"].split(", "))
    # A copy without the header must not serve a site that needs it.
    assert "origin" in here["Vary"].lower()


def test_other_sites_may_ask_under_a_condition(outsider):
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    answer = outsider.options("/api/v1/claims", headers=asked)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "if-none-match" in answer["Access-Control-Allow-Headers"].split(", ")
    assert not answer.cookies


def test_every_view_is_read_only_and_open_to_all():
    addresses = {pattern.callback.view_class for pattern in urls.version_1}
    assert len(addresses) > 20
    for view in addresses:
        assert issubclass(view, RecordView)
        assert view.http_method_names == ["get", "head", "options"]
        assert not {"post", "put", "patch", "delete"} & set(dir(view))
        assert view.authentication_classes == []
        assert EveryRequest in view.throttle_classes


def test_a_signed_in_reader_gets_the_same(api, admin_client):
    anonymous, editor = api("claims"), admin_client.get("/api/v1/claims")
    assert editor.content == anonymous.content
    assert lasting(editor) == lasting(anonymous)
