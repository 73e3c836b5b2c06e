"""One editorial act: permitted, locked, atomic and audited."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import DataError, IntegrityError, transaction

from claims.desk import audit
from claims.desk.models import AuditEntry, AuditHead, Claim, User, Versioned
from claims.desk.permissions import VERBS, may
from claims.workflow.errors import PermissionDenied, RuleViolated, StaleEdit
from claims.workflow.validation import word_faults

Root = TypeVar("Root", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Act:
    """An act under way: who does what and why, behind the locked head of the audit."""

    verb: str
    by: User
    head: AuditHead
    reason: str

    def record(
        self,
        subject: Versioned,
        *,
        contributes: bool,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        not_before: datetime | None = None,
    ) -> AuditEntry:
        """Write the audit entry of this act on `subject`."""
        return audit.append(
            self.head,
            actor=self.by,
            verb=self.verb,
            subject_kind=kind_of(subject),
            subject=subject.public_id,
            version=subject.version,
            contributes=contributes,
            reason=self.reason,
            before=before,
            after=after,
            not_before=not_before,
        )


@contextmanager
def act(verb: str, by: User, *, permitted: bool | None = None, reason: str = "") -> Iterator[Act]:
    """Open an act: refuse without permission, then hold the audit's head until it is done.

    `reason` is what its author says to it, kept in the audit; characters that nobody sees are
    refused. Every verb goes through here, so editorial changes happen one after another and a
    failure leaves nothing. A rule that only the database could see comes out as RuleViolated.
    """
    if not (may(by, verb) if permitted is None else permitted):
        raise PermissionDenied(f"This needs the role {needed_roles(verb)}; you do not hold it.")
    RuleViolated.unless_none(word_faults(reason))
    try:
        with transaction.atomic():
            yield Act(verb, by, AuditHead.locked(), reason.strip())
    except (IntegrityError, DataError) as error:
        raise RuleViolated(_database_reason(error)) from error


def needed_roles(verb: str) -> str:
    """Return the roles that hold a verb, in words."""
    return " or ".join(sorted(role.label.lower() for role in VERBS[verb]))


def kind_of(subject: Versioned) -> str:
    """Return the name under which audit, decisions and releases know a model."""
    return subject._meta.model_name or ""


def locked(root: Root, version: int | None = None) -> Root:
    """Return the row as it stands now, locked; raise StaleEdit if it is gone or has moved on."""
    current = type(root)._default_manager.select_for_update().filter(pk=root.pk).first()
    if current is None or (version is not None and current.version != version):
        raise StaleEdit(root, current)
    return current


def locked_claim(claim: Claim) -> Claim:
    """Return the claim as it stands now, locked."""
    return locked(claim)


def _database_reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    first = lines[0] if lines else "unknown"
    return f"The database refused the change: {first.removeprefix('onrecord: ')}."
