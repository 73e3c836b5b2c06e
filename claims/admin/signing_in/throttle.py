"""How often passwords and codes may be guessed: few times an account, from wherever they come.

axes refuses an address that fails five times for one account. Beside it every attempt is entered
in axes' own table before it is judged and struck out where it was right, so that attempts from many
addresses, or at once, share one allowance: the sixth wrong one in an hour waits, each further one
longer. A device that the account has used has an allowance of its own: nobody else can use it up.
Whoever gives the right password and a right code of the account's app together is let in meanwhile.
Wrong codes beside the right password share the allowance of the second step; nothing in an answer,
nor the work that it takes, tells which of the two was wrong.
"""

from datetime import datetime, timedelta
from typing import cast

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from claims.admin.signing_in import devices, notices
from claims.desk.models import User
from claims.text.clients import client_network

WINDOW = timedelta(hours=1)
FREE = 5
"""Wrong attempts in an hour that cost no wait."""

SHORTEST, LONGEST = 30, 600
"""Seconds of the first wait and of the longest: at most 15 attempts in any hour."""

NOTICED = 10
"""Wrong attempts by strangers in a day at which the account's owner is told."""

STRANGER, OPEN = "stranger", "signed in"
PASSWORD, CODE, AGAIN = "password", "code", "own password"

_NOTHING = "nothing"
"""What stands, for as long as it is judged, for a code beside a wrong password."""

KEPT = timedelta(days=30)


class Wait(Exception):
    """Too many attempts have failed; `seconds` says when the next one is judged."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def begin(request: HttpRequest, username: str, what: str) -> int:
    """Enter an attempt before it is judged and return its key for `strike_out`.

    Raises Wait for one that is not to be judged now, right or wrong.
    """
    attempt, seconds = _enter(request, username, what)
    if attempt is None:
        raise Wait(seconds)
    return attempt


def begin_beside(request: HttpRequest, username: str, *, is_right: bool) -> tuple[int, bool]:
    """Enter a code that was given beside a password, which is right or not.

    Returns the key for `strike_out`, and whether the code is to be judged: never beside a wrong
    password, which has to be struck out again. Either way it takes the same work.
    """
    what = CODE if is_right else _NOTHING
    attempt, seconds = _enter(request, username, what, even_if_it_waits=True)
    return cast(int, attempt), is_right and not seconds


def strike_out(attempt: int) -> None:
    """Take an attempt back that was right, or was not judged."""
    AccessFailureLog.objects.filter(pk=attempt).delete()


def count_network(request: HttpRequest, username: str) -> None:
    """Have axes count a failed attempt that has begun, as it does itself for a wrong password."""
    told = {"username": username}
    if not AxesProxyHandler.is_allowed(request, told):
        request.axes_locked_out = True  # type: ignore[attr-defined]
    user_login_failed.send(sender=__name__, credentials=told, request=request)


def forget_old(now: datetime | None = None) -> int:
    """Delete what is known of attempts that nothing asks for any more; tell how many rows."""
    now = now or timezone.now()
    attempts, _ = AccessAttempt.objects.filter(attempt_time__lt=now - 2 * WINDOW).delete()
    entries, _ = AccessFailureLog.objects.filter(attempt_time__lt=now - KEPT).delete()
    return attempts + entries


def address(request: HttpRequest) -> str | None:
    """Return where a request comes from, for axes: an address, or the first of its network's."""
    direct, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For")
    found = client_network(direct, forwarded or "", settings.TRUSTED_PROXIES)
    return found.partition("/")[0] or None


def counted_by(request_or_attempt: object, credentials: object = None) -> list[list[str]]:
    """Tell axes what it counts by: a stranger's address, or else the device itself."""
    who = getattr(request_or_attempt, "axes_user_agent", "") or STRANGER
    return [["username", "ip_address" if who == STRANGER else "user_agent"]]


def as_answered(
    request: HttpRequest, response: HttpResponse, credentials: object = None
) -> HttpResponse:
    """Tell axes to leave the answer alone: the page of signing in says it already."""
    return response


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong attempts in an hour."""
    return 0 if failures < FREE else min(SHORTEST * 2 ** min(failures - FREE, 9), LONGEST)


def _enter(
    request: HttpRequest, username: str, what: str, *, even_if_it_waits: bool = False
) -> tuple[int | None, int]:
    AxesProxyHandler.update_request(request)
    request.axes_user_agent = who = _who(request, username)  # type: ignore[attr-defined]
    with transaction.atomic():
        # One attempt after the other; a name that nobody has needs no order.
        account = User.objects.select_for_update().filter(username=username).first()
        now = timezone.now()
        day = _failed(username, what, who, now - timedelta(days=1))
        seconds = _left([each for each in day if each > now - WINDOW], now)
        if seconds and not even_if_it_waits:
            return None, seconds
        entry = AccessFailureLog.objects.create(
            username=username, user_agent=who, path_info=what, locked_out=False
        )
    is_tenth = len(day) == NOTICED and not seconds and what != _NOTHING
    if account is not None and is_tenth:
        _tell(account, what, who)
    return int(entry.pk), seconds


def _tell(account: User, what: str, who: str) -> None:
    if who == STRANGER:
        notices.many_failures(account, what)
    elif who == OPEN:
        notices.many_failures_in_a_session(account)


def _who(request: HttpRequest, username: str) -> str:
    # A session that is open can be given any number of devices.
    if request.user.is_authenticated and request.user.get_username() == username:
        return OPEN
    device = devices.known(request, username)
    return f"device {device}" if device else STRANGER


def _failed(username: str, what: str, who: str, since: datetime) -> list[datetime]:
    rows = AccessFailureLog.objects.filter(
        username=username, path_info=what, user_agent=who, attempt_time__gt=since
    )
    return list(rows.order_by("attempt_time").values_list("attempt_time", flat=True))


def _left(failed: list[datetime], now: datetime) -> int:
    if not failed:
        return 0
    ends = failed[-1] + timedelta(seconds=wait_after(len(failed)))
    return max(0, -int((now - ends).total_seconds() // 1)) if ends > now else 0
