"""How often one client may ask, who counts as one, and what it is told."""

import threading

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from claims.api.throttling import EveryRequest, client_of
from project import environment
from tests.api.test_problems import check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rates(settings, monkeypatch):
    """Five requests a minute, two of them searches; the clock stands still."""
    cache.clear()
    settings.API_RATES = {"all": (5, 60), "search": (2, 60)}
    monkeypatch.setattr("time.time", lambda: 1_700_000_040.0)
    yield
    cache.clear()


def test_one_too_many_is_a_problem_that_says_when_to_ask_again(api):
    assert [api("claims").status_code for _ in range(5)] == [200] * 5
    answer = api("speakers")
    told = check(answer, 429)
    assert answer["Retry-After"] == "60"
    assert told["detail"] == "Too many requests; ask again in 60 s."


def test_the_next_minute_is_another(api, monkeypatch):
    for _ in range(6):
        api("claims")
    monkeypatch.setattr("time.time", lambda: 1_700_000_100.0)
    assert api("claims").status_code == 200


def test_searches_are_counted_besides(api):
    assert [api("claims", q="word").status_code for _ in range(3)] == [200, 200, 429]
    assert api("claims").status_code == 200


def test_other_sites_can_read_when_to_ask_again(api):
    for _ in range(5):
        api("claims")
    answer = api("claims", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 429
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in answer["Access-Control-Expose-Headers"]


def test_what_a_client_writes_about_itself_gains_nothing(api):
    statuses = [
        api("claims", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


@pytest.mark.parametrize("proxies", [1, 2])
def test_behind_proxies_the_outermost_trusted_ones_word_counts(api, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    behind = ", 192.0.2.1" * (proxies - 1)

    def asked(forwarded: str) -> int:
        return api("claims", headers={"X-Forwarded-For": forwarded}).status_code

    spoofed = [asked(f"10.0.0.{number}, 203.0.113.7{behind}") for number in range(6)]
    assert spoofed == [200] * 5 + [429]
    assert asked(f"203.0.113.8{behind}") == 200


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "client"),
    [
        (0, "203.0.113.7", "10.0.0.1", "203.0.113.7"),
        (1, "192.0.2.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        (2, "192.0.2.1", "203.0.113.7", "192.0.2.1"),
        (1, "192.0.2.1", "", "192.0.2.1"),
        (1, "192.0.2.1", "10.0.0.1, <script>", "192.0.2.1"),
        (0, "", "", "unknown"),
        (0, "2001:db8:1:2:3::9", "", "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.7", "", "203.0.113.7"),
    ],
)
def test_who_counts_as_one_client(settings, proxies, remote, forwarded, client):
    settings.TRUSTED_PROXIES = proxies
    assert client_of({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}) == client


def test_requests_at_the_same_moment_do_not_slip_through(rf):
    allowed, start = [], threading.Barrier(16)

    def ask() -> None:
        start.wait()
        allowed.append(EveryRequest().allow_request(rf.get("/"), None))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == 5


def test_a_cache_that_is_away_keeps_nobody_out(api, monkeypatch, caplog):
    def away(*args, **options):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)
    assert [api("claims").status_code for _ in range(6)] == [200] * 6
    assert "the cache does not answer" in caplog.text


def test_no_address_is_kept_or_logged(api, caplog):
    for _ in range(6):
        api("claims", headers={"X-Forwarded-For": "203.0.113.7"})
    assert "203.0.113.7" not in caplog.text
    assert "127.0.0.1" not in caplog.text


@pytest.mark.parametrize(
    ("text", "rate"), [("600/min", (600, 60)), ("1/s", (1, 1)), ("9/h", (9, 3600)), ("off", None)]
)
def test_rates_are_read(text, rate):
    assert environment.rate("API_RATE", text) == rate


@pytest.mark.parametrize(
    "text", ["600", "0/min", "-1/min", "x/min", "5/day", "5/", "/min", "٣/min"]
)
def test_what_is_no_rate_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match=r"API_RATE is .* which is no rate"):
        environment.rate("API_RATE", text)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("0", 0), ("2", 2)])
def test_proxies_are_counted(text, count):
    assert environment.proxies(text) == count


@pytest.mark.parametrize("text", ["-1", "10", "x", "1.0", "192.0.2.1", "true"])
def test_what_is_no_number_of_proxies_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES is"):
        environment.proxies(text)


def test_requests_are_counted_in_a_shared_cache_where_one_is_named():
    assert "locmem" in environment.cache("")["BACKEND"]
    shared = environment.cache("pymemcache://host:11211")
    assert "memcached" in shared["BACKEND"]
    assert shared["LOCATION"] == "host:11211"
