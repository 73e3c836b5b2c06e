"""The verbs of review: submit, request_changes, approve, reject, reopen."""

from django.conf import settings
from django.db.models import Max

from claims import publishing
from claims.desk.models import Claim, Decision, ReleaseVerb, Submission, User
from claims.publishing import Subject
from claims.workflow.acts import Act, act, kind_of
from claims.workflow.contributors import askers, contributors
from claims.workflow.errors import RuleViolated
from claims.workflow.rules import faults_for, resting_faults
from claims.workflow.subjects import (
    SubjectType,
    composed,
    open_submission,
    open_submission_or_none,
    take,
)
from claims.workflow.transitions import TRANSITIONS

OF_NOBODY = (ReleaseVerb.MERGE, ReleaseVerb.UNMERGE)
"""What releases nothing that anybody wrote: only whoever asked for it does not decide on it."""

ASKED = "You asked for this yourself: a second person decides."
CONTRIBUTED = "You worked on this since its last release: a second person decides."


def submit(
    subject: Subject,
    *,
    by: User,
    verb: str = ReleaseVerb.PUBLISH,
    target: str = "",
    reason: str = "",
) -> Submission:
    """Ask for a release; from here a second person decides.

    `verb` is publish, merge (into `target`, a public id), unmerge, of a claim retract or, of a
    claim or a source and with a reason, suppress. Raises RuleViolated with every rule that is not
    met yet.
    """
    with act("submit", by, reason=reason) as current:
        subject = take(current, subject)
        if verb == ReleaseVerb.UNMERGE and subject.merged_into is not None:
            target = subject.merged_into.public_id
        RuleViolated.unless_none(faults_for(subject, verb, target))
        if verb == ReleaseVerb.SUPPRESS and not current.reason:
            raise RuleViolated("Name the legal ground as the reason: it stays in the audit.")
        content = composed(subject, verb, target)
        if verb == ReleaseVerb.PUBLISH and publishing.changes_nothing(subject, content):
            raise RuleViolated("Nothing has changed since the last release.")
        if isinstance(subject, Claim):
            RuleViolated.unless_none(resting_faults(subject))
            subject.stage = Claim.Stage.IN_REVIEW
            subject.save()
        submission = Submission.objects.create(
            subject_kind=kind_of(subject),
            subject=subject.public_id,
            verb=verb,
            target=target,
            reason=current.reason,
            version=subject.version,
            requested_by=by,
            requested_at=current.head.next_time(),
        )
        told = {"target": target} if target else {}
        current.record(subject, contributes=False, after={"asked": str(verb), **told})
    return submission


def request_changes(subject: SubjectType, *, by: User, reason: str) -> SubjectType:
    """Send what is in review back to its authors, with the reason."""
    with act("request_changes", by, reason=reason) as current:
        subject = take(current, subject)
        close(current, subject, Submission.Outcome.RETURNED)
        return subject


def approve(subject: Subject, *, by: User, digest: str = "", reason: str = "") -> Decision:
    """Approve what was asked for, as a second person, bound to the content as it stands.

    `digest` is that of the preview the decider saw: if the content has changed since, the approval
    is refused. Whoever asked, or contributed since the last release, does not decide, except on a
    desk of one person; the decision then says so. A merge releases nobody's work: there only
    whoever asked does not decide.
    """
    with act("approve", by, reason=reason) as current:
        return decide(current, take(current, subject), digest)


def decide(current: Act, subject: Subject, digest: str) -> Decision:
    """Write the decision of the act's account on a locked subject; raise RuleViolated if unfit."""
    asked = open_submission(subject)
    single_person = _second_person(subject, current.by, asked)
    RuleViolated.unless_none(faults_for(subject, asked.verb, asked.target))
    composition = composed(subject, asked.verb, asked.target)
    if digest and digest != composition.digest:
        raise RuleViolated("The content has changed since you looked at it; look again.")
    decision = Decision(
        number=(Decision.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        subject_kind=kind_of(subject),
        subject=subject.public_id,
        verb=asked.verb,
        target=asked.target,
        version=subject.version + 1,
        digest=composition.digest,
        requested_by=asked.requested_by,
        decided_by=current.by,
        decided_at=current.head.next_time(),
        reason=current.reason,
        single_person=single_person,
    )
    decision.save()
    close(current, subject, Submission.Outcome.APPROVED, decision)
    return decision


def reject(claim: Claim, *, by: User, reason: str) -> Claim:
    """Decide, as a second person, that the claim is not taken up; the reason is kept."""
    with act("reject", by, reason=reason) as current:
        claim = take(current, claim)
        _second_person(claim, by, open_submission_or_none(claim))
        close(current, claim, Submission.Outcome.REJECTED)
        return claim


def reopen(claim: Claim, *, by: User, reason: str = "") -> Claim:
    """Make a rejected claim, or an approved one, a draft again."""
    with act("reopen", by, reason=reason) as current:
        claim = take(current, claim)
        RuleViolated.unless_none(resting_faults(claim))
        claim.stage = Claim.Stage.DRAFT
        claim.save()
        current.record(claim, contributes=False)
        return claim


def second_person_refusal(subject: Subject, by: User, asked: Submission | None) -> str | None:
    """Return why this account may not decide on the subject, None where it may."""
    if asked is not None and asked.verb in OF_NOBODY:
        return ASKED if asked.requested_by_id == by.pk else None
    if (asked is not None and asked.requested_by_id == by.pk) or by.pk in askers(subject):
        return ASKED
    if by.pk in contributors(subject):
        return CONTRIBUTED
    return None


def _second_person(subject: Subject, by: User, asked: Submission | None) -> bool:
    """Raise RuleViolated unless `by` is a second person; True on a desk of one that has none."""
    refusal = second_person_refusal(subject, by, asked)
    if refusal and not settings.SINGLE_PERSON_DESK:
        raise RuleViolated(refusal)
    return refusal is not None


def close(
    current: Act,
    subject: Subject,
    outcome: Submission.Outcome,
    decision: Decision | None = None,
) -> None:
    """Close what is asked for the subject, bring a claim to its stage, and record both."""
    if isinstance(subject, Claim):
        subject.stage = TRANSITIONS[current.verb].to or subject.stage
    if isinstance(subject, Claim) or decision is not None:
        subject.save()
    submission = open_submission_or_none(subject)
    if submission is not None:
        submission.outcome, submission.closed_at = outcome, current.head.next_time()
        submission.save(update_fields=["outcome", "closed_at"])
    if decision is None:
        current.record(subject, contributes=False)
        return
    told = {
        "decision": decision.number,
        "digest": decision.digest,
        "single_person": decision.single_person,
    }
    current.record(subject, contributes=False, after=told, not_before=decision.decided_at)
