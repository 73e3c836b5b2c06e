"""Fuzzing: whatever is sent to any form of the desk, by any role, is taken or refused in words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.desk.models import Claim, Source, Speaker, Statement
from tests.admin.forms import sent_by
from tests.leaks.addresses import addresses
from tests.signing_in import sign_in
from tests.trust import desk

pytestmark = pytest.mark.django_db

NASTY = [
    *("\x00", "a\x00b", "\u202e", "\u200b", "\ufeff", "\r\n\r\nX: y", " ", "😀" * 400, "𝐕ｌａｄ"),
    *("-1", "0", "1.5", "½", "٣", "1e999", "NaN", "99999999999999999999", "-99999999999999999999"),
    *("2024-13-45", "9999-12-31", "0001-01-01", "24:61", "2024-02-30T25:00", "10000-01-01"),
    *(
        "'",
        '"',
        "\\",
        "%",
        "%s%n",
        "%00",
        "{}",
        "[]",
        '{"a": 1}',
        "null",
        "None",
        "true",
        "__all__",
    ),
    *(
        "<script>alert(1)</script>",
        "{{ 7|add:7 }}",
        "{% load %}",
        "${7*7}",
        "=1+1",
        "'; DROP TABLE x",
    ),
    *(
        "javascript:alert(1)",
        "http://[::1",
        "http://127.0.0.1",
        "//evil.example",
        "../../etc/passwd",
    ),
    *("a" * 5_000, "(" * 500, "x@y", "anna", "publish", "claims", "1,2", "on"),
]
FIELDS = (
    *("version", "digest", "reason", "note", "verb", "event", "text", "quote", "start", "end"),
    *("name", "path", "query", "field", "other", "assigned_to", "statement", "speaker", "parcel"),
    *("action", "_selected_action", "_shown", "not_before", "credential", "code", "next", "_popup"),
)
"""What is sent to an address that shows no form of its own."""

SAVED_BY_NOBODY = {"csrfmiddlewaretoken"}


def asked_for(page: str) -> list[str]:
    """Return the names of the inputs of a page, and those that any address may look for."""
    found = re.findall(r'name="([\w-]+)"', page)
    return [name for name in dict.fromkeys([*found, *FIELDS]) if name not in SAVED_BY_NOBODY]


def nasty(names: list[str], turn: int) -> dict[str, str]:
    """Return a nasty value for each name, another one in each turn."""
    return {name: NASTY[(turn * 7 + place) % len(NASTY)] for place, name in enumerate(names)}


def shown(things: dict[str, Any]) -> list[str]:
    return [where for where in desk.screens(things) if not where.startswith(desk.LEAVES)]


@pytest.mark.parametrize("role", desk.ROLES)
def test_nothing_that_is_sent_to_any_form_breaks_it(role: str) -> None:
    client = sign_in(Client(raise_request_exception=False), desk.somebody(role))
    broken = []
    screens = shown(desk.furnish())
    # Each role meets a part of them and a publisher all: most code of a screen is one for all.
    part = 1 if role == "publisher" else len(desk.ROLES) - 1
    for turn, where in list(enumerate(screens))[desk.ROLES.index(role) % part :: part]:
        page = client.get(where)
        html = page.content.decode() if page.get("Content-Type", "").startswith("text/html") else ""
        for answer in (page, client.post(where, nasty(asked_for(html), turn))):
            if answer.status_code >= 500:
                broken.append((answer.request["REQUEST_METHOD"], where, answer.status_code))
        if "_auth_user_id" not in client.session:
            sign_in(client, desk.somebody(role))
    assert broken == []


def forms() -> Iterator[tuple[str, str]]:
    for model in (Claim, Statement, Source, Speaker):
        name = str(model._meta.model_name)
        yield name, reverse(f"admin:claims_{name}_add")


@settings(
    derandomize=True,
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_form_with_some_nasty_values_is_saved_or_shown_again(db: None, data: Any) -> None:
    client = sign_in(Client(), desk.somebody("publisher"))
    for name, where in forms():
        form = dict(sent_by(client.get(where).text, f"{name}_form"))
        chosen = data.draw(st.lists(st.sampled_from(sorted(form)), min_size=1, max_size=4))
        values = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
        said = form | {field: data.draw(values) for field in chosen}
        sent = {key: value.encode("utf-8", "replace").decode() for key, value in said.items()}
        assert client.post(where, sent).status_code in (200, 302, 400, 403), (where, chosen)


def test_nothing_that_is_asked_of_any_list_breaks_it() -> None:
    client = sign_in(Client(raise_request_exception=False), desk.somebody("publisher"))
    lists = [where for where in shown(desk.furnish()) if re.fullmatch(r"/admin/claims/\w+/", where)]
    names = ("q", "o", "p", "all", "e", "id", "pk__in", "_facets", "stage", "text__regex")
    broken = []
    for turn, where in enumerate(lists):
        for value in NASTY[turn % 8 :: 8]:
            for name in (names[(turn + len(value)) % len(names)], "q"):
                answer = client.get(where, {name: value})
                if answer.status_code >= 500:
                    broken.append((where, name, value[:40]))
    for value in ("-99999999999999999999", "1,99999999999999999999"):
        assert client.get("/admin/claims/correctionrequest/", {"pk__in": value}).status_code == 400
    assert len(lists) > 10
    assert broken == []


def test_nothing_that_is_asked_of_any_page_breaks_it() -> None:
    things = desk.furnish()
    ids = {"claim": things["claim"].public_id, "statement": things["statement"].public_id}
    ids |= {kind: things[kind].public_id for kind in ("speaker", "source", "publisher", "topic")}
    client = Client(raise_request_exception=False)
    names = ("q", "before", "verdict", "url", "maxwidth", "query", "pageToken", "offset", "fields")
    broken = []
    for turn, where in enumerate(addresses(ids)):
        path = where.partition("?")[0]
        for value in NASTY[turn % 12 :: 12]:
            for name in (names[(turn + len(value)) % len(names)], "q"):
                answer = client.get(path, {name: value})
                if answer.status_code >= 500:
                    broken.append((path, name, value[:40]))
    assert broken == []
