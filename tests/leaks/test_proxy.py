"""The whole crawl once more by a shared cache: editors first, then somebody without an account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.desk.models import Claim
from tests.builders import user
from tests.leaks.addresses import addresses
from tests.leaks.conftest import people, published
from tests.leaks.planting import CANARY, plant
from tests.leaks.proxy import Proxy
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ROLES = ("contributor", "reviewer", "publisher", "admin")
DESK = ("claim", "statement", "speaker", "source", "publisher", "topic", "submission", "user")
POISON = {
    "Accept-Charset": "zq-poison",
    "Accept-Language": "uk",
    "Cookie": "django_language=uk; sessionid=zq-poison",
    "Forwarded": "host=zq-poison.example;proto=http",
    "Origin": "https://zq-poison.example",
    "Referer": "https://zq-poison.example/",
    "User-Agent": "zq-poison",
    "X-Forwarded-For": "zq-poison",
    "X-Forwarded-Host": "zq-poison.example",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/zq-poison",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Scheme": "nothttps",
    "X-HTTP-Method-Override": "POST",
    "X-Host": "zq-poison.example",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-Request-Id": "zq-poison",
}
"""What a cache does not look at and a site might write into its answer."""

PASSING = ("date", "x-request-id")


@pytest.fixture(scope="module")
def planted_site(once: Callable[[Callable[[], list[str]]], list[str]]) -> list[str]:
    return once(plant_site)


@pytest.fixture
def site(planted_site: list[str], db: None) -> list[str]:
    """Every public address, about what is public, with drafts beside it."""
    return planted_site


def plant_site() -> list[str]:
    by, decider, chief = people()
    public = published(by, decider)
    plant(by, decider, chief, Claim.objects.get(public_id=public["claim"]))
    return sorted(set(addresses(public)))


def told(headers: Any, body: bytes) -> tuple[list[tuple[str, str]], bytes]:
    """What a reader gets, without what may differ between two equal requests."""
    kept = [(name.lower(), value) for name, value in headers.items()]
    return sorted(one for one in kept if one[0] not in PASSING), body


def direct(client: Client, address: str) -> tuple[list[tuple[str, str]], bytes]:
    answer = client.get(address)
    return told(dict(answer.items()), answer.getvalue())


@pytest.mark.parametrize("role", ROLES)
def test_what_editors_are_given_is_what_everybody_is_given(role: str, site: list[str]) -> None:
    editor, anybody = sign_in(Client(), user(f"the-{role}", role)), Client()
    proxy = Proxy()
    for address in site:
        seen, given = proxy.get(editor, address), direct(anybody, address)
        assert "set-cookie" not in seen.headers, address
        assert told(seen.headers, seen.body) == given, address
        after = proxy.get(anybody, address)
        assert told(after.headers, after.body) == given, address
        assert CANARY not in after.body.decode("utf-8", "ignore").lower() or CANARY in address
    assert proxy.hits > 90
    proxy.now += 3600
    for address in site:
        later = proxy.get(anybody, address)
        assert told(later.headers, later.body) == direct(anybody, address), address
    assert proxy.revalidated > 60


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_desk_is_kept(role: str, site: list[str]) -> None:
    editor, anybody, proxy = sign_in(Client(), user(f"the-{role}", role)), Client(), Proxy()
    claim = Claim.objects.latest("pk")
    screens = ["/admin/", "/admin/review/", "/admin/security/", "/admin/nowhere/"]
    screens += [f"/admin/claims/{kind}/" for kind in DESK]
    screens += [f"/admin/claims/claim/{claim.pk}/{page}/" for page in ("change", "preview/page")]
    seen = [proxy.get(editor, address) for address in screens]
    assert sum(CANARY in one.body.decode().lower() for one in seen) > (3 if role != "admin" else 0)
    assert proxy.kept == {}
    for address in screens:
        answer = proxy.get(anybody, address)
        assert answer.status == 302 and CANARY not in answer.body.decode().lower(), address
    assert proxy.kept == {}


def test_no_header_that_a_cache_does_not_look_at_changes_an_answer(site: list[str]) -> None:
    anybody = Client()
    for address in site:
        poisoned = anybody.get(address, headers=POISON)
        found = told(dict(poisoned.items()), poisoned.getvalue())
        assert "zq-poison" not in str(found), address
        clean = direct(anybody, address)
        assert found[1] == clean[1], address
        # Other sites read the API whatever they are called: caches tell them by Origin.
        added = {name for name, value in found[0] if (name, value) not in clean[0]}
        assert added <= {"access-control-allow-origin", "access-control-expose-headers"}, address
        assert not added or "origin" in dict(clean[0])["vary"].lower(), address


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"Cache-Control": "public, max-age=60"}, True),
        ({"Cache-Control": "max-age=60"}, True),
        ({"Cache-Control": "private, max-age=60"}, False),
        ({"Cache-Control": "no-store"}, False),
        ({"Vary": "*"}, False),
        ({}, True),
    ],
)
def test_the_cache_of_these_tests_keeps_what_a_cache_keeps(
    headers: dict[str, str], kept: bool
) -> None:
    class Site:
        asked = 0

        def get(self, address: str, headers: dict[str, str]) -> HttpResponse:
            self.asked += 1
            return HttpResponse(f"{self.asked}", headers=told_by)

    told_by, proxy, site = headers, Proxy(), Site()
    proxy.get(site, "/a")  # type: ignore[arg-type]
    assert ("/a" in proxy.kept) is kept


def test_the_cache_of_these_tests_tells_requests_apart_by_what_varies() -> None:
    class Site:
        def get(self, address: str, headers: dict[str, str]) -> HttpResponse:
            answer = HttpResponse(headers.get("Accept", ""))
            answer["Vary"], answer["Cache-Control"] = "Accept", "public, max-age=9"
            return answer

    proxy, site = Proxy(), Site()
    for accept in ("a", "b", "a"):
        assert proxy.get(site, "/x", Accept=accept).body == accept.encode()  # type: ignore[arg-type]
    assert proxy.hits == 1
