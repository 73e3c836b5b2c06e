"""R37: every answer carries the header policy, faults too; no page holds a script or style."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from claims.record import reading
from tests import builders as build
from tests import desk_builders as make
from tests.signing_in import sign_in
from tests.trust import desk, policy
from tests.web import released

pytestmark = pytest.mark.django_db

UNKNOWN = "aaaaaaaaaaaa"
ROOMS = ("/claims/{}", "/api/v1/claims/{}", "/claims/{}/report")


class ByHttps(Client):
    """A browser that comes by https."""

    def generic(self, *asked: Any, **said: Any) -> Any:
        return super().generic(*asked, **{**said, "secure": True})


@pytest.fixture
def reader(settings: Any) -> Client:
    """A reader by https, of a site in production, who is answered whatever happens."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    return ByHttps(raise_request_exception=False)


def check(answer: Any, status: int, **how: Any) -> None:
    assert answer.status_code == status
    assert policy.missing(answer, secure=True, **how) == []
    if answer.get("Content-Type", "").startswith("text/html"):
        assert policy.inline(answer.content.decode()) == []


def test_answers_and_redirections(reader: Client) -> None:
    released.publish(verdict=build.verdict())
    for address in ("/", "/api/v1/claims", "/feeds/claims.atom", "/robots.txt"):
        check(reader.get(address), 200)
    check(reader.get("/healthz"), 200)
    tag = reader.get("/")["ETag"]
    check(reader.get("/", headers={"If-None-Match": tag}), 304)
    check(reader.get(f"/claims/{released.CLAIM}-wrong"), 301)
    check(reader.get("/admin/"), 302)
    check(reader.get(f"/embed/{released.CLAIM}"), 200, framed_by="*")
    check(reader.options("/api/v1/claims"), 204)


def test_the_way_to_https_and_what_asks_for_another_host(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    by_http, by_https = Client(), ByHttps()
    for address in ("/", "/api/v1/claims", "/admin/login/", "/static/nothing.css"):
        answer = by_http.get(address)
        assert (answer.status_code, policy.missing(answer)) == (301, []), address
        answer = by_http.get(address, headers={"Host": "elsewhere.example"})
        assert (answer.status_code, policy.missing(answer)) == (400, []), address
        check(by_https.get(address, headers={"Host": "elsewhere.example"}), 400)


def test_no_cache_keeps_the_way_to_the_desk(reader: Client) -> None:
    answer = reader.get("/admin?next=x")
    check(answer, 301)
    assert answer["Location"] == "/admin/?next=x"
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]


def test_what_cannot_be_understood(reader: Client) -> None:
    for address in ("/", "/api/v1/claims", "/v1alpha1/claims:search", "/admin/login/"):
        check(reader.get(address, headers={"Host": "elsewhere.example"}), 400)
    check(reader.get("/api/v1/claims?nothing=1"), 400)
    check(reader.get("/v1alpha1/claims:search?pageSize=x"), 400)
    check(reader.get("/api/v1/claims?" + "a=1&" * 2000), 400)


def test_what_is_not_there_or_not_done(reader: Client) -> None:
    for address in ("/nowhere", "/uk/nowhere", "/api/v1/nowhere", "/v1alpha1/pages", "/embed/x"):
        check(reader.get(address), 404)
    for room in ROOMS:
        check(reader.get(room.format(UNKNOWN)), 404)
    for address in ("/", "/api/v1/claims", "/feeds/claims.atom", "/healthz"):
        check(reader.post(address), 405)
    check(reader.get("/api/v1/stats", headers={"Accept": "text/csv"}), 406)


def test_who_may_not(reader: Client, settings: Any) -> None:
    forged = ByHttps(enforce_csrf_checks=True)
    check(forged.post("/admin/login/", {"username": "a"}), 403)
    things = desk.furnish()
    sign_in(reader, desk.somebody("auditor"))
    where = f"/admin/claims/claim/{things['claim'].pk}/change/"
    check(reader.get(where), 200)
    check(reader.post(where, {"version": "1"}), 403)
    check(reader.get("/admin/claims/nothing/"), 404)


def test_who_asks_too_often(reader: Client, settings: Any) -> None:
    cache.clear()
    settings.API_RATES = {"all": (1, 60), "search": (1, 60)}
    reader.get("/api/v1/claims")
    answer = reader.get("/api/v1/claims")
    check(answer, 429)
    assert answer["Retry-After"]
    for _ in range(6):
        answer = reader.post("/admin/login/", {"username": "nobody-here", "password": "wrong"})
    check(answer, 429)
    cache.clear()


@pytest.mark.parametrize(
    ("fault", "status"), [(ValueError("ours"), 500), (OperationalError("away"), 503)]
)
def test_faults(
    reader: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    def fail(*given: object, **named: object) -> Any:
        raise fault

    for name in ("claim", "sent_claim"):
        monkeypatch.setattr(reading, name, fail)
    for address in ("/claims/{}", "/api/v1/claims/{}"):
        answer = reader.get(address.format(UNKNOWN))
        check(answer, status)
        assert (status == 503) is bool(answer.get("Retry-After"))


def test_no_page_of_the_public_holds_a_script_or_style(client: Client) -> None:
    paths = released.publish_named, released.publish
    paths[0]()
    address = paths[1](verdict=build.verdict())
    pages = ["/", "/search?q=troops", "/corrections", "/methodology", address]
    pages += [f"{address}/history", f"{address}/report", f"/embed/{released.CLAIM}"]
    pages += [f"/{tag}{page}" for tag in ("uk", "lt") for page in pages]
    pages += ["/api/v1/docs", "/nowhere"]
    for page in pages:
        answer = client.get(page, follow=True)
        assert answer.status_code in (200, 404), page
        assert policy.inline(answer.content.decode()) == [], page


def test_no_screen_of_the_desk_holds_a_script_or_style() -> None:
    things = desk.furnish()
    client = sign_in(Client(), make.user("all", "publisher", "admin"))
    opened = 0
    for where in desk.screens(things):
        if where.startswith(desk.LEAVES):
            continue
        answer = client.get(where)
        framed_by = "'self'" if where.endswith("/preview/page/") else "'none'"
        assert policy.missing(answer, framed_by=framed_by) == [], where
        told = answer["Cache-Control"]
        assert "no-store" in told and "private" in told and "public" not in told, where
        if answer.get("Content-Type", "").startswith("text/html"):
            assert policy.inline(answer.content.decode()) == [], where
            opened += answer.status_code == 200
    assert opened > 60


@pytest.mark.parametrize(
    "page",
    [
        "<style>a{}</style>",
        '<p style="color:red">',
        "<script>1</script>",
        '<a href=" JavaScript:alert(1)">',
        "<img onerror=alert(1)>",
        '<form action="data:text/html,x">',
    ],
)
def test_a_script_or_style_in_a_page_is_found(page: str) -> None:
    assert len(policy.inline(page)) == 1


def test_what_is_read_by_programs_is_no_script() -> None:
    page = '<script type="application/ld+json">{}</script><script src="/a.js"></script>'
    assert policy.inline(page) == []
