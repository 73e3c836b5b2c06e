"""Clients that have signed in whole: what a code of an app leaves behind in a session."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from claims.admin.signing_in import lasting
from claims.desk.models import User


def sign_in(client: Client, account: User, *, factor: bool = True) -> Client:
    """Sign an account in, with a second factor unless told otherwise; the client itself."""
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session, now = client.session, int(time.time())
    session[lasting.STARTED] = session[lasting.SEEN] = now
    given = [{"method": "password", "at": now}]
    given += [{"method": "mfa", "type": "totp", "at": now}] if factor else []
    session[AUTHENTICATION_METHODS_SESSION_KEY] = given
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(account.pk)
    session.save()
    return client
