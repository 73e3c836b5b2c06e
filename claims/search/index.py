"""Care for the index itself, below the rows of tables of words."""

from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection, models, transaction

Tables = Iterable[type[models.Model]]


def mend(tables: Tables) -> None:
    """Make the index of the words as they stand, whatever state it was in."""
    _tell("rebuild", tables)


def compact(tables: Tables) -> None:
    """Join the pieces that the index grew by, so that it is searched faster."""
    _tell("optimize", tables)


def faults(tables: Tables) -> Iterator[str]:
    """Give each table whose index is not that of its words, one line each.

    On PostgreSQL the index cannot differ: the database itself makes it of each row.
    """
    if connection.vendor != "sqlite":
        return
    for model in tables:
        try:
            with transaction.atomic():
                _tell("integrity-check", [model])
        except DatabaseError:
            yield f"search: the index of {model._meta.db_table} is broken; run rebuild_search"


def _tell(command: str, tables: Tables) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            cursor.execute(f"INSERT INTO {table}({table}) VALUES (%s)", [command])  # noqa: S608
