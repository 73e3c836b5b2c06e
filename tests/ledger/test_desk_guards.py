"""What else the database itself refuses on the desk: wrong quotes, stages, deciders, deletions."""

from functools import partial
from itertools import product

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.db.utils import DataError, IntegrityError

from claims.desk.models import Claim, Decision, Evidence, Statement, Submission, User
from tests.builders import decide, submit, user
from tests.ledger import rows

pytestmark = pytest.mark.django_db

STAGES = ("draft", "in_review", "changes_requested", "approved", "rejected")
MOVES = {
    ("draft", "in_review"),
    ("draft", "rejected"),
    ("in_review", "changes_requested"),
    ("in_review", "approved"),
    ("in_review", "rejected"),
    ("changes_requested", "in_review"),
    ("changes_requested", "rejected"),
    ("approved", "draft"),
    ("approved", "in_review"),
    ("rejected", "draft"),
}


def claim_at(stage: str) -> Claim:
    claim = rows.claim()
    with rows.unguarded():
        rows.sql("UPDATE claims_claim SET stage = %s", stage)
    return claim


def move(claim: Claim, stage: str) -> bool:
    return rows.allowed(
        lambda: rows.sql(
            "UPDATE claims_claim SET stage = %s, version = version + 1 WHERE id = %s",
            stage,
            claim.pk,
        )
    )


@pytest.mark.parametrize(("old", "new"), list(product(STAGES, STAGES)))
def test_a_stage_changes_only_as_some_verb_changes_it(old: str, new: str) -> None:
    claim = claim_at(old)
    decide(claim.public_id, version=claim.version + 1)
    assert move(claim, new) == (old == new or (old, new) in MOVES)


def test_a_claim_is_not_approved_without_the_decision_that_made_this_version() -> None:
    claim = claim_at("in_review")
    assert not move(claim, "approved")
    decide(claim.public_id, version=claim.version)
    decide(claim.public_id, version=claim.version + 2)
    decide("otherclaim", version=claim.version + 1)
    decide(claim.public_id, kind="topic", version=claim.version + 1)
    assert not move(claim, "approved")
    decide(claim.public_id, version=claim.version + 1)
    assert move(claim, "approved")


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_claim_begins_as_a_draft(stage: str) -> None:
    assert not rows.allowed(Claim(text="It is empty.", stage=stage).save)


def test_whoever_contributed_does_not_decide() -> None:
    rows.audit_entry("claim1", user("writer"))
    rows.audit_entry("claim1", user("reader"), contributes=False)
    rows.audit_entry("claim2", user("other"))
    assert not rows.allowed(lambda: decide("claim1", by=user("writer")))
    for name in ("reader", "other"):
        assert rows.allowed(partial(decide, "claim1", by=user(name)))


def test_contributions_count_since_the_last_publication() -> None:
    writer = user("writer")
    rows.audit_entry("claim1", writer)
    rows.audit_entry("claim1", user("publisher"), "publish", contributes=False)
    assert rows.allowed(lambda: decide("claim1", by=writer))
    rows.audit_entry("claim1", writer)
    assert not rows.allowed(lambda: decide("claim1", by=writer))


@pytest.mark.parametrize("verb", ["retract", "merge", "unmerge", "suppress"])
def test_what_releases_nothing_new_ends_no_contribution(verb: str) -> None:
    writer = user("writer")
    rows.audit_entry("claim1", writer)
    rows.audit_entry("claim1", user("publisher"), verb, contributes=False)
    assert not rows.allowed(lambda: decide("claim1", by=writer))


def test_nobody_decides_what_they_asked_for() -> None:
    editor = user("editor")
    assert not rows.allowed(lambda: decide("claim1", by=editor, requested_by=editor))
    assert rows.allowed(
        lambda: decide("claim1", by=editor, requested_by=editor, single_person=True)
    )


WITHOUT_CONSTRAINT = {
    "sqlite": "PRAGMA ignore_check_constraints = ON",
    "postgresql": "ALTER TABLE claims_decision DROP CONSTRAINT decision_second_person",
}


def test_the_second_person_is_asked_for_even_where_constraints_are_switched_off() -> None:
    editor = user("editor")
    connection.check_constraints()
    rows.sql(WITHOUT_CONSTRAINT[connection.vendor])
    try:
        assert not rows.allowed(lambda: decide("claim1", by=editor, requested_by=editor))
    finally:
        if connection.vendor == "sqlite":
            rows.sql("PRAGMA ignore_check_constraints = OFF")


ASKED = {"kind": "claim", "subject": "claim1", "verb": "publish", "by": "author"}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"kind": "speaker"},
        {"subject": "claim2"},
        {"verb": "retract"},
        {"by": "somebody"},
    ],
)
def test_a_decision_answers_what_is_asked_for(other: dict[str, str]) -> None:
    asked = ASKED | other
    submit(asked["subject"], kind=asked["kind"], verb=asked["verb"], by=user(asked["by"]))
    assert rows.allowed(unasked_decision().save) == (not other)


def test_a_decision_on_what_is_closed_or_was_never_asked_is_refused() -> None:
    assert not rows.allowed(unasked_decision().save)
    close(submit("claim1"))
    assert not rows.allowed(unasked_decision().save)
    submit("claim1")
    assert not rows.allowed(unasked_decision(target="claim2").save)
    assert rows.allowed(unasked_decision().save)


@pytest.mark.parametrize(
    ("verb", "welcome"),
    [("publish", True), ("retract", True), ("merge", True), ("unmerge", True)],
)
def test_only_what_the_desk_carries_out_is_decided(verb: str, welcome: bool) -> None:
    submit("claim1", verb=verb)
    assert rows.allowed(unasked_decision(verb=verb).save) == welcome


def unasked_decision(**values: object) -> Decision:
    """The first decision, not saved: what `author` would have to have asked for."""
    return Decision(
        **{
            "number": 1,
            "subject_kind": "claim",
            "subject": "claim1",
            "verb": "publish",
            "version": 1,
            "digest": "d" * 64,
            "requested_by": user("author"),
            "decided_by": user("decider"),
            "decided_at": rows.NOW,
        }
        | values
    )


def close(submission: Submission) -> None:
    submission.outcome, submission.closed_at = "returned", rows.NOW
    submission.save()


def test_a_submission_is_closed_once() -> None:
    submission = submit("claim1")
    assert rows.allowed(partial(close, submission))
    close(submission)
    for change in ("outcome = 'approved'", "outcome = '', closed_at = NULL", "reason = 'x'"):
        assert not rows.allowed(partial(rows.sql, f"UPDATE claims_submission SET {change}"))


@pytest.mark.parametrize(
    "change",
    [
        "id = id + 1",
        "subject_kind = 'topic'",
        "subject = 'claim2'",
        "verb = 'retract'",
        "target = 'claim2'",
        "reason = 'changed'",
        "version = 2",
        "requested_by_id = (SELECT id FROM claims_user WHERE username = 'other')",
        "requested_at = '2020-01-01 00:00:00+00'",
    ],
)
def test_what_was_asked_for_does_not_change(change: str) -> None:
    user("other")
    submit("claim1")
    closing = "outcome = 'returned', closed_at = '2024-11-02 00:00:00+00'"
    for update in (change, f"{change}, {closing}"):
        assert not rows.allowed(partial(rows.sql, f"UPDATE claims_submission SET {update}"))
    assert rows.allowed(partial(rows.sql, f"UPDATE claims_submission SET {closing}"))


def test_a_submission_stays_and_begins_open() -> None:
    submission = submit("claim1")
    assert not rows.allowed(submission.delete)
    assert not rows.allowed(lambda: rows.sql("DELETE FROM claims_submission"))
    new = {"id": submission.pk + 1, "subject": "claim2"}
    values = rows.columns(submission) | new
    closed = {"outcome": "approved", "closed_at": rows.NOW}
    assert not rows.allowed(lambda: rows.insert("claims_submission", values | closed))
    assert rows.allowed(lambda: rows.insert("claims_submission", values))


def test_one_person_decides_alone_only_where_the_decision_says_so() -> None:
    rows.audit_entry("claim1", user("writer"))
    assert not rows.allowed(lambda: decide("claim1", by=user("writer")))
    assert rows.allowed(lambda: decide("claim1", by=user("writer"), single_person=True))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_decisions_are_numbered_without_gaps(number: int) -> None:
    first = decide("claim1")
    submit("claim1")
    values = rows.columns(first) | {"id": first.pk + 1, "number": number}
    assert not rows.allowed(lambda: rows.insert("claims_decision", values))
    assert rows.allowed(lambda: rows.insert("claims_decision", values | {"number": 2}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": 3},
        {"sequence": 1},
        {"previous_hash": "0" * 64},
        {"at": rows.NOW},
    ],
)
def test_an_audit_entry_follows_the_last_one(wrong: dict[str, object]) -> None:
    first = rows.audit_entry()
    new = {"id": first.pk + 1, "sequence": 2, "previous_hash": first.hash, "hash": "f" * 64}
    values = rows.columns(first) | new
    assert not rows.allowed(lambda: rows.insert("claims_auditentry", values | wrong))
    assert rows.allowed(lambda: rows.insert("claims_auditentry", values))


def test_a_claim_that_was_decided_on_stays() -> None:
    claim = rows.claim()
    delete = "DELETE FROM claims_claim WHERE id = %s"
    assert rows.allowed(lambda: rows.sql(delete, claim.pk))
    decide(claim.public_id)
    assert not rows.allowed(claim.delete)
    assert not rows.allowed(lambda: rows.sql(delete, claim.pk))
    assert not rows.allowed(lambda: Claim.objects.all()._raw_delete("default"))
    assert Decision.objects.count() == 1


def test_accounts_stay() -> None:
    account = user("leaver")
    with pytest.raises(ProtectedError):
        account.delete()
    assert not rows.allowed(lambda: User.objects.all().delete())
    assert not rows.allowed(lambda: rows.sql("DELETE FROM claims_user"))
    assert rows.allowed(lambda: User.objects.update(is_active=False, email=""))


@pytest.mark.parametrize("made_by", [rows.statement, rows.evidence])
@pytest.mark.parametrize(
    "change",
    [
        "quote = 'It is not empty'",
        "quote = ''",
        "quote = quote || ' '",
        '"start" = "start" + 1',
        '"end" = "end" + 1',
        '"start" = 4, "end" = 4',
        '"start" = 500, "end" = 501',
    ],
)
def test_a_quote_equals_the_captured_text(made_by, change: str) -> None:
    row = made_by()
    if isinstance(row, Statement):
        write = f"UPDATE claims_statement SET {change}, version = version + 1"
    else:
        row.claim.save()
        write = f"UPDATE claims_evidence SET {change}, root_version = root_version + 1"
    try:
        assert not rows.allowed(lambda: rows.sql(write))
    except DataError:
        assert connection.vendor == "postgresql"  # a span of negative length
    with_quote = write.replace(change, "quote = quote")
    assert rows.allowed(lambda: rows.sql(with_quote))


@pytest.mark.parametrize("made_by", [rows.statement, rows.evidence])
def test_a_quote_that_the_text_does_not_hold_is_not_inserted(made_by) -> None:
    row = made_by()
    new = {"id": row.pk + 1, "public_id": "newnewnewnew", "start": 2}
    values = rows.columns(row) | new
    assert not rows.allowed(lambda: rows.insert(row._meta.db_table, values))
    values["quote"] = rows.TEXT[2:19]
    assert rows.allowed(lambda: rows.insert(row._meta.db_table, values))


@pytest.mark.parametrize("quote", ["“It is empty there,”", "Šiauliai", "𝒳", "𝒳, and no more."])
def test_offsets_count_code_points(quote: str) -> None:
    start = rows.TEXT.index(quote)
    statement = rows.statement(start, start + len(quote))
    assert rows.columns(statement)["quote"] == quote


def test_evidence_without_a_passage_quotes_nothing() -> None:
    evidence = Evidence(claim=rows.claim(), stance="context", source=rows.source())
    evidence.save()
    assert (evidence.quote, evidence.prefix, evidence.suffix) == ("", "", "")
    evidence.claim.save()
    for column in ("quote", "prefix", "suffix"):
        change = f"UPDATE claims_evidence SET root_version = 2, {column} = %s"
        assert not rows.allowed(partial(rows.sql, change, "Words of nobody."))
        assert rows.allowed(partial(rows.sql, change, ""))
        values = rows.columns(evidence) | {"id": evidence.pk + 1, "public_id": "newnewnewnew"}
        values |= {"root_version": 2, column: "Words of nobody."}
        assert not rows.allowed(partial(rows.insert, "claims_evidence", values))


def test_a_refusal_says_why() -> None:
    claim = rows.claim()
    with pytest.raises(IntegrityError, match="onrecord: claims_claim was changed by somebody"):
        Claim.objects.filter(pk=claim.pk).update(text="Changed.")
