"""The guards of PostgreSQL: a function and a trigger for each rule, and one against TRUNCATE."""

from django.db.backends.base.base import BaseDatabaseWrapper

from claims.ledger.guards.guard import PREFIX, Guard
from claims.ledger.guards.rule import Rule
from claims.ledger.guards.rules import rules

_REFUSE = "RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def _guard(rule: Rule) -> Guard:
    refuse = _REFUSE.format(message=f"onrecord: {rule.message}")
    row = "OLD" if rule.event == "DELETE" else "NEW"
    body = f" BEGIN IF ({rule.holds}) IS NOT TRUE THEN {refuse} END IF; RETURN {row}; END "
    return _made(rule.name, rule.table, rule.needs, rule.event, "ROW", body)


def _truncate_guard(table: str) -> Guard:
    refuse = _REFUSE.format(message=f"onrecord: {table} is not truncated")
    return _made(f"{table}_truncate", table, (), "TRUNCATE", "STATEMENT", f" BEGIN {refuse} END ")


def _made(
    name: str, table: str, needs: tuple[str, ...], event: str, level: str, body: str
) -> Guard:
    name = f"{PREFIX}{name}"
    # Written as the database itself writes it, so that what stands there can be compared with it.
    trigger = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {level} "
        f"EXECUTE FUNCTION {name}()"
    )
    return Guard(
        name=name,
        tables=(table, *needs),
        create=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$",
            trigger,
        ),
        fingerprint=f"O {trigger}{body}",
    )


_RULES = rules(same="IS NOT DISTINCT FROM")
_TABLES = dict.fromkeys(rule.table for rule in _RULES)
GUARDS = (
    *(_guard(rule) for rule in _RULES),
    *(_truncate_guard(table) for table in _TABLES if table != "claims_user"),
)


def removal(name: str) -> str:
    """Return the SQL that takes a guard away, its function too."""
    return f"DROP FUNCTION IF EXISTS {name}() CASCADE"


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return each guard in the database as name -> whether enabled, trigger and function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, "
            "t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid, true) || p.prosrc "
            "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND starts_with(t.tgname, %s) "
            "AND pg_table_is_visible(t.tgrelid)",
            [PREFIX],
        )
        return dict(cursor.fetchall())


def acting(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """Return the kind, name and table of everything that acts on a table by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'trigger', t.tgname, c.relname "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid) "
            "UNION ALL SELECT 'rule', r.rulename, c.relname "
            "FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class "
            "WHERE r.rulename <> '_RETURN' AND pg_table_is_visible(c.oid)"
        )
        return list(cursor.fetchall())
