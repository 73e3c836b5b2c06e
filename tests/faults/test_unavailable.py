"""A database that breaks off outside the public pages: 503 in the words of whoever asked."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from claims.admin.signing_in import lasting
from tests import desk_builders as desk
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def client() -> Client:
    return sign_in(Client(raise_request_exception=False), desk.user("author", "contributor"))


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_an_editor_is_told_what_became_of_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    editor = client()

    def away(*args: object) -> None:
        raise error("connection refused by db.internal:5432")

    monkeypatch.setattr(lasting, "keep", away)
    for answer, said in (
        (editor.get("/admin/"), "Please try again in a minute."),
        (editor.post("/admin/claims/claim/add/", {"text": "x"}), "It is not known whether"),
    ):
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "no-store" in answer["Cache-Control"]
        assert said in answer.content.decode()
        assert "db.internal" not in answer.content.decode()


def test_a_fault_of_ours_is_no_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = client()
    monkeypatch.setattr(lasting, "keep", lambda request: 1 // 0)
    assert editor.get("/admin/").status_code == 500


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/claims", "application/problem+json"),
        ("/v1alpha1/claims:search?query=x", "application/json; charset=UTF-8"),
        ("/corrections", "text/html; charset=utf-8"),
    ],
)
def test_whoever_asks_is_answered_in_their_own_words(
    monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    def away(self: object, request: object, *args: object) -> None:
        raise OperationalError("connection refused by db.internal:5432")

    asker = Client(raise_request_exception=False)
    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", away)
    answer = asker.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (503, kind)
    assert int(answer["Retry-After"]) > 0
    assert b"db.internal" not in answer.content
