"""The verbs that change the public record alone: publish, retract, flag and unflag."""

from typing import Any

from django.conf import settings

from claims import publishing
from claims.desk.models import Claim, Decision, ReleaseVerb, User
from claims.publishing import Composition, Event, Release, Subject
from claims.workflow.acts import Act, act, kind_of, locked
from claims.workflow.answering import answer_requests
from claims.workflow.errors import RuleViolated
from claims.workflow.rules import (
    content_faults,
    embargo_faults,
    entity_faults,
    event_faults,
    flag_faults,
    note_faults,
    unflag_faults,
)
from claims.workflow.subjects import composed, take


def publish(subject: Subject, *, by: User, event: str = "", note: str = "") -> Release:
    """Release what was approved: a claim and whatever it names that changed, or one thing alone.

    The first publication needs neither event nor note; every later one is an update,
    clarification, correction or, of a retracted claim, reinstatement with a public note. What
    claims name is by default updated. The content is composed again and must be what was
    approved: an edit to a speaker or a source since then refuses it too. Accepted requests for
    the correction of a claim are answered by it.
    """
    with act("publish", by, reason=note) as current:
        subject = take(current, subject)
        decision = approval(subject, ReleaseVerb.PUBLISH)
        if not isinstance(subject, Claim):
            return _publish_alone(current, subject, decision, event)
        RuleViolated.unless_none(
            [
                *embargo_faults(subject),
                *event_faults(subject, event, note),
                *content_faults(subject),
            ]
        )
        release = publishing.release_claim(
            subject,
            as_approved(subject, decision),
            event=event or Event.PUBLISH,
            note=current.reason,
            decision=decision,
        )
        record_release(current, subject, release)
        answer_requests(subject, release)
    return release


def retract(claim: Claim, *, by: User, note: str) -> Release:
    """Retract a published claim whose retraction was approved; its page stays, with the note."""
    with act("retract", by, reason=note) as current:
        claim = take(current, claim)
        decision = approval(claim, ReleaseVerb.RETRACT)
        RuleViolated.unless_none(note_faults(note))
        release = publishing.release_alone(
            claim,
            as_approved(claim, decision),
            event=Event.RETRACTION,
            note=current.reason,
            decision=decision,
        )
        record_release(current, claim, release)
        answer_requests(claim, release)
    return release


def flag(claim: Claim, *, by: User, note: str) -> Release:
    """Put a published claim under review in public, at once; its verdict stays as it is."""
    with act("flag", by, reason=note) as current:
        claim = locked(claim)
        RuleViolated.unless_none(flag_faults(claim, note))
        release = publishing.release_flag(claim, event=Event.FLAG, note=current.reason)
        record_release(current, claim, release)
    return release


def unflag(claim: Claim, *, by: User, note: str) -> Release:
    """Take a claim off review in public; what it says stays as it was."""
    with act("unflag", by, reason=note) as current:
        claim = locked(claim)
        RuleViolated.unless_none(unflag_faults(claim, note))
        release = publishing.release_flag(claim, event=Event.UNFLAG, note=current.reason)
        record_release(current, claim, release)
    return release


def approval(subject: Subject, verb: str) -> Decision:
    """Return the unused approval to release the subject by `verb`; RuleViolated without one."""
    decision = Decision.objects.filter(
        subject_kind=kind_of(subject), subject=subject.public_id
    ).first()
    if decision is None or (verb != ReleaseVerb.PUBLISH and _is_done(subject, decision)):
        raise RuleViolated(_unapproved(subject, verb))
    if _is_done(subject, decision):
        raise RuleViolated("What was approved is released already; submit the next change.")
    if decision.single_person and not settings.SINGLE_PERSON_DESK:
        raise RuleViolated("One person decided this alone; a second person must approve it.")
    if decision.verb != verb:
        raise RuleViolated(f"What was approved is to {decision.get_verb_display().lower()} it.")
    return decision


def _is_done(subject: Subject, decision: Decision) -> bool:
    """Tell whether the decision was carried out; a merge of what is not public releases nothing."""
    if decision.verb == ReleaseVerb.MERGE and subject.merged_into is not None:
        return True
    if decision.verb == ReleaseVerb.UNMERGE and subject.merged_into is None:
        return True
    return publishing.used(decision)


def _unapproved(subject: Subject, verb: str) -> str:
    name, merged_into = subject._meta.verbose_name, subject.merged_into
    if verb == ReleaseVerb.MERGE and merged_into is not None:
        return f"This {name} was merged into “{merged_into}” already."
    if verb == ReleaseVerb.UNMERGE and merged_into is None:
        return f"This {name} was not merged into another."
    if verb == ReleaseVerb.RETRACT:
        return f"Nobody has approved a retraction of this {name}: submit it to be retracted."
    if verb == ReleaseVerb.MERGE:
        return f"Nobody has approved a merge of this {name}: choose what it is merged into first."
    if verb == ReleaseVerb.UNMERGE:
        return f"Nobody has approved taking this {name}’s merge back: submit it for that."
    return f"Nobody has approved this {name}."


def as_approved(subject: Subject, decision: Decision) -> Composition:
    """Return what the decision approved, composed again; RuleViolated where it is now another."""
    composition = composed(subject, decision.verb, decision.target)
    if composition.digest != decision.digest:
        again = "Reopen the claim and submit it" if isinstance(subject, Claim) else "Submit it"
        raise RuleViolated(
            "The content is no longer what was approved: something it names was changed since. "
            f"{again} again."
        )
    return composition


def bears_out(decision: Decision, content: dict[str, Any]) -> bool:
    """Tell whether content that was released alone is what the decision approved."""
    return publishing.digest_of(content) == decision.digest


def record_release(current: Act, subject: Subject, release: Release) -> None:
    """Write the audit entry of an act that released the subject."""
    current.record(
        subject,
        contributes=False,
        after=release_told(release),
        not_before=release.released_at,
    )


def release_told(release: Release) -> dict[str, object]:
    """Return what the audit tells of a release."""
    return {
        "release": release.sequence,
        "number": release.number,
        "event": str(release.event),
        "decision": release.decision,
    }


def _publish_alone(
    current: Act, entity: publishing.Entity, decision: Decision, event: str
) -> Release:
    default = Event.UPDATE if publishing.is_public(entity) else Event.PUBLISH
    RuleViolated.unless_none(
        [*event_faults(entity, event or default, current.reason), *entity_faults(entity)]
    )
    release = publishing.release_alone(
        entity,
        as_approved(entity, decision),
        event=event or default,
        note=current.reason,
        decision=decision,
    )
    record_release(current, entity, release)
    return release
