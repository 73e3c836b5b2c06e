"""Guards stand after every migration, and a missing, disabled or altered one is reported."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from claims.ledger import checks, guards
from tests.ledger import rows

GUARD = "onrecord_claims_release_delete"


def latest_migration() -> str:
    """The name of the newest migration of the project."""
    graph = MigrationLoader(connection).graph
    return graph.leaf_nodes("claims")[0][1]


@pytest.fixture
def later_version(settings: Any) -> Iterator[str]:
    """The project as a later version with one more migration; gives the name of today's last."""
    today = latest_migration()
    settings.MIGRATION_MODULES = {"claims": "tests.ledger.altered"}
    yield today
    call_command("migrate", "claims", today, verbosity=0)


def width_of_events() -> str:
    """The declared type of the releases' column `event`."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "claims_release")
        found = {column.name: column for column in columns}
    return str(found["event"].display_size or found["event"].internal_size)


@pytest.mark.django_db(transaction=True)
def test_guards_come_back_after_migrations_forwards_and_backwards(later_version: str) -> None:
    released = rows.claim_release()
    rows.statement()
    before, narrow = rows.columns(released), width_of_events()
    for target in ("9999_wider_columns", later_version):
        call_command("migrate", "claims", target, verbosity=0)
        assert (width_of_events() == narrow) == (target == later_version)
        assert guards.missing(connection) == []
        for change in ("UPDATE claims_release SET note = 'x'", "DELETE FROM claims_release"):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.sql(change)
        assert rows.columns(released) == before


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_a_lost_guard_back() -> None:
    guards.drop(connection)
    assert guards.missing(connection) == [guard.name for guard in guards.expected(connection)]
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


@pytest.mark.django_db
def test_every_guarded_table_is_there() -> None:
    names = {guard.name for guard in guards.expected(connection)}
    assert GUARD in names
    assert len(names) > 60
    assert guards.missing(connection) == []


@pytest.mark.django_db
def test_a_dropped_guard_is_reported() -> None:
    table = " ON claims_release" if connection.vendor == "postgresql" else ""
    rows.sql(f"DROP TRIGGER {GUARD}{table}")
    assert guards.missing(connection) == [GUARD]
    guards.install(connection)
    assert guards.missing(connection) == []


SWITCHED_OFF = {
    "sqlite": (f"DROP TRIGGER {GUARD}",),
    "postgresql": (
        f"ALTER TABLE claims_release DISABLE TRIGGER {GUARD}",
        f"ALTER TABLE claims_release ENABLE REPLICA TRIGGER {GUARD}",
    ),
}


@pytest.mark.django_db
def test_a_guard_that_is_switched_off_is_reported() -> None:
    connection.check_constraints()
    for how in SWITCHED_OFF[connection.vendor]:
        rows.sql(how)
        assert guards.missing(connection) == [GUARD]
    guards.install(connection)
    assert guards.missing(connection) == []


@pytest.mark.django_db
def test_an_altered_guard_is_reported() -> None:
    for alteration in _alterations():
        for statement in alteration:
            rows.sql(statement)
        assert guards.missing(connection) == [GUARD], alteration
        guards.install(connection)
        assert guards.missing(connection) == []


def _alterations() -> tuple[tuple[str, ...], ...]:
    """Ways to leave a trigger of that name in place that no longer guards anything."""
    if connection.vendor == "sqlite":
        drop = f"DROP TRIGGER {GUARD}"
        said = "SELECT RAISE(ABORT, 'onrecord: claims_release is append-only: no delete')"
        return (
            (
                drop,
                f"CREATE TRIGGER {GUARD} BEFORE DELETE ON claims_release BEGIN SELECT 1; END",
            ),
            (
                drop,
                f"CREATE TRIGGER {GUARD} BEFORE DELETE ON claims_topic BEGIN {said}; END",
            ),
        )
    drop = f"DROP TRIGGER {GUARD} ON claims_release"
    call = f"EXECUTE FUNCTION {GUARD}()"
    return (
        (
            f"CREATE OR REPLACE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN OLD; END $$",
        ),
        (drop, f"CREATE TRIGGER {GUARD} BEFORE DELETE ON claims_topic FOR EACH ROW {call}"),
        (drop, f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON claims_release FOR EACH ROW {call}"),
        (
            drop,
            f"CREATE TRIGGER {GUARD} BEFORE DELETE ON claims_release FOR EACH ROW "
            f"WHEN (OLD.id < 0) {call}",
        ),
    )


@pytest.mark.django_db
def test_a_guard_of_an_earlier_version_is_taken_away() -> None:
    if connection.vendor == "sqlite":
        rows.sql(
            "CREATE TRIGGER onrecord_old BEFORE DELETE ON claims_topic "
            "BEGIN SELECT RAISE(ABORT, 'old'); END"
        )
    else:
        rows.sql(
            "CREATE FUNCTION onrecord_old() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'old' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        rows.sql(
            "CREATE TRIGGER onrecord_old BEFORE DELETE ON claims_topic "
            "FOR EACH ROW EXECUTE FUNCTION onrecord_old()"
        )
    guards.install(connection)
    assert guards.missing(connection) == []
    topic = rows.topic()
    assert rows.allowed(lambda: rows.sql("DELETE FROM claims_topic WHERE id = %s", topic.pk))


@pytest.mark.django_db
def test_the_system_check_names_each_guard_that_does_not_stand() -> None:
    assert checks.guards_stand(databases=["default"]) == []
    guards.drop(connection)
    found = [
        message
        for message in run_checks(databases=["default"], include_deployment_checks=False)
        if message.id == "onrecord.W001"
    ]
    assert len(found) == len(guards.expected(connection))
    assert any(GUARD in message.msg for message in found)
    assert checks.guards_stand(databases=["public"]) == []
    guards.install(connection)
