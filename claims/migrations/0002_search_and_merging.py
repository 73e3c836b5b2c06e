"""Search, merged subjects and what lists of statements and evidence are filtered by.

The read tables are emptied: releases give them anew, with the new columns, after the migrations.
"""

import datetime
from typing import Any

import django.db.models.deletion
from django.db import NotSupportedError, migrations, models

# Rows that name a claim before the claims themselves.
READ_TABLES = (
    "claims_publishedfacet",
    "claims_publishedstatement",
    "claims_publishedevidence",
    "claims_publishedclaim",
    "claims_publishedentity",
)
SEARCH_TABLES = ("claims_claimwords", "claims_statementwords", "claims_entitywords")

EMPTIED = {
    "sqlite": tuple(f"DELETE FROM {table}" for table in READ_TABLES),  # noqa: S608
    # Deleted rows would leave checks pending, under which PostgreSQL alters no table.
    "postgresql": (f"TRUNCATE {', '.join(READ_TABLES)}",),
}

# Words come folded and parted by spaces; both databases take them as they stand. On SQLite what is
# beyond ASCII is part of a word to the tokenizer `ascii`, and "_" marks the keys of names.
MADE = {
    "sqlite": tuple(
        f"""
        CREATE VIRTUAL TABLE {table} USING fts5(
            text, tokenize = "ascii tokenchars '_'", prefix = '2 3'
        )
        """
        for table in SEARCH_TABLES
    ),
    "postgresql": (
        # Positions beyond the largest that a tsvector holds are its largest.
        """
        CREATE FUNCTION claims_words_at_their_places(words text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT coalesce(string_agg(word || ':' || least(place, 16383), ' '), '')::tsvector
            FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each (word, place)
            WHERE word <> ''
        $$
        """,
        *(
            statement
            for table in SEARCH_TABLES
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
    ),
}
UNMADE = {
    "sqlite": tuple(f"DROP TABLE {table}" for table in SEARCH_TABLES),
    "postgresql": (
        *(f"DROP TABLE {table}" for table in SEARCH_TABLES),
        "DROP FUNCTION claims_words_at_their_places(text)",
    ),
}


def _running(statements: dict[str, tuple[str, ...]]) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        if vendor not in statements:
            raise NotSupportedError(f"{vendor} is no database that this project supports")
        with schema_editor.connection.cursor() as cursor:
            for statement in statements[vendor]:
                cursor.execute(statement)

    return run


def _words(name: str, of: str, place: str) -> migrations.CreateModel:
    row = models.OneToOneField(
        db_column="rowid",
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        primary_key=True,
        related_name="words",
        serialize=False,
        to=f"claims.{of}",
        to_field=place,
    )
    return migrations.CreateModel(name=name, fields=[("row", row), ("text", models.TextField())])


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.RunPython(_running(EMPTIED), migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="publishedclaim",
            name="pubclaim_said_idx",
        ),
        migrations.RemoveIndex(
            model_name="publishedevidence",
            name="pubevidence_stance_idx",
        ),
        migrations.RemoveIndex(
            model_name="publishedstatement",
            name="pubstatement_source_idx",
        ),
        migrations.AddField(
            model_name="publishedclaim",
            name="changed_at",
            field=models.DateTimeField(
                default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC),
                help_text="When the body last changed, by a release of its own or of a related claim.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedclaim",
            name="first_said_order",
            field=models.BigIntegerField(
                default=0,
                help_text="Seconds from the beginning of the year 1 to when it was first said; 0: unknown.",
            ),
        ),
        migrations.AddField(
            model_name="publishedclaim",
            name="merged_into",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publishedentity",
            name="merged_into",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publishedevidence",
            name="listed",
            field=models.BooleanField(
                default=True, help_text="Whether lists of claims show the claim."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedevidence",
            name="place",
            field=models.PositiveBigIntegerField(
                default=0,
                help_text="Orders evidence: by its claim's first release, in a claim backwards.",
                unique=True,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedevidence",
            name="publisher",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publishedevidence",
            name="source",
            field=models.CharField(
                blank=True, help_text="Its own, or of the statement that it is.", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="publishedevidence",
            name="speaker",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="kind",
            field=models.CharField(default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="language",
            field=models.CharField(default="", max_length=35),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="listed",
            field=models.BooleanField(
                default=True, help_text="Whether lists of claims show the claim."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="place",
            field=models.PositiveBigIntegerField(
                default=0,
                help_text="Orders statements: by their claim's first release, in a claim backwards.",
                unique=True,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="publisher",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="said",
            field=models.CharField(default="", max_length=14),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="said_end",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="said_start",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publishedstatement",
            name="stance",
            field=models.CharField(
                blank=True, help_text="Blank where it is evidence.", max_length=12
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                fields=["first_said_order", "first_sequence"], name="pubclaim_said_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(fields=["stance", "-place"], name="pubevidence_stance_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(fields=["kind", "-place"], name="pubevidence_kind_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(fields=["speaker", "-place"], name="pubevidence_speaker_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(fields=["source", "-place"], name="pubevidence_source_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(fields=["publisher", "-place"], name="pubevidence_publisher_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["source", "-place"], name="pubstatement_source_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["publisher", "-place"], name="pubstatement_publisher_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["stance", "-place"], name="pubstatement_stance_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["kind", "-place"], name="pubstatement_kind_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["said", "-place"], name="pubstatement_standing_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(fields=["language", "-place"], name="pubstatement_language_idx"),
        ),
        migrations.CreateModel(
            name="PublishedStatementFacet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("value", models.CharField(max_length=12)),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="claims.publishedstatement",
                        to_field="place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["kind", "value", "-statement"], name="pubstatementfacet_value_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "kind", "value"), name="pubstatementfacet_unique"
                    )
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_running(MADE), _running(UNMADE))],
            state_operations=[
                _words("ClaimWords", "publishedclaim", "first_sequence"),
                _words("StatementWords", "publishedstatement", "place"),
                _words("EntityWords", "publishedentity", "first_sequence"),
            ],
        ),
    ]
