"""`verify_record`: guards, audit, quotes, releases and read tables, proved in this order."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.desk import quotes
from claims.ledger import guards
from claims.record.models import PublishedClaim, ReleaseHead
from tests import builders as build
from tests.ledger import rows

GUARD = "onrecord_claims_release_update"


@pytest.fixture(autouse=True)
def desk_and_record(db: None) -> None:
    """Two quotes, two audit entries and three releases."""
    rows.statement()
    rows.evidence()
    rows.audit_entry()
    rows.audit_entry()
    for id in ("claim1", "claim2"):
        build.release("claim", build.claim_content(id))
    build.release("claim", build.claim_content("claim1"), "correction", build.NOTE)


def verify() -> str:
    out = StringIO()
    call_command("verify_record", stdout=out)
    return out.getvalue()


def refusal() -> str:
    with pytest.raises(CommandError) as error:
        verify()
    assert error.value.returncode == 1
    said = str(error.value)
    assert "\n" not in said
    return said


def test_the_account_says_what_was_proved() -> None:
    number = len(guards.expected(connection))
    head = ReleaseHead.objects.get().hash
    assert verify() == (
        f"proved: {number} guards, 2 audit entries, 2 quotes, 3 releases, 2 claims; head {head}\n"
    )


def drop_guard() -> None:
    table = " ON claims_release" if connection.vendor == "postgresql" else ""
    rows.sql(f"DROP TRIGGER {GUARD}{table}")


def edit_audit() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_auditentry SET reason = 'x' WHERE sequence = 2")


def edit_quote() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_statement SET quote = 'It is not empty'")


def edit_release() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_release SET content = '{}' WHERE sequence = 2")


def drift() -> None:
    PublishedClaim.objects.filter(pk="claim2").update(title="x")


DAMAGES = {
    drop_guard: f"guard {GUARD} is missing, disabled or altered; migrate puts it back",
    edit_audit: "audit: sequence 2 has been changed: its hash does not match its fields",
    edit_quote: "has been changed: its quote is not the captured text at 1:19",
    edit_release: "release 2 (claim claim2, number 1) has been changed: its content",
    drift: "read tables: claim claim2 has another title than its releases give",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_first_bad_item_is_named(damage) -> None:
    connection.check_constraints()
    damage()
    assert DAMAGES[damage] in refusal()


def test_what_comes_first_is_named_first() -> None:
    connection.check_constraints()
    drift()
    expected = [drift]
    for damage in (edit_release, edit_quote, edit_audit, drop_guard):
        damage()
        expected.append(damage)
        assert DAMAGES[damage] in refusal()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE claims_evidence SET quote = 'x'", "its quote is not the captured text at 1:19"),
        ("UPDATE claims_evidence SET quote = ''", "its quote is not the captured text at 1:19"),
        ("UPDATE claims_evidence SET prefix = 'x'", "its context is not the captured text round"),
        ("UPDATE claims_evidence SET suffix = ''", "its context is not the captured text round"),
        ('UPDATE claims_evidence SET "end" = 20', "its quote is not the captured text at 1:20"),
        ('UPDATE claims_evidence SET "end" = 900', "does not stand in its captured text: the span"),
    ],
)
def test_changed_evidence_is_named(change: str, said: str) -> None:
    evidence = rows.evidence()
    with rows.unguarded():
        rows.sql(f"{change} WHERE id = %s", evidence.pk)
    fault = quotes.first_fault()
    assert fault is not None
    assert fault.startswith(f"evidence {evidence.public_id} ")
    assert said in fault


def test_a_changed_statement_is_named() -> None:
    statement = rows.statement()
    edit_quote_of = "UPDATE claims_statement SET quote = 'x' WHERE id = %s"
    with rows.unguarded():
        rows.sql(edit_quote_of, statement.pk)
    assert (quotes.first_fault() or "").startswith(f"statement {statement.public_id} ")


def test_a_changed_capture_is_named() -> None:
    assert quotes.first_fault() is None
    first, second = rows.capture(), rows.capture(original=b"<p>It is empty there.</p>")
    with rows.unguarded():
        rows.sql("UPDATE claims_capture SET original = NULL WHERE id = %s", first.pk)
    assert quotes.first_fault() is None
    with rows.unguarded():
        rows.sql("UPDATE claims_capture SET original_sha256 = 'd' WHERE id = %s", second.pk)
    assert quotes.first_fault() == (
        f"capture {second.public_id} has been changed: its original bytes do not give their sha256"
    )
    with rows.unguarded():
        rows.sql("UPDATE claims_capture SET text = text || '.' WHERE id = %s", first.pk)
    assert quotes.first_fault() == (
        f"capture {first.public_id} has been changed: its text does not give its sha256"
    )


def test_quotes_are_counted() -> None:
    assert quotes.count() == 2
