"""Indexes for every way in which lists, feeds and filters are asked, and counts that are kept.

What the read tables hold stays; its new column and the counts are made from it by the database.
"""

from typing import Any

from django.db import NotSupportedError, migrations, models

from claims.record.models.days import Days, Only

# The newest release of a claim, for the facets by whose newest releases claims are read.
FOLLOWED = {
    "sqlite": """
        UPDATE claims_publishedfacet SET sequence = (
            SELECT claim.sequence FROM claims_publishedclaim claim
            WHERE claim.public_id = claims_publishedfacet.claim_id
        ) WHERE kind IN ('speaker', 'topic')
    """,
    "postgresql": """
        UPDATE claims_publishedfacet facet SET sequence = claim.sequence
        FROM claims_publishedclaim claim
        WHERE claim.public_id = facet.claim_id AND facet.kind IN ('speaker', 'topic')
    """,
}
MONTH = {
    "sqlite": "strftime('%Y-%m', first_released_at)",
    "postgresql": "to_char(first_released_at AT TIME ZONE 'UTC', 'YYYY-MM')",
}
LISTED = "claim.status NOT IN ('retracted', 'merged', 'suppressed')"


def _counted(of: str, value: str, *others: str) -> str:
    """Return the statement that fills the counts of one sort, `others` being the further columns."""
    facets = "claims_publishedfacet facet JOIN claims_publishedclaim claim ON "
    facets += "claim.public_id = facet.claim_id"
    rows = facets if value.startswith(("facet.", "replace")) else "claims_publishedclaim claim"
    picked = {
        "topic": " AND facet.kind = 'topic'",
        "speaker": " AND facet.kind = 'speaker_stance' AND facet.value LIKE '%:asserts'",
    }.get(of, "")
    columns = ", ".join((value, *others))
    grouped = ", ".join(name for name in (value, *others) if name != "''")
    return f"""
        INSERT INTO claims_publishedcount (of, value, kind, verdict, normalised, count)
        SELECT '{of}', {columns}, count(*) FROM {rows} WHERE {LISTED}{picked} GROUP BY {grouped}
    """  # noqa: S608


def _statements(vendor: str) -> tuple[str, ...]:
    return (
        FOLLOWED[vendor],
        _counted("status", "claim.status", "''", "''", "''"),
        _counted("verdict", "claim.verdict", "''", "''", "claim.normalised"),
        _counted("month", MONTH[vendor], "''", "''", "''"),
        _counted("topic", "facet.value", "''", "''", "''"),
        _counted(
            "speaker",
            "replace(facet.value, ':asserts', '')",
            "claim.kind",
            "claim.verdict",
            "claim.normalised",
        ),
    )


def fill(apps: Any, schema_editor: Any) -> None:
    """Make the new column and the counts from what the read tables hold."""
    vendor = schema_editor.connection.vendor
    if vendor not in FOLLOWED:
        raise NotSupportedError(f"{vendor} is no database that this project supports")
    with schema_editor.connection.cursor() as cursor:
        for statement in _statements(vendor):
            cursor.execute(statement)


PACKED = {
    **{f"claims_published{name}": "body" for name in ("claim", "statement", "evidence", "entity")},
    "claims_release": "content",
}


def pack(apps: Any, schema_editor: Any) -> None:
    """Have PostgreSQL pack texts from now on by LZ4, where it was built with it: read twice as fast."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column in PACKED.items():
        schema_editor.execute(
            f"DO $$ BEGIN ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION lz4; "
            "EXCEPTION WHEN feature_not_supported THEN NULL; END $$"
        )


def analyse(apps: Any, schema_editor: Any) -> None:
    """Have the database know what its new indexes hold: nothing else would tell it soon."""
    with schema_editor.connection.cursor() as cursor:
        for table in ("claim", "facet", "statement", "evidence", "count"):
            cursor.execute(f"ANALYZE claims_published{table}")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_trust"),
    ]

    operations = [
        migrations.RunPython(pack, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PublishedCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("status", "Status"),
                            ("verdict", "Code of the verdict"),
                            ("topic", "Id of a topic"),
                            ("month", "Month of the first release in UTC, as 2024-11"),
                            ("speaker", "Id of a speaker whose statement asserts the claim"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.CharField(max_length=60)),
                ("kind", models.CharField(blank=True, max_length=12)),
                ("verdict", models.CharField(blank=True, max_length=40)),
                ("normalised", models.CharField(blank=True, max_length=8)),
                ("count", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="publishedclaim",
            name="pubclaim_changed_idx",
        ),
        migrations.AddField(
            model_name="publishedfacet",
            name="sequence",
            field=models.PositiveBigIntegerField(
                help_text="Of its claim's newest release, for what has a feed: topics and speakers.",
                null=True,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                condition=models.Q(("corrected", True)),
                fields=["-first_sequence"],
                name="pubclaim_corrected_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                condition=models.Q(("has_contradicting_evidence", True)),
                fields=["-first_sequence"],
                name="pubclaim_contradicted_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                condition=models.Q(("has_contradicting_evidence", False)),
                fields=["-first_sequence"],
                name="pubclaim_uncontradicted_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                condition=models.Q(("changed_at__gt", models.F("first_released_at"))),
                fields=["changed_at", "first_sequence"],
                name="pubclaim_changed_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("changed_at", days=1),
                models.OrderBy(Only("first_sequence"), descending=True),
                condition=models.Q(("changed_at__gt", models.F("first_released_at"))),
                name="pubclaim_changed_1_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("changed_at", days=16),
                models.OrderBy(Only("first_sequence"), descending=True),
                condition=models.Q(("changed_at__gt", models.F("first_released_at"))),
                name="pubclaim_changed_16_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("changed_at", days=256),
                models.OrderBy(Only("first_sequence"), descending=True),
                condition=models.Q(("changed_at__gt", models.F("first_released_at"))),
                name="pubclaim_changed_256_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                condition=models.Q(("first_said_start__gt", models.F("first_released_at"))),
                fields=["first_said_start"],
                name="pubclaim_foretold_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("first_said_start", days=1),
                models.OrderBy(Only("first_sequence"), descending=True),
                name="pubclaim_said_1_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("first_said_start", days=16),
                models.OrderBy(Only("first_sequence"), descending=True),
                name="pubclaim_said_16_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                Days("first_said_start", days=256),
                models.OrderBy(Only("first_sequence"), descending=True),
                name="pubclaim_said_256_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedclaim",
            index=models.Index(
                "first_said_start",
                "first_said_end",
                models.OrderBy(Only("first_sequence"), descending=True),
                name="pubclaim_said_when_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedentity",
            index=models.Index(
                condition=models.Q(("sequence__gt", models.F("first_sequence"))),
                fields=["kind", "-sequence"],
                name="pubentity_again_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["-place"],
                name="pubevidence_counts_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedevidence",
            index=models.Index(
                condition=models.Q(("counts", False)),
                fields=["-place"],
                name="pubevidence_uncounted_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedfacet",
            index=models.Index(
                condition=models.Q(("sequence__isnull", False)),
                fields=["kind", "value", "-sequence"],
                name="pubfacet_newest_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                condition=models.Q(("as_evidence", True)),
                fields=["-place"],
                name="pubstatement_evidence_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                condition=models.Q(("as_evidence", False)),
                fields=["-place"],
                name="pubstatement_own_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                Days("said_start", days=1),
                models.OrderBy(Only("place"), descending=True),
                name="pubstatement_said_1_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                Days("said_start", days=16),
                models.OrderBy(Only("place"), descending=True),
                name="pubstatement_said_16_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                Days("said_start", days=256),
                models.OrderBy(Only("place"), descending=True),
                name="pubstatement_said_256_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedstatement",
            index=models.Index(
                "said_start",
                "said_end",
                models.OrderBy(Only("place"), descending=True),
                name="pubstatement_said_when_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["released_at", "sequence"], name="release_when_idx"),
        ),
        migrations.AddIndex(
            model_name="publishedcount",
            index=models.Index(fields=["of", "-count", "value"], name="pubcount_most_idx"),
        ),
        migrations.AddConstraint(
            model_name="publishedcount",
            constraint=models.UniqueConstraint(
                fields=("of", "value", "kind", "verdict", "normalised"), name="pubcount_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("of__in", ["status", "verdict", "topic", "month", "speaker"])),
                name="publishedcount_of_valid",
            ),
        ),
        migrations.RunPython(analyse, migrations.RunPython.noop),
    ]
