"""The head of a chain: the one row that each append locks and moves on."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from claims.ledger.chain import GENESIS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NOTICED = timedelta(seconds=1)
"""A step of the clock that is told of; below it, machines that share a database differ."""

logger = logging.getLogger(__name__)


class ChainHead(models.Model):
    """Where a chain stands: its last sequence, hash and time. One row, primary key 1."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)
    at = models.DateTimeField(default=EPOCH)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls) -> Self:
        """Return the head, locked until the transaction ends; call it inside atomic().

        Every append holds this lock, so sequences have no gaps and times never run backwards.
        """
        head, _ = cls._default_manager.select_for_update().get_or_create(pk=1)
        return head

    def next_time(self) -> datetime:
        """Return now, or a microsecond after the last entry where the clock has stepped back.

        A step that anybody would notice is logged: until the clock has caught up, the times of a
        chain tell its order and no more.
        """
        now, next_one = timezone.now(), self.at + timedelta(microseconds=1)
        if now + NOTICED < next_one:
            behind = round((next_one - now).total_seconds())
            logger.warning(
                "The clock is %s s behind the %s; times go on from there until it has caught up: "
                "set the clock right",
                behind,
                self._meta.verbose_name,
            )
        return max(now, next_one)

    def advance(self, sequence: int, hash: str, at: datetime) -> None:
        """Move the head on to the entry just written."""
        self.sequence, self.hash, self.at = sequence, hash, at
        self.save(update_fields=["sequence", "hash", "at"])
