"""Guards: triggers that hold the rules of desk and record against every way into the database.

Their SQL stands in one table per database (`sqlite`, `postgresql`). They are dropped before and
installed after every migration run, because SQLite silently loses a table's triggers when Django
rebuilds it; `missing` and `foreign` are asked by a system check, by readiness and by verification.
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.ledger.guards import postgresql, sqlite
from claims.ledger.guards.guard import Guard, present_tables

_TABLES = {"sqlite": sqlite, "postgresql": postgresql}

__all__ = ["Guard", "drop", "expected", "foreign", "install", "missing"]


def expected(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    """Return the guards of this database's kind whose tables all exist, in order of installation.

    Raises KeyError for a kind of database that the project does not support.
    """
    tables = present_tables(connection)
    return tuple(
        guard for guard in _TABLES[connection.vendor].GUARDS if tables.issuperset(guard.tables)
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, and take away guards that are no longer asked for.

    A guard that stands as written here is not touched, so the database is never without it.
    """
    module = _TABLES[connection.vendor]
    wanted = {guard.name: guard for guard in expected(connection)}
    standing = module.installed(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in standing.keys() - wanted.keys():
            cursor.execute(module.removal(name))
        for name, guard in wanted.items():
            if standing.get(name) != guard.fingerprint:
                for statement in (module.removal(name), *guard.create):
                    cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away, those of earlier versions too."""
    module = _TABLES[connection.vendor]
    with connection.cursor() as cursor:
        for name in module.installed(connection):
            cursor.execute(module.removal(name))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of guards that are absent, disabled or altered, in order of installation."""
    in_place = _TABLES[connection.vendor].installed(connection)
    return [
        guard.name
        for guard in expected(connection)
        if in_place.get(guard.name) != guard.fingerprint
    ]


def foreign(connection: BaseDatabaseWrapper) -> list[str]:
    """Return what else acts on the tables of this project by itself, in the order of its names.

    "trigger x on claims_user", or on PostgreSQL "rule x on claims_user": one line each, whatever
    the name. Tables that are not this project's are not looked at.
    """
    own = {guard.name for guard in expected(connection)}
    tables = set(connection.introspection.django_table_names())
    found = _TABLES[connection.vendor].acting(connection)
    return sorted(
        f"{kind} {' '.join(name.split())} on {table}"
        for kind, name, table in found
        if table in tables and not (kind == "trigger" and name in own)
    )
