"""What waits for an editor: to decide, to work on, to read, to answer."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims.desk.models import (
    AuditEntry,
    Claim,
    CorrectionRequest,
    Decision,
    NoteMention,
    ReleaseVerb,
    Suggestion,
    User,
)
from claims.desk.models.requests import desk_day
from claims.desk.permissions import may
from claims.ledger.guards.guard import RELEASE_VERBS
from claims.workflow.touching import decision_refusals

MOST = 50
"""Of each sort at most so many are looked at: more are not read at once."""

OPEN_STAGES = (Claim.Stage.DRAFT, Claim.Stage.CHANGES_REQUESTED, Claim.Stage.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one editor, of each sort what has waited longest first."""

    to_decide: tuple[Claim, ...]
    to_publish: tuple[Claim, ...]
    sent_back: tuple[Claim, ...]
    due: tuple[Claim, ...]
    suggestions: tuple[Suggestion, ...]
    mentions: tuple[NoteMention, ...]
    overdue: tuple[CorrectionRequest, ...]
    requests: tuple[CorrectionRequest, ...]

    def __bool__(self) -> bool:
        """Tell whether anything waits at all."""
        return any(getattr(self, field.name) for field in fields(self))


def waiting_for(user: User, today: date | None = None) -> Waiting:
    """Return what waits for an editor on a day of the desk, by default today.

    To decide are claims in review that they may decide on, to publish those that were approved,
    are not released yet and may be, for whoever may release them; sent back are claims of theirs
    with changes requested, due those assigned to them. Requests are open requests for correction,
    for whoever may decide on them; overdue ones stand apart.
    """
    today = today or desk_day(timezone.now())
    mine = Q(assigned_to=user) | Q(pk__in=_asked_for_by(user))
    claims = Claim.objects.filter(merged_into=None).order_by("pk")
    requests = _requests(user)
    return Waiting(
        to_decide=_to_decide(user),
        to_publish=_to_publish(user),
        sent_back=tuple(claims.filter(mine, stage=Claim.Stage.CHANGES_REQUESTED)[:MOST]),
        due=tuple(
            claims.filter(assigned_to=user, due_on__lte=today, stage__in=OPEN_STAGES).order_by(
                "due_on", "pk"
            )[:MOST]
        ),
        suggestions=_suggestions(user),
        mentions=tuple(
            NoteMention.objects.filter(user=user, seen_at=None)
            .select_related("note__written_by")
            .order_by("pk")[:MOST]
        ),
        overdue=tuple(one for one in requests if one.overdue_by(today)),
        requests=tuple(one for one in requests if not one.overdue_by(today)),
    )


def approved_unreleased() -> QuerySet[Claim]:
    """Return the claims with an approval that has released nothing yet.

    Each has `decided_verb`, what was approved, and `decided_at`, since when it waits.
    """
    own = {"subject_kind": "claim", "subject": OuterRef("public_id")}
    decided = Decision.objects.filter(**own).order_by("-number")
    done = AuditEntry.objects.filter(**own, verb__in=RELEASE_VERBS).order_by("-sequence")
    claims = Claim.objects.filter(stage=Claim.Stage.APPROVED).annotate(
        decided_verb=Subquery(decided.values("verb")[:1]),
        decided_at=Subquery(decided.values("decided_at")[:1]),
        done_at=Subquery(done.values("at")[:1]),
    )
    return claims.filter(
        Q(done_at=None) | Q(decided_at__gt=F("done_at")),
        Q(merged_into=None) | Q(decided_verb=ReleaseVerb.UNMERGE),
    )


def embargoed() -> Q:
    """Return what holds of claims whose publication has to wait for its hour."""
    return Q(not_before__gt=timezone.now())


def _to_publish(user: User) -> tuple[Claim, ...]:
    if not may(user, "publish"):
        return ()
    waiting: Any = approved_unreleased().exclude(embargoed() & Q(decided_verb=ReleaseVerb.PUBLISH))
    return tuple(waiting.order_by("decided_at", "pk")[:MOST])


def _to_decide(user: User) -> tuple[Claim, ...]:
    if not may(user, "approve"):
        return ()
    in_review = list(Claim.objects.filter(stage=Claim.Stage.IN_REVIEW).order_by("pk")[:MOST])
    refusals = decision_refusals(in_review, user)
    return tuple(claim for claim in in_review if not refusals[claim.public_id])


def _asked_for_by(user: User) -> list[int]:
    asked = user.submissions.filter(subject_kind="claim", outcome="returned")
    ids = asked.order_by("-pk").values_list("subject", flat=True)[:MOST]
    return list(Claim.objects.filter(public_id__in=list(ids)).values_list("pk", flat=True))


def _suggestions(user: User) -> tuple[Suggestion, ...]:
    asked = user.submissions.filter(subject_kind="claim", outcome="").values("subject")
    mine = Q(claim__assigned_to=user) | Q(claim__public_id__in=asked)
    waiting = Suggestion.objects.filter(mine, outcome="").exclude(suggested_by=user)
    return tuple(waiting.select_related("claim", "suggested_by").order_by("pk")[:MOST])


def _requests(user: User) -> list[CorrectionRequest]:
    if not may(user, "decide_request"):
        return []
    waiting = CorrectionRequest.objects.filter(answered_at=None)
    return list(waiting.order_by("due_on", "pk")[:MOST])
