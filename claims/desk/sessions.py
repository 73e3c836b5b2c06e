"""Where sessions are kept, and how those of one account are found and ended."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from claims.desk.models import EditorSession, User


class SessionStore(DatabaseStore):
    """Django's own sessions in the database, each with the account that signed in."""

    @classmethod
    def get_model_class(cls) -> type[EditorSession]:
        """Return the model whose rows hold the sessions."""
        return EditorSession

    def create_model_instance(self, data: dict[str, Any]) -> EditorSession:
        """Return the row of this session, not saved."""
        row = super().create_model_instance(data)
        assert isinstance(row, EditorSession)  # noqa: S101
        row.account_id = data.get(SESSION_KEY)
        return row


def end_sessions(account: User, *, but: str | None = None) -> int:
    """End every session of an account, but for the one of that key; tell how many ended.

    A request that is under way in one of them is refused when it saves its session.
    """
    ended, _ = EditorSession.objects.filter(account=account).exclude(session_key=but).delete()
    return ended
