"""The rules themselves, in the SQL that SQLite and PostgreSQL share.

A rule refuses a change where its condition is not true; what differs between the databases
(null-safe comparison, how a trigger is made) is filled in by the tables of guards.
"""

from claims.ledger.guards import aggregates, chains, deciding, suppressing, working
from claims.ledger.guards.rule import Rule


def rules(same: str) -> tuple[Rule, ...]:
    """Return every rule, in order of installation; `same` is the null-safe equality operator."""
    return (
        *chains.append_only(),
        chains.release_update(same),
        suppressing.audit_update(same),
        suppressing.capture_update(same),
        suppressing.note_update(same),
        *chains.release_insert(),
        *deciding.submissions(same),
        *deciding.decision_insert(),
        chains.audit_insert(),
        *chains.heads(),
        *aggregates.roots(),
        *aggregates.children(),
        *aggregates.quotations(),
        *deciding.stages(),
        *deciding.approvals(same),
        *deciding.users(),
        *working.mentions(same),
        *working.suggestions(same),
        *working.requests(same),
    )
