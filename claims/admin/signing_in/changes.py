"""What goes with each change of a factor: the audit, other sessions end, the account is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from claims import workflow
from claims.admin.access import editor
from claims.admin.signing_in import notices
from claims.desk.sessions import end_sessions

logger = logging.getLogger(__name__)


@contextmanager
def happening(request: HttpRequest, what: str) -> Iterator[None]:
    """Have what is done within be in the audit; then do what follows each change."""
    with workflow.changing_sign_in(what, by=editor(request)):
        yield
    happened(request, what)


def happened(request: HttpRequest, what: str) -> None:
    """Put the session under a new key, end all others of the account, and tell its owner."""
    account = editor(request)
    request.session.cycle_key()
    end_sessions(account, but=request.session.session_key)
    logger.info("Account %s: %s", account.pk, what)
    notices.changed(account, what)
