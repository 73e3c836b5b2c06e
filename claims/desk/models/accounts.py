"""Editors' accounts."""

from typing import Any, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import ProtectedError

from claims.desk.models import validation


class User(AbstractUser):
    """An editor, or a named service that acts as one.

    Accounts are deactivated and anonymised, never deleted: the audit names them for good.
    """

    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[AbstractUser.username_validator, validation.plain_name],
        error_messages={"unique": "There is an account of this name already."},
        help_text="At most 150 letters, digits and @ . + - _ only.",
    )
    first_name = models.CharField(max_length=150, blank=True, validators=[validation.plain_name])
    last_name = models.CharField(max_length=150, blank=True, validators=[validation.plain_name])
    email = models.EmailField("email address", blank=True, validators=[validation.plain_name])

    wants_digest = models.BooleanField(
        "daily e-mail",
        default=True,
        help_text="One e-mail a day of what waits; none when nothing does.",
    )
    digest_sent_on = models.DateField(null=True, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "user"
        verbose_name_plural = "users"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: deactivate the account instead."""
        raise ProtectedError("Accounts are deactivated, never deleted.", {self})
