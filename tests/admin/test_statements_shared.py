"""Statements are talked about, and tell who else has them open, as claims do."""

import pytest
from django.urls import reverse

from claims.desk.models import InternalNote, NoteMention, Statement
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(anna: Desk) -> Statement:
    return make.statement(anna.account, state="proposed")


def where(statement: Statement, name: str) -> str:
    return reverse(f"admin:claims_statement_{name}", args=[statement.pk])


def in_article(statement: Statement) -> str:
    return reverse("admin:article_statement", args=[statement.capture_id, statement.pk])


def test_a_comment_stands_on_the_page_calls_somebody_and_changes_nothing(anna, paul, statement):
    sent = {"text": "Is it she who says so, @paul?"}
    answer = anna.client.post(where(statement, "comment"), sent, follow=True)
    assert told(answer) == ["Noted; paul is told."]
    assert "Is it she who says so" in paul.get(change_page(statement)).text
    assert "Comments on it: 1" in paul.get(in_article(statement)).text
    assert NoteMention.objects.get().user == paul.account
    leads = reverse("admin:go", args=["statement", statement.public_id])
    assert paul.client.get(leads).url == change_page(statement)
    statement.refresh_from_db()
    assert statement.version == 1


def test_an_empty_comment_is_refused(anna, statement):
    answer = anna.client.post(where(statement, "comment"), {"text": " "})
    assert "This field is required." in answer.text and not InternalNote.objects.exists()


@pytest.mark.parametrize("page", [change_page, in_article])
def test_who_else_has_it_open_is_told(anna, paul, statement, page):
    assert "open too" not in anna.get(page(statement)).text
    assert "<b>anna</b> has this open too." in paul.get(page(statement)).text
    news = anna.client.post(where(statement, "opened")).json()
    assert [other["name"] for other in news["others"]] == ["paul"] and news["version"] == 1
    paul.client.post(where(statement, "opened"), {"closed": "1"})
    assert anna.client.post(where(statement, "opened")).json()["others"] == []


def test_an_auditor_reads_what_is_said_and_says_nothing(at_desk, anna, statement):
    anna.client.post(where(statement, "comment"), {"text": "Look again."})
    olga = at_desk("olga", "auditor")
    page = olga.get(change_page(statement)).text
    assert "Look again." in page and "id_desk_comment" not in page
    assert olga.client.post(where(statement, "opened")).status_code == 403
    olga.client.post(where(statement, "comment"), {"text": "Mine."})
    assert InternalNote.objects.count() == 1
