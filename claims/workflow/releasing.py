"""The verbs that change the public record: publish and retract."""

from django.conf import settings

from claims import publishing
from claims.desk.models import Claim, Decision, ReleaseVerb, SubjectKind, User
from claims.publishing import Composition, Event, Release
from claims.workflow.acts import Act, act, locked_claim
from claims.workflow.errors import RuleViolated
from claims.workflow.reviewing import composed
from claims.workflow.rules import content_faults, embargo_faults, event_faults, note_faults
from claims.workflow.transitions import check_stage


def publish(claim: Claim, *, by: User, event: str = "", note: str = "") -> Release:
    """Release an approved claim, and whatever it names that changed, in one transaction.

    The first publication needs neither event nor note; every later one is an update,
    clarification, correction or reinstatement with a public note. The content is composed again
    and must be what was approved: an edit to a speaker or a source since then refuses it too.
    """
    with act("publish", by, reason=note) as current:
        claim = locked_claim(claim)
        check_stage("publish", claim)
        decision = approval(claim, ReleaseVerb.PUBLISH)
        RuleViolated.unless_none(
            [*embargo_faults(claim), *event_faults(claim, event, note), *content_faults(claim)]
        )
        release = publishing.release_claim(
            claim,
            _as_approved(claim, decision),
            event=event or Event.PUBLISH,
            note=current.reason,
            decision=decision,
        )
        _record(current, claim, release)
    return release


def retract(claim: Claim, *, by: User, note: str) -> Release:
    """Retract a published claim whose retraction was approved; its page stays, with the note."""
    with act("retract", by, reason=note) as current:
        claim = locked_claim(claim)
        check_stage("retract", claim)
        decision = approval(claim, ReleaseVerb.RETRACT)
        RuleViolated.unless_none(note_faults(note))
        release = publishing.release_retraction(
            claim, _as_approved(claim, decision), note=current.reason, decision=decision
        )
        _record(current, claim, release)
    return release


def approval(claim: Claim, verb: str) -> Decision:
    """Return the unused approval to release the claim by `verb`; raise RuleViolated without one."""
    decision = Decision.objects.filter(
        subject_kind=SubjectKind.CLAIM, subject=claim.public_id
    ).first()
    if decision is None:
        raise RuleViolated("Nobody has approved this claim.")
    if publishing.used(decision):
        raise RuleViolated("What was approved is released already; submit the next change.")
    if decision.single_person and not settings.SINGLE_PERSON_DESK:
        raise RuleViolated("One person decided this alone; a second person must approve it.")
    if decision.verb != verb:
        raise RuleViolated(f"What was approved is to {decision.get_verb_display().lower()} it.")
    return decision


def _as_approved(claim: Claim, decision: Decision) -> Composition:
    composition = composed(claim, decision.verb)
    if composition.digest != decision.digest:
        raise RuleViolated(
            "The content is no longer what was approved: something it names was changed since. "
            "Reopen the claim and submit it again."
        )
    return composition


def _record(current: Act, claim: Claim, release: Release) -> None:
    current.record(
        claim,
        contributes=False,
        after={
            "release": release.sequence,
            "number": release.number,
            "event": str(release.event),
            "decision": release.decision,
        },
        not_before=release.released_at,
    )
