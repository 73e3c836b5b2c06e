"""Where the desk is reached: on its page, and for whoever found a weakness (RFC 9116)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from project import environment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        ("desk@example.org", "mailto:desk@example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
    ],
)
def test_a_contact_is_an_address_to_link_to(given: str, address: str) -> None:
    assert environment.contact(given) == address


@pytest.mark.parametrize("given", ["desk", "http://example.org", "javascript:x@y.z", "a b@c.de"])
def test_what_is_no_contact_stops_the_start(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CONTACT is"):
        environment.contact(given)


def test_security_txt_says_where_to_write_and_for_how_long(client: Client, settings: Any) -> None:
    settings.CONTACT = "mailto:desk@example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == "mailto:desk@example.org"
    assert told["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    ahead = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert 140 < ahead.days < 190
    assert client.get("/.well-known/security.txt").content == answer.content


def test_the_page_of_how_the_desk_works_leads_to_it(client: Client, settings: Any) -> None:
    settings.CONTACT = "mailto:desk@example.org"
    for prefix in ("", "/uk", "/lt"):
        page = client.get(f"{prefix}/methodology").text
        assert '<a href="mailto:desk@example.org">desk@example.org</a>' in page


def test_without_one_nothing_is_said(client: Client, settings: Any) -> None:
    settings.CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    assert "mailto:" not in client.get("/methodology").text
