"""Editors' accounts."""

from typing import Any, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db.models import ProtectedError


class User(AbstractUser):
    """An editor, or a named service that acts as one.

    Accounts are deactivated and anonymised, never deleted: the audit names them for good.
    """

    class Meta(AbstractUser.Meta):
        verbose_name = "user"
        verbose_name_plural = "users"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: deactivate the account instead."""
        raise ProtectedError("Accounts are deactivated, never deleted.", {self})
