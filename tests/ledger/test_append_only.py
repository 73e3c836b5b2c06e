"""Append-only tables: every way to change, replace or delete a row is refused; nothing moves."""

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, NotSupportedError, connection, models, transaction
from django.db.models import ProtectedError

from claims.desk.models import AuditEntry, Capture, Decision, DuplicateJudgement, InternalNote
from claims.record.models import Release
from tests.ledger import rows

pytestmark = pytest.mark.django_db

# PostgreSQL truncates no table alone that others refer to: NotSupportedError.
REFUSED = (IntegrityError, NotSupportedError, TypeError, ProtectedError)

MADE_BY: dict[type[models.Model], Callable[[], Any]] = {
    AuditEntry: rows.audit_entry,
    Capture: rows.capture,
    Decision: rows.decision,
    DuplicateJudgement: rows.judgement,
    InternalNote: rows.note,
    Release: rows.claim_release,
}
TEXT_COLUMN = {
    AuditEntry: "reason",
    Capture: "text",
    Decision: "reason",
    DuplicateJudgement: "kind",
    InternalNote: "text",
    Release: "note",
}

Way = Callable[[Any, str], object]


def _save(row: Any, column: str) -> None:
    setattr(row, column, "changed")
    row.save()


def _bulk_update(row: Any, column: str) -> None:
    setattr(row, column, "changed")
    type(row).objects.bulk_update([row], [column])


def _bulk_upsert(row: Any, column: str) -> None:
    changed = copy(row)
    setattr(changed, column, "changed")
    type(row).objects.bulk_create(
        [changed], update_conflicts=True, unique_fields=["id"], update_fields=[column]
    )


def _upsert(row: Any, column: str) -> None:
    values = rows.columns(row) | {column: "changed"}
    after = f"ON CONFLICT (id) DO UPDATE SET {column} = 'changed'"
    rows.insert(row._meta.db_table, values, after=after)


def _update_or_create(row: Any, column: str) -> None:
    type(row).objects.update_or_create(pk=row.pk, defaults={column: "changed"})


WAYS: dict[str, Way] = {
    "save": _save,
    "queryset update": lambda row, column: type(row).objects.update(**{column: "changed"}),
    "bulk_update": _bulk_update,
    "bulk_create over it": _bulk_upsert,
    "update_or_create": _update_or_create,
    "delete": lambda row, column: row.delete(),
    "queryset delete": lambda row, column: type(row).objects.all().delete(),
    "_raw_delete": lambda row, column: type(row).objects.all()._raw_delete("default"),
    "raw UPDATE": lambda row, column: rows.sql(
        f"UPDATE {row._meta.db_table} SET {column} = 'changed'"
    ),
    "raw DELETE of one": lambda row, column: rows.sql(
        f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk
    ),
    "raw DELETE of all": lambda row, column: rows.sql(f"DELETE FROM {row._meta.db_table}"),
    "upsert": _upsert,
}
POSTGRESQL_WAYS: dict[str, Way] = {
    "TRUNCATE": lambda row, column: rows.sql(f"TRUNCATE {row._meta.db_table}"),
    "TRUNCATE CASCADE": lambda row, column: rows.sql(f"TRUNCATE {row._meta.db_table} CASCADE"),
    "TRUNCATE of the accounts": lambda row, column: rows.sql(
        f"TRUNCATE claims_user, {row._meta.db_table} CASCADE"
    ),
    "MERGE": lambda row, column: rows.sql(
        f"MERGE INTO {row._meta.db_table} t USING (SELECT {row.pk} AS id) s ON t.id = s.id "
        f"WHEN MATCHED THEN UPDATE SET {column} = 'changed'"
    ),
}


if connection.vendor == "postgresql":
    WAYS |= POSTGRESQL_WAYS


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", MADE_BY)
def test_no_row_is_changed_or_deleted(model: type[models.Model], way: str) -> None:
    row = MADE_BY[model]()
    connection.check_constraints()  # PostgreSQL truncates nothing while checks are pending
    before = rows.everything(model)
    with pytest.raises(REFUSED), transaction.atomic():
        WAYS[way](row, TEXT_COLUMN[model])
    assert rows.everything(model) == before


@pytest.mark.parametrize("model", [AuditEntry, Capture, Decision, DuplicateJudgement, InternalNote])
def test_no_row_goes_with_its_parent(model: type[models.Model]) -> None:
    row = MADE_BY[model]()
    before = rows.everything(model)
    parents = [getattr(row, field.name) for field in model._meta.fields if field.many_to_one]
    assert parents
    for parent in parents:
        with pytest.raises(ProtectedError):
            parent.delete()
        delete = partial(rows.sql, f"DELETE FROM {parent._meta.db_table} WHERE id = %s", parent.pk)
        assert not rows.allowed(delete)
    assert rows.everything(model) == before


@pytest.mark.parametrize("model", [AuditEntry, Capture, Decision])
def test_a_second_row_is_still_welcome(model: type[models.Model]) -> None:
    MADE_BY[model]()
    MADE_BY[model]()
    assert model._default_manager.count() == 2


@pytest.mark.parametrize("table", ["claims_releasehead", "claims_audithead"])
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {}",
        "UPDATE {} SET sequence = sequence + 2",
        "UPDATE {} SET sequence = 0",
        "UPDATE {} SET hash = ''",
        "UPDATE {} SET sequence = sequence + 1",
        "UPDATE {} SET id = 2, sequence = sequence + 1",
        "INSERT INTO {} (id, sequence, hash, at) SELECT 2, 0, hash, at FROM {}",
        "INSERT INTO {} (id, sequence, hash, at) SELECT 1, 0, hash, at FROM {}",
    ],
)
def test_the_head_of_a_chain_only_moves_on(table: str, change: str) -> None:
    rows.claim_release()
    rows.audit_entry()
    statement = change.replace("{}", table)
    assert not rows.allowed(lambda: rows.sql(statement))


CHAINS: dict[str, tuple[str, str, Callable[[], object]]] = {
    "claims_releasehead": ("claims_release", "released_at", rows.claim_release),
    "claims_audithead": ("claims_auditentry", "at", rows.audit_entry),
}


@pytest.mark.parametrize("table", CHAINS)
@pytest.mark.parametrize(
    ("wrong", "welcome"),
    [
        ("", True),
        (", hash = '{}'".format("e" * 64), False),
        (", at = '2999-01-01 00:00:00+00'", False),
        (", sequence = 2", False),
    ],
)
def test_the_head_of_a_chain_moves_on_to_its_last_row(
    table: str, wrong: str, welcome: bool
) -> None:
    chain, time, made_by = CHAINS[table]
    made_by()
    with rows.unguarded():
        rows.sql(f"UPDATE {table} SET sequence = 0, hash = 'x'")
    last = ", ".join(
        f"{column} = (SELECT {value} FROM {chain})"
        for column, value in (("sequence", "sequence"), ("hash", "hash"), ("at", time))
        if f" {column} = " not in wrong
    )
    assert rows.allowed(lambda: rows.sql(f"UPDATE {table} SET {last}{wrong}")) == welcome


@pytest.mark.parametrize("table", CHAINS)
def test_the_head_of_a_chain_begins_before_its_first_row(table: str) -> None:
    values = {"id": 1, "sequence": 0, "hash": "e" * 64, "at": rows.NOW}
    assert not rows.allowed(lambda: rows.insert(table, values))
    assert rows.allowed(lambda: rows.insert(table, values | {"hash": "0" * 64}))
