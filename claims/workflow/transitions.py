"""The one table of transitions: from which stages each verb goes, and where it leads."""

from dataclasses import dataclass

from claims.desk.models import Claim
from claims.workflow.errors import TransitionNotAllowed

Stage = Claim.Stage


@dataclass(frozen=True, slots=True)
class Transition:
    """A verb's way through the stages; `to` is None where the stage stays as it is.

    `decides` marks the verbs that only a second person may do.
    """

    label: str
    from_: frozenset[Stage]
    to: Stage | None
    decides: bool = False
    reason_needed: bool = False


TRANSITIONS: dict[str, Transition] = {
    "revise": Transition(
        "Save",
        frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED, Stage.IN_REVIEW, Stage.APPROVED}),
        None,
    ),
    "submit": Transition(
        "Submit for review",
        frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED, Stage.APPROVED}),
        Stage.IN_REVIEW,
    ),
    "request_changes": Transition(
        "Request changes",
        frozenset({Stage.IN_REVIEW}),
        Stage.CHANGES_REQUESTED,
        reason_needed=True,
    ),
    "approve": Transition("Approve", frozenset({Stage.IN_REVIEW}), Stage.APPROVED, decides=True),
    "reject": Transition(
        "Reject",
        frozenset({Stage.DRAFT, Stage.IN_REVIEW, Stage.CHANGES_REQUESTED}),
        Stage.REJECTED,
        decides=True,
        reason_needed=True,
    ),
    "reopen": Transition("Reopen", frozenset({Stage.REJECTED, Stage.APPROVED}), Stage.DRAFT),
    "publish": Transition("Publish", frozenset({Stage.APPROVED}), None),
    "retract": Transition("Retract", frozenset({Stage.APPROVED}), None),
    "flag": Transition("Put under review", frozenset(Stage), None, reason_needed=True),
    "unflag": Transition("Take off review", frozenset(Stage), None, reason_needed=True),
    "merge": Transition("Merge", frozenset({Stage.APPROVED}), None),
    "unmerge": Transition("Unmerge", frozenset({Stage.APPROVED}), None),
    "suppress": Transition("Suppress", frozenset({Stage.APPROVED}), None),
    "assign": Transition("Assign", frozenset(Stage), None),
    "suggest": Transition("Suggest wording", frozenset({Stage.IN_REVIEW}), None),
    "accept_suggestion": Transition(
        "Take the wording over",
        frozenset({Stage.DRAFT, Stage.CHANGES_REQUESTED, Stage.IN_REVIEW}),
        None,
    ),
}

OF_ENTITIES = ("submit", "request_changes", "approve", "publish", "merge", "unmerge", "suppress")
"""The verbs by which a speaker, source, publisher or topic is released by itself."""


def stage_refusal(verb: str, claim: Claim) -> str | None:
    """Return why the verb does not go from the claim's stage, None where it does."""
    transition = TRANSITIONS[verb]
    if Stage(claim.stage) in transition.from_:
        return None
    stages = " or ".join(stage.label.lower() for stage in Stage if stage in transition.from_)
    return (
        f"“{transition.label}” is for a claim that is {stages}; "
        f"this one is {claim.get_stage_display().lower()}."
    )


def check_stage(verb: str, claim: Claim) -> None:
    """Raise TransitionNotAllowed where the verb does not go from the claim's stage."""
    refusal = stage_refusal(verb, claim)
    if refusal:
        raise TransitionNotAllowed(refusal)
