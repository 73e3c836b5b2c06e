"""R41: an upgrade takes nothing from the version that still runs, and leaves the record alone."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from claims import apps
from tests.trust.migration_rules import faults, rewritten, source_of

BEFORE_THE_FIRST_RELEASE = {
    *("0001_initial", "0002_search_and_merging", "0003_working_together"),
    *("0004_finding", "0005_trust", "0006_plans"),
}
"""No version ran on what these began from: they are applied together, to an empty database."""


def ours() -> list[Any]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = loader.disk_migrations.items()
    return [migration for (app, _), migration in sorted(found) if app == "claims"]


def test_every_later_migration_leaves_the_version_before_it_at_work() -> None:
    told = {
        migration.name: list(faults(migration))
        for migration in ours()
        if migration.name not in BEFORE_THE_FIRST_RELEASE
    }
    assert {name: found for name, found in told.items() if found} == {}


def test_no_migration_rewrites_what_is_append_only() -> None:
    found = {migration.name: rewritten(source_of(type(migration))) for migration in ours()}
    assert {name: models for name, models in found.items() if models} == {}


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("claim", "summary"),
        migrations.DeleteModel("Claim"),
        migrations.RenameField("claim", "summary", "found"),
        migrations.RenameModel("Claim", "Assertion"),
        migrations.AlterModelTable("claim", "assertions"),
        migrations.RunSQL("DROP TABLE claims_claim"),
        migrations.AddField("claim", "weight", models.IntegerField(default=0)),
        migrations.AlterField("claim", "summary", models.CharField(max_length=9)),
        migrations.SeparateDatabaseAndState([migrations.RemoveField("claim", "summary")], []),
    ],
)
def test_what_older_code_would_suffer_from_is_found(operation: Any) -> None:
    assert len(list(faults(SimpleNamespace(operations=[operation])))) == 1


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.AddField("claim", "weight", models.IntegerField(null=True))],
        [migrations.AddField("claim", "weight", models.IntegerField(db_default=0))],
        [
            migrations.CreateModel("Weight", [("id", models.AutoField(primary_key=True))]),
            migrations.AddField("weight", "grams", models.IntegerField(default=0)),
        ],
        [migrations.RunPython(migrations.RunPython.noop)],
    ],
)
def test_what_only_grows_is_no_fault(operations: list[Any]) -> None:
    assert list(faults(SimpleNamespace(operations=operations))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('apps.get_model("claims", "Release").objects.update(note="")', {"Release"}),
        ("SQL = \"UPDATE claims_auditentry SET verb = ''\"", {"AuditEntry"}),
        ('SQL = "DELETE FROM claims_decision"', {"Decision"}),
        ('apps.get_model("claims", "PublishedClaim")', set()),
        ('SQL = "CREATE INDEX a ON claims_release (released_at)"', set()),
    ],
)
def test_a_migration_that_rewrites_the_record_is_found(source: str, found: set[str]) -> None:
    assert rewritten(source) == found


@pytest.mark.django_db(transaction=True)
def test_a_migration_does_not_wait_long_for_a_table_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    monkeypatch.setattr(apps, "_set_lock_timeout", lambda using, time: told.append(time))
    call_command("migrate", "claims", verbosity=0)
    assert told == []
    apps._before_migrations("public", plan=[object()])
    apps._after_migrations("public", plan=[object()])
    assert told == ["'5s'", "DEFAULT"]


@pytest.mark.django_db
def test_what_waits_too_long_for_a_lock_is_given_up_and_later_work_is_not() -> None:
    if connection.vendor != "postgresql":
        # A writer waits its turn at most as long as its own connection says: there is no reader's.
        assert connection.settings_dict["OPTIONS"]["timeout"] == 20
        return
    apps._set_lock_timeout("default", apps.LOCK_TIMEOUT)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "5s"
    apps._set_lock_timeout("default", "DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "0"
