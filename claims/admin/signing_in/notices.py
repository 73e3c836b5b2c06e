"""E-mail to an account about its own security. It names no address and no password."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from claims.desk.models import User

logger = logging.getLogger(__name__)

FAILURES = (
    "Somebody has given a wrong {what} for your account “{name}” at {desk} {about} times or more "
    "within a day, and perhaps goes on. Sign-in from browsers you have not used yet is slowed "
    "meanwhile. You get in from a browser you use, with a passkey, or with the code of your app "
    "beside the password.\n\n{advice}\n"
)
IN_A_SESSION = (
    "Somebody who is signed in as “{name}” at {desk} was asked who they are, and has given a wrong "
    "password or code ten times or more within a day. Nothing was changed.\n\n"
    "If it was not you: end your other sessions on the page “Signing in”, change your password, "
    "and tell your administrator.\n"
)
ADVICE = {
    "password": "Nothing was opened. A long password that you use nowhere else keeps it so.",
    "code": "Whoever it is knows your password: change it now, and tell your administrator.",
}
CHANGED = (
    "{what} for your account “{name}” at {desk}. Your other sessions were ended.\n\n"
    "If it was not you, tell your administrator at once.\n"
)

BOUND = (
    "Your account “{name}” at {desk} was opened by the newsroom's own sign-in for the first "
    "time. From now on it opens for that account there alone.\n\n"
    "If it was not you, tell your administrator at once.\n"
)

COPIED = (
    "A passkey of your account “{name}” at {desk} was refused: it says that it was used less often "
    "than it was, so that a copy of it may exist. Nothing was opened.\n\n"
    "Sign in another way, remove that passkey, and tell your administrator.\n"
)


def many_failures_in_a_session(account: User) -> None:
    """Tell that many wrong passwords or codes were given in a session that is open."""
    text = IN_A_SESSION.format(name=account.get_username(), desk=settings.DESK_NAME)
    _send(account, "Many wrong answers in a session", text)


def many_failures(account: User, what: str) -> None:
    """Tell that many wrong passwords, or codes, were given for the account."""
    text = FAILURES.format(
        what=what,
        name=account.get_username(),
        desk=settings.DESK_NAME,
        about="ten",
        advice=ADVICE[what],
    )
    _send(account, "Many failed sign-ins", text)


def changed(account: User, what: str) -> None:
    """Tell what changed about the ways in: “A passkey was added”."""
    text = CHANGED.format(what=what, name=account.get_username(), desk=settings.DESK_NAME)
    _send(account, what, text)


def bound(account: User) -> None:
    """Tell that the account was first signed in to with the newsroom's provider."""
    text = BOUND.format(name=account.get_username(), desk=settings.DESK_NAME)
    _send(account, "The newsroom's sign-in was used for the first time", text)


def copied(account: User) -> None:
    """Tell that a passkey was refused because there may be a copy of it."""
    text = COPIED.format(name=account.get_username(), desk=settings.DESK_NAME)
    _send(account, "A passkey was refused", text)


def _send(account: User, subject: str, text: str) -> None:
    if not account.email:
        return
    try:
        send_mail(f"{settings.DESK_NAME}: {subject}", text, None, [account.email])
    except (OSError, SMTPException):
        logger.exception("A notice about account %s could not be sent", account.pk)
