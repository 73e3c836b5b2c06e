"""The browser that an account has signed in with before: a signed cookie says so."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from claims.desk.models import User

SALT = "claims.admin.signing_in.devices"
LASTS = 90 * 24 * 3600
"""Seconds after which a device that was not used is a stranger again."""


def known(request: HttpRequest, username: str) -> str:
    """Return the id of the device if the account of that name has used it, else ""."""
    told = _told(request)
    if told is None or told[0] != username:
        return ""
    account = User.objects.filter(username=username, is_active=True).first()
    return told[1] if account is not None and _is_of(told, account) else ""


def remember(request: HttpRequest, response: HttpResponse, account: User) -> None:
    """Have the browser remember that the account has used it, unless it does."""
    told = _told(request)
    if told is not None and _is_of(told, account):
        return
    told = [account.get_username(), get_random_string(16), _stamp(account)]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(told, salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _told(request: HttpRequest) -> list[str] | None:
    try:
        told = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=LASTS
        )
    except signing.BadSignature:
        return None
    return told if isinstance(told, list) and len(told) == 3 else None


def _is_of(told: list[str], account: User) -> bool:
    return [told[0], told[2]] == [account.get_username(), _stamp(account)]


def _stamp(account: User) -> str:
    # A device is forgotten when the password changes.
    return salted_hmac(SALT, account.password).hexdigest()[:32]
