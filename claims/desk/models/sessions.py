"""Editors' sessions: whose each one is, so that all of an account's can be ended at once."""

from typing import ClassVar, Self

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class EditorSession(AbstractBaseSession):
    """One session in the admin. Rows without an account have not signed in yet."""

    account = models.ForeignKey(
        "claims.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="sessions",
    )

    objects: ClassVar[BaseSessionManager[Self]] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the engine that keeps its sessions here."""
        from claims.desk.sessions import SessionStore

        return SessionStore
