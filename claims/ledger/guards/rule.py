"""What a rule is, and the conditions that rules of several subjects are made of."""

from dataclasses import dataclass

from claims.ledger.guards.guard import UNIQUE, UNIQUE_OTHERWISE


@dataclass(frozen=True, slots=True)
class Rule:
    """On `event` of `table`, refuse with `message` any row for which `holds` is not true."""

    name: str
    table: str
    event: str
    holds: str
    message: str
    needs: tuple[str, ...] = ()


def replaces_none(table: str, event: str) -> str:
    """Return the condition that NEW holds no unique key of another row.

    SQLite's REPLACE deletes that other row before any constraint or DELETE trigger sees it.
    """
    keys = [
        " AND ".join(f't."{column}" = NEW."{column}"' for column in key)
        for key in (("id",), *UNIQUE.get(table, ()))
    ]
    if table in UNIQUE_OTHERWISE:
        keys.append(UNIQUE_OTHERWISE[table])
    other = " AND t.id <> OLD.id" if event == "UPDATE" else ""
    return " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} t WHERE {key}{other})" for key in keys)


def kept(columns: tuple[str, ...], same: str) -> str:
    """Return the condition that these columns stay; `same` is the null-safe equality operator."""
    return " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in columns)


def never(table: str, event: str, message: str, name: str = "") -> Rule:
    """Return the rule that refuses every such event."""
    return Rule(name or f"{table}_{event.lower()}", table, event, "1 = 0", message)
