"""A row in the place of another: refused under every key and in every spelling a database has.

SQLite's REPLACE deletes a row to make room; PostgreSQL knows only the row that comes second.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from claims.desk.models import (
    AuditEntry,
    Capture,
    ClaimRelation,
    CorrectionRequest,
    Decision,
    DuplicateJudgement,
    Evidence,
    InternalNote,
    NoteMention,
    Rating,
    Source,
    Statement,
    Submission,
    Suggestion,
    Topic,
    User,
)
from claims.record.models import Release
from tests.builders import submit, user
from tests.ledger import rows

pytestmark = pytest.mark.django_db

IS_SQLITE = connection.vendor == "sqlite"
INSERTS = (
    ("INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT OR IGNORE INTO")
    if IS_SQLITE
    else ("INSERT INTO",)
)
UPDATE = "UPDATE OR REPLACE" if IS_SQLITE else "UPDATE"


def _saved(row: Any) -> Any:
    row.save()
    return row


def _saved_by(made: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: _saved(made())


MADE_BY: dict[type[models.Model], Callable[[], Any]] = {
    **{model: _saved_by(made) for model, made in rows.CHILDREN.items()},
    AuditEntry: rows.audit_entry,
    Capture: rows.capture,
    CorrectionRequest: rows.request,
    Decision: rows.decision,
    DuplicateJudgement: rows.judgement,
    Evidence: rows.evidence,
    InternalNote: rows.note,
    NoteMention: rows.mention,
    Release: rows.claim_release,
    Submission: lambda: submit("claim1"),
    Suggestion: rows.suggestion,
    User: user,
    **rows.ROOTS,
    Rating: lambda: _saved(Rating(code="a", label="a", meaning="a", normalised="TRUE", value=1)),
    Source: lambda: rows.source(url="https://example.org/a"),
}

# The unique keys under which a new row could take the place of an old one.
KEYS: dict[type[models.Model], tuple[tuple[str, ...], ...]] = {
    AuditEntry: (("id",), ("sequence",), ("hash",)),
    Capture: (("id",), ("public_id",), ("source_id", "text_sha256")),
    CorrectionRequest: (("id",), ("public_id",)),
    Decision: (("id",), ("number",)),
    DuplicateJudgement: (("id",), ("kind", "first", "second")),
    Evidence: (("id",), ("public_id",)),
    InternalNote: (("id",),),
    NoteMention: (("id",), ("note_id", "user_id")),
    Release: (("id",), ("sequence",), ("hash",), ("subject_kind", "subject", "number")),
    Submission: (("id",), ("subject_kind", "subject")),
    Suggestion: (("id",),),
    User: (("id",), ("username",)),
    **dict.fromkeys(rows.ROOTS, (("id",), ("public_id",))),
}
for model in rows.CHILDREN:
    pairs = (
        tuple(str(model._meta.get_field(name).column) for name in key.fields)
        for key in model._meta.total_unique_constraints
    )
    KEYS[model] = (*KEYS.get(model, (("id",),)), *pairs)
KEYS[ClaimRelation] += (("from_claim_id", "to_claim_id", "kind"),)
KEYS[Rating] += (("code",), ("value",))
KEYS[Source] += (("url",),)
KEYS[Statement] += (("capture_id", "start", "end", "kind"),)
KEYS[Topic] += (("name",),)
ALL_KEYS = [(model, key) for model, keys in KEYS.items() for key in keys]


@pytest.fixture(params=["on", "off"] if IS_SQLITE else ["on"])
def recursive_triggers(request: pytest.FixtureRequest) -> Iterator[str]:
    """The switch without which REPLACE deletes a row behind its DELETE trigger's back."""
    if not IS_SQLITE:
        yield request.param
        return
    rows.sql(f"PRAGMA recursive_triggers = {request.param}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (request.param == "on",)
    yield request.param
    rows.sql("PRAGMA recursive_triggers = on")


@pytest.mark.parametrize("verb", INSERTS)
@pytest.mark.parametrize(("model", "key"), ALL_KEYS)
def test_no_row_is_replaced_under_any_of_its_keys(
    model: type[models.Model], key: tuple[str, ...], verb: str, recursive_triggers: str
) -> None:
    row = MADE_BY[model]()
    before = rows.everything(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(model._meta.db_table, _imitation(row, key), verb=verb)
    assert rows.everything(model) == before


NEW_VALUES: dict[str, Any] = {
    "public_id": "newnewnewnew",
    "hash": "f" * 64,
    "text_sha256": "e" * 64,
    "url": "https://example.org/new",
    "code": "new",
    "language": "pl",
    "name": "New",
    "username": "new",
    "subject": "claim9",
    "second": "cccccccccccc",
}
NEW_KINDS: dict[type[models.Model], str] = {Statement: "headline", ClaimRelation: "follows"}


def _imitation(row: models.Model, key: tuple[str, ...]) -> dict[str, Any]:
    """A row that shares with `row` the key alone, and is otherwise as new as can be."""
    values = rows.columns(row)
    new = NEW_VALUES | {"previous_hash": getattr(row, "hash", "")}
    for name in ("id", "sequence", "number", "position", "value"):
        new[name] = (values.get(name) or 0) + 1
    for name in ("topic_id", "speaker_id", "statement_id", "note_id"):
        if values.get(name) and name != f"{getattr(row, 'ROOT', '')}_id":
            new[name] = values[name] + 1000
    if type(row) in NEW_KINDS:
        new["kind"] = NEW_KINDS[type(row)]
    return values | {
        name: value for name, value in new.items() if name in values and name not in key
    }


@pytest.mark.parametrize("model", [model for model in MADE_BY if model not in (Decision, Release)])
def test_a_row_that_shares_no_key_takes_nobodys_place(model: type[models.Model]) -> None:
    row = MADE_BY[model]()
    with transaction.atomic():
        rows.insert(model._meta.db_table, _imitation(row, ()), verb=INSERTS[0])
        assert rows.columns(row)
        transaction.set_rollback(True)


def test_a_relation_is_not_replaced_from_its_other_end(recursive_triggers: str) -> None:
    row = rows.relation()
    turned = {"from_claim_id": row.to_claim_id, "to_claim_id": row.from_claim_id}
    values = _imitation(row, ("kind",)) | turned
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert("claims_claimrelation", values, verb=INSERTS[0])
    assert rows.columns(row)


def test_a_source_is_not_replaced_by_an_update(recursive_triggers: str) -> None:
    one, other = rows.source(url="https://example.org/a"), rows.source()
    change = f"{UPDATE} claims_source SET url = %s, version = version + 1 WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.sql(change, one.url, other.pk)
    assert rows.columns(one)


def test_a_child_is_not_replaced_by_an_update(recursive_triggers: str) -> None:
    claim = rows.claim()
    one = claim.translations.create(language="uk", text="Порожньо.")
    other = claim.translations.create(language="pl", text="Pusto.")
    claim.save()
    change = UPDATE + " {} SET language = 'uk', root_version = 2 WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.sql(change.format("claims_claimtranslation"), other.pk)
    assert rows.columns(one)


@pytest.mark.parametrize("model", [model for model in MADE_BY if model is not User])
def test_update_or_replace_is_refused(model: type[models.Model], recursive_triggers: str) -> None:
    row = MADE_BY[model]()
    before = rows.everything(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.sql(f"{UPDATE} {model._meta.db_table} SET id = %s", row.pk)
    assert rows.everything(model) == before
