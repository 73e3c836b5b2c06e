"""The append-only, chained account of every editorial change."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from claims.desk.models import AuditEntry, AuditHead, User
from claims.desk.permissions import roles_of
from claims.ledger import chain
from claims.ledger.canonical import canonical_text
from claims.ledger.heads import EPOCH

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
"""The id of the HTTP request that is being answered, "" outside one."""


def append(
    head: AuditHead,
    *,
    actor: User,
    verb: str,
    subject_kind: str,
    subject: str,
    version: int | None,
    contributes: bool,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
) -> AuditEntry:
    """Write one entry behind the locked head and move the head on.

    `before` and `after` hold plain JSON values without floats. `contributes` marks a change of
    content, whose actor does not decide on it. The entry's time is later than the one before it
    and not before `not_before`.
    """
    at = head.next_time()
    salt, payload = chain.new_salt(), canonical_text({"before": before, "after": after})
    entry = AuditEntry(
        sequence=head.sequence + 1,
        at=max(at, not_before) if not_before else at,
        actor=actor,
        roles=",".join(sorted(role.value for role in roles_of(actor))),
        verb=verb,
        subject_kind=subject_kind,
        subject=subject,
        version=version,
        contributes=contributes,
        reason=reason,
        request_id=current_request_id.get()[:64],
        payload=payload,
        salt=salt,
        payload_digest=chain.payload_digest(salt, payload),
        previous_hash=head.hash,
    )
    entry.hash = chain.link(hashed_fields(entry))
    entry.save()
    head.advance(entry.sequence, entry.hash, entry.at)
    return entry


def hashed_fields(entry: AuditEntry) -> dict[str, Any]:
    """Return what an entry's hash covers: every column but payload, salt and the hash itself."""
    return {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "roles": entry.roles,
        "verb": entry.verb,
        "subject_kind": entry.subject_kind,
        "subject": entry.subject,
        "version": entry.version,
        "contributes": entry.contributes,
        "reason": entry.reason,
        "request_id": entry.request_id,
        "payload_digest": entry.payload_digest,
        "previous_hash": entry.previous_hash,
    }


def first_fault() -> str | None:
    """Return the first fault of the audit's entries or head; None if it proves."""
    fault = chain.first_fault(_entries())
    if fault:
        return f"audit: {fault}"
    with transaction.atomic():
        # Held, so that nothing is appended between the two.
        head = AuditHead.objects.select_for_update().first()
        last = AuditEntry.objects.order_by("-sequence").first()
    stands = (last.sequence, last.hash, last.at) if last else (0, chain.GENESIS, EPOCH)
    if head is None:
        return None if last is None else "audit: the head is missing"
    if (head.sequence, head.hash) != stands[:2]:
        return f"audit: the head names sequence {head.sequence}, the last entry is {stands[0]}"
    if head.at != stands[2]:
        return f"audit: the head bears another time than the last entry, sequence {stands[0]}"
    return None


def settled(find: Callable[[], Iterator[str]]) -> str | None:
    """Return the first fault that there is also while nobody writes; None if there is none.

    What is compared with the audit is read after or before it: an edit in between is no fault.
    """
    if next(find(), None) is None:
        return None
    with transaction.atomic():
        AuditHead.objects.select_for_update().first()
        return next(find(), None)


def _entries() -> Iterator[chain.Entry]:
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=500):
        yield chain.Entry(
            sequence=entry.sequence,
            fields=hashed_fields(entry),
            previous_hash=entry.previous_hash,
            hash=entry.hash,
            payload_digest=entry.payload_digest,
            payload=entry.payload,
            salt=entry.salt,
        )
