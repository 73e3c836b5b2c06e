"""Asking again who it is before accounts are changed: a page left open is not its owner.

The password is asked for, and a code where no second factor was given a short time ago. Both are
guessed as few times as at the way in, in all sessions of the account together.
"""

import time

from django.http import HttpRequest

from claims.admin.access import editor
from claims.admin.signing_in import codes, factors, throttle
from claims.admin.signing_in.forms import many

FRESH_FOR = 600
"""Seconds for which a password that was given again is believed."""

WRONG = "Give your own password: accounts are changed only by who has just given it."
WRONG_CODE = "Give a code of your second factor that was not used yet."

_GIVEN = "desk_password_given"


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether whoever asks has given all of it in this session a short time ago."""
    return _is_recent(request, _GIVEN) and not needs_code(request)


def needs_code(request: HttpRequest) -> bool:
    """Tell whether a code is asked for too: the account has a factor and gave it long ago."""
    return factors.is_enrolled(editor(request)) and not factors.is_fresh(request)


def refusal(request: HttpRequest, password: str, code: str = "") -> str:
    """Take what was given again; return why it is not believed, "" where it is."""
    account = editor(request)
    try:
        attempt = throttle.begin(request, account.get_username(), throttle.AGAIN)
    except throttle.Wait as wait:
        return many("password", wait, "")
    if not account.check_password(password):
        return WRONG
    throttle.strike_out(attempt)
    if needs_code(request) and not _is_right(request, code):
        return WRONG_CODE
    request.session[_GIVEN] = int(time.time())
    return ""


def _is_right(request: HttpRequest, code: str) -> bool:
    account = editor(request)
    try:
        attempt = throttle.begin(request, account.get_username(), throttle.CODE)
    except throttle.Wait:
        return False
    found = codes.take(account, code)
    if found is None:
        return False
    throttle.strike_out(attempt)
    factors.give(request, found)
    return True


def _is_recent(request: HttpRequest, key: str) -> bool:
    at = request.session.get(key)
    return isinstance(at, int) and 0 <= int(time.time()) - at < FRESH_FOR
