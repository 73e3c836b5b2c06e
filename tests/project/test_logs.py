"""Log records stay on one line each and name no reader."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DataError, OperationalError
from django.test import Client

from claims.record import reading
from project.logs import JsonFormatter, OneLineFormatter, hidden
from tests import builders
from tests.signing_in import sign_in

CANARY = "Canary7"
READER = {
    "REMOTE_ADDR": "203.0.113.9",
    "HTTP_X_FORWARDED_FOR": "2001:db8::203:9",
    "HTTP_USER_AGENT": CANARY,
    "HTTP_COOKIE": f"sessionid={CANARY}",
    "HTTP_AUTHORIZATION": f"Bearer {CANARY}",
}


def formatted(message: str, error: bool = False) -> str:
    record = logging.LogRecord("onrecord", logging.WARNING, __file__, 1, message, None, None)
    if error:
        try:
            raise ValueError("first\nsecond")
        except ValueError as caught:
            record.exc_info = (type(caught), caught, caught.__traceback__)
    return OneLineFormatter("%(levelname)s %(message)s").format(record)


def test_a_line_break_in_a_message_cannot_forge_a_record():
    assert formatted("asked for\nERROR forged\r\nby\u2028them").splitlines() == [
        "WARNING asked for | ERROR forged | by | them"
    ]


def test_a_traceback_is_part_of_its_line():
    line = formatted("failed", error=True)
    assert len(line.splitlines()) == 1
    assert "ValueError: first | second" in line


def test_a_refused_request_is_logged_without_the_readers_address(client, caplog):
    client.get("/nowhere", REMOTE_ADDR="203.0.113.9")
    assert "/nowhere" in caplog.text
    assert "203.0.113.9" not in caplog.text


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is logged in a test, read back from the JSON that a deployment would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*given: object, **named: object) -> Any:
        raise error

    return fail


@pytest.mark.django_db
def test_no_record_names_a_reader_or_repeats_what_was_asked(
    written: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False, **READER)  # type: ignore[arg-type]
    email = f"{CANARY}@example.org"
    ids = [
        client.get(f"/search?q={CANARY}")["X-Request-Id"],
        client.get(f"/nowhere?q={CANARY}")["X-Request-Id"],
        client.get(f"/api/v1/claims?{CANARY}={CANARY}")["X-Request-Id"],
        client.post("/admin/login/", {"login": email, "password": CANARY})["X-Request-Id"],
    ]
    for error in (
        DataError(f"invalid input: {CANARY}"),
        ValueError(CANARY),
        OperationalError(f"connection to 203.0.113.9 failed for {email}\nLINE 1: {CANARY}"),
    ):
        monkeypatch.setattr(reading, "claim", failing(error))
        for path in ("/claims/aaaaaaaaaaaa", "/api/v1/claims/aaaaaaaaaaaa"):
            answer = client.get(f"{path}?q={CANARY}")
            assert answer.status_code >= 400
            ids.append(answer["X-Request-Id"])
    records = written()
    assert len(records) >= 8
    text = json.dumps(records)
    for secret in (CANARY, CANARY.lower(), "203.0.113", "2001:db8", "example.org"):
        assert secret not in text
    assert {one.get("request") for one in records} <= set(ids)
    assert {"[address]" in one["error"].get("said", "") for one in records if "error" in one} == {
        True,
        False,
    }


@pytest.mark.django_db
def test_a_record_names_the_account_by_its_number(
    written: Callable[[], list[dict[str, Any]]], client: Client
) -> None:
    account = builders.user("signed-in", "reviewer")
    sign_in(client, account)
    answer = client.get("/admin/claims/nothing/")
    (*_, last) = written()
    assert (last["actor"], last["request"]) == (account.pk, answer["X-Request-Id"])
    assert "signed-in" not in json.dumps(last)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/nope/fe80::1/2a02::5",
        "/nope/860012345678/Jonas Jonaitis",
        "/nope/Jonas Jonaitiš",
        "/claims/k3b7pmwayq2t-jonas-jonaitis",
        "/claims/jonasjonaiti",
        "/api/v1/claims/jonas-jonaitis",
        "/admin/jonas-jonaitis/nothing",
        "/static/jonas-jonaitis.css",
        "/feeds/speakers/jonas-jonaitis.atom",
    ],
)
def test_no_record_repeats_an_address_that_is_none_of_ours(
    written: Callable[[], list[dict[str, Any]]], path: str, settings: Any
) -> None:
    client = Client(raise_request_exception=False)
    client.get(path)
    client.get("/", headers={"Host": f"{path.rpartition('/')[2][:8].strip()}.example"})
    told = [record["message"] for record in written()]
    assert told
    for part in ("fe80", "2a02", "8600", "onas", "ona.", ".example"):
        assert part not in " ".join(told), told


@pytest.mark.django_db
def test_a_record_tells_an_address_of_ours(written: Callable[[], list[dict[str, Any]]]) -> None:
    for path in ("/claims/k3b7pmwayq2t", "/v1alpha1/claims:search?pageSize=x"):
        Client().get(path)
    Client(enforce_csrf_checks=True).post("/admin/login/", headers={"Origin": "https://e.example"})
    assert [record["message"] for record in written()] == [
        "Not Found: /claims/k3b7pmwayq2t",
        "Bad Request: /v1alpha1/claims:search",
        "csrf: /admin/login/",
    ]


def test_json_is_one_line_whatever_a_reader_sends() -> None:
    record = logging.LogRecord("onrecord", 30, __file__, 1, "a\r\nb\u2028%s", ("c\x00",), None)
    line = JsonFormatter().format(record)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["message"] == "a\r\nb\u2028c\x00"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Not Found: /claims/abc", "Not Found: /claims/abc"),
        ("head " + "a1" * 32, "head " + "a1" * 32),
        ("at 2024-11-01T08:00:00Z", "at 2024-11-01T08:00:00Z"),
        ("from 192.0.2.1:80, fe80::1:2", "from [address]:80, [address]"),
        ("to {'Ann.B@desk.example': 550}", "to {'[e-mail]': 550}"),
        ("postgres://desk:pw@db.internal/x", "postgres://desk:[e-mail]/x"),
        ("GET /search?q=mother&x=1 failed", "GET /search?[query] failed"),
        ("at /fe80::1/2a02::5, ::1 and fe80::", "at /[address]/[address], [address] and [address]"),
        ("2001:db8:0:0:1:0:0:1", "[address]"),
        ("std::vector, 12:30:45", "std::vector, 12:30:45"),
        ("of user%40host.example", "of [e-mail]"),
        ("of ann%2Bx%40host.example", "of [e-mail]"),
        ('of "john doe"@host.example', "of [e-mail]"),
        ("GET /search?q", "GET /search?[query]"),
        ("GET /search?a&b failed", "GET /search?[query] failed"),
        ("call 860012345678 now", "call [number] now"),
        ("the key k3b7pmwayq2tk3b7pmwayq2tk3b7pmwa", "the key [token]"),
        ("the secret JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "the secret [token]"),
        ("migration 0012_corrections_of_a_release_2", "migration 0012_corrections_of_a_release_2"),
        ("token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "token [token]"),
    ],
)
def test_what_is_hidden_and_what_is_not(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize("piece", ["?", "a@", "1.", "::", "aA", "a"])
def test_no_text_takes_long_to_clean(piece: str) -> None:
    assert len(hidden(piece * 1_000_000)) < 20_000
