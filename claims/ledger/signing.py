"""A chain whose stands are signed: making its checkpoints, and comparing it with them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from claims.ledger import checkpoints, keeping
from claims.ledger.checkpoints import Checkpoint, CheckpointError
from claims.ledger.heads import ChainHead

_AT_ONCE = 500
"""Checkpoints compared in one query."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignedChain:
    """One chain: its name in checkpoints, what one entry is called, its entries and its head."""

    name: str
    entry: str
    entries: type[models.Model]
    head: type[ChainHead]

    def follow_commit(self) -> None:
        """Have a checkpoint made once the transaction is committed; nothing is where it is not.

        What keeps one from being made is logged: what was written stays written.
        """
        transaction.on_commit(self._make_or_log)

    def make(self, *, again: bool = True) -> Checkpoint | None:
        """Sign where the chain stands, keep that, and return it; None while it is empty.

        Without `again`, nothing is signed where the last checkpoint is of the same entry. Raises
        CheckpointError where the chain no longer holds what was signed last, so that no two
        checkpoints of one desk ever contradict each other; OSError where nothing can be kept.
        """
        with keeping.held():
            last = self._last_kept()
            head = self.head._default_manager.first()
            if head is None or head.sequence == 0:
                return None
            if last and not again and last.sequence == head.sequence:
                return last
            made = self._signed(head, timezone.now())
            keeping.keep(made)
        return made

    def of_head(self, head: ChainHead) -> Checkpoint:
        """Return a checkpoint of this head: the one kept last, else one of the head's own time.

        The same head gives the same checkpoint until another is kept; nothing is kept by this.
        Raises CheckpointError, as `make` does, where the chain no longer holds what was signed
        last, and where it does not hold this head.
        """
        last = self._last_kept()
        if last and (last.sequence, last.hash) == (head.sequence, head.hash):
            return last
        made = self._signed(head, head.at)
        if fault := self._fault(made):
            raise CheckpointError(f"nothing is signed: {fault}")
        return made

    def first_fault(self, found: Iterable[Checkpoint]) -> str | None:
        """Return how the chain contradicts the first checkpoint of it among these, or None."""
        proved = 0
        own = (one for one in found if one.chain == self.name)
        ordered = sorted(own, key=lambda one: one.sequence)
        for at in range(0, len(ordered), _AT_ONCE):
            some = ordered[at : at + _AT_ONCE]
            hashes = self._hashes({one.sequence for one in some})
            for checkpoint in some:
                stands = hashes.get(checkpoint.sequence) == checkpoint.hash
                if not stands and (fault := self._fault(checkpoint)):
                    known = f"; all is as signed up to {self.entry} {proved}" if proved else ""
                    return f"{fault}{known}"
                proved = checkpoint.sequence
        return None

    def _hashes(self, sequences: set[int]) -> dict[int, str]:
        entries = self.entries._default_manager.filter(sequence__in=sequences)
        return dict(entries.values_list("sequence", "hash"))

    def _last_kept(self) -> Checkpoint | None:
        """Return the checkpoint kept last; CheckpointError where the chain contradicts it."""
        last = keeping.newest(self.name)
        if last and (fault := self._fault(last)):
            raise CheckpointError(f"nothing is signed: {fault}")
        return last

    def _make_or_log(self) -> None:
        try:
            self.make(again=False)
        except (CheckpointError, DatabaseError, OSError) as error:
            logger.error("No checkpoint was made: %s", error)

    def _signed(self, head: ChainHead, time: datetime) -> Checkpoint:
        return checkpoints.signed(
            keeping.signing_key(),
            chain=self.name,
            desk=settings.DESK_NAME,
            sequence=head.sequence,
            hash=head.hash,
            time=time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        )

    def _fault(self, checkpoint: Checkpoint) -> str | None:
        sequence, time = checkpoint.sequence, checkpoint.time
        rows: Any = self.entries._default_manager.order_by("-sequence")
        columns = ("sequence", "hash", "subject_kind", "subject")
        found = rows.filter(sequence__lte=sequence).values_list(*columns).first()
        last, hash, kind, subject = found or (0, "", "", "")
        if last != sequence:
            return (
                f"{self.entry} {last + 1} is missing: only {last} stand before {sequence}, "
                f"which a checkpoint of {time} names"
            )
        if hash != checkpoint.hash:
            return (
                f"{self.entry} {sequence} ({kind} {subject}) is not the one that a checkpoint of "
                f"{time} signed: it, or one before it, was rewritten"
            )
        return None
