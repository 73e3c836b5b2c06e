"""Attempts that were refused, in the audit beside what was done."""

from collections.abc import Sequence

from django.db import transaction

from claims.desk import audit
from claims.desk.models import AuditEntry, AuditHead, User, Versioned
from claims.workflow.acts import kind_of

REFUSED = "refused"
"""In the audit: somebody tried a verb, and nothing was changed."""

MOST_TOLD = 10
LONGEST = 300


def record_refusal(
    subject: Versioned, *, by: User, attempted: str, reasons: Sequence[str]
) -> AuditEntry:
    """Write that `by` attempted something on the subject and was refused for these reasons."""
    with transaction.atomic():
        return audit.append(
            AuditHead.locked(),
            actor=by,
            verb=REFUSED,
            subject_kind=kind_of(subject),
            subject=subject.public_id,
            version=subject.version,
            contributes=False,
            after={
                "attempted": attempted[:30],
                "told": [reason[:LONGEST] for reason in reasons[:MOST_TOLD]],
            },
        )
