"""Asking for a password again before accounts are changed: a page left open is not its owner."""

import time

from django.http import HttpRequest

from claims.admin.access import editor

FRESH_FOR = 600
"""Seconds for which a password that was given again is believed."""

MOST_WRONG = 5
"""Wrong passwords in a row after which none is taken for as long."""

_GIVEN, _WRONG, _LAST_WRONG = "desk_password_given", "desk_passwords_wrong", "desk_password_wrong"


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether whoever asks has given their password in this session a short time ago."""
    return _is_recent(request, _GIVEN)


def refusal(request: HttpRequest, password: str) -> str:
    """Take a password that was given again; return why it is not believed, "" where it is."""
    session = request.session
    if _is_recent(request, _LAST_WRONG) and session.get(_WRONG, 0) >= MOST_WRONG:
        return "It was wrong too often: wait ten minutes, or sign out and in again."
    if editor(request).check_password(password):
        session[_GIVEN], session[_WRONG] = int(time.time()), 0
        return ""
    session[_WRONG], session[_LAST_WRONG] = int(session.get(_WRONG, 0)) + 1, int(time.time())
    return "Give your own password: accounts are changed only by who has just given it."


def _is_recent(request: HttpRequest, key: str) -> bool:
    at = request.session.get(key)
    return isinstance(at, int) and 0 <= int(time.time()) - at < FRESH_FOR
