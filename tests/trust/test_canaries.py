"""R39: whatever readers and editors send, no log line repeats it or names them."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from project.logs import JsonFormatter
from tests.leaks.addresses import ROUTES
from tests.signing_in import sign_in
from tests.trust import desk

pytestmark = pytest.mark.django_db

CANARY = "Zqcanary7"
SENT: dict[str, Any] = {
    "REMOTE_ADDR": "203.0.113.9",
    "HTTP_X_FORWARDED_FOR": "2001:db8::203:9",
    "HTTP_USER_AGENT": f"{CANARY}-agent",
    "HTTP_REFERER": f"https://{CANARY}.example/page?q={CANARY}",
    "HTTP_ACCEPT_LANGUAGE": f"{CANARY}\r\nERROR forged",
    "HTTP_AUTHORIZATION": f"Bearer {CANARY}",
    "HTTP_X_REQUEST_ID": CANARY,
}
FIELDS = (
    *("username", "password", "code", "credential", "email", "text", "quote", "note", "reason"),
    *("wrong", "name", "contact", "title", "url", "summary", "version", "digest", "next", "q"),
)
SECRETS = (CANARY.lower(), "203.0.113.9", "2001:db8", "example.org", "the-", "forged")


@pytest.fixture
def written() -> Iterator[Callable[[], list[str]]]:
    """The lines that a deployment would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    for logger in loggers:
        logger.removeHandler(handler)


def said() -> dict[str, str]:
    return {name: f"{CANARY} {name}@example.org 203.0.113.9" for name in FIELDS}


def check(lines: list[str], ids: set[str]) -> None:
    for line in lines:
        told = json.loads(line)
        assert [secret for secret in SECRETS if secret in line.lower()] == [], line
        assert told.get("request") in ids | {None}


def test_readers_leave_nothing_in_the_log(written: Callable[[], list[str]]) -> None:
    client = Client(raise_request_exception=False, **SENT)
    client.cookies["sessionid"] = client.cookies["csrftoken"] = CANARY
    things = desk.furnish()
    named = {"claim": things["claim"].public_id, "statement": things["statement"].public_id}
    named |= {kind: things[kind].public_id for kind in ("speaker", "source", "publisher", "topic")}
    ids = set()
    for addresses in ROUTES.values():
        for address in addresses:
            where = address.format(**named).partition("?")[0]
            ids.add(client.get(f"{where}?q={CANARY}&{CANARY}=1")["X-Request-Id"])
            ids.add(client.post(where, said())["X-Request-Id"])
    assert len(written()) > 100
    check(written(), ids)


def test_editors_leave_nothing_in_the_log(written: Callable[[], list[str]]) -> None:
    cache.clear()
    things = desk.furnish()
    client = sign_in(Client(raise_request_exception=False, **SENT), desk.somebody("publisher"))
    client.cookies["csrftoken"] = client.cookies["device"] = CANARY
    ids = set()
    for where in desk.screens(things):
        if where.startswith(desk.LEAVES):
            continue
        if where.count("/") == 4:  # a list
            ids.add(client.get(f"{where}?q={CANARY}&{CANARY}__x={CANARY}")["X-Request-Id"])
        ids.add(client.post(where, said())["X-Request-Id"])
    for _ in range(7):
        ids.add(client.post("/admin/login/", said())["X-Request-Id"])
    lines = written()
    assert len(lines) > 40
    check(lines, ids)
