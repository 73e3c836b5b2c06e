"""Accounts: made and changed by an administrator who has just given their password, audited."""

import time
from collections.abc import Callable

import pytest
from django.test import Client

from claims.admin import confirming
from claims.admin.signing_in import throttle
from claims.desk.models import AuditEntry, User
from tests import desk_builders as make
from tests.admin.conftest import Desk, add_page, change_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "a passphrase of the administrator"


def administrator(at_desk: Callable[..., Desk], *, confirmed: bool = True) -> Desk:
    """An administrator, who has just given their password unless told otherwise."""
    adam = at_desk("adam", "admin")
    adam.account.set_password(PASSWORD)
    adam.account.save()
    sign_in(adam.client, adam.account)
    if confirmed:
        session = adam.client.session
        session["desk_password_given"] = int(time.time())
        session.save()
    return adam


def test_roles_change_only_after_the_password_was_given_again(at_desk):
    adam = administrator(at_desk, confirmed=False)
    account = make.user("new", "contributor")
    sent = {"roles": ["publisher"], "is_active": "on"}
    assert "Your own password" in adam.get(change_page(account)).text
    for wrong in ({}, {"own_password": "guessed"}):
        answer = adam.client.post(change_page(account), sent | wrong)
        assert "Give your own password" in answer.text
        assert held(account) == {"contributor"}
    adam.client.post(change_page(account), sent | {"own_password": PASSWORD})
    assert held(account) == {"publisher"}
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor, entry.subject) == ("set_roles", adam.account, str(account.pk))
    assert "Your own password" not in adam.get(change_page(account)).text
    adam.client.post(change_page(account), {"roles": ["reviewer"], "is_active": "on"})
    assert held(account) == {"reviewer"}


def test_a_password_is_believed_for_ten_minutes(at_desk, monkeypatch):
    adam = administrator(at_desk)
    account = make.user("new", "contributor")
    later = time.time() + confirming.FRESH_FOR + 1
    monkeypatch.setattr(confirming.time, "time", lambda: later)
    sent = {"roles": ["publisher"], "is_active": "on"}
    assert "Give your own password" in adam.client.post(change_page(account), sent).text
    assert held(account) == {"contributor"}


def test_after_several_wrong_passwords_the_right_one_is_not_taken_either(at_desk):
    adam = administrator(at_desk, confirmed=False)
    account = make.user("new", "contributor")
    sent = {"roles": ["publisher"], "is_active": "on"}
    elsewhere = sign_in(Client(), adam.account)
    for number in range(throttle.FREE):
        client = (adam.client, elsewhere)[number % 2]
        client.cookies.pop("device", None)
        client.post(change_page(account), sent | {"own_password": "guessed"})
    for client in (adam.client, elsewhere):
        answer = client.post(change_page(account), sent | {"own_password": PASSWORD})
        assert "Too many wrong passwords" in answer.text and held(account) == {"contributor"}


def test_a_new_account_needs_the_password_too(at_desk):
    adam = administrator(at_desk, confirmed=False)
    form = adam.blank(User) | {"username": "new", "password1": "a long enough passphrase"}
    form["password2"] = form["password1"]
    adam.client.post(add_page(User), form)
    assert not User.objects.filter(username="new").exists()
    adam.client.post(add_page(User), form | {"own_password": PASSWORD})
    assert User.objects.filter(username="new").exists()


def test_an_administrator_makes_and_changes_accounts(at_desk):
    adam = administrator(at_desk)
    password = "a long enough passphrase"
    form = adam.blank(User) | {"username": "new", "email": "new@example.org"}
    form |= {"password1": password, "password2": password}
    adam.client.post(add_page(User), form | {"roles": ["contributor", "reviewer"]})
    account = User.objects.get(username="new")
    assert account.check_password(password) and account.is_staff and not account.is_superuser
    entered = Client().post("/admin/login/", {"username": "new", "password": password})
    assert entered.status_code == 302
    assert held(account) == {"contributor", "reviewer"}
    sent = {"roles": ["auditor"], "email": "new@example.org"}
    adam.client.post(change_page(account), sent)
    account.refresh_from_db()
    assert held(account) == {"auditor"} and not account.is_active
    verbs = AuditEntry.objects.filter(subject_kind="user", subject=str(account.pk))
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "create_account",
        "set_active",
        "set_roles",
        "set_roles",
    ]


def held(account: User) -> set[str]:
    return set(account.groups.values_list("name", flat=True))


def test_an_administrator_mends_an_address(at_desk):
    adam = administrator(at_desk)
    account = make.user("new", "contributor")
    sent = {"roles": ["contributor"], "is_active": "on"}
    assert "Enter a valid" in adam.client.post(change_page(account), sent | {"email": "no"}).text
    adam.client.post(change_page(account), sent | {"email": "new@example.com"})
    account.refresh_from_db()
    assert account.email == "new@example.com"
    assert AuditEntry.objects.latest("sequence").verb == "set_email"


def test_an_account_cannot_be_made_more_than_its_roles_by_a_form(at_desk):
    adam = administrator(at_desk)
    account = make.user("new", "contributor")
    sent = {"roles": ["contributor"], "is_active": "on", "is_superuser": "on", "username": "root"}
    adam.client.post(change_page(account), sent | {"password": "x", "groups": ["1"]})
    account.refresh_from_db()
    assert (account.username, account.is_superuser, held(account)) == (
        "new",
        False,
        {"contributor"},
    )
    answer = adam.client.post(change_page(account), {"roles": ["emperor"], "is_active": "on"})
    assert "emperor" in answer.text and held(account) == {"contributor"}


def test_a_refusal_about_accounts_is_shown_on_the_form(at_desk):
    adam = administrator(at_desk)
    answer = adam.client.post(change_page(adam.account), {"roles": ["admin"]})
    assert "You cannot deactivate your own account." in answer.text
    adam.account.refresh_from_db()
    assert adam.account.is_active


def test_nobody_gives_themselves_a_role(at_desk):
    adam = administrator(at_desk)
    sent = {"roles": ["admin", "publisher"], "is_active": "on"}
    answer = adam.client.post(change_page(adam.account), sent)
    assert "Nobody gives roles to their own account" in answer.text
    assert held(adam.account) == {"admin"}
