"""What a change touches: the claims that name a thing, and the decisions that an edit costs."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import Q, QuerySet

from claims import publishing
from claims.desk.models import (
    Claim,
    Publisher,
    Source,
    Speaker,
    Statement,
    Submission,
    Topic,
    User,
    Versioned,
)
from claims.desk.permissions import may
from claims.workflow.acts import needed_roles
from claims.workflow.contributors import askers_of, contributors_of
from claims.workflow.reviewing import ASKED, CONTRIBUTED, OF_NOBODY

MOST_LOOKED_AT = 50
"""Claims in review that are looked at to warn an editor; more are not needed to warn."""


def touched_by(entity: Speaker | Source | Publisher | Topic | Statement) -> list[Claim]:
    """Return the published claims that name a thing, newest first: a change to it touches them."""
    naming = list(claims_naming(entity).order_by("-id"))
    public = publishing.public_ids("claim", [claim.public_id for claim in naming])
    return [claim for claim in naming if claim.public_id in public]


def claims_naming(root: Versioned) -> QuerySet[Claim]:
    """Return every claim, published or not, whose next release would name a thing of the desk."""
    claims = Claim.objects.filter(merged_into=None)
    if isinstance(root, Claim):
        return claims.filter(pk=root.pk)
    if isinstance(root, Topic):
        return claims.filter(claim_topics__topic=root).distinct()
    if isinstance(root, Statement):
        return _with(claims, Statement.objects.filter(pk=root.pk), Q(pk__in=[]))
    if isinstance(root, Speaker):
        said = Q(speaker=root) | Q(joint_speakers__speaker=root)
        of_publisher = Q(capture__source__publisher__speaker=root)
        own = Q(evidence__speaker=root) | Q(evidence__source__publisher__speaker=root)
        return _with(claims, Statement.objects.filter(said | of_publisher), own)
    if isinstance(root, Source):
        standing = Q(capture__source=root) | Q(capture__source__merged_into=root)
        return _with(claims, Statement.objects.filter(standing), Q(evidence__source=root))
    if isinstance(root, Publisher):
        standing = Q(capture__source__publisher=root)
        own = Q(evidence__source__publisher=root)
        return _with(claims, Statement.objects.filter(standing), own)
    return claims.none()


def decision_refusals(claims: Sequence[Claim], by: User) -> dict[str, str]:
    """Return, by public id, why `by` may not decide on each claim now; "" where they may.

    Looks at everything that a decision is about, as approving does, in a number of queries that
    does not grow with the number of claims.
    """
    if not may(by, "approve"):
        refusal = f"This needs the role {needed_roles('approve')}."
        return {claim.public_id: refusal for claim in claims}
    if settings.SINGLE_PERSON_DESK:
        return {claim.public_id: "" for claim in claims}
    ids = [claim.public_id for claim in claims]
    submissions = Submission.objects.filter(subject_kind="claim", subject__in=ids, outcome="")
    asked = {one.subject: one for one in submissions}
    askers, workers = askers_of(claims), contributors_of(claims)
    return {
        claim.public_id: _refusal(
            asked.get(claim.public_id), by, askers[claim.pk], workers[claim.pk]
        )
        for claim in claims
    }


def would_cost_decision(root: Versioned, by: User) -> str:
    """Return what an edit of this by `by` would cost: "" where it costs them no decision.

    It does where others have worked on a claim since its release, and `by`, who may decide, has
    not: afterwards they could not. For what claims name, the claims in review are looked at.
    """
    if not may(by, "approve") or settings.SINGLE_PERSON_DESK or root.pk is None:
        return ""
    if isinstance(root, Claim):
        if root.stage in (Claim.Stage.IN_REVIEW, Claim.Stage.REJECTED):
            return ""
        workers = contributors_of([root])[root.pk]
        if not workers or by.pk in workers or by.pk in askers_of([root])[root.pk]:
            return ""
        return "Others wrote this claim: once you change it, you can no longer decide on it."
    waiting = list(claims_naming(root).filter(stage=Claim.Stage.IN_REVIEW)[:MOST_LOOKED_AT])
    lost = [one for one in decision_refusals(waiting, by).values() if not one]
    if not lost:
        return ""
    claims = "a claim" if len(lost) == 1 else f"{len(lost)} claims"
    return f"It is named by {claims} in review: once you change it, you can no longer decide there."


def _refusal(asked: Submission | None, by: User, askers: set[int], workers: set[int]) -> str:
    if asked is not None and asked.verb in OF_NOBODY:
        return ASKED if asked.requested_by_id == by.pk else ""
    if by.pk in askers or (asked is not None and asked.requested_by_id == by.pk):
        return ASKED
    return CONTRIBUTED if by.pk in workers else ""


def _with(claims: QuerySet[Claim], statements: QuerySet[Statement], own: Q) -> QuerySet[Claim]:
    """Return claims that show one of the statements, a rendering of theirs among them, or `own`."""
    shown = Statement.objects.filter(Q(pk__in=statements) | Q(renderings__in=statements))
    named = Q(claim_statements__statement__in=shown) | Q(evidence__statement__in=statements)
    return claims.filter(named | own).distinct()
