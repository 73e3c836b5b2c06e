"""The queue of requests for correction, and deciding on them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from claims.desk.models import AuditEntry, CorrectionRequest
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, list_page, told

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def rita(at_desk) -> Desk:
    """A reviewer."""
    return at_desk("rita", "reviewer")


def asked(claim, days: int = 0, **values: object) -> CorrectionRequest:
    """A request received so many days ago."""
    values.setdefault("wrong", "The date is wrong: it was October.")
    request = CorrectionRequest(
        claim=claim.public_id, received_at=timezone.now() - timedelta(days), **values
    )
    request.save()
    return request


def decide(desk: Desk, request: CorrectionRequest, **said: str):
    where = change_page(request).replace("/change/", "/decide/")
    return desk.client.post(where, said, follow=True)


def found(desk: Desk, **query: str) -> list[int]:
    page = desk.get(list_page(CorrectionRequest), **query)
    return [row.pk for row in page.context["cl"].result_list]


def test_the_queue_shows_what_is_due_first_and_how_late_it_is(anna, rita):
    claim = make.claim(anna.account, "The bridge is safe.")
    new, old = asked(claim), asked(claim, 60)
    assert found(rita) == [old.pk, new.pk]
    page = rita.get(list_page(CorrectionRequest)).text
    assert "working days overdue" in page and f'href="{change_page(claim)}"' in page
    assert found(rita, state="overdue") == [old.pk]
    assert found(rita, state="undecided") == [old.pk, new.pk]
    assert found(rita, state="answered") == []


@pytest.mark.django_db(transaction=True)
def test_declining_answers_whoever_asked(anna, rita):
    request = asked(make.claim(anna.account), email="reader@mail.example")
    answer = decide(rita, request, outcome="declined", answer="It was November; see the minutes.")
    assert told(answer) == ["The request is declined."]
    request.refresh_from_db()
    assert (request.outcome, request.decided_by) == ("declined", rita.account)
    assert request.answered_at is not None
    assert "see the minutes" in mail.outbox[0].body
    assert found(rita, state="answered") == [request.pk]
    assert AuditEntry.objects.filter(verb="decide_request").count() == 1


def test_accepting_leaves_it_open_until_the_release(anna, rita):
    request = asked(make.claim(anna.account))
    decide(rita, request, outcome="accepted", answer="")
    request.refresh_from_db()
    assert request.outcome == "accepted" and request.answered_at is None
    assert found(rita, state="open") == [request.pk] and found(rita, state="undecided") == []
    assert "its release is owed" in rita.get(change_page(request)).text


def test_a_refusal_keeps_the_answer(anna, rita):
    request = asked(make.claim(anna.account))
    answer = decide(rita, request, outcome="declined", answer=" ")
    assert "Say why it is declined" in answer.text
    answer = decide(rita, request, outcome="nonsense", answer="My words.")
    assert "Select a valid choice" in answer.text and "My words." in answer.text
    request.refresh_from_db()
    assert request.outcome == ""


def test_a_request_is_decided_once(anna, rita):
    request = asked(make.claim(anna.account))
    decide(rita, request, outcome="accepted")
    answer = decide(rita, request, outcome="declined", answer="No.")
    assert "accepted already" in " ".join(answer.context["decision_refusals"])
    request.refresh_from_db()
    assert request.outcome == "accepted"


@pytest.mark.parametrize("role", ["contributor", "auditor"])
def test_who_may_not_decide_is_told_which_role_may(at_desk, rita, role):
    request = asked(make.claim(rita.account))
    reader = at_desk("xenia", role)
    page = reader.get(change_page(request)).text
    assert "needs the role publisher or reviewer" in page and "Decide</button>" not in page
    answer = decide(reader, request, outcome="accepted")
    assert "This needs the role" in answer.text
    request.refresh_from_db()
    assert request.outcome == ""


def test_hostile_requests_are_shown_and_do_not_act(anna, rita):
    request = asked(
        make.claim(anna.account),
        wrong=HOSTILE + "\u200b",
        name=HOSTILE[:150],
        evidence_url="https://evil.example/?<script>alert(1)</script>",
    )
    for where in (list_page(CorrectionRequest), change_page(request), "/admin/"):
        page = rita.get(where).text
        assert "<script>alert" not in page and "<img src=x" not in page, where
        assert "&lt;script&gt;alert(1)" in page
    assert 'rel="noopener' in rita.get(change_page(request)).text


def test_who_asked_is_forgotten_on_the_page_once_they_are_answered(anna, rita):
    request = asked(make.claim(anna.account), name="Rasa Reader", email="rasa@mail.example")
    where = change_page(request).replace("/change/", "/forget/")
    button = "Forget the name and e-mail address"
    assert button not in rita.get(change_page(request)).text
    assert "not answered yet" in told(rita.client.post(where, follow=True))[0]
    decide(rita, request, outcome="declined", answer="It was November.")
    page = rita.get(change_page(request)).text
    assert button in page and "rasa@mail.example" in page
    assert button not in anna.get(change_page(request)).text
    assert "needs the role" in told(anna.client.post(where, follow=True))[0]
    assert rita.client.get(where).status_code == 405
    answer = rita.client.post(where, follow=True)
    assert told(answer) == ["The name and e-mail address of whoever asked are forgotten."]
    assert "Rasa" not in answer.text and "rasa@" not in answer.text and button not in answer.text
    assert "The date is wrong: it was October." in answer.text
