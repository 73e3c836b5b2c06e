"""Where a thing stands, for its page: what is asked of it, and what was released of it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from claims.desk.models import AuditEntry, Claim, CorrectionRequest, Submission, Versioned
from claims.ledger.guards.guard import RELEASE_VERBS

VERBS = (*RELEASE_VERBS, "flag", "unflag")
"""Verbs that make a release of their subject."""

MOST_REQUESTS = 20
"""Requests for correction that a claim's page names."""

_RELEASED = '"release":'
"""In the audit's payload of an act that made a release; a merge of a draft makes none."""


@dataclass(frozen=True, slots=True)
class Released:
    """One release of a thing by itself, as the audit tells it."""

    number: int
    event: str
    note: str
    at: datetime
    by: str


def releases_of(subject: Versioned) -> list[Released]:
    """Return the releases of a thing by itself, newest first.

    What a claim's publication released of the things it names is not among theirs.
    """
    entries = (
        AuditEntry.objects.filter(
            subject_kind=subject._meta.model_name,
            subject=subject.public_id,
            verb__in=VERBS,
            payload__contains=_RELEASED,
        )
        .select_related("actor")
        .order_by("-sequence")
    )
    return [_released(entry) for entry in entries]


def _released(entry: AuditEntry) -> Released:
    after: dict[str, Any] = json.loads(entry.payload or "{}").get("after") or {}
    return Released(
        number=after.get("number", 0),
        event=after.get("event", entry.verb),
        note=entry.reason,
        at=entry.at,
        by=entry.actor.get_username(),
    )


def asked_of(subject: Versioned) -> Submission | None:
    """Return what is asked for a thing and not yet decided."""
    return (
        Submission.objects.filter(
            subject_kind=subject._meta.model_name, subject=subject.public_id, outcome=""
        )
        .select_related("requested_by")
        .first()
    )


def unanswered_requests(claim: Claim) -> list[CorrectionRequest]:
    """Return the requests for the claim's correction that nobody answered, the first due first.

    Those that were accepted are answered by its next release.
    """
    waiting = CorrectionRequest.objects.filter(claim=claim.public_id, answered_at=None)
    return list(waiting.order_by("due_on", "pk")[:MOST_REQUESTS])


def with_submissions(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return the claims with what is asked for each: asked_verb, asked_at, asked_by, asked_why."""
    open_ones = Submission.objects.filter(
        subject_kind="claim", subject=OuterRef("public_id"), outcome=""
    )
    return claims.annotate(
        asked_verb=Subquery(open_ones.values("verb")),
        asked_at=Subquery(open_ones.values("requested_at")),
        asked_by=Subquery(open_ones.values("requested_by__username")),
        asked_why=Subquery(open_ones.values("reason")),
    )


def with_public_state(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return the claims with `last_release`: the verb that last changed them in public, or None."""
    released = AuditEntry.objects.filter(
        subject_kind="claim",
        subject=OuterRef("public_id"),
        verb__in=VERBS,
        payload__contains=_RELEASED,
    )
    return claims.annotate(last_release=Subquery(released.order_by("-sequence").values("verb")[:1]))
