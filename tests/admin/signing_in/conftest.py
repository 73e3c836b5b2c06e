"""An editor with a password and, where asked, an app that shows codes."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from claims.desk.models import User
from tests import desk_builders as make

PASSWORD = "a passphrase of the editor"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/admin/login/"
DESK = "/admin/"


def code(secret: str = SECRET, *, ahead: int = 0) -> str:
    """The code that an app shows now, or so many half-minutes ahead."""
    counter = int(time.time()) // 30 + ahead
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


@dataclass
class Visitor:
    """Somebody with a browser who may know the password of an account."""

    account: User
    client: Client

    def give(self, password: str = PASSWORD, *, address: str = "198.51.100.7", **said: str):
        """Send name and password."""
        sent = {"username": self.account.username, "password": password, **said}
        return self.client.post(LOGIN, sent, REMOTE_ADDR=address)

    def give_code(self, given: str):
        """Send a code in the second step."""
        return self.client.post(reverse("mfa_authenticate"), {"code": given})

    def is_in(self) -> bool:
        """Whether the desk opens."""
        return self.client.get(DESK).status_code == 200


@pytest.fixture
def visitor(db: None) -> Callable[..., Visitor]:
    """A visitor to an account of this name, with these factors, in a browser of their own."""

    def make_one(name: str = "anna", *roles: str, app: bool = True) -> Visitor:
        account = make.user(name, *(roles or ("contributor",)))
        if not account.has_usable_password():
            account.set_password(PASSWORD)
            account.email = f"{name}@example.org"
            account.save()
        if app and not Authenticator.objects.filter(user=account).exists():
            auth.TOTP.activate(account, SECRET)
            RecoveryCodes.activate(account)
        return Visitor(account, Client())

    return make_one
