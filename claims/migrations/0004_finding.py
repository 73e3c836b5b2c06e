"""The desk's things found by words, and further keys among the words of the record.

The search tables of the record are emptied: releases give the words anew after the migrations, and
the rows of the desk give theirs.
"""

from typing import Any

import django.db.models.deletion
from django.db import NotSupportedError, migrations, models

FOUND = {
    "DeskClaimWords": "claim",
    "DeskPublisherWords": "publisher",
    "DeskSourceWords": "source",
    "DeskSpeakerWords": "speaker",
    "DeskStatementWords": "statement",
    "DeskTopicWords": "topic",
}
TABLES = tuple(f"claims_{name.lower()}" for name in FOUND)
OF_RECORD = ("claims_claimwords", "claims_statementwords", "claims_entitywords")

IS_CORRECTION = models.Q(("number__gt", 1), models.Q(("note", ""), _negated=True))

EMPTIED = {
    "sqlite": tuple(f"DELETE FROM {table}" for table in OF_RECORD),  # noqa: S608
    "postgresql": (f"TRUNCATE {', '.join(OF_RECORD)}",),
}

# As the search tables of the record are made.
MADE = {
    "sqlite": tuple(
        f"""
        CREATE VIRTUAL TABLE {table} USING fts5(
            text, tokenize = "ascii tokenchars '_'", prefix = '2 3'
        )
        """
        for table in TABLES
    ),
    "postgresql": tuple(
        statement
        for table in TABLES
        for statement in (
            f"""
            CREATE TABLE {table} (
                rowid bigint PRIMARY KEY,
                text text NOT NULL,
                document tsvector NOT NULL
                    GENERATED ALWAYS AS (claims_words_at_their_places(text)) STORED
            )
            """,
            f"CREATE INDEX {table}_document_idx ON {table} USING gin (document)",
        )
    ),
}
# How common a word is decides whether the index of words or the order of the list is walked: a word
# that the statistics do not know is taken for about as common as the rarest that they do.
COUNTED = {
    "sqlite": (),
    "postgresql": tuple(
        f"ALTER TABLE {table} ALTER COLUMN document SET STATISTICS 1000"
        for table in (*OF_RECORD, *TABLES)
    ),
}
UNCOUNTED = {
    "sqlite": (),
    "postgresql": tuple(
        f"ALTER TABLE {table} ALTER COLUMN document SET STATISTICS -1" for table in OF_RECORD
    ),
}
UNMADE = dict.fromkeys(MADE, tuple(f"DROP TABLE {table}" for table in TABLES))


def _running(statements: dict[str, tuple[str, ...]]) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        if vendor not in statements:
            raise NotSupportedError(f"{vendor} is no database that this project supports")
        with schema_editor.connection.cursor() as cursor:
            for statement in statements[vendor]:
                cursor.execute(statement)

    return run


def _words(name: str, of: str) -> migrations.CreateModel:
    row = models.OneToOneField(
        db_column="rowid",
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        primary_key=True,
        related_name="words",
        serialize=False,
        to=f"claims.{of}",
    )
    return migrations.CreateModel(
        name=name, fields=[("text", models.TextField()), ("row", row)], options={"abstract": False}
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_working_together")]

    operations = [
        migrations.RunPython(_running(EMPTIED), _running(EMPTIED)),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(fields=["changed_at"], name="pubclaim_changed_idx"),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=IS_CORRECTION, fields=["-sequence"], name="release_correction_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=IS_CORRECTION, fields=["event", "-sequence"], name="release_event_idx"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_running(MADE), _running(UNMADE))],
            state_operations=[_words(name, of) for name, of in FOUND.items()],
        ),
        migrations.RunPython(_running(COUNTED), _running(UNCOUNTED)),
    ]
