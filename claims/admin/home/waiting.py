"""Claims that wait for somebody: one definition for the home and for the filter of their list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from claims import workflow
from claims.admin.access import editor
from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimStatement,
    Contact,
    ReleaseVerb,
    Statement,
    Submission,
    Suggestion,
    User,
)

SOON = timedelta(days=7)
"""How long before its day a claim counts as due."""

MOST_LINKS = 5_000
"""The newest links of statements to claims that are looked at for repetitions."""

Stage = Claim.Stage
Stance = ClaimStatement.Stance


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims that wait for one reason. `find` gives them for an account, longest first.

    Each has `since`: the day or moment from which it waits, or None.
    """

    key: str
    title: str
    find: Callable[[User], QuerySet[Claim]]
    verb: str = ""
    """Only those whose roles hold this verb are shown it at home."""


def _entries(verb: str, subject: str = "public_id") -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(subject_kind="claim", subject=OuterRef(subject), verb=verb)
    return entries.order_by("-sequence")


def _since(claims: QuerySet[Claim], moment: Any) -> QuerySet[Claim]:
    return claims.filter(merged_into=None).annotate(since=moment).order_by("since", "pk")


def _asked(**fields: Any) -> QuerySet[Submission]:
    return Submission.objects.filter(subject_kind="claim", subject=OuterRef("public_id"), **fields)


def _mine(by: User) -> Q:
    return Q(assigned_to=by) | Q(Exists(_asked(requested_by=by)))


def to_review(by: User) -> QuerySet[Claim]:
    """Claims in review on which `by` may be the second person, as far as they tell themselves."""
    last = _entries("publish", "subject").values("sequence")[:1]
    mine = AuditEntry.objects.filter(
        subject_kind="claim",
        subject=OuterRef("public_id"),
        contributes=True,
        actor=by,
        sequence__gt=Coalesce(Subquery(last), 0),
    )
    waiting = Claim.objects.filter(~Exists(mine), stage=Stage.IN_REVIEW)
    asked = _asked(outcome="")
    waiting = waiting.filter(~Exists(asked.filter(requested_by=by)))
    return _since(waiting, Subquery(asked.values("requested_at")[:1]))


def changes_requested(by: User) -> QuerySet[Claim]:
    """Claims of theirs that were sent back."""
    returned = Claim.objects.filter(_mine(by), stage=Stage.CHANGES_REQUESTED)
    return _since(returned, Subquery(_entries("request_changes").values("at")[:1]))


def suggested(by: User) -> QuerySet[Claim]:
    """Claims of theirs for which somebody suggests other words."""
    open_ones = Suggestion.objects.filter(claim=OuterRef("pk"), outcome="")
    open_ones = open_ones.order_by("suggested_at")
    claims = Claim.objects.filter(_mine(by) & Q(Exists(open_ones)))
    return _since(claims, Subquery(open_ones.values("suggested_at")[:1]))


def assigned(by: User) -> QuerySet[Claim]:
    """Claims that they were given to work on."""
    given = Claim.objects.filter(assigned_to=by).exclude(stage__in=[Stage.REJECTED, Stage.APPROVED])
    return _since(given, Subquery(_entries("assign").values("at")[:1]))


def due(by: User) -> QuerySet[Claim]:
    """Claims of theirs or of nobody's that are due within a week, or overdue."""
    until = timezone.localdate() + SOON
    open_ones = Claim.objects.filter(Q(assigned_to=by) | Q(assigned_to=None), due_on__lte=until)
    open_ones = open_ones.exclude(stage__in=[Stage.REJECTED, Stage.APPROVED])
    return _since(open_ones, F("due_on"))


def to_publish(by: User) -> QuerySet[Claim]:
    """Approved claims that are not released yet, and that no embargo holds back."""
    free = workflow.approved_unreleased().exclude(_held_back())
    return free.annotate(since=F("decided_at")).order_by("since", "pk")


def under_embargo(by: User) -> QuerySet[Claim]:
    """Approved claims whose publication waits for its hour, the next hour first."""
    held = workflow.approved_unreleased().filter(_held_back())
    return held.annotate(since=F("decided_at")).order_by("not_before", "pk")


def _held_back() -> Q:
    return workflow.embargoed() & Q(decided_verb=ReleaseVerb.PUBLISH)


def awaiting_reply(by: User) -> QuerySet[Claim]:
    """Claims on which somebody was asked and has not replied by the day they were given."""
    silent = Contact.objects.filter(
        claim=OuterRef("pk"), replied_on=None, deadline__lt=timezone.localdate()
    ).order_by("deadline")
    claims = Claim.objects.filter(Exists(silent)).exclude(stage=Stage.REJECTED)
    return _since(claims, Subquery(silent.values("deadline")[:1]))


def repeated(by: User) -> QuerySet[Claim]:
    """Claims with a verdict that were said again since their last publication.

    Said again is an accepted statement that asserts or repeats the claim, linked after that. Among
    the newest links alone, so that the search is bounded.
    """
    newest = ClaimStatement.objects.order_by("-pk").values("pk")[:MOST_LINKS]
    published = _entries("publish", "claim__public_id").values("version")[:1]
    again = ClaimStatement.objects.filter(
        pk__in=newest,
        stance__in=[Stance.ASSERTS, Stance.REPEATS],
        statement__state=Statement.State.ACCEPTED,
        root_version__gt=Subquery(published),
    )
    claims = Claim.objects.filter(pk__in=again.values("claim"), rating__isnull=False)
    return _since(claims, Subquery(_entries("publish").values("at")[:1]))


QUEUES = (
    Queue("review", "To review", to_review, "approve"),
    Queue("changes", "Changes requested of me", changes_requested),
    Queue("suggested", "Wording suggested to me", suggested),
    Queue("publish", "Approved, to be published", to_publish, "publish"),
    Queue("embargo", "Approved, waiting for its hour", under_embargo),
    Queue("assigned", "Assigned to me", assigned),
    Queue("due", "Due within a week or overdue", due),
    Queue("reply", "Awaiting reply past the deadline", awaiting_reply),
    Queue("repeated", "Said again since our verdict", repeated),
)


class WaitingFilter(admin.SimpleListFilter):
    """Claims of one of the queues of the home."""

    title, parameter_name = "what waits", "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the queues."""
        return [(queue.key, queue.title) for queue in QUEUES]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of the queue that is chosen."""
        queue = next((each for each in QUEUES if each.key == self.value()), None)
        if queue is None:
            return queryset
        return queryset.filter(pk__in=queue.find(editor(request)).order_by().values("pk"))
