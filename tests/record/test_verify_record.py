"""`verify_record`: guards, audit, quotes, desk, releases and read tables, proved in this order."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, connection, transaction
from django.test import Client

from claims.desk import quotes
from claims.desk.models import AuditEntry, Evidence
from claims.ledger import guards
from claims.ledger.checks import guards_stand
from claims.record.models import PublishedClaim, ReleaseHead
from claims.workflow import retract
from tests import builders
from tests import desk_builders as desk
from tests.ledger import rows

GUARD = "onrecord_claims_release_update"


@pytest.fixture(scope="module")
def published(once: Callable[[Callable[[], None]], None]) -> None:
    once(publish)


@pytest.fixture(autouse=True)
def desk_and_record(published: None, db: None) -> None:
    """A claim with a statement and evidence, published, corrected and retracted; then a draft."""


def publish() -> None:
    author, decider = desk.user("author", "contributor"), desk.user("decider", "publisher")
    claim = desk.claim(author)
    desk.evidence(author, claim)
    desk.published(author, decider, claim)
    claim.refresh_from_db()
    claim.context = "The bridge over the river."
    desk.revise(claim, by=author)
    desk.published(author, decider, claim, event="correction", note=builders.NOTE)
    desk.submit(claim, by=author, verb="retract")
    desk.approve(claim, by=decider)
    retract(claim, by=decider, note=builders.NOTE)
    desk.claim(author, "The bridge is closed.", made_by=claim.claim_statements.get().statement)


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
    entries = AuditEntry.objects.count()
    head = ReleaseHead.objects.get().hash
    # The claim three times, and once its two sources, their publisher and the speaker.
    assert verify() == (
        f"proved: {number} guards, {entries} audit entries, 3 decisions, 2 quotes, 7 releases, "
        f"1 claims; head {head}\n"
    )


def drop_guard() -> None:
    table = " ON claims_release" if connection.vendor == "postgresql" else ""
    rows.sql(f"DROP TRIGGER {GUARD}{table}")


def edit_audit() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_auditentry SET reason = 'x' WHERE sequence = 2")


def move_audit_head() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_audithead SET at = '2999-01-01 00:00:00+00'")


def edit_quote() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_statement SET quote = 'It is not safe'")


def edit_decision() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_decision SET digest = 'x' WHERE number = 1")


def edit_verb() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_decision SET verb = 'retract' WHERE number = 2")


def edit_release() -> None:
    with rows.unguarded():
        rows.sql("UPDATE claims_release SET content = '{}' WHERE sequence = 6")


def drift() -> None:
    PublishedClaim.objects.update(title="x")


DAMAGES = {
    drop_guard: f"guard {GUARD} is missing, disabled or altered; migrate puts it back",
    edit_audit: "audit: sequence 2 has been changed: its hash does not match its fields",
    move_audit_head: "audit: the head bears another time than the last entry, sequence ",
    edit_quote: "has been changed: its quote is not the captured text at ",
    edit_decision: "is not the one that the audit tells of: its number or digest is another",
    edit_verb: "is not what was asked for: its verb or target is another",
    edit_release: "number 2) has been changed: its content does not match its digest",
    drift: "has another title than its releases give",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_first_bad_item_is_named(damage) -> None:
    connection.check_constraints()
    damage()
    assert DAMAGES[damage] in refusal()


def test_what_comes_first_is_named_first() -> None:
    connection.check_constraints()
    for damage in reversed(DAMAGES):
        damage()
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


def test_original_bytes_that_are_gone_are_named() -> None:
    capture = rows.capture(original=b"<p>It is empty there.</p>")
    with rows.unguarded():
        rows.sql("UPDATE claims_capture SET original = NULL WHERE id = %s", capture.pk)
    assert quotes.first_fault() == (
        f"capture {capture.public_id} has been changed: its original bytes are gone, "
        "and their sha256 stands"
    )


@pytest.mark.parametrize("column", ["quote", "prefix", "suffix"])
def test_evidence_that_quotes_nothing_is_named(column: str) -> None:
    evidence = Evidence(claim=rows.claim(), stance="context", source=rows.source())
    evidence.save()
    assert quotes.first_fault() is None
    with rows.unguarded():
        rows.sql(f"UPDATE claims_evidence SET {column} = 'x' WHERE id = %s", evidence.pk)
    assert quotes.first_fault() == (
        f"evidence {evidence.public_id} has been changed: it quotes without a captured text"
    )


def test_quotes_are_counted() -> None:
    assert quotes.count() == 2


def act_by_itself(name: str) -> None:
    """Have the database make each new account a superuser."""
    if connection.vendor == "postgresql":
        rows.sql(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN NEW.is_superuser := true; RETURN NEW; END $$"
        )
        rows.sql(
            f"CREATE TRIGGER {name} BEFORE INSERT ON claims_user FOR EACH ROW "
            f"EXECUTE FUNCTION {name}()"
        )
        return
    rows.sql(
        f"CREATE TRIGGER {name} AFTER INSERT ON claims_user "
        "BEGIN UPDATE claims_user SET is_superuser = 1 WHERE id = NEW.id; END"
    )


@pytest.mark.parametrize("name", ["onrecord_zz", "zz"])
def test_a_trigger_that_is_none_of_ours_is_named(name: str) -> None:
    connection.check_constraints()
    act_by_itself(name)
    told = f"trigger {name} on claims_user"
    assert refusal() == (f"{told} is none of this desk's: look at what it does, and take it away")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (
        503, f"the database acts by itself: {told}\n",
    )  # fmt: skip
    (warning,) = guards_stand(databases=["default"])
    assert warning.id == "onrecord.W002"
    assert told[1:] in warning.msg


@pytest.fixture
def unchecked() -> Iterator[None]:
    """SQLite takes whatever it is given meanwhile; PostgreSQL does not."""
    on_sqlite = connection.vendor == "sqlite"
    if on_sqlite:
        rows.sql("PRAGMA ignore_check_constraints = ON")
    yield
    if on_sqlite:
        rows.sql("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("claims_capture SET suppressed_under = 'x'", "it was suppressed under what is no number"),
        ("claims_capture SET captured_at = 'x'", "it was captured at another time"),
    ],
)
def test_what_no_column_is_for_is_said_in_one_line(unchecked: None, change: str, said: str) -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            rows.sql(f"UPDATE {change}")
        return
    with rows.unguarded():
        rows.sql(f"UPDATE {change}")
    assert said in refusal()
