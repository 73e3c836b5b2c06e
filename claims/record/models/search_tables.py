"""Search tables: the words that claims, statements and entities are found by, with their index.

Each is one virtual table of FTS5 on SQLite, and on PostgreSQL a table whose generated column
`document` holds the words as a tsvector under a GIN index: migrations write them in SQL. Models see
the same two columns on both. The row id is the place of the found row in the order of lists, so
that both databases can give the newest first without sorting everything that matches.
"""

from typing import Any

from django.db import models

from claims.record.models.read_tables import (
    PublishedClaim,
    PublishedEntity,
    PublishedStatement,
)


class WordsField(models.TextField):
    """Words to be found, as `claims.record.search` writes them: parted by single spaces."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Appear in migrations as a plain TextField."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def _row_of(model: type[models.Model], place: str) -> Any:
    # No constraint: a virtual table has none, and a search row goes and comes with its own row.
    return models.OneToOneField(
        model,
        models.DO_NOTHING,
        to_field=place,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="words",
    )


class ClaimWords(models.Model):
    """What a claim is found by."""

    row = _row_of(PublishedClaim, "first_sequence")
    text = WordsField()

    def __str__(self) -> str:
        return self.text


class StatementWords(models.Model):
    """What a statement is found by, at one place where it is shown."""

    row = _row_of(PublishedStatement, "place")
    text = WordsField()

    def __str__(self) -> str:
        return self.text


class EntityWords(models.Model):
    """What a speaker, source, publisher or topic is found by."""

    row = _row_of(PublishedEntity, "first_sequence")
    text = WordsField()

    def __str__(self) -> str:
        return self.text
