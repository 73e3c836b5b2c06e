"""A decision to suppress lets words go from append-only tables, in one way, and nothing else."""

from collections.abc import Callable

import pytest

from claims.desk.models import Capture, Claim, Statement
from tests.builders import decide
from tests.ledger import rows

pytestmark = pytest.mark.django_db

GONE = "payload = NULL, salt = NULL"
TEXT_GONE = "text = '', original = NULL, suppressed_under = {}"


def allowed(table: str, change: str, pk: int) -> bool:
    return rows.allowed(lambda: rows.sql(f"UPDATE {table} SET {change} WHERE id = %s", pk))


@pytest.mark.parametrize(
    ("change", "welcome"),
    [
        (GONE, True),
        ("payload = NULL", False),
        ("salt = NULL", False),
        ("payload = 'x'", False),
        (f"{GONE}, reason = 'x'", False),
        (f"{GONE}, hash = 'x'", False),
        (f"{GONE}, actor_id = actor_id + 1", False),
    ],
)
def test_an_audit_entry_is_emptied_whole_or_not_at_all(change: str, welcome: bool) -> None:
    entry = rows.audit_entry("claimclaimcl", before={"text": "x"})
    assert not allowed("claims_auditentry", change, entry.pk)
    decide("otherotherot", verb="suppress")
    decide("claimclaimcl", verb="retract")
    assert not allowed("claims_auditentry", change, entry.pk)
    decide("claimclaimcl", verb="suppress")
    assert allowed("claims_auditentry", change, entry.pk) == welcome


def test_an_entry_that_names_what_is_suppressed_is_emptied_too() -> None:
    entry = rows.audit_entry("otherotherot", after={"source": "sourcesource"})
    statement = rows.statement()
    about = rows.audit_entry(statement.public_id)
    decide("sourcesource", kind="source", verb="suppress")
    assert allowed("claims_auditentry", GONE, entry.pk)
    assert not allowed("claims_auditentry", GONE, about.pk)


@pytest.mark.parametrize("verb", ["submit", "approve", "publish", "retract", "suppress"])
def test_what_tells_of_decisions_and_releases_is_never_emptied(verb: str) -> None:
    entry = rows.audit_entry("claimclaimcl", verb=verb)
    decide("claimclaimcl", verb="suppress")
    assert not allowed("claims_auditentry", GONE, entry.pk)


def capture_change(number: int | str) -> str:
    return TEXT_GONE.format(number)


def test_a_captured_text_goes_with_its_source_alone() -> None:
    capture = rows.capture(original=b"<p>x</p>")
    other = decide("otherotherot", kind="source", verb="suppress").number
    assert not allowed("claims_capture", capture_change(other), capture.pk)
    number = decide(capture.source.public_id, kind="source", verb="suppress").number
    for change in (
        f"text = 'x', suppressed_under = {number}",
        f"text = '', suppressed_under = {number}",
        "text = '', original = NULL",
        f"{capture_change(number)}, text_sha256 = 'x'",
        capture_change(other),
    ):
        assert not allowed("claims_capture", change, capture.pk), change
    assert allowed("claims_capture", capture_change(number), capture.pk)
    Capture.objects.filter(pk=capture.pk).update(text="", original=None, suppressed_under=number)
    assert not allowed("claims_capture", capture_change(number), capture.pk)
    assert not rows.allowed(
        lambda: Statement(capture=capture, start=0, end=3, quote="x").save_base()
    )


def note() -> tuple[str, int, str]:
    return "claims_internalnote", rows.note("claimclaimcl").pk, "text = '[suppressed]'"


def suggestion() -> tuple[str, int, str]:
    change = "changes = '{}', before = '{}', reason = '', answer = ''"
    return "claims_suggestion", rows.suggestion().pk, change


def request() -> tuple[str, int, str]:
    change = "wrong = '[suppressed]', evidence_url = '', name = '', email = '', answer = ''"
    return "claims_correctionrequest", rows.request().pk, change


SUBJECTS: dict[Callable[[], tuple[str, int, str]], str] = {
    note: "claimclaimcl",
    suggestion: "",
    request: "aaaaaaaaaaaa",
}


@pytest.mark.parametrize("made", SUBJECTS)
def test_words_about_a_claim_go_with_it(made: Callable[[], tuple[str, int, str]]) -> None:
    table, pk, change = made()
    subject = SUBJECTS[made] or Claim.objects.get().public_id
    assert not allowed(table, change, pk)
    decide("otherotherot", verb="suppress")
    assert not allowed(table, change, pk)
    decide(subject, verb="suppress")
    assert allowed(table, change, pk)
    assert not allowed(table, change.replace("''", "'x'").replace("[suppressed]", "x"), pk)
