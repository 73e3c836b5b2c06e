"""Second factors: who has one, and whether this session has been given one."""

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from claims.desk.models import User

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one that is lost."""

FRESH_FOR = 600
"""Seconds for which a factor that was given is believed where accounts and factors change."""


def is_enrolled(account: User) -> bool:
    """Tell whether the account has a second factor."""
    return Authenticator.objects.filter(user=account, type__in=STRONG).exists()


def is_confirmed(request: HttpRequest) -> bool:
    """Tell whether the session of whoever asks was given all that signing in needs.

    That is a second factor, unless a local run does without: a code, a passkey, or the word of the
    newsroom's own provider where its second factor is trusted.
    """
    return not settings.REQUIRE_SECOND_FACTOR or any(map(_is_second, _given(request)))


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether a second factor was given a short time ago, or the account has none to give."""
    since = time.time() - FRESH_FOR
    given = _given(request)
    if any(_is_second(each) and each["at"] >= since for each in given):
        return True
    enrolled = isinstance(request.user, User) and is_enrolled(request.user)
    return not enrolled and any(each["at"] >= since for each in given)


def give(request: HttpRequest, factor: Authenticator) -> None:
    """Have the session remember that a factor of the account was given just now."""
    factor.record_usage()
    kind = {"id": factor.pk, "type": factor.type}
    record_authentication(request, factor.user, "mfa", reauthenticated=True, **kind)


def of(account: User) -> list[Authenticator]:
    """Return all that the account has, recovery codes too, oldest first."""
    return list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))


def _given(request: HttpRequest) -> list[dict[str, Any]]:
    user = request.user
    return get_authentication_records(request, user) if isinstance(user, User) else []


def _is_second(given: Mapping[str, Any]) -> bool:
    trusted = settings.OIDC_SECOND_FACTOR_TRUSTED and given["method"] == "socialaccount"
    return given["method"] == "mfa" or trusted
