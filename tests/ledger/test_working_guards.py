"""What the database holds of working together: written once, closed once, kept as received."""

from functools import partial

import pytest

from claims.desk.models import CorrectionRequest, NoteMention, Suggestion
from claims.ledger.guards.guard import CHILDREN, KEPT_IN_APPROVAL, KEPT_IN_REQUEST
from tests.builders import decide, user
from tests.ledger import rows

pytestmark = pytest.mark.django_db

SEEN = "UPDATE claims_notemention SET seen_at = '2024-11-03 00:00:00+00'"
CLOSED = "outcome = 'declined', closed_at = '2024-11-03 00:00:00+00', closed_by_id = {0}"
DECIDED = (
    "outcome = 'accepted', decided_at = '2024-11-03 00:00:00+00', decided_by_id = {0}, "
    "answer = 'Yes.'"
)
ANSWERED = "answered_at = '2024-11-04 00:00:00+00', release = 7"


def allowed(statement: str) -> bool:
    return rows.allowed(partial(rows.sql, statement))


def test_a_mention_is_seen_once_and_stays() -> None:
    rows.mention()
    user("other")
    assert allowed(SEEN)
    for change in (
        "user_id = (SELECT id FROM claims_user WHERE username = 'other')",
        "id = id + 1",
    ):
        assert not allowed(f"{SEEN}, {change}")
    rows.sql(SEEN)
    assert not allowed("UPDATE claims_notemention SET seen_at = NULL")
    assert not allowed("DELETE FROM claims_notemention")
    seen = NoteMention(note=rows.note(), user=user("other"), seen_at=rows.NOW)
    assert not rows.allowed(seen.save)


def test_a_suggestion_is_closed_once_and_its_words_stay() -> None:
    made = rows.suggestion()
    close = f"UPDATE claims_suggestion SET {CLOSED.format(made.suggested_by_id)}"
    assert allowed(close)
    for column, value in (
        ("reason", "'changed'"),
        ("changes", """'{"text": "Other."}'"""),
        ("before", """'{"text": "Other."}'"""),
        ("digest", "'d'"),
        ("conditional", "NOT conditional"),
        ("suggested_at", "'2020-01-01 00:00:00+00'"),
    ):
        assert not allowed(f"UPDATE claims_suggestion SET {column} = {value}")
        assert not allowed(f"{close}, {column} = {value}")
    rows.sql(close)
    assert not allowed("UPDATE claims_suggestion SET answer = 'changed'")
    assert not allowed("DELETE FROM claims_suggestion")
    born_closed = Suggestion(
        claim=made.claim,
        changes={"text": "x"},
        before={"text": "y"},
        suggested_by=made.suggested_by,
        suggested_at=rows.NOW,
        outcome="accepted",
        closed_by=made.suggested_by,
        closed_at=rows.NOW,
    )
    assert not rows.allowed(born_closed.save)


OTHER = {
    "id": "id + 1",
    "public_id": "'zzzzzzzzzzzz'",
    "claim": "'zzzzzzzzzzzz'",
    "asker": "'official'",
    "wrong": "'Nothing is.'",
    "evidence_url": "'https://example.org/'",
    "received_at": "'2020-01-01 00:00:00+00'",
    "due_on": "'2030-01-01'",
}


@pytest.mark.parametrize("column", KEPT_IN_REQUEST)
def test_a_request_stays_as_it_was_received(column: str) -> None:
    rows.request()
    decided = DECIDED.format(user().pk)
    change = f"{column} = {OTHER[column]}"
    for update in (change, f"{change}, {decided}"):
        assert not allowed(f"UPDATE claims_correctionrequest SET {update}")
    assert allowed(f"UPDATE claims_correctionrequest SET {decided}")


def test_a_request_is_decided_and_answered_once() -> None:
    rows.request()
    table = "UPDATE claims_correctionrequest SET"
    assert not allowed(f"{table} {ANSWERED}")
    rows.sql(f"{table} {DECIDED.format(user().pk)}")
    for change in (
        "answer = 'No.'",
        "outcome = 'declined'",
        "decided_at = '2025-01-01 00:00:00+00'",
    ):
        assert not allowed(f"{table} {change}")
    rows.sql(f"{table} {ANSWERED}")
    for change in ("release = 8", "release = NULL", "answered_at = '2025-01-01 00:00:00+00'"):
        assert not allowed(f"{table} {change}")
    assert not allowed("DELETE FROM claims_correctionrequest")
    decided = CorrectionRequest(
        claim="a" * 12, wrong="x", outcome="declined", decided_by=user(), decided_at=rows.NOW
    )
    assert not rows.allowed(decided.save)


@pytest.mark.parametrize("column", ["name", "email"])
def test_whoever_asked_may_be_forgotten_and_becomes_nobody_else(column: str) -> None:
    rows.request()
    assert allowed(f"UPDATE claims_correctionrequest SET {column} = ''")
    assert not allowed(f"UPDATE claims_correctionrequest SET {column} = 'somebody@else.example'")


CHANGED = {
    "about_from_start": "'2020-01-01 00:00:00+00'",
    "about_from_end": "'2020-01-01 00:00:00+00'",
    "about_to_start": "'2020-01-01 00:00:00+00'",
    "about_to_end": "'2020-01-01 00:00:00+00'",
    "about_from_offset": "60",
    "about_to_offset": "60",
    "rating_id": "(SELECT id FROM claims_rating)",
    "as_of": "'2020-01-01'",
    "kind": "'quantity'",
}


def approved_claim():
    claim = rows.claim()
    rows.rating()
    for stage in ("in_review", "approved"):
        decide(claim.public_id, version=claim.version + 1)
        claim.stage = stage
        claim.save()
    return claim


@pytest.mark.parametrize("column", KEPT_IN_APPROVAL)
def test_no_content_of_a_claim_changes_behind_its_approval(column: str) -> None:
    approved_claim()
    value = CHANGED.get(column, "'day'" if column.endswith("precision") else "'xx'")
    change = f"UPDATE claims_claim SET version = version + 1, {column} = {value}"
    assert not allowed(change)
    if not column.startswith("about"):
        assert allowed(f"{change}, stage = 'draft'")
    assert allowed("UPDATE claims_claim SET version = version + 1, priority = 'high'")


@pytest.mark.parametrize(
    "table", [name for name, (_, root) in CHILDREN.items() if root == "claims_claim"]
)
def test_no_child_of_a_claim_changes_behind_its_approval(table: str) -> None:
    child = next(made for model, made in rows.CHILDREN.items() if model._meta.db_table == table)()
    claim = child.claim
    child.save()
    for stage in ("in_review", "approved"):
        decide(claim.public_id, version=claim.version + 1)
        claim.stage = stage
        claim.save()
    version = f"(SELECT version FROM claims_claim WHERE id = {claim.pk})"
    change = f"UPDATE {table} SET root_version = {version}"
    assert not allowed(change)
    assert not allowed(f"UPDATE {table} SET root_version = 0")
    values = rows.columns(child) | {"id": child.pk + 1, "root_version": claim.version}
    for name in ("topic_id", "statement_id"):
        values |= {name: values[name] + 1} if values.get(name) else {}
    values |= {"language": "pl"} if "language" in values else {}
    values |= {"public_id": "newnewnewnew"} if "public_id" in values else {}
    assert not rows.allowed(lambda: rows.insert(table, values))
    claim.stage = "draft"
    claim.save()
    assert allowed(change)
