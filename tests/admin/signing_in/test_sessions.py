"""Sessions end: unused, after half a day, and whenever what lets in changes."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse

from claims import workflow
from claims.admin.signing_in import lasting, throttle
from claims.desk.models import AuditEntry, EditorSession
from claims.workflow import RuleViolated
from tests import desk_builders as make
from tests.admin.conftest import change_page
from tests.admin.signing_in.conftest import DESK, LOGIN, PASSWORD, code
from tests.project.processes import PRODUCTION, settings
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(visitor):
    """An editor who is in, in this browser and in another."""
    found = visitor()
    sign_in(found.client, found.account)
    return found


@pytest.fixture
def elsewhere(anna) -> Client:
    """Her other browser."""
    client = sign_in(Client(), anna.account)
    assert client.get(DESK).status_code == 200
    return client


CHANGE = "/admin/password_change/"


def is_out(client: Client) -> bool:
    answer = client.get(DESK)
    return answer.status_code == 302 and answer["Location"].startswith(LOGIN)


def test_cookies_are_bound_to_the_host_and_out_of_reach(tmp_path):
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME")
    flags = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    found = settings(
        *names,
        *flags,
        "SESSION_COOKIE_SAMESITE",
        **PRODUCTION,
        DATA_DIR=str(tmp_path),
    )
    assert all(found[name].startswith("__Host-") for name in names)
    assert all(found[flag] is True for flag in flags)
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.parametrize("seconds", [lasting.UNUSED + 1, lasting.IN_ALL + 1])
def test_a_session_ends_unused(anna, monkeypatch, seconds):
    later = time.time() + seconds
    monkeypatch.setattr(lasting.time, "time", lambda: later)
    assert is_out(anna.client)
    assert not EditorSession.objects.filter(account=anna.account).exists()


def test_a_session_ends_after_twelve_hours_of_use(anna, monkeypatch):
    start = time.time()
    for minutes in range(0, 12 * 60, 90):
        monkeypatch.setattr(lasting.time, "time", lambda now=start + 60 * minutes: now)
        assert not is_out(anna.client), minutes
    monkeypatch.setattr(lasting.time, "time", lambda: start + lasting.IN_ALL + 60)
    assert is_out(anna.client)


def test_signing_in_gives_the_session_another_key(visitor):
    anna = visitor()
    anna.give()
    before = anna.client.session.session_key
    anna.give_code(code())
    assert anna.is_in() and anna.client.session.session_key != before
    assert not EditorSession.objects.filter(session_key=before).exists()


def test_disabling_an_account_ends_its_sessions_for_good(anna, elsewhere):
    boss = make.user("boss", "admin")
    workflow.set_active(anna.account, False, by=boss)
    workflow.set_active(anna.account, True, by=boss)
    assert is_out(anna.client) and is_out(elsewhere)


def test_a_new_password_ends_the_other_sessions_and_is_told(anna, elsewhere, mailoutbox):
    new = "another passphrase of the editor"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert anna.client.post("/admin/password_change/", sent).status_code == 302
    assert not is_out(anna.client) and is_out(elsewhere)
    (mail,) = mailoutbox
    assert mail.to == ["anna@example.org"] and "The password was changed" in mail.body


def test_the_old_password_is_guessed_few_times_in_a_session_that_is_open(anna, elsewhere):
    new = "another passphrase of the editor"
    sent = {"old_password": "guessed", "new_password1": new, "new_password2": new}
    for number in range(throttle.FREE):
        client = (anna.client, elsewhere)[number % 2]
        client.cookies.pop("device", None)
        assert "Give your own password" in client.post(CHANGE, sent).text
    for client in (anna.client, elsewhere):
        answer = client.post(CHANGE, sent | {"old_password": PASSWORD})
        assert "Too many wrong passwords" in answer.text
    anna.account.refresh_from_db()
    assert anna.account.check_password(PASSWORD)


def test_the_owner_is_told_of_many_wrong_answers_in_a_session(anna, mailoutbox):
    sent = {"old_password": "guessed", "new_password1": "x" * 14, "new_password2": "x" * 14}
    for _ in range(throttle.NOTICED + 1):
        anna.client.post(CHANGE, sent)
        for row in AccessFailureLog.objects.all():
            row.attempt_time -= timedelta(minutes=11)
            row.save()
    (mail,) = mailoutbox
    assert mail.to == ["anna@example.org"] and "Somebody who is signed in as “anna”" in mail.body


def test_a_new_password_takes_a_code_where_none_was_given_lately(anna):
    session = anna.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 601}]
    session.save()
    new = "another passphrase of the editor"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = anna.client.get(CHANGE).text
    assert "A code of your second factor" in page and "<ul><li>" in page
    for wrong in ({}, {"own_code": "000000"}):
        assert "Give a code of your second factor" in anna.client.post(CHANGE, sent | wrong).text
    assert anna.client.post(CHANGE, sent | {"own_code": code()}).status_code == 302
    anna.account.refresh_from_db()
    assert anna.account.check_password(new)


def test_codes_are_guessed_few_times_in_a_session_that_is_open(anna):
    session = anna.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 601}]
    session.save()
    where = reverse("mfa_reauthenticate")
    answers = []
    for _ in range(throttle.FREE + 1):
        anna.client.cookies.pop("device", None)
        anna.client.get(DESK)
        answers.append(anna.client.post(where, {"code": "000000"}).text)
    assert sum("was used already" in answer for answer in answers) == throttle.FREE
    assert "Too many wrong codes" in answers[-1]


def test_a_new_app_ends_the_other_sessions(visitor, mailoutbox):
    anna = visitor(app=False)
    anna.give()
    thief = visitor(app=False)
    thief.give()
    anna.client.get(reverse("mfa_activate_totp"))
    secret = anna.client.session["mfa.totp.secret"]
    anna.client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert anna.is_in() and is_out(thief.client)
    assert "An app for codes was added" in mailoutbox[0].body


def test_new_recovery_codes_end_the_other_sessions(anna, elsewhere):
    anna.client.post(reverse("mfa_generate_recovery_codes"))
    assert not is_out(anna.client) and is_out(elsewhere)


def test_the_only_factor_stays(anna):
    page = anna.client.post(reverse("mfa_deactivate_totp"))
    assert page.status_code == 200 and "cannot deactivate" in page.text
    assert anna.account.authenticator_set.filter(type="totp").exists()


def test_factors_change_only_soon_after_one_was_given(anna, monkeypatch):
    session = anna.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 601}]
    session.save()
    answer = anna.client.post(reverse("mfa_generate_recovery_codes"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    where = answer["Location"]
    assert anna.client.get(where).status_code == 200
    assert "was used already" in anna.client.post(where, {"code": "123"}).text
    assert anna.client.post(where, {"code": code()}).status_code == 302
    assert anna.client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_an_administrator_takes_a_lost_factor_away_once_known_to_be_there(anna, elsewhere, visitor):
    boss = visitor("boss", "admin")
    sign_in(boss.client, boss.account)
    session = boss.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 601}]
    session.save()
    where = change_page(anna.account)
    sent = {"roles": ["contributor"], "is_active": "on", "take_factors": "on"}
    refused = boss.client.post(where, sent | {"own_password": PASSWORD})
    assert "Give a code of your second factor" in refused.text
    assert not is_out(anna.client)
    boss.client.post(where, sent | {"own_password": PASSWORD, "own_code": code()})
    assert is_out(anna.client) and is_out(elsewhere)
    assert not anna.account.authenticator_set.exists()
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("take_factors", str(anna.account.pk))
    assert anna.give()["Location"] == DESK
    assert anna.client.get(DESK)["Location"] == reverse("mfa_activate_totp")


def test_nobody_takes_their_own_factors_away(visitor):
    boss = visitor("boss", "admin")
    with pytest.raises(RuleViolated):
        workflow.take_factors(boss.account, by=boss.account)
    assert boss.account.authenticator_set.exists()


def test_an_editor_sees_and_ends_sessions_of_their_own_alone(anna, elsewhere, visitor):
    olga = visitor("olga")
    sign_in(olga.client, olga.account)
    page = anna.client.get(reverse("mfa_index"))
    assert len(page.context["sessions"]) == 2 and page.context["sessions"][0].is_this
    assert elsewhere.session.session_key not in page.text
    name = page.context["sessions"][1].name
    olga.client.post(reverse("end_session"), {"name": name})
    assert not is_out(elsewhere)
    anna.client.post(reverse("end_session"), {"name": name})
    assert is_out(elsewhere) and not is_out(anna.client) and not is_out(olga.client)


def test_a_request_under_way_does_not_bring_an_ended_session_back(anna):
    session = anna.client.session
    session["late"] = True
    EditorSession.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not EditorSession.objects.exists()
