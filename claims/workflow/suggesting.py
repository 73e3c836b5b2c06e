"""The verbs of suggested wording: suggest, accept_suggestion, decline_suggestion."""

from collections.abc import Iterator, Mapping

from claims.desk.models import Claim, ReleaseVerb, Suggestion, User
from claims.desk.permissions import may
from claims.workflow.acts import Act, act, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.reviewing import decide, second_person_refusal
from claims.workflow.revising import change
from claims.workflow.subjects import composed, open_submission, take
from claims.workflow.transitions import check_stage
from claims.workflow.validation import field_faults

Outcome = Suggestion.Outcome


def suggest(
    claim: Claim,
    *,
    by: User,
    changes: Mapping[str, str],
    reason: str = "",
    conditional: bool = False,
) -> Suggestion:
    """Suggest other words for fields of a claim in review, by the field they are for.

    It is no contribution: whoever suggests may still decide. A conditional suggestion is their
    approval of the claim with just these words, completed when an author takes them over.
    """
    with act("suggest", by, reason=reason) as current:
        claim = take(current, claim)
        before = {name: getattr(claim, name) for name in changes if name in Suggestion.WORDING}
        RuleViolated.unless_none(_faults(claim, changes, before))
        for name, words in changes.items():
            setattr(claim, name, words)
        RuleViolated.unless_none(
            [*field_faults(claim), *_conditional_faults(current, claim, conditional)]
        )
        suggestion = Suggestion.objects.create(
            claim=claim,
            changes=dict(changes),
            before=before,
            reason=current.reason,
            conditional=conditional,
            digest=composed(claim, ReleaseVerb.PUBLISH).digest if conditional else "",
            suggested_by=by,
            suggested_at=current.head.next_time(),
        )
        current.record(
            claim,
            contributes=False,
            after={
                "suggestion": suggestion.pk,
                "changes": dict(changes),
                "conditional": conditional,
            },
        )
    return suggestion


def accept_suggestion(suggestion: Suggestion, *, by: User) -> Claim:
    """Take suggested words over unchanged, under the name of whoever takes them over.

    What stood there must still be what the suggestion saw. Where it is conditional, the decision
    of whoever suggested is written along, and the claim is approved; that is refused where
    anything else of the claim was changed since.
    """
    with act("accept_suggestion", by) as current:
        suggestion = _locked(suggestion)
        claim = locked(suggestion.claim)
        check_stage("accept_suggestion", claim)
        RuleViolated.unless_none(_acceptance_faults(suggestion, claim, by))
        for name, words in suggestion.changes.items():
            setattr(claim, name, words)
        claim = change(current, claim)
        _close(current, suggestion, Outcome.ACCEPTED, "")
        if suggestion.conditional:
            decider = suggestion.suggested_by
            if not may(decider, "approve"):
                raise RuleViolated(f"{decider} no longer holds a role that approves.")
            approval = Act("approve", decider, current.head, suggestion.reason)
            check_stage("approve", claim)
            decide(approval, claim, suggestion.digest)
    return claim


def decline_suggestion(suggestion: Suggestion, *, by: User, reason: str) -> Suggestion:
    """Close a suggestion without taking it over, and say why."""
    with act("decline_suggestion", by, reason=reason) as current:
        suggestion = _locked(suggestion)
        if not current.reason:
            raise RuleViolated("Say why: whoever suggested it reads it.")
        claim = locked(suggestion.claim)
        _close(current, suggestion, Outcome.DECLINED, current.reason)
        current.record(claim, contributes=False, after={"declined": suggestion.pk})
    return suggestion


def _faults(claim: Claim, changes: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    for name in changes:
        if name not in Suggestion.WORDING:
            yield f"No words are suggested for “{name}”."
    if not any(changes[name] != words for name, words in before.items()):
        yield "The suggestion changes nothing."


def _conditional_faults(current: Act, claim: Claim, conditional: bool) -> Iterator[str]:
    if not conditional:
        return
    if not may(current.by, "approve"):
        yield "Only somebody who may approve suggests under that condition."
    asked = open_submission(claim)
    if asked.verb != ReleaseVerb.PUBLISH:
        yield "It is not its publication that was asked for."
    if refusal := second_person_refusal(claim, current.by, asked):
        yield refusal


def _acceptance_faults(suggestion: Suggestion, claim: Claim, by: User) -> Iterator[str]:
    if suggestion.suggested_by_id == by.pk:
        yield "You suggested this yourself: an author of the claim takes it over."
    for name, words in suggestion.before.items():
        if getattr(claim, name) != words:
            label = name.replace("_", " ")
            yield f"The {label} was changed since this was suggested."
    if suggestion.conditional and claim.stage != Claim.Stage.IN_REVIEW:
        yield "The claim is no longer in review, so nothing can be approved by it."


def _locked(suggestion: Suggestion) -> Suggestion:
    stored = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if stored.outcome:
        raise RuleViolated(f"The suggestion was {stored.get_outcome_display().lower()} already.")
    return stored


def _close(current: Act, suggestion: Suggestion, outcome: Outcome, answer: str) -> None:
    suggestion.outcome, suggestion.answer = outcome, answer
    suggestion.closed_by, suggestion.closed_at = current.by, current.head.next_time()
    suggestion.save()
