"""Codes of an app and recovery codes: each is taken once, on every process alike."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from claims.desk.models import User

LAST = "last_counter"
"""Where the data of an app's factor keeps the newest half-minute whose code was taken."""


def take(account: User, code: str) -> Authenticator | None:
    """Take a code of the account's app, or one of its recovery codes; None where it is neither.

    A code that was taken is never taken again, nor is an older one of the app.
    """
    return take_of_app(account, code) or _take_of_recovery(account, code)


@transaction.atomic
def take_of_app(account: User, code: str) -> Authenticator | None:
    """Take a code of the account's app alone."""
    found = _locked(account, Authenticator.Type.TOTP)
    if found is None:
        return None
    secret, last = decrypt(found.data["secret"]), found.data.get(LAST, 0)
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > last and compare_user_code(actual=code, expected=expected):
            # Under today's key, so that an earlier one can be given up.
            found.data["secret"] = encrypt(secret)
            _remember(found, counter)
            return found
    return None


@transaction.atomic
def forget_code_of_enrolment(account: User) -> None:
    """Have the code that proved a new app count as taken."""
    found = _locked(account, Authenticator.Type.TOTP)
    if found is not None:
        earliest, *_ = yield_hotp_counters_from_time()
        _remember(found, earliest + 1)


@transaction.atomic
def _take_of_recovery(account: User, code: str) -> Authenticator | None:
    found = _locked(account, Authenticator.Type.RECOVERY_CODES)
    return found if found is not None and found.wrap().validate_code(code) else None


def _locked(account: User, kind: str) -> Authenticator | None:
    return Authenticator.objects.select_for_update().filter(user=account, type=kind).first()


def _remember(app: Authenticator, counter: int) -> None:
    app.data[LAST] = counter
    app.save(update_fields=["data"])
