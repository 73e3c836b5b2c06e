"""SQLite's REPLACE, which deletes a row to make room: refused under every key and spelling."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from claims.desk.models import AuditEntry, Capture, Decision, Evidence, User
from claims.record.models import Release
from tests.builders import user
from tests.ledger import rows

if connection.vendor != "sqlite":
    pytest.skip("REPLACE is SQLite's", allow_module_level=True)

pytestmark = pytest.mark.django_db

MADE_BY: dict[type[models.Model], Callable[[], Any]] = {
    AuditEntry: rows.audit_entry,
    Capture: rows.capture,
    Decision: rows.decision,
    Evidence: rows.evidence,
    Release: rows.claim_release,
    User: user,
    **rows.ROOTS,
}

# The unique keys under which a new row could take the place of an old one.
KEYS: dict[type[models.Model], tuple[tuple[str, ...], ...]] = {
    AuditEntry: (("id",), ("sequence",), ("hash",)),
    Capture: (("id",), ("public_id",), ("source_id", "text_sha256")),
    Decision: (("id",), ("number",)),
    Evidence: (("id",), ("public_id",)),
    Release: (("id",), ("sequence",), ("hash",), ("subject_kind", "subject", "number")),
    User: (("id",), ("username",)),
    **dict.fromkeys(rows.ROOTS, (("id",), ("public_id",))),
}
ALL_KEYS = [(model, key) for model, keys in KEYS.items() for key in keys]


@pytest.fixture(params=["on", "off"])
def recursive_triggers(request: pytest.FixtureRequest) -> Iterator[str]:
    """The switch without which REPLACE deletes a row behind its DELETE trigger's back."""
    rows.sql(f"PRAGMA recursive_triggers = {request.param}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (request.param == "on",)
    yield request.param
    rows.sql("PRAGMA recursive_triggers = on")


@pytest.mark.parametrize(
    "verb", ["INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT OR IGNORE INTO"]
)
@pytest.mark.parametrize(("model", "key"), ALL_KEYS)
def test_no_row_is_replaced_under_any_of_its_keys(
    model: type[models.Model], key: tuple[str, ...], verb: str, recursive_triggers: str
) -> None:
    row = MADE_BY[model]()
    before = rows.everything(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(model._meta.db_table, _imitation(row, key), verb=verb)
    assert rows.everything(model) == before


def _imitation(row: models.Model, key: tuple[str, ...]) -> dict[str, Any]:
    """A row that shares with `row` the key alone, and is otherwise as new as can be."""
    new = {
        "id": row.pk + 1,
        "public_id": "newnewnewnew",
        "sequence": getattr(row, "sequence", 0) + 1,
        "number": getattr(row, "number", 0) + 1,
        "previous_hash": getattr(row, "hash", ""),
        "hash": "f" * 64,
        "text_sha256": "e" * 64,
    }
    values = rows.columns(row)
    return values | {
        name: value for name, value in new.items() if name in values and name not in key
    }


@pytest.mark.parametrize("model", [model for model in MADE_BY if model is not User])
def test_update_or_replace_is_refused(model: type[models.Model], recursive_triggers: str) -> None:
    row = MADE_BY[model]()
    before = rows.everything(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.sql(f"UPDATE OR REPLACE {model._meta.db_table} SET id = %s", row.pk)
    assert rows.everything(model) == before
