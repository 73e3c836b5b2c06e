"""Role × stage × contributor over every verb, through the real functions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from claims import workflow
from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimTopic,
    CorrectionRequest,
    Decision,
    Speaker,
    Submission,
    User,
)
from claims.desk.permissions import Role
from claims.record.models import Release
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    TransitionNotAllowed,
    WorkflowError,
    approve,
    reject,
    request_changes,
    submit,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db

NOTE = "A public note that is long enough."
Stage = Claim.Stage

# What a verb may do is written out here by hand, independently of the code's own table.
ALL = {"draft", "changes_requested", "in_review", "approved", "rejected"}
FROM = {
    "revise": {"draft", "changes_requested", "in_review", "approved"},
    "submit": {"draft", "changes_requested", "approved"},
    "request_changes": {"in_review"},
    "approve": {"in_review"},
    "reject": {"draft", "changes_requested", "in_review"},
    "reopen": {"rejected", "approved"},
    "publish": {"approved"},
    "retract": {"approved"},
    "flag": ALL,
    "unflag": ALL,
    "merge": {"approved"},
    "unmerge": {"approved"},
    "suppress": {"approved"},
    "assign": ALL,
    "comment": ALL,
    "suggest": {"in_review"},
    "not_duplicate": ALL,
    "decide_request": ALL,
}
ROLES = {
    "revise": {"contributor", "reviewer", "publisher"},
    "submit": {"contributor", "reviewer", "publisher"},
    "request_changes": {"reviewer", "publisher"},
    "approve": {"reviewer", "publisher"},
    "reject": {"reviewer", "publisher"},
    "reopen": {"reviewer", "publisher"},
    "publish": {"publisher"},
    "retract": {"publisher"},
    "flag": {"publisher"},
    "unflag": {"publisher"},
    "merge": {"publisher"},
    "unmerge": {"publisher"},
    "suppress": {"publisher"},
    "assign": {"contributor", "reviewer", "publisher"},
    "comment": {"contributor", "reviewer", "publisher"},
    "suggest": {"reviewer", "publisher"},
    "not_duplicate": {"contributor", "reviewer", "publisher"},
    "decide_request": {"reviewer", "publisher"},
}
SECOND_PERSON = {"approve", "reject"}
# What was approved is to publish it, and it is neither public nor merged.
REFUSED_BY_RULES = {"retract", "merge", "unmerge", "suppress", "flag", "unflag"}
LEADS_TO = {
    "submit": "in_review",
    "request_changes": "changes_requested",
    "approve": "approved",
    "reject": "rejected",
    "reopen": "draft",
}


def _revise(claim: Claim, by: User) -> None:
    claim.text = "The bridge is quite safe."
    workflow.revise(claim, by=by)


def _judge(claim: Claim, by: User) -> None:
    other = Claim.objects.exclude(pk=claim.pk).get()
    workflow.not_duplicate(claim, other, by=by)


def _decide(claim: Claim, by: User) -> None:
    request = CorrectionRequest.objects.get(claim=claim.public_id)
    workflow.decide_request(request, by=by, outcome="declined", answer="It stands.")


CALLS: dict[str, Callable[[Claim, User], object]] = {
    "revise": _revise,
    "submit": lambda claim, by: submit(claim, by=by),
    "request_changes": lambda claim, by: request_changes(claim, by=by, reason="Too vague."),
    "approve": lambda claim, by: approve(claim, by=by),
    "reject": lambda claim, by: reject(claim, by=by, reason="Not checkable."),
    "reopen": lambda claim, by: workflow.reopen(claim, by=by),
    "publish": lambda claim, by: workflow.publish(claim, by=by),
    "retract": lambda claim, by: workflow.retract(claim, by=by, note=NOTE),
    "flag": lambda claim, by: workflow.flag(claim, by=by, note=NOTE),
    "unflag": lambda claim, by: workflow.unflag(claim, by=by, note=NOTE),
    "merge": lambda claim, by: workflow.merge(claim, by=by, note=NOTE),
    "unmerge": lambda claim, by: workflow.unmerge(claim, by=by, note=NOTE),
    "suppress": lambda claim, by: workflow.suppress(claim, by=by, note=NOTE),
    "assign": lambda claim, by: workflow.assign(claim, by=by, to=None),
    "comment": lambda claim, by: workflow.comment(claim, by=by, text="Look again."),
    "suggest": lambda claim, by: workflow.suggest(claim, by=by, changes={"context": "Noon."}),
    "not_duplicate": _judge,
    "decide_request": _decide,
}


def claim_in(stage: str, contributor: User | None) -> Claim:
    """A claim in a stage, made by one author, decided by another, with a further contributor."""
    author, decider = build.user("the-author", "contributor"), build.user("decider", "publisher")
    claim = build.claim(author)
    if contributor is not None:
        held = [role.value for role in workflow_roles(contributor)]
        workflow.set_roles(contributor, ["contributor"], by=None)
        claim.context = "Said at the opening."
        workflow.revise(claim, by=contributor)
        workflow.set_roles(contributor, held, by=None)
    if stage in ("in_review", "changes_requested", "approved"):
        submit(claim, by=author)
    if stage == "changes_requested":
        request_changes(claim, by=decider, reason="Say which bridge.")
    if stage == "approved":
        approve(claim, by=decider)
    if stage == "rejected":
        reject(claim, by=decider, reason="Not checkable.")
    claim.refresh_from_db()
    assert claim.stage == stage
    return claim


def workflow_roles(user: User) -> list[Role]:
    return sorted(Role(name) for name in user.groups.values_list("name", flat=True))


def leads_to(verb: str, stage: str) -> str:
    if verb == "revise":
        return "draft" if stage == "approved" else stage
    return LEADS_TO.get(verb, stage)


class Attempt:
    """One verb tried on a claim, and taken back: what it raised, and what it left."""

    def __init__(self, verb: str, claim: Claim, by: User):
        claim = Claim.objects.get(pk=claim.pk)
        self.refusal: type[Exception] | None = None
        with transaction.atomic():
            try:
                CALLS[verb](claim, by)
            except WorkflowError as error:
                self.refusal = type(error)
            self.entries = AuditEntry.objects.count()
            self.stage = Claim.objects.get(pk=claim.pk).stage
            transaction.set_rollback(True)


def outcome(verb: str, role: str, stage: str, contributes: bool) -> type[Exception] | None:
    """What must come of it, by the rules as the design words them."""
    if role not in ROLES[verb]:
        return PermissionDenied
    if stage not in FROM[verb]:
        return TransitionNotAllowed
    if verb in SECOND_PERSON and contributes:
        return RuleViolated
    if verb == "revise" and stage == "in_review" and not contributes:
        return RuleViolated
    if verb in REFUSED_BY_RULES:
        return RuleViolated
    return None


@pytest.mark.parametrize("contributes", [False, True])
@pytest.mark.parametrize("stage", Stage.values)
@pytest.mark.parametrize("role", Role.values)
def test_every_verb_is_refused_or_done_as_the_design_says(
    role: str, stage: str, contributes: bool
) -> None:
    person = build.user("person", role)
    claim = claim_in(stage, person if contributes else None)
    build.claim(build.user("the-author", "contributor"), "Another claim.")
    CorrectionRequest.objects.create(claim=claim.public_id, wrong="It was another bridge.")
    entries = AuditEntry.objects.count()
    for verb in CALLS:
        attempt = Attempt(verb, claim, person)
        expected = outcome(verb, role, stage, contributes)
        assert attempt.refusal is expected, verb
        assert attempt.entries == entries + (expected is None), verb
        assert attempt.stage == (leads_to(verb, stage) if expected is None else stage), verb


def test_no_role_means_no_verb_even_for_a_superuser() -> None:
    root = User.objects.create_superuser("root", password="x")
    for stage, verb in (("draft", "submit"), ("in_review", "approve"), ("approved", "publish")):
        with pytest.raises(PermissionDenied):
            CALLS[verb](claim_in(stage, None), root)


def test_a_deactivated_editor_holds_no_verb() -> None:
    gone = build.user("gone", "publisher")
    workflow.set_active(gone, False, by=build.user("boss", "admin"))
    with pytest.raises(PermissionDenied):
        approve(claim_in("in_review", None), by=gone)


def test_whoever_asked_does_not_decide_even_without_having_written() -> None:
    claim = claim_in("draft", None)
    asker = build.user("asker", "publisher")
    submit(claim, by=asker)
    with pytest.raises(RuleViolated, match="asked for this yourself"):
        approve(claim, by=asker)
    assert not Decision.objects.exists()
    assert not Release.objects.exists()


@pytest.mark.parametrize("touched", ["statement", "speaker", "source", "publisher", "topic"])
def test_work_on_what_the_claim_names_is_work_on_the_claim(touched: str) -> None:
    claim = claim_in("draft", None)
    helper = build.user("helper", "publisher")
    statement = claim.claim_statements.get().statement
    topic = build.topic(build.user("the-author", "contributor"))
    claim.refresh_from_db()
    workflow.revise(
        claim, by=build.user("the-author", "contributor"), save=[ClaimTopic(topic=topic)]
    )
    rows: dict[str, tuple[Any, str]] = {
        "statement": (statement, "occasion"),
        "speaker": (statement.speaker, "description"),
        "source": (statement.capture.source, "rights_note"),
        "publisher": (statement.capture.source.publisher, "country"),
        "topic": (topic, "description"),
    }
    row, field = rows[touched]
    row.refresh_from_db()
    setattr(row, field, "LT" if field == "country" else "Changed by the helper.")
    workflow.revise(row, by=helper)
    submit(claim, by=build.user("the-author", "contributor"))
    with pytest.raises(RuleViolated, match="second person"):
        approve(claim, by=helper)


def test_work_before_the_last_release_does_not_bar_from_deciding() -> None:
    author, decider = build.user("the-author", "contributor"), build.user("decider", "publisher")
    helper = build.user("helper", "publisher")
    claim = build.claim(author)
    claim.context = "Said at the opening."
    workflow.revise(claim, by=helper)
    build.published(author, decider, claim)
    claim.why_checked = "Readers asked."
    workflow.revise(claim, by=author)
    submit(claim, by=author)
    approve(claim, by=helper)
    workflow.publish(claim, by=helper, event="update", note="We now say why we checked it.")
    assert Release.objects.filter(subject_kind="claim").count() == 2


ENTITY_ROLES = {
    "submit": {"contributor", "reviewer", "publisher"},
    "request_changes": {"reviewer", "publisher"},
    "approve": {"reviewer", "publisher"},
    "publish": {"publisher"},
}
ENTITY_CALLS: dict[str, Callable[[Speaker, User], object]] = {
    "submit": lambda speaker, by: submit(speaker, by=by),
    "request_changes": lambda speaker, by: request_changes(speaker, by=by, reason="Which Ann?"),
    "approve": lambda speaker, by: approve(speaker, by=by),
    "publish": lambda speaker, by: workflow.publish(speaker, by=by),
}


def speaker_that_is(state: str, contributor: User | None) -> Speaker:
    author, decider = build.user("the-author", "contributor"), build.user("decider", "publisher")
    speaker = build.speaker(author)
    if contributor is not None:
        held = [role.value for role in workflow_roles(contributor)]
        workflow.set_roles(contributor, ["contributor"], by=None)
        speaker.description = "A mayor."
        workflow.revise(speaker, by=contributor)
        workflow.set_roles(contributor, held, by=None)
    if state != "idle":
        submit(speaker, by=author)
    if state == "approved":
        approve(speaker, by=decider)
    speaker.refresh_from_db()
    return speaker


def entity_outcome(verb: str, role: str, state: str, contributes: bool) -> type[Exception] | None:
    if role not in ENTITY_ROLES[verb]:
        return PermissionDenied
    if verb == "submit":
        return TransitionNotAllowed if state == "asked" else None
    if verb == "publish":
        return None if state == "approved" else RuleViolated
    if state != "asked":
        return TransitionNotAllowed
    return RuleViolated if verb == "approve" and contributes else None


@pytest.mark.parametrize("contributes", [False, True])
@pytest.mark.parametrize("state", ["idle", "asked", "approved"])
@pytest.mark.parametrize("role", Role.values)
def test_what_claims_name_is_released_by_the_same_rules(
    role: str, state: str, contributes: bool
) -> None:
    person = build.user("person", role)
    speaker = speaker_that_is(state, person if contributes else None)
    entries, submissions = AuditEntry.objects.count(), Submission.objects.count()
    for verb, call in ENTITY_CALLS.items():
        refusal: type[Exception] | None = None
        with transaction.atomic():
            try:
                call(Speaker.objects.get(pk=speaker.pk), person)
            except WorkflowError as error:
                refusal = type(error)
            made = AuditEntry.objects.count() - entries
            transaction.set_rollback(True)
        expected = entity_outcome(verb, role, state, contributes)
        assert refusal is expected, verb
        assert made == (expected is None), verb
    assert Submission.objects.count() == submissions
