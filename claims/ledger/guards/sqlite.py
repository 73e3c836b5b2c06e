"""The guards of SQLite: one BEFORE trigger for each rule."""

from django.db.backends.base.base import BaseDatabaseWrapper

from claims.ledger.guards.guard import PREFIX, Guard
from claims.ledger.guards.rule import Rule
from claims.ledger.guards.rules import rules


def _guard(rule: Rule) -> Guard:
    name = f"{PREFIX}{rule.name}"
    create = (
        f'CREATE TRIGGER {name} BEFORE {rule.event} ON "{rule.table}" FOR EACH ROW\n'
        f"WHEN ({rule.holds}) IS NOT TRUE\n"
        f"BEGIN SELECT RAISE(ABORT, 'onrecord: {rule.message}'); END"
    )
    return Guard(
        name=name,
        tables=(rule.table, *rule.needs),
        create=(create,),
        fingerprint=create,
    )


GUARDS = tuple(_guard(rule) for rule in rules(same="IS"))


def removal(name: str) -> str:
    """Return the SQL that takes a guard away."""
    return f'DROP TRIGGER IF EXISTS "{name}"'


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return each guard in the database as name -> the SQL it was made with."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
            [len(PREFIX), PREFIX],
        )
        return dict(cursor.fetchall())


def acting(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """Return the kind, name and table of everything that acts on a table by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        return list(cursor.fetchall())
