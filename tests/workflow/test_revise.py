"""revise: one act, nothing lost, nothing slipped in."""

import json
from typing import Any

import pytest

from claims.desk.models import (
    AttributionStep,
    AuditEntry,
    Capture,
    Claim,
    ClaimRelation,
    ClaimStatement,
    Evidence,
    SpeakerName,
    Statement,
    User,
)
from claims.workflow import RuleViolated, StaleEdit, approve, revise, submit
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


def last_payload() -> dict[str, Any]:
    return dict(json.loads(AuditEntry.objects.latest("sequence").payload or ""))


def test_the_first_values_are_in_the_audit(author: User) -> None:
    claim = build.claim(author)
    payload = last_payload()
    assert payload["before"] == {}
    assert payload["after"]["text"] == claim.text
    assert payload["after"]["stage"] == "draft"


def test_a_change_is_audited_field_by_field_with_children(author: User) -> None:
    claim = build.claim(author)
    link = claim.claim_statements.get()
    link.stance = ClaimStatement.Stance.DENIES
    claim.context = "At the opening."
    revise(claim, by=author, save=[link], reason="He said the opposite.")
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.version, entry.reason) == ("revise", 2, "He said the opposite.")
    assert last_payload() == {
        "before": {"context": "", f"claimstatement:{link.pk}": {"stance": "asserts"}},
        "after": {
            "context": "At the opening.",
            f"claimstatement:{link.pk}": {"stance": "denies"},
        },
    }


def test_saving_without_a_change_is_no_act(author: User) -> None:
    claim = build.claim(author)
    entries = AuditEntry.objects.count()
    revise(claim, by=author, save=[claim.claim_statements.get()])
    claim.refresh_from_db()
    assert (claim.version, AuditEntry.objects.count()) == (1, entries)


def test_every_fault_is_named_at_once_and_nothing_is_saved(author: User) -> None:
    claim = build.claim(author)
    claim.text, claim.language = "", "not a language!"
    with pytest.raises(RuleViolated) as refused:
        revise(claim, by=author, save=[Evidence(claim=claim, stance="supports")])
    said = "\n".join(refused.value.messages)
    assert "Claim, text" in said
    assert "BCP 47" in said
    assert "a source or a statement, exactly one" in said
    claim.refresh_from_db()
    assert (claim.text, claim.version, claim.evidence.count()) == ("The bridge is safe.", 1, 0)


def test_the_second_editor_is_told_and_keeps_the_text(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    mine, theirs = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)
    theirs.summary = "Their summary."
    revise(theirs, by=reviewer)
    mine.summary = "My summary."
    with pytest.raises(StaleEdit) as refused:
        revise(mine, by=author)
    assert isinstance(refused.value.stale, Claim)
    assert isinstance(refused.value.current, Claim)
    assert refused.value.stale.summary == "My summary."
    assert refused.value.current.summary == "Their summary."


def test_the_roots_version_guards_its_children(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    first, second = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)
    link = first.claim_statements.get()
    link.stance = ClaimStatement.Stance.DENIES
    revise(first, by=reviewer, save=[link])
    stale = second.claim_statements.get()
    stale.stance = ClaimStatement.Stance.QUESTIONS
    with pytest.raises(StaleEdit):
        revise(second, by=author, save=[stale])
    assert claim.claim_statements.get().stance == ClaimStatement.Stance.DENIES


@pytest.mark.django_db(transaction=True)
def test_of_editors_saving_at_once_exactly_one_wins(concurrently) -> None:
    author = build.user("author", "contributor")
    claim = build.claim(author)

    def save(text: str):
        def work() -> str:
            mine = Claim.objects.get(pk=claim.pk)
            mine.version = 1
            mine.summary = text
            revise(mine, by=author)
            return text

        return work

    outcomes = concurrently(*(save(f"Summary {n}.") for n in range(6)))
    won = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(won) == 1
    assert sum(isinstance(outcome, StaleEdit) for outcome in outcomes) == 5
    claim.refresh_from_db()
    assert (claim.summary, claim.version) == (won[0], 2)


def test_stage_identity_and_provenance_cannot_be_slipped_in(author: User) -> None:
    claim = build.claim(author)
    identity = claim.public_id
    claim.stage, claim.public_id, claim.context = Claim.Stage.APPROVED, "aaaaaaaaaaaa", "New."
    revise(claim, by=author)
    claim.refresh_from_db()
    assert (claim.stage, claim.public_id, claim.context) == ("draft", identity, "New.")
    made = revise(
        Claim(text="Another.", stage="approved"),
        by=author,
        save=[ClaimStatement(statement=claim.claim_statements.get().statement)],
    )
    assert Claim.objects.get(pk=made.pk).stage == "draft"


def test_a_child_of_another_root_is_refused(author: User) -> None:
    one, other = build.claim(author), build.claim(author, "Another claim.")
    stolen = other.claim_statements.get()
    stolen.stance = ClaimStatement.Stance.DENIES
    with pytest.raises(RuleViolated, match="belongs to another claim"):
        revise(one, by=author, save=[stolen])
    with pytest.raises(RuleViolated, match="belongs to another claim"):
        revise(one, by=author, remove=[other.claim_statements.get()])


def test_a_quote_is_derived_and_offsets_outside_the_text_are_refused(author: User) -> None:
    statement = build.statement(author)
    statement.quote, statement.occasion = "Something else.", "The opening"
    revise(statement, by=author)
    statement.refresh_from_db()
    assert statement.quote == build.QUOTE
    statement.end = 10_000
    with pytest.raises(RuleViolated):
        revise(statement, by=author)
    assert Statement.objects.get(pk=statement.pk).quote == build.QUOTE


def test_an_approval_ends_with_the_first_change_of_content(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    submit(claim, by=author)
    approve(claim, by=reviewer)
    claim.refresh_from_db()
    claim.priority = Claim.Priority.HIGH
    revise(claim, by=author)
    assert Claim.objects.get(pk=claim.pk).stage == "approved"
    claim.context = "At the opening."
    revise(claim, by=author)
    assert Claim.objects.get(pk=claim.pk).stage == "draft"


def test_children_are_added_changed_and_removed_in_one_act(author: User) -> None:
    speaker = build.speaker(author, save=(SpeakerName(name="A. Example"), SpeakerName(name="Ann")))
    old, other = speaker.names.order_by("id")
    old.name = "A. B. Example"
    entries = AuditEntry.objects.count()
    revise(speaker, by=author, save=[old, SpeakerName(name="Анна")], remove=[other])
    assert set(speaker.names.values_list("name", flat=True)) == {"A. B. Example", "Анна"}
    assert AuditEntry.objects.count() == entries + 1


def test_an_anonymous_speaker_stays_in_its_source(author: User) -> None:
    first, second = build.capture(author), build.capture(author, "Other. " + build.TEXT)
    nobody = build.speaker(author, "a source", kind="anonymous", source=first.source)
    with pytest.raises(RuleViolated, match="another source"):
        build.statement(author, said_by=nobody, of=second)


def test_a_step_names_a_publisher_or_a_speaker_not_both(author: User) -> None:
    step = AttributionStep(
        position=0,
        relation="published",
        name="Daily Example",
        publisher=build.publisher(author),
        speaker=build.speaker(author),
    )
    with pytest.raises(RuleViolated, match="not both"):
        build.statement(author, save=(step,))


def test_a_stale_child_of_a_fresh_root_is_told_too(author: User, reviewer: User) -> None:
    claim = build.claim(author)
    stale = claim.claim_statements.get()
    theirs = claim.claim_statements.get()
    theirs.stance = ClaimStatement.Stance.DENIES
    revise(claim, by=reviewer, save=[theirs])
    stale.stance = ClaimStatement.Stance.QUESTIONS
    with pytest.raises(StaleEdit):
        revise(Claim.objects.get(pk=claim.pk), by=author, save=[stale])
    with pytest.raises(StaleEdit):
        revise(Claim.objects.get(pk=claim.pk), by=author, remove=[stale])
    assert claim.claim_statements.get().stance == ClaimStatement.Stance.DENIES


def test_a_row_is_not_taken_from_another_root_by_pointing_it_here(author: User) -> None:
    one, other = build.claim(author), build.claim(author, "Another claim.")
    stolen = other.claim_statements.get()
    stolen.claim = one
    with pytest.raises(RuleViolated, match="belongs to another claim"):
        revise(one, by=author, remove=[stolen])
    assert other.claim_statements.exists()


def test_the_ends_of_a_relation_stay(author: User) -> None:
    first, second = build.claim(author), build.claim(author, "Second claim.")
    third = build.claim(author, "Third claim.")
    relation = revise(ClaimRelation(from_claim=first, kind="related", to_claim=second), by=author)
    relation.to_claim, relation.withdrawn = third, True
    revise(relation, by=author)
    relation.refresh_from_db()
    assert (relation.to_claim, relation.withdrawn) == (second, True)


def test_nobody_passes_their_own_words_off_as_an_import(author: User) -> None:
    statement = build.statement(author, origin="import", pattern="made-up", confidence=99)
    assert (statement.origin, statement.pattern, statement.confidence) == ("manual", "", None)


def test_a_capture_names_whoever_took_it(author: User, reviewer: User) -> None:
    text = Capture(
        source=build.source(author),
        text="Some text.",
        captured_at=build.CAPTURED_AT,
        captured_by=reviewer,
    )
    revise(text.source, by=author, save=[text])
    assert Capture.objects.get(pk=text.pk).captured_by == author
