"""Where a thing stands: what it lacks, what each verb would say, and how it would look released."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from claims import publishing
from claims.desk.models import Claim, ReleaseVerb, Source, User
from claims.desk.permissions import VERBS, Role, roles_of
from claims.publishing import Subject
from claims.publishing.plain import Body
from claims.workflow import merging_rules
from claims.workflow.acts import needed_roles
from claims.workflow.errors import RuleViolated
from claims.workflow.releasing import approval
from claims.workflow.reviewing import second_person_refusal
from claims.workflow.rules import (
    embargo_faults,
    faults_for,
    flag_faults,
    retraction_faults,
    showing_faults,
    unflag_faults,
)
from claims.workflow.subjects import (
    composed,
    entity_refusal,
    open_submission,
    open_submission_or_none,
    suppressed_faults,
)
from claims.workflow.transitions import OF_ENTITIES, TRANSITIONS, stage_refusal

OF_CLAIMS = tuple(verb for verb in TRANSITIONS if verb not in ("revise", "accept_suggestion"))
ENOUGH_SAID = "." * 20
"""Stands for the note that is still to be written when a verb is asked about beforehand."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A thing as it would be released now: stored content, public body, what is approved by."""

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


def preview(subject: Subject, verb: str = ReleaseVerb.PUBLISH, target: str = "") -> Preview:
    """Return the subject as releasing it by `verb` would make it. Nothing is written.

    Of something that was never published, a merge into `target` shows an empty body: nothing is
    released of it. Raises RuleViolated for a retraction of what was never published, and for a
    merge into nothing.
    """
    public = publishing.is_public(subject)
    if isinstance(subject, Claim) and verb == ReleaseVerb.RETRACT and not public:
        raise RuleViolated(*retraction_faults(subject))
    if verb == ReleaseVerb.MERGE and not target:
        target = _asked_target(subject)
    composition = composed(subject, verb, target)
    if verb in (ReleaseVerb.MERGE, ReleaseVerb.UNMERGE) and not public:
        body: Body = {}
    elif isinstance(subject, Claim):
        body = publishing.preview_body(subject, composition, verb)
    else:
        body = publishing.preview_entity(subject, composition, verb)
    return Preview(composition.content, body, composition.digest)


def unmet_rules(subject: Subject, verb: str) -> list[str]:
    """Return what stands against a verb, one line each; nothing for verbs without rules.

    Nothing stands against submitting a claim whose retraction may be asked for.
    """
    if verb == "submit":
        return _submit_faults(subject)
    if verb == "approve":
        return list(_approval_faults(subject))
    if verb in ReleaseVerb.values:
        return list(_release_faults(subject, verb))
    if verb == "flag" and isinstance(subject, Claim):
        return list(flag_faults(subject, ENOUGH_SAID))
    if verb == "unflag" and isinstance(subject, Claim):
        return list(unflag_faults(subject, ENOUGH_SAID))
    return []


def verbs_open_to(subject: Subject, by: User) -> list[VerbState]:
    """Return every verb but revise, in the order of the workflow, and why it is closed to `by`.

    Speakers, sources, publishers and topics have fewer than claims.
    """
    verbs = OF_CLAIMS if isinstance(subject, Claim) else OF_ENTITIES
    if not isinstance(subject, Claim | Source):
        verbs = tuple(verb for verb in verbs if verb != ReleaseVerb.SUPPRESS)
    gone, held = tuple(suppressed_faults(subject)), roles_of(by)
    return [
        _state(verb, TRANSITIONS[verb].label, gone or tuple(_refusals(subject, by, verb, held)))
        for verb in verbs
    ]


def _submit_faults(subject: Subject) -> list[str]:
    if isinstance(subject, Claim) and not list(retraction_faults(subject)):
        return []
    if subject.merged_into is not None:
        return []
    return list(faults_for(subject, ReleaseVerb.PUBLISH))


def _state(verb: str, label: str, reasons: tuple[str, ...]) -> VerbState:
    return VerbState(verb, label, not reasons, reasons)


def _refusals(subject: Subject, by: User, verb: str, held: frozenset[Role]) -> Iterator[str]:
    if isinstance(subject, Claim):
        refusal = stage_refusal(verb, subject)
    else:
        refusal = entity_refusal(verb, subject)
    if refusal:
        yield refusal
        return
    if not held & VERBS[verb]:
        yield f"This needs the role {needed_roles(verb)}."
    if TRANSITIONS[verb].decides and not settings.SINGLE_PERSON_DESK:
        yield from _second_person(subject, by)
    yield from unmet_rules(subject, verb)


def _second_person(subject: Subject, by: User) -> Iterator[str]:
    in_review = not isinstance(subject, Claim) or subject.stage == Claim.Stage.IN_REVIEW
    try:
        asked = open_submission(subject) if in_review else None
    except RuleViolated as refusal:
        yield from refusal.messages
        return
    if refused := second_person_refusal(subject, by, asked):
        yield refused


def _approval_faults(subject: Subject) -> Iterator[str]:
    try:
        asked = open_submission(subject)
    except RuleViolated as refusal:
        yield from refusal.messages
        return
    yield from faults_for(subject, asked.verb, asked.target)


def _release_faults(subject: Subject, verb: str) -> Iterator[str]:
    if unfit := list(_unfit(subject, verb)):
        yield from unfit
        return
    try:
        decision = approval(subject, verb)
        composition = composed(subject, verb, decision.target)
    except RuleViolated as refusal:
        yield from refusal.messages
        return
    if isinstance(subject, Claim) and verb == ReleaseVerb.PUBLISH:
        yield from embargo_faults(subject)
    if isinstance(subject, Claim | Source) and verb == ReleaseVerb.SUPPRESS:
        yield from showing_faults(subject)
    yield from faults_for(subject, verb, decision.target)
    if composition.digest != decision.digest:
        again = "reopen the claim and submit it" if isinstance(subject, Claim) else "submit it"
        yield f"The content is no longer what was approved; {again} again."


def _unfit(subject: Subject, verb: str) -> Iterator[str]:
    """Yield why a release by `verb` does not come into question, whatever was approved."""
    if verb == ReleaseVerb.UNMERGE:
        yield from merging_rules.unmerge_faults(subject)
    elif subject.merged_into is not None:
        again = "" if verb == ReleaseVerb.MERGE else ": take that back first"
        name = subject._meta.verbose_name
        yield f"This {name} was merged into “{subject.merged_into}” already{again}."
    elif verb == ReleaseVerb.RETRACT and isinstance(subject, Claim):
        yield from retraction_faults(subject)


def _asked_target(subject: Subject) -> str:
    asked = open_submission_or_none(subject)
    if asked is not None and asked.verb == ReleaseVerb.MERGE:
        return asked.target
    decided = approval(subject, ReleaseVerb.MERGE)
    return decided.target
