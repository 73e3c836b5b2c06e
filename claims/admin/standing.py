"""Where a claim stands, for its page: what is asked, what was released, what each verb needs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.desk.models import AuditEntry, Claim, Submission, User
from claims.ledger.guards.guard import RELEASE_VERBS, RELEASING


@dataclass(frozen=True, slots=True)
class Released:
    """One release of a claim, as the audit tells it."""

    number: int
    event: str
    note: str
    at: datetime
    by: str


def releases_of(claim: Claim) -> list[Released]:
    """Return the claim's releases, newest first."""
    entries = (
        AuditEntry.objects.filter(
            subject_kind="claim", subject=claim.public_id, verb__in=RELEASE_VERBS
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


def asked_of(claim: Claim) -> Submission | None:
    """Return what is asked for the claim and not yet decided."""
    return (
        Submission.objects.filter(subject_kind="claim", subject=claim.public_id, outcome="")
        .select_related("requested_by")
        .first()
    )


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
        subject_kind="claim", subject=OuterRef("public_id"), verb__in=RELEASE_VERBS
    )
    return claims.annotate(last_release=Subquery(released.order_by("-sequence").values("verb")[:1]))


def costs_decision(claim: Claim, by: User) -> bool:
    """Tell whether `by` could decide on the claim now and could not after editing it.

    Looks at the claim alone: others worked on it since its last release, and `by` did not. While
    it is in review such an edit is refused, so it costs nothing.
    """
    if claim.stage == Claim.Stage.IN_REVIEW:
        return False
    last = AuditEntry.objects.filter(
        subject_kind="claim", subject=claim.public_id, verb__in=RELEASING
    ).order_by("-sequence")
    work = AuditEntry.objects.filter(
        subject_kind="claim", subject=claim.public_id, contributes=True
    ).filter(sequence__gt=Coalesce(Subquery(last.values("sequence")[:1]), 0))
    workers = set(work.values_list("actor", flat=True))
    return bool(workers) and by.pk not in workers


def worked_on(claims: Iterable[Claim], by: User) -> set[str]:
    """Return the public ids of those claims whose own content `by` changed since their release.

    A claim's statements, speakers and sources count too when it is decided; this looks at the
    claim alone, in one query, for a list.
    """
    last: dict[str, int] = {}
    mine: dict[str, int] = {}
    entries = AuditEntry.objects.filter(
        subject_kind="claim", subject__in=[claim.public_id for claim in claims]
    )
    rows = entries.values_list("subject", "verb", "contributes", "actor_id", "sequence")
    for subject, verb, contributes, actor, sequence in rows.order_by("sequence"):
        if verb in RELEASING:
            last[subject] = sequence
        elif contributes and actor == by.pk:
            mine[subject] = sequence
    return {subject for subject, sequence in mine.items() if sequence > last.get(subject, 0)}
