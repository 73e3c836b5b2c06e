"""Databases of earlier versions: written down by the code of their time, brought up to today's.

`python -m tests.faults.upgrading FILE` writes one down: a small record made by the workflow of the
code that it is run with, every row of it, and what its API answered. Run it once a release.
"""

import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, models

VERSIONS = Path(__file__).parent / "versions"
"""The databases written down, each named by the last migration that it knows."""


def write(file: Path) -> None:
    """Write the database of this process down, with what its API answers."""
    from django.apps import apps
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    tables = {model._meta.label: list(_told(model)) for model in _tables(apps.get_models)}
    answers = {path: client.get(path).content.decode() for path in _paths()}
    text = json.dumps({"tables": tables, "answers": answers}, ensure_ascii=False, indent=0)
    # Without the time and the name that gzip adds by itself, the same gives the same.
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def load(file: Path) -> dict[str, str]:
    """Fill an empty database to how it stood in a file, and return what the API answered then.

    Only the migrations of its time are applied, and guards stand as they did.
    """
    from django.db.migrations.executor import MigrationExecutor

    from claims.ledger import guards

    last = file.name.partition(".")[0]
    call_command("migrate", "claims", last, interactive=False, verbosity=0)
    told = json.loads(gzip.decompress(file.read_bytes()))
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state(("claims", last))
    known = {model._meta.label: model for model in _tables(state.apps.get_models)}
    guards.drop(connection)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica"
            if connection.vendor == "postgresql"
            else "PRAGMA foreign_keys = OFF"
        )
        for label, model in known.items():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
            rows = told["tables"].get(label, [])
            model._default_manager.bulk_create([_row(model, row) for row in rows])
    connection.close()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(_no_style(), list(known.values())):
            cursor.execute(statement)
    guards.install(connection)
    answers: dict[str, str] = told["answers"]
    return answers


def faults_of(file: Path, folder: Path) -> list[str]:
    """Bring a database that was written down up to date; return all that is wrong with it then."""
    from django.test import Client

    from claims.desk.models import Claim
    from tests.commands.restored import corrected, empty_database
    from tests.faults import standing

    with empty_database(folder):
        before = load(file)
        call_command("migrate", interactive=False, verbosity=0)
        faults = [*standing.torn(), *filter(None, [standing.unproved()])]
        client = Client(SERVER_NAME="127.0.0.1")
        faults += [
            f"{path} answers otherwise"
            for path, answer in before.items()
            if client.get(path).content.decode() != answer
        ]
        # The desk goes on with what it finds.
        corrected(Claim.objects.get(text="The bridge is corrected."), "After the upgrade.")
        return [*faults, *filter(None, [standing.unproved()])]


def _tables(models_of: Any) -> Iterator[type[models.Model]]:
    for model in models_of(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _told(model: type[models.Model]) -> Iterable[dict[str, str | None]]:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    for row in model._base_manager.using("default").order_by("pk"):
        yield {
            field.attname: None
            if getattr(row, field.attname) is None
            else field.value_to_string(row)
            for field in fields
        }


def _row(model: type[models.Model], told: dict[str, str | None]) -> models.Model:
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    return model(**{name: value and fields[name].to_python(value) for name, value in told.items()})


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _paths() -> list[str]:
    from claims.record.models import PublishedClaim

    ids = PublishedClaim.objects.order_by("first_sequence").values_list("pk", flat=True)
    claims = [f"/api/v1/claims/{id}{end}" for id in ids for end in ("", "/releases")]
    return [*claims, "/api/v1/claims", "/api/v1/changes", "/api/v1/statements", "/api/v1/speakers"]


def _small_record() -> None:
    """A claim of every public status, and one that is being worked on."""
    from claims.workflow import approve, flag, merge, retract, submit
    from tests import desk_builders as desk

    note = "A public note that says what changed."
    author, decider = desk.user("author", "contributor"), desk.user("decider", "publisher")
    statement = desk.statement(author)
    made = {}
    for status in ("open", "reviewed", "corrected", "retracted", "flagged", "merged", "draft"):
        claim = desk.claim(author, f"The bridge is {status}.", made_by=statement)
        if status in ("reviewed", "corrected"):
            desk.evidence(author, claim, text=f"Inspectors said it was not {status}.")
            claim = desk.with_verdict(author, claim)
        if status != "draft":
            claim = desk.published(author, decider, claim)
        made[status] = claim
    corrected = made["corrected"]
    corrected.context = "The bridge over the river."
    desk.revise(corrected, by=author)
    desk.published(author, decider, corrected, event="correction", note=note)
    flag(made["flagged"], by=decider, note=note)
    for status, verb, target in (("retracted", "retract", ""), ("merged", "merge", "open")):
        claim = made[status]
        claim.refresh_from_db()
        into = made[target].public_id if target else ""
        submit(claim, by=author, verb=verb, target=into)
        approve(claim, by=decider)
        claim.refresh_from_db()
        (merge if target else retract)(claim, by=decider, note=note)


def main(file: Path) -> None:
    """Make the small record in a database that is empty, and write it down."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _small_record()
    write(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
