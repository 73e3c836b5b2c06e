"""Care for the index itself, below the rows of the search tables."""

from collections.abc import Iterator

from django.db import DatabaseError, connection, models, transaction

from claims.record.models import ClaimWords, EntityWords, StatementWords

TABLES: tuple[type[models.Model], ...] = (ClaimWords, StatementWords, EntityWords)


def mend() -> None:
    """Make the index of the words as they stand, whatever state it was in."""
    _tell("rebuild")


def compact() -> None:
    """Join the pieces that the index grew by, so that it is searched faster."""
    _tell("optimize")


def faults() -> Iterator[str]:
    """Give each search table whose index is not that of its words, one line each.

    On PostgreSQL the index cannot differ: the database itself makes it of each row.
    """
    if connection.vendor != "sqlite":
        return
    for model in TABLES:
        try:
            with transaction.atomic():
                _tell("integrity-check", model)
        except DatabaseError:
            yield f"search: the index of {model._meta.db_table} is broken; run rebuild_search"


def _tell(command: str, *models: type[models.Model]) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for model in models or TABLES:
            table = model._meta.db_table
            cursor.execute(f"INSERT INTO {table}({table}) VALUES (%s)", [command])  # noqa: S608
