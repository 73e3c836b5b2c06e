"""How often passwords and codes may be guessed: few times an account, from wherever they come.

axes refuses an address that fails five times for one account. Beside it every attempt is entered
in axes' own table before it is judged and struck out where it was right, so that attempts from many
addresses, or at once, share one allowance: the sixth wrong one in an hour waits, each further one
longer. A device that the account has used, and whoever gives a code of the account's app along with
the password, have an allowance of their own: nobody else can use it up.
"""

from datetime import datetime, timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
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

STRANGER, VOUCHED = "stranger", "with a code"
PASSWORD, CODE = "password", "code"

KEPT = timedelta(days=30)


class Wait(Exception):
    """Too many attempts have failed; `seconds` says when the next one is judged."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def begin(request: HttpRequest, username: str, what: str, *, vouched: bool = False) -> int:
    """Enter an attempt before it is judged and return its key for `strike_out`.

    Raises Wait for one that is not to be judged now, right or wrong.
    """
    AxesProxyHandler.update_request(request)
    request.axes_user_agent = who = _who(request, username, vouched)  # type: ignore[attr-defined]
    with transaction.atomic():
        # One attempt after the other; a name that nobody has needs no order.
        account = User.objects.select_for_update().filter(username=username).first()
        now = timezone.now()
        failed = _failed(username, what, who, now - WINDOW)
        if seconds := _left(failed, now):
            raise Wait(seconds)
        entry = AccessFailureLog.objects.create(
            username=username, user_agent=who, path_info=what, locked_out=False
        )
        day = len(_failed(username, what, who, now - timedelta(days=1)))
    if account is not None and who == STRANGER and day == NOTICED + 1:
        notices.many_failures(account, what)
    return int(entry.pk)


def strike_out(attempt: int) -> None:
    """Take an attempt back that was right."""
    AccessFailureLog.objects.filter(pk=attempt).delete()


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


def _who(request: HttpRequest, username: str, vouched: bool) -> str:
    device = devices.known(request, username)
    return f"device {device}" if device else VOUCHED if vouched else STRANGER


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
