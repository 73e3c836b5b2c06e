"""Where a claim stands: what it lacks, what each verb would say, and how it would look released."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from claims import publishing
from claims.desk.models import Claim, ReleaseVerb, User
from claims.desk.permissions import may
from claims.publishing.plain import Body
from claims.workflow.acts import needed_roles
from claims.workflow.errors import RuleViolated
from claims.workflow.releasing import approval
from claims.workflow.reviewing import (
    composed,
    open_submission,
    second_person_refusal,
)
from claims.workflow.rules import embargo_faults, faults_for, retraction_faults
from claims.workflow.transitions import TRANSITIONS, stage_refusal


@dataclass(frozen=True, slots=True)
class Preview:
    """A claim as it would be released now: stored content, public body, and what is approved by."""

    content: Body
    body: Body
    digest: str


@dataclass(frozen=True, slots=True)
class VerbState:
    """A verb as a screen offers it: `reasons` says, one line each, why it is not allowed now."""

    verb: str
    label: str
    allowed: bool
    reasons: tuple[str, ...]


def preview(claim: Claim, verb: str = ReleaseVerb.PUBLISH) -> Preview:
    """Return the claim as releasing it by `verb` would make it. Nothing is written.

    Raises RuleViolated for the retraction of a claim that was never published."""
    if verb == ReleaseVerb.RETRACT and not publishing.is_public(claim):
        raise RuleViolated(*retraction_faults(claim))
    composition = composed(claim, verb)
    return Preview(
        composition.content, publishing.preview_body(claim, composition, verb), composition.digest
    )


def unmet_rules(claim: Claim, verb: str) -> list[str]:
    """Return what stands against a verb (submit, approve, publish or retract), one line each.

    Nothing stands against submitting a claim whose retraction may be asked for.
    """
    if verb == "submit":
        return [] if _may_be_retracted(claim) else list(faults_for(claim, ReleaseVerb.PUBLISH))
    if verb == "approve":
        return list(_approval_faults(claim))
    if verb in (ReleaseVerb.PUBLISH, ReleaseVerb.RETRACT):
        return list(_release_faults(claim, verb))
    return []


def verbs_open_to(claim: Claim, by: User) -> list[VerbState]:
    """Return every verb but revise, in the order of the workflow, and why it is closed to `by`."""
    return [
        _state(verb, transition.label, tuple(_refusals(claim, by, verb)))
        for verb, transition in TRANSITIONS.items()
        if verb != "revise"
    ]


def _may_be_retracted(claim: Claim) -> bool:
    return not list(retraction_faults(claim))


def _state(verb: str, label: str, reasons: tuple[str, ...]) -> VerbState:
    return VerbState(verb, label, not reasons, reasons)


def _refusals(claim: Claim, by: User, verb: str) -> Iterator[str]:
    refusal = stage_refusal(verb, claim)
    if refusal:
        yield refusal
        return
    if not may(by, verb):
        yield f"This needs the role {needed_roles(verb)}."
    if TRANSITIONS[verb].decides and not settings.SINGLE_PERSON_DESK:
        yield from _second_person(claim, by)
    yield from unmet_rules(claim, verb)


def _second_person(claim: Claim, by: User) -> Iterator[str]:
    in_review = claim.stage == Claim.Stage.IN_REVIEW
    refusal = second_person_refusal(claim, by, open_submission(claim) if in_review else None)
    if refusal:
        yield refusal


def _approval_faults(claim: Claim) -> Iterator[str]:
    try:
        asked = open_submission(claim)
    except RuleViolated as refusal:
        yield from refusal.messages
        return
    yield from faults_for(claim, asked.verb)


def _release_faults(claim: Claim, verb: str) -> Iterator[str]:
    try:
        decision = approval(claim, verb)
    except RuleViolated as refusal:
        yield from refusal.messages
        return
    if verb == ReleaseVerb.PUBLISH:
        yield from embargo_faults(claim)
    yield from faults_for(claim, verb)
    if composed(claim, verb).digest != decision.digest:
        yield "The content is no longer what was approved; reopen the claim and submit it again."
