"""What is reviewed and released: claims, which have stages, and what they name, which has none."""

from collections.abc import Iterator
from typing import TypeVar

from claims import publishing
from claims.desk.models import (
    Claim,
    Publisher,
    ReleaseVerb,
    Source,
    Speaker,
    Submission,
    Topic,
    Versioned,
)
from claims.publishing import Composition, Subject
from claims.workflow.acts import Act, kind_of, locked
from claims.workflow.errors import RuleViolated, TransitionNotAllowed
from claims.workflow.transitions import TRANSITIONS, check_stage

SubjectType = TypeVar("SubjectType", bound=Subject)

MODELS: dict[str, type[Subject]] = {
    "claim": Claim,
    "speaker": Speaker,
    "source": Source,
    "publisher": Publisher,
    "topic": Topic,
}
"""The models of what is released, by the kind under which audit and releases know them."""

NEED_SUBMISSION = ("request_changes", "approve")


def take(current: Act, subject: SubjectType) -> SubjectType:
    """Return the subject as it stands now, locked; raise unless the act's verb may be done on it.

    Raises RuleViolated where the verb needs a reason and has none.
    """
    taken = locked(subject)
    RuleViolated.unless_none(suppressed_faults(taken))
    if TRANSITIONS[current.verb].reason_needed and not current.reason:
        label = TRANSITIONS[current.verb].label
        raise RuleViolated(f"Give a reason for “{label}”.")
    if isinstance(taken, Claim):
        check_stage(current.verb, taken)
    elif refusal := entity_refusal(current.verb, taken):
        raise TransitionNotAllowed(refusal)
    return taken


def suppressed_faults(subject: Versioned) -> Iterator[str]:
    """Yield that the subject was suppressed: nothing more is done with it."""
    if publishing.is_suppressed(subject):
        name = subject._meta.verbose_name
        yield f"This {name} was suppressed: nothing more is done with it."


def entity_refusal(verb: str, entity: Subject) -> str | None:
    """Return why a verb does not go from where a speaker, source, publisher or topic stands."""
    asked = open_submission_or_none(entity)
    name = entity._meta.verbose_name
    if verb == "submit" and asked is not None:
        return f"This {name} waits for a decision already: to {asked.get_verb_display().lower()}."
    if verb in NEED_SUBMISSION and asked is None:
        return f"Nothing is asked for this {name}; submit it first."
    return None


def open_submission(subject: Subject) -> Submission:
    """Return what is asked for a subject in review."""
    submission = open_submission_or_none(subject)
    if submission is None:
        name = subject._meta.verbose_name
        raise RuleViolated(f"Nothing is asked for this {name}; submit it again.")
    return submission


def open_submission_or_none(subject: Subject) -> Submission | None:
    """Return what is asked for a subject and not decided yet, or None."""
    return Submission.objects.filter(
        subject_kind=kind_of(subject), subject=subject.public_id, outcome=""
    ).first()


def composed(subject: Subject, verb: str, target: str = "") -> Composition:
    """Return what releasing the subject by `verb` would say."""
    if verb == ReleaseVerb.MERGE:
        return publishing.compose_merge(subject, winner(subject, target))
    if verb == ReleaseVerb.UNMERGE:
        return publishing.compose_unmerge(subject)
    if verb == ReleaseVerb.SUPPRESS and isinstance(subject, Claim | Source):
        return publishing.compose_suppression(subject)
    if not isinstance(subject, Claim):
        return publishing.compose_entity(subject)
    if verb == ReleaseVerb.RETRACT:
        return publishing.compose_retraction(subject)
    return publishing.compose(subject)


def winner(subject: Subject, target: str) -> Subject:
    """Return what the subject is to be merged into; raise RuleViolated where there is none."""
    found = type(subject)._default_manager.filter(public_id=target).first()
    if found is None:
        name = subject._meta.verbose_name
        raise RuleViolated(f"There is no {name} “{target}” to merge into.")
    return found
