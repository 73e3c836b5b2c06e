"""R34: passkeys that were copied are refused; every change of a way in is audited and told."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from claims import workflow
from claims.admin.signing_in import codes
from claims.desk.models import AuditEntry, User
from tests import desk_builders as make
from tests.admin.signing_in.conftest import PASSWORD, code, visitor  # noqa: F401
from tests.signing_in import sign_in
from tests.trust.passkey import SoftKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    account = make.user("anna", "contributor")
    account.set_password(PASSWORD)
    account.email = "anna@example.org"
    account.save()
    return account


def signs_in(key: SoftKey) -> Client:
    """A browser in which the passkey was shown."""
    client = Client()
    by_script = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.get(reverse("mfa_login_webauthn"), headers=by_script)
    asked = answer.json()["request_options"]["publicKey"]
    client.post(reverse("mfa_login_webauthn"), {"credential": key.answer(asked["challenge"])})
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("made_at", "uses", "taken"),
    [
        (0, [1, 2, 9], [True, True, True]),
        (5, [6, 6], [True, False]),
        (5, [6, 3, 7], [True, False, True]),
        (5, [5], [False]),
        (5, [0], [False]),
        (0, [0, 0], [True, True]),
        (0, [3, 0], [True, False]),
    ],
)
def test_a_passkey_whose_count_goes_back_is_refused(
    anna: User, made_at: int, uses: list[int], taken: list[bool]
) -> None:
    key = SoftKey(anna, made_at)
    found = []
    for count in uses:
        key.count = count
        found.append(is_in(signs_in(key)))
    assert found == taken


def test_whose_passkey_was_copied_is_told(anna: User, mailoutbox: Any, caplog: Any) -> None:
    key = SoftKey(anna, 5)
    assert not is_in(signs_in(key))
    (mail,) = mailoutbox
    assert mail.to == ["anna@example.org"] and "a copy of it may exist" in mail.body
    assert f"Account {anna.pk}: a passkey was refused" in caplog.text


def entry() -> AuditEntry:
    return AuditEntry.objects.latest("sequence")


def act(client: Client, name: str, sent: dict[str, str], **keys: int) -> None:
    client.post(reverse(name, kwargs=keys or None), sent)


def test_each_change_of_a_way_in_is_in_the_audit_and_told(anna: User, mailoutbox: Any) -> None:
    client = sign_in(Client(), anna)
    client.get(reverse("mfa_activate_totp"))
    act(client, "mfa_activate_totp", {"code": code(client.session["mfa.totp.secret"])})
    first = entry()
    assert (first.actor_id, first.verb, first.subject_kind) == (anna.pk, "change_sign_in", "user")
    SoftKey(anna)
    act(client, "mfa_generate_recovery_codes", {})
    act(client, "mfa_deactivate_totp", {})
    new = "another passphrase entirely"
    passwords = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    client.post("/admin/password_change/", passwords)
    found = AuditEntry.objects.filter(verb="change_sign_in").order_by("sequence")
    changed = [json.loads(str(each.payload))["after"]["change"] for each in found]
    assert changed == [
        "An app for codes was added",
        "New recovery codes were made",
        "The app for codes was removed",
        "The password was changed",
    ]
    assert [each.actor_id for each in found] == [anna.pk] * 4
    assert [change in mail.body for change, mail in zip(changed, mailoutbox, strict=True)]
    assert "otpauth" not in "".join(str(each.payload) for each in found)


def test_a_change_that_is_not_audited_is_not_made(anna: User, monkeypatch: Any) -> None:
    client = sign_in(Client(raise_request_exception=False), anna)
    client.get(reverse("mfa_activate_totp"))
    sent = {"code": code(client.session["mfa.totp.secret"])}

    def fail(*given: object, **named: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(workflow.accounts, "_record", fail)
    assert client.post(reverse("mfa_activate_totp"), sent).status_code == 500
    assert not Authenticator.objects.filter(user=anna).exists()


def test_an_administrator_who_takes_factors_away_is_named_and_the_owner_told(
    anna: User, mailoutbox: Any
) -> None:
    boss = make.user("boss", "admin")
    SoftKey(anna)
    workflow.take_factors(anna, by=boss)
    assert (entry().verb, entry().actor_id, entry().subject) == (
        "take_factors",
        boss.pk,
        str(anna.pk),
    )


def test_a_new_secret_key_takes_a_factor_over_from_the_one_before(
    visitor: Any,  # noqa: F811
    settings: Any,
) -> None:
    anna = visitor()
    before, settings.SECRET_KEY = settings.SECRET_KEY, "tarnish-orbit-seven-lamps" * 3
    settings.SECRET_KEY_FALLBACKS = [before]
    app = Authenticator.objects.get(user=anna.account, type="totp")
    assert codes.take(anna.account, code()) == app
    settings.SECRET_KEY_FALLBACKS = []
    assert codes.take(anna.account, code(ahead=1)) == app
