"""What follows each change of a factor: other sessions end, and the account is told."""

import logging

from django.http import HttpRequest

from claims.admin.access import editor
from claims.admin.signing_in import notices
from claims.desk.sessions import end_sessions

logger = logging.getLogger(__name__)


def happened(request: HttpRequest, what: str) -> None:
    """Put the session under a new key, end all others of the account, and tell its owner."""
    account = editor(request)
    request.session.cycle_key()
    end_sessions(account, but=request.session.session_key)
    logger.info("Account %s: %s", account.pk, what)
    notices.changed(account, what)
