"""Whether the process runs, and whether the site is ready."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from claims.ledger import guards
from claims.record import reading
from claims.web import health
from tests import builders
from tests.ledger import rows


def test_a_running_process_is_well_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_a_site_with_everything_in_place_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_site_without_its_guards_is_not_ready(client):
    guards.drop(connection)
    try:
        answer = client.get("/readyz")
    finally:
        guards.install(connection)
    assert (answer.status_code, answer.content) == (503, b"database guards are missing\n")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_site_with_a_migration_to_run_is_not_ready(client):
    ((app, newest),) = MigrationLoader(connection).graph.leaf_nodes("claims")
    MigrationRecorder(connection).record_unapplied(app, newest)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are not applied\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_releasehead SET sequence = 1",
        "UPDATE claims_releasehead SET hash = 'x'",
        "DELETE FROM claims_releasehead",
    ],
)
def test_a_record_that_does_not_end_at_its_head_is_not_ready(client, statement):
    builders.release("topic", builders.topic_content())
    builders.release("topic", builders.topic_content("topic2"))
    assert client.get("/readyz").status_code == 200
    with rows.unguarded():
        rows.sql(statement)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (
        503,
        b"the public record does not end at its head\n",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "name", "reason"),
    [
        (health, "MigrationExecutor", b"the database cannot be reached\n"),
        (reading, "ends_at_its_head", b"the public record cannot be read\n"),
    ],
)
def test_a_database_that_does_not_answer_is_told_in_one_line(
    client, monkeypatch, place, name, reason
):
    def fail(*args):
        raise OperationalError("connection refused by db.internal:5432")

    monkeypatch.setattr(place, name, fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, reason)
    assert client.get("/healthz").status_code == 200
