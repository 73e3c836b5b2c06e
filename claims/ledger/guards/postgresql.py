"""The guards of PostgreSQL: a function and a trigger for each rule, and one against TRUNCATE."""

from django.db.backends.base.base import BaseDatabaseWrapper

from claims.ledger.guards.guard import Guard
from claims.ledger.guards.rules import Rule, rules

_REFUSE = "RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def _guard(rule: Rule) -> Guard:
    refuse = _REFUSE.format(message=f"onrecord: {rule.message}")
    row = "OLD" if rule.event == "DELETE" else "NEW"
    body = f" BEGIN IF ({rule.holds}) IS NOT TRUE THEN {refuse} END IF; RETURN {row}; END "
    return _made(rule.name, rule.table, rule.needs, f"{rule.event} ON", "FOR EACH ROW", body)


def _truncate_guard(table: str) -> Guard:
    refuse = _REFUSE.format(message=f"onrecord: {table} is not truncated")
    body = f" BEGIN {refuse} END "
    return _made(f"{table}_truncate", table, (), "TRUNCATE ON", "FOR EACH STATEMENT", body)


def _made(
    name: str, table: str, needs: tuple[str, ...], event: str, level: str, body: str
) -> Guard:
    name = f"onrecord_{name}"
    return Guard(
        name=name,
        tables=(table, *needs),
        create=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$",
            f'CREATE TRIGGER {name} BEFORE {event} "{table}" {level} EXECUTE FUNCTION {name}()',
        ),
        drop=(f"DROP FUNCTION IF EXISTS {name}() CASCADE",),
        fingerprint=f"O{body}",
    )


_RULES = rules(same="IS NOT DISTINCT FROM")
_TABLES = dict.fromkeys(rule.table for rule in _RULES)
GUARDS = (
    *(_guard(rule) for rule in _RULES),
    *(_truncate_guard(table) for table in _TABLES if table != "claims_user"),
)


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return each trigger in the database as name -> whether it is enabled, and its function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgenabled || p.prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
        )
        return dict(cursor.fetchall())
