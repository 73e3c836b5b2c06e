"""Words kept to be found: the field that holds them, and the link to the row that has them.

A table of words is one virtual table of FTS5 on SQLite, and on PostgreSQL a table whose generated
column `document` holds the words as a tsvector under a GIN index: migrations write them in SQL.
Models see the same two columns on both.
"""

from typing import Any

from django.db import models


class WordsField(models.TextField):
    """Words to be found, as `claims.text.words` makes them: parted by single spaces."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Appear in migrations as a plain TextField."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def row_of(model: str | type[models.Model], place: str) -> Any:
    """Return the field that leads words to their row of `model` by its column `place`.

    From the row the words are `words`. The column is the row id of the table of words; `place` is
    a whole number that grows in the order of lists, so that both databases can give the newest
    first without sorting everything that matches.
    """
    # No constraint: a virtual table has none, and words go and come with their own row.
    return models.OneToOneField(
        model,
        models.DO_NOTHING,
        to_field=place,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="words",
    )
