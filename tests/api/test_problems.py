"""Refusals and failures: RFC 9457 problems under all of /api/, and nothing of our insides."""

import logging
from http import HTTPStatus

import pytest
from django.db import InterfaceError, OperationalError, connections

from claims.record import reading
from tests.api.making import released

METHODS = ["post", "put", "patch", "delete"]


def check(answer, status: int) -> dict:
    """The members of a problem, once its form is found right."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert not answer.cookies
    told = answer.json()
    assert told["type"] == "about:blank"
    assert told["title"] == HTTPStatus(status).phrase
    assert told["status"] == status
    assert told["detail"].endswith(".")
    return told


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/nothing",
        "/api/v1",
        "/api/v1/",
        "/api/v2/claims",
        "/api/v1/claims/",
        "/api/v1/Claims",
        "/api/v1//claims",
        "/api/v1/admin",
        "/api/v1/claims/../../admin/",
        "/api/v1/%00",
        "/api/v1/%ff%fe",
        "/api/v1/claims;id=1",
    ],
)
@pytest.mark.parametrize("method", ["get", *METHODS])
def test_an_address_that_does_not_exist(outsider, path, method):
    told = check(getattr(outsider, method)(path), 404)
    assert told["detail"] == "There is nothing at this address."


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["claims", "speakers", "schema", "claims/" + "a" * 12])
def test_nothing_is_written(outsider, path, method):
    answer = getattr(outsider, method)(f"/api/v1/{path}", b"{", content_type="application/json")
    check(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
def test_a_form_or_a_header_does_not_change_the_method(outsider):
    override = {"X-HTTP-Method-Override": "DELETE"}
    assert outsider.get("/api/v1/claims", headers=override).status_code == 200
    check(outsider.post("/api/v1/claims", {"_method": "GET"}), 405)


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/xml", "nonsense", ";,;"])
def test_only_json_is_spoken(api, accept):
    check(api("claims", headers={"Accept": accept}), 406)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/*", "application/json; charset=utf-8", "text/html, */*;q=0.1"],
)
def test_whoever_takes_json_gets_it(api, accept):
    answer = api("claims", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize(
    "path",
    [
        *("claims", "claims.csv", "claims/" + "a" * 12, "claims/" + "a" * 12 + ".jsonld"),
        *("statements", "evidence", "corrections", "changes", "stats", "speakers"),
    ],
)
def test_a_database_that_is_away_is_a_503(api, monkeypatch, error, path):
    def away(*args, **kwargs):
        raise error("connection to 10.0.0.7 refused")

    names = ("sent_claim", "listed_claims", "claims", "listed_entities", "statements", "evidence")
    for name in (*names, "corrections", "changes", "stats"):
        monkeypatch.setattr(reading, name, away)
    answer = api(path)
    check(answer, 503)
    assert answer["Retry-After"] == "5"
    assert b"10.0.0.7" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [False, True])
def test_what_nobody_foresaw_is_a_500_that_tells_only_the_log(
    api, monkeypatch, caplog, settings, debug
):
    settings.DEBUG = debug

    def broken(*args, **kwargs):
        raise RuntimeError("the secret detail")

    monkeypatch.setattr(reading, "sent_claim", broken)
    with caplog.at_level(logging.ERROR):
        answer = api("claims/" + "a" * 12)
    check(answer, 500)
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content
    assert "the secret detail" in caplog.text


@pytest.mark.django_db
def test_a_refused_parameter_says_what_is_allowed(api):
    released(1)
    told = check(api("claims", status="draft"), 400)
    assert told["errors"] == [
        {
            "parameter": "status",
            "detail": "must be one of open, reviewed, under_review, retracted, merged, suppressed",
            "allowed": ["open", "reviewed", "under_review", "retracted", "merged", "suppressed"],
        }
    ]


@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/nothing"])
def test_another_sites_name_is_a_problem_too(outsider, path):
    check(outsider.get(path, headers={"Host": "evil.example"}), 400)
    page = outsider.get("/", headers={"Host": "evil.example"})
    assert page.status_code == 400
    assert page["Content-Type"].startswith("text/html")


def test_a_fault_before_any_view_is_a_problem(outsider, monkeypatch):
    def broken(*args):
        raise RuntimeError("the secret detail")

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", broken)
    told = check(outsider.get("/api/v1/claims"), 500)
    assert told["detail"] == "Something went wrong on our side."


@pytest.mark.parametrize(
    "path", ["claims", "nothing", "claims?x=1", "claims/" + "a" * 12, "claims.csv"]
)
@pytest.mark.django_db
def test_every_answer_has_an_id_by_which_it_is_found(outsider, path):
    first, second = (outsider.get(f"/api/v1/{path}")["X-Request-Id"] for _ in range(2))
    assert len(first) == 24
    assert first != second


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["claims", "claims/" + "a" * 12, "statements", "changes", "stats"])
def test_a_database_that_cannot_be_opened_is_a_503_until_it_can(api, monkeypatch, path):
    public = connections["public"]
    nowhere = {"sqlite": {"NAME": "file:/nowhere/at-all?mode=ro"}, "postgresql": {"PORT": "1"}}
    public.close()
    with monkeypatch.context() as patch:
        for name, value in nowhere[public.vendor].items():
            patch.setitem(public.settings_dict, name, value)
        answer = api(path)
        check(answer, 503)
        assert answer["Retry-After"] == "5"
        assert b"nowhere" not in answer.content
        assert api("schema").status_code == 200
    public.close()
    assert api(path).status_code in (200, 404)
