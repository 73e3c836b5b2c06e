"""The sessions of an account, for its own eyes, and the ending of one."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from claims.admin.access import editor
from claims.admin.signing_in import lasting
from claims.desk.models import EditorSession


@dataclass(frozen=True)
class OpenSession:
    """One session: its name in forms, which is not its key, and what is known of it."""

    name: str
    device: str
    started: datetime
    seen: datetime
    is_this: bool


def of(request: HttpRequest) -> list[OpenSession]:
    """Return the sessions of whoever asks, this one first, then those seen last."""
    found = [_described(row, request) for row in _rows(request)]
    return sorted(found, key=lambda each: (not each.is_this, -each.seen.timestamp()))


def end(request: HttpRequest, name: str) -> bool:
    """End the session of that name, if it is one of whoever asks; tell whether it was."""
    for row in _rows(request):
        if _name(row.session_key) == name:
            row.delete()
            return True
    return False


def _rows(request: HttpRequest) -> list[EditorSession]:
    now = timezone.now()
    return list(EditorSession.objects.filter(account=editor(request), expire_date__gt=now))


def _described(row: EditorSession, request: HttpRequest) -> OpenSession:
    said = row.get_decoded()
    return OpenSession(
        name=_name(row.session_key),
        device=said.get(lasting.DEVICE, "A browser"),
        started=datetime.fromtimestamp(said.get(lasting.STARTED, 0), UTC),
        seen=datetime.fromtimestamp(said.get(lasting.SEEN, 0), UTC),
        is_this=row.session_key == request.session.session_key,
    )


def _name(key: str) -> str:
    return salted_hmac("claims.admin.signing_in.open_sessions", key).hexdigest()[:24]
