"""What only editors need is out of every reader's way."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/search?q=word", "/corrections", "/api/v1/claims", "/nothing", "/healthz"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_address_asks_for_no_session(path, monkeypatch):
    def asked(*args):
        raise AssertionError("the session was asked for")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", asked)
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    answer = client.get(path)
    assert answer.status_code in (200, 404)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_form_of_an_editor_needs_its_token():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert answer.status_code == 403
