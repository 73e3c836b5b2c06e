"""How long a session lasts: two hours unused, twelve in all, ten minutes without second factor."""

import time

from django.contrib.auth import logout
from django.http import HttpRequest

from claims.admin.signing_in import factors

UNUSED = 2 * 3600
IN_ALL = 12 * 3600
UNCONFIRMED = 600

STARTED, SEEN, DEVICE = "desk_started", "desk_seen", "desk_device"

NOTED_EVERY = 60
"""Seconds between two notes that a session is in use."""

BROWSERS = ("Edg", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def begin(request: HttpRequest) -> None:
    """Start the clocks of a session that has just signed in."""
    now = int(time.time())
    request.session[STARTED] = request.session[SEEN] = now
    request.session[DEVICE] = _named(request.headers.get("User-Agent", ""))


def keep(request: HttpRequest) -> None:
    """Note that the session is in use, or end it where it has lasted long enough.

    A session that nobody started is ended too.
    """
    now, session = int(time.time()), request.session
    started, seen = session.get(STARTED, 0), session.get(SEEN, 0)
    lasts = IN_ALL if factors.is_confirmed(request) else UNCONFIRMED
    if now - started > lasts or now - seen > UNUSED:
        logout(request)
    elif now - seen >= NOTED_EVERY:
        session[SEEN] = now


def _named(agent: str) -> str:
    browser = next((name for name in BROWSERS if name in agent), "A browser")
    system = next((name for name in SYSTEMS if name in agent), "")
    named = browser.replace("Edg", "Edge")
    return f"{named}, {system}" if system else named
