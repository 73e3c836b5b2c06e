"""Rules of roots and their children: no edit is lost, and no child is touched behind its root."""

from claims.ledger.guards.guard import CHILDREN, QUOTATIONS, ROOTS
from claims.ledger.guards.rule import Rule, replaces_none


def roots() -> list[Rule]:
    """Return the rules that a root's version goes up by one and its identity stays."""
    found = []
    for table in ROOTS:
        found += [
            Rule(
                f"{table}_version_insert",
                table,
                "INSERT",
                f"NEW.version = 1 AND {replaces_none(table, 'INSERT')}",
                f"a new row of {table} begins at version 1 and replaces none",
            ),
            Rule(
                f"{table}_version_update",
                table,
                "UPDATE",
                "NEW.version = OLD.version + 1 AND NEW.public_id = OLD.public_id "
                f"AND NEW.id = OLD.id AND {replaces_none(table, 'UPDATE')}",
                f"{table} was changed by somebody else, or without raising its version by one",
            ),
        ]
    return found


def children() -> list[Rule]:
    """Return the rules that a child is written, and marked for removal, only with its root.

    Root version 0 is the mark: a row that bears it changes no more, and no other is deleted.
    """
    found = []
    for table, (column, root) in CHILDREN.items():
        said = f"{table} is written only together with its {root}"
        present = f"(SELECT r.version FROM {root} r WHERE r.id = NEW.{column})"
        found += [
            Rule(
                f"{table}_root_insert",
                table,
                "INSERT",
                f"NEW.root_version = {present} AND {replaces_none(table, 'INSERT')}",
                said,
                (root,),
            ),
            Rule(
                f"{table}_root_update",
                table,
                "UPDATE",
                f"(NEW.root_version = {present} OR NEW.root_version = 0) "
                f"AND OLD.root_version > 0 AND OLD.root_version < {present} "
                f"AND NEW.{column} = OLD.{column} AND NEW.id = OLD.id "
                f"AND {replaces_none(table, 'UPDATE')}",
                said,
                (root,),
            ),
            Rule(
                f"{table}_root_delete",
                table,
                "DELETE",
                "OLD.root_version = 0",
                f"{said}: no delete before its removal is marked",
            ),
        ]
    return found


def quotations() -> list[Rule]:
    """Return the rules that a quote is a part of its captured text, or empty without one."""
    quoted = (
        'NEW.quote = (SELECT substr(c.text, NEW."start" + 1, NEW."end" - NEW."start") '
        "FROM claims_capture c WHERE c.id = NEW.capture_id)"
    )
    nothing = "NEW.capture_id IS NULL AND NEW.quote = '' AND NEW.prefix = '' AND NEW.suffix = ''"
    return [
        Rule(
            f"{table}_quote_{event.lower()}",
            table,
            event,
            f"({nothing}) OR {quoted}",
            "a quote equals the captured text at its offsets",
            ("claims_capture",),
        )
        for table in QUOTATIONS
        for event in ("INSERT", "UPDATE")
    ]
