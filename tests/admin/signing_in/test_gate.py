"""Past the way in there is no page without a second factor, whatever its address."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.admin.signing_in import gate, lasting
from tests import desk_builders as make
from tests.admin.signing_in.conftest import DESK, LOGIN, code
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

WAY_IN = {
    *("login/", "login/code/", "login/passkey/", "login/leave/", "logout/"),
    *("login/with/1/", "login/with/1/answer/"),
}
ENROLMENT = {"security/app/", "security/passkeys/add/"}


def addresses(patterns: Any = None, before: str = "/") -> Iterator[str]:
    """An address of every route of the admin; that of a new one is there by itself."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        elif isinstance(each, URLPattern) and route.startswith(gate.ADMIN):
            yield _filled(route)


def _filled(route: str) -> str:
    route = route.replace("^(?P<app_label>claims)/$", "claims/").replace("(?P<url>.*)$", "nowhere/")
    return re.sub(r"<[^>]+>", "1", route)


BEHIND = sorted(set(addresses()) - {gate.ADMIN + each for each in WAY_IN | ENROLMENT})


def test_the_gate_stands_where_the_desk_does():
    assert reverse("admin:index") == gate.ADMIN
    assert len(BEHIND) > 140


@pytest.mark.parametrize("enrolled", [False, True])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_alone_opens_no_page(visitor, method, enrolled):
    anna = visitor("root", app=enrolled)
    anna.account.is_superuser = True
    anna.account.save()
    client = Client()
    for where in BEHIND:
        if "_auth_user_id" not in client.session:
            sign_in(client, anna.account, factor=False)
        answer = getattr(client, method)(where)
        assert answer.status_code == 302, where
        led = answer["Location"].partition("?")[0]
        assert led == (LOGIN if enrolled else reverse("mfa_activate_totp")), where


def test_with_an_account_that_has_a_factor_a_password_does_not_reach_enrolment_either(visitor):
    anna = visitor()
    for where in ENROLMENT:
        client = sign_in(Client(), anna.account, factor=False)
        answer = client.get(gate.ADMIN + where)
        assert answer.status_code == 302 and answer["Location"].startswith(LOGIN), where
        assert "_auth_user_id" not in client.session


def test_nobody_signed_in_reaches_nothing(db):
    client = Client()
    for where in BEHIND:
        answer = client.get(where)
        assert answer.status_code == 302, where
        assert answer["Location"].partition("?")[0] in (LOGIN, DESK), where


def test_the_first_sign_in_sets_a_factor_up_and_then_opens_the_desk(visitor):
    anna = visitor(app=False)
    assert anna.give()["Location"] == DESK
    page = anna.client.get(DESK, follow=True)
    assert page.redirect_chain == [(reverse("mfa_activate_totp"), 302)]
    secret = anna.client.session["mfa.totp.secret"]
    assert secret in page.text and "<svg" in page.text and not anna.is_in()
    where = reverse("mfa_activate_totp")
    wrong = anna.client.post(where, {"code": "000000"})
    assert "This code is wrong" in wrong.text and secret in wrong.text and not anna.is_in()
    key = anna.client.session.session_key
    codes = anna.client.post(where, {"code": code(secret)}, follow=True)
    assert len(re.findall(r"<code>\d{8}</code>", codes.text)) == 10
    assert anna.client.session.session_key != key
    assert anna.is_in()
    again = anna.client.get(reverse("mfa_view_recovery_codes"))
    assert not re.search(r"\d{8}</code>", again.text) and "10 of 10" in again.text


def test_the_second_step_opens_the_desk_and_where_one_was_going(visitor):
    anna = visitor()
    anna.client.get(LOGIN)
    sent = {"username": "anna", "password": "a passphrase of the editor", "next": "/admin/review/"}
    assert anna.client.post(LOGIN, sent)["Location"] == reverse("mfa_authenticate")
    assert not anna.is_in()
    assert anna.give_code(code())["Location"] == "/admin/review/"
    assert anna.is_in()


def test_a_recovery_code_is_taken_once(visitor):
    anna = visitor()
    spare = anna.account.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    anna.give()
    assert anna.give_code(spare).status_code == 302 and anna.is_in()
    other = visitor()
    other.give()
    assert "was used already" in other.give_code(spare).text and not other.is_in()


def test_a_code_of_the_app_is_taken_once(visitor):
    anna, thief = visitor(), visitor()
    now = code()
    anna.give()
    anna.give_code(now)
    assert anna.is_in()
    thief.give()
    for used in (now, code(ahead=-1)):
        assert "was used already" in thief.give_code(used).text
    assert not thief.is_in()


def test_the_code_that_set_an_app_up_opens_nothing_more(visitor):
    anna, thief = visitor(app=False), visitor(app=False)
    anna.give()
    anna.client.get(reverse("mfa_activate_totp"))
    given = code(anna.client.session["mfa.totp.secret"])
    anna.client.post(reverse("mfa_activate_totp"), {"code": given})
    thief.give()
    assert "was used already" in thief.give_code(given).text and not thief.is_in()


def test_leaving_the_second_step_forgets_the_password(visitor):
    anna = visitor()
    anna.give()
    anna.client.post(reverse("leave_sign_in"))
    assert anna.client.get(LOGIN).status_code == 200
    assert anna.give_code(code())["Location"] == LOGIN and not anna.is_in()


def test_a_session_that_waits_for_its_factor_lasts_ten_minutes(visitor, monkeypatch):
    anna = visitor(app=False)
    anna.give()
    later = time.time() + lasting.UNCONFIRMED + 1
    monkeypatch.setattr(lasting.time, "time", lambda: later)
    assert anna.client.get(reverse("mfa_activate_totp"))["Location"].startswith(LOGIN)


def test_secrets_are_not_stored_as_they_are(visitor):
    anna = visitor(app=False)
    anna.give()
    anna.client.get(reverse("mfa_activate_totp"))
    secret = anna.client.session["mfa.totp.secret"]
    anna.client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    for each in anna.account.authenticator_set.all():
        assert secret not in str(each.data)


def test_a_local_run_without_second_factor_asks_only_those_who_have_one(visitor, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    plain, careful = visitor("plain", app=False), visitor("careful")
    plain.give()
    careful.give()
    assert plain.is_in() and not careful.is_in()
    assert "REQUIRE_SECOND_FACTOR is off" in plain.client.get(reverse("mfa_index")).text


def test_the_desk_itself_asks_too(visitor, rf):
    from django.contrib import admin

    anna = visitor()
    request = rf.get(DESK)
    request.user, request.session = anna.account, Client().session
    assert not admin.site.has_permission(request)
    assert make.user("anna").is_staff
