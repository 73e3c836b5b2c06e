"""What every model of the desk shares: public identity, version, append-only."""

import secrets
from typing import Any, NoReturn, Self

from django.db import models, transaction

from claims.desk.models import validation
from claims.desk.models.checks import CheckedAtOnce

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
"""Lower-case base32 of RFC 4648 section 6."""


class StaleEdit(Exception):
    """Somebody else saved first. `current` is the row as it stands now, None where it is gone."""

    def __init__(self, stale: models.Model, current: models.Model | None):
        self.stale, self.current = stale, current
        super().__init__(
            f"{stale._meta.verbose_name} was changed by somebody else since you opened it; "
            "nothing was saved"
        )


def new_public_id() -> str:
    """Return 12 random characters of lower-case base32 (60 bits): it tells nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class PublicIdentity(CheckedAtOnce):
    """A thing that the public may come to know, under an identity of its own."""

    public_id = models.CharField(
        max_length=12,
        unique=True,
        default=new_public_id,
        editable=False,
        validators=[validation.public_id],
        verbose_name="public id",
    )

    class Meta:
        abstract = True


class Versioned(PublicIdentity):
    """The root of an aggregate. Its version guards the root and its children against lost edits.

    A save goes up by exactly one from the version that was read; the database refuses any other.
    Raises StaleEdit where the row has moved on.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save at the next version; raise StaleEdit if this is no longer the newest."""
        if self._state.adding:
            self.version = 1
            super().save(**options)
            return
        read = self.version
        with transaction.atomic():
            self._lock_at(read)
            self.version = read + 1
            fields = options.pop("update_fields", None)
            if fields is not None:
                options["update_fields"] = {*fields, "version"}
            try:
                super().save(**options)
            except BaseException:
                self.version = read
                raise

    def _lock_at(self, version: int) -> None:
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        if not rows.filter(version=version).exists():
            raise StaleEdit(self, rows.first())


class Mergeable(Versioned):
    """A root that may turn out to be the same as another: it stays, and names the other.

    Its field `merged_into` is set by the workflow alone, and never to a merged one.
    """

    merged_into: Any

    class Meta:
        abstract = True

    @property
    def survivor(self) -> Self:
        """What this is now: the one it was merged into, or itself."""
        kept: Self = self.merged_into or self
        return kept


class Child(CheckedAtOnce):
    """A row that lives with its root and is written only together with it.

    `root_version` is the root's version under which the row was last written; the database accepts
    a write only at the root's present version, so a child cannot change behind its root's back.
    """

    ROOT: str
    """The name of the foreign key to the root."""

    root_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def root(self) -> Versioned:
        """The root this row belongs to."""
        return getattr(self, self.ROOT)


class AppendOnly(CheckedAtOnce):
    """A row that is written once. The database refuses to change or delete it."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Insert the row; raise TypeError for a row that is already written."""
        if not self._state.adding:
            raise TypeError(f"{self._meta.verbose_name} is append-only: it cannot be changed")
        options["force_insert"] = True
        super().save(**options)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(f"{self._meta.verbose_name} is append-only: it cannot be deleted")
