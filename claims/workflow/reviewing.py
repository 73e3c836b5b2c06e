"""The verbs of review: submit, request_changes, approve, reject, reopen."""

from django.conf import settings
from django.db.models import Max

from claims import publishing
from claims.desk.models import Claim, Decision, ReleaseVerb, SubjectKind, Submission, User
from claims.publishing import Composition
from claims.workflow.acts import Act, act, locked_claim
from claims.workflow.contributors import askers, contributors
from claims.workflow.errors import RuleViolated
from claims.workflow.rules import faults_for
from claims.workflow.transitions import TRANSITIONS, check_stage

IMPLEMENTED = (ReleaseVerb.PUBLISH, ReleaseVerb.RETRACT)


def submit(
    claim: Claim, *, by: User, verb: str = ReleaseVerb.PUBLISH, target: str = "", reason: str = ""
) -> Submission:
    """Ask for a claim to be published or retracted; from here a second person decides.

    Raises RuleViolated with every rule that the claim does not meet yet.
    """
    with act("submit", by, reason=reason) as current:
        claim = _take(current, claim)
        if verb not in IMPLEMENTED:
            raise RuleViolated(f"“{verb}” cannot be asked for; ask to publish or to retract.")
        RuleViolated.unless_none(faults_for(claim, verb))
        if verb == ReleaseVerb.PUBLISH and publishing.changes_nothing(claim, composed(claim, verb)):
            raise RuleViolated("Nothing has changed since the last release.")
        claim.stage = Claim.Stage.IN_REVIEW
        claim.save()
        submission = Submission.objects.create(
            subject_kind=SubjectKind.CLAIM,
            subject=claim.public_id,
            verb=verb,
            target=target,
            reason=current.reason,
            version=claim.version,
            requested_by=by,
            requested_at=current.head.next_time(),
        )
        current.record(claim, contributes=False, after={"asked": str(verb)})
    return submission


def request_changes(claim: Claim, *, by: User, reason: str) -> Claim:
    """Send a claim in review back to its authors, with the reason."""
    with act("request_changes", by, reason=reason) as current:
        claim = _take(current, claim)
        return _close(current, claim, Submission.Outcome.RETURNED)


def approve(claim: Claim, *, by: User, digest: str = "", reason: str = "") -> Decision:
    """Approve what was asked for, as a second person, bound to the content as it stands.

    `digest` is that of the preview the decider saw: if the content has changed since, the approval
    is refused. Whoever asked, or contributed since the last release, does not decide, except on a
    desk of one person; the decision then says so.
    """
    with act("approve", by, reason=reason) as current:
        claim = _take(current, claim)
        asked = open_submission(claim)
        single_person = _second_person(claim, by, asked)
        RuleViolated.unless_none(faults_for(claim, asked.verb))
        composition = composed(claim, asked.verb)
        if digest and digest != composition.digest:
            raise RuleViolated("The content has changed since you looked at it; look again.")
        decision = Decision(
            number=(Decision.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
            subject_kind=SubjectKind.CLAIM,
            subject=claim.public_id,
            verb=asked.verb,
            target=asked.target,
            version=claim.version + 1,
            digest=composition.digest,
            requested_by=asked.requested_by,
            decided_by=by,
            decided_at=current.head.next_time(),
            reason=current.reason,
            single_person=single_person,
        )
        decision.save()
        _close(current, claim, Submission.Outcome.APPROVED, decision)
    return decision


def reject(claim: Claim, *, by: User, reason: str) -> Claim:
    """Decide, as a second person, that the claim is not taken up; the reason is kept."""
    with act("reject", by, reason=reason) as current:
        claim = _take(current, claim)
        _second_person(claim, by, _open_submission_or_none(claim))
        return _close(current, claim, Submission.Outcome.REJECTED)


def reopen(claim: Claim, *, by: User, reason: str = "") -> Claim:
    """Make a rejected claim, or an approved one, a draft again."""
    with act("reopen", by, reason=reason) as current:
        claim = _take(current, claim)
        claim.stage = Claim.Stage.DRAFT
        claim.save()
        current.record(claim, contributes=False)
        return claim


def open_submission(claim: Claim) -> Submission:
    """Return what is asked for a claim in review."""
    submission = _open_submission_or_none(claim)
    if submission is None:
        raise RuleViolated("Nothing is asked for this claim; submit it again.")
    return submission


def composed(claim: Claim, verb: str) -> Composition:
    """Return what releasing the claim by `verb` would say."""
    if verb == ReleaseVerb.RETRACT:
        return publishing.compose_retraction(claim)
    return publishing.compose(claim)


def second_person_refusal(claim: Claim, by: User, asked: Submission | None) -> str | None:
    """Return why this account may not decide on the claim, None where it may."""
    if (asked is not None and asked.requested_by_id == by.pk) or by.pk in askers(claim):
        return "You asked for this yourself: a second person decides."
    if by.pk in contributors(claim):
        return "You worked on this since its last release: a second person decides."
    return None


def _take(current: Act, claim: Claim) -> Claim:
    """Return the claim, locked, in a stage from which the act goes and with the reason it needs."""
    claim = locked_claim(claim)
    check_stage(current.verb, claim)
    transition = TRANSITIONS[current.verb]
    if transition.reason_needed and not current.reason:
        raise RuleViolated(f"Give a reason for “{transition.label}”.")
    return claim


def _second_person(claim: Claim, by: User, asked: Submission | None) -> bool:
    """Raise RuleViolated unless `by` is a second person; True on a desk of one that has none."""
    refusal = second_person_refusal(claim, by, asked)
    if refusal and not settings.SINGLE_PERSON_DESK:
        raise RuleViolated(refusal)
    return refusal is not None


def _close(
    current: Act,
    claim: Claim,
    outcome: Submission.Outcome,
    decision: Decision | None = None,
) -> Claim:
    claim.stage = TRANSITIONS[current.verb].to or claim.stage
    claim.save()
    submission = _open_submission_or_none(claim)
    if submission is not None:
        submission.outcome, submission.closed_at = outcome, current.head.next_time()
        submission.save(update_fields=["outcome", "closed_at"])
    after = {"decision": decision.number, "digest": decision.digest} if decision else None
    current.record(claim, contributes=False, after=after)
    return claim


def _open_submission_or_none(claim: Claim) -> Submission | None:
    return Submission.objects.filter(
        subject_kind=SubjectKind.CLAIM, subject=claim.public_id, outcome=""
    ).first()
