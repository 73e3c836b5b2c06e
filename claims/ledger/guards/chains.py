"""Rules of the append-only tables, of releases and of the heads of the chains."""

from claims.ledger.guards.guard import (
    APPEND_ONLY,
    EMPTIED,
    EVENT_VERBS,
    GENESIS,
    HEADS,
    KEPT_IN_RELEASE,
    NOTE_LENGTH,
    pairs_condition,
)
from claims.ledger.guards.rule import Rule, kept, never, replaces_none

_LAST_RELEASE = "SELECT {} FROM claims_release ORDER BY sequence DESC LIMIT 1"
_LAST_ENTRY = "SELECT {} FROM claims_auditentry ORDER BY sequence DESC LIMIT 1"


def append_only() -> list[Rule]:
    """Return the rules that no row of an append-only table is changed, deleted or replaced."""
    found = []
    for table in APPEND_ONLY:
        said = f"{table} is append-only"
        if table not in EMPTIED:
            found.append(never(table, "UPDATE", f"{said}: no update"))
        found.append(never(table, "DELETE", f"{said}: no delete"))
        found.append(
            Rule(
                f"{table}_replace",
                table,
                "INSERT",
                replaces_none(table, "INSERT"),
                f"{said}: no row is replaced",
            )
        )
    return found


def release_update(same: str) -> Rule:
    """Return the rule that a release changes only where a suppression empties it."""
    decided = (
        "EXISTS (SELECT 1 FROM claims_decision d WHERE d.verb = 'suppress' "
        "AND d.subject_kind = OLD.subject_kind AND d.subject = OLD.subject)"
    )
    return Rule(
        "claims_release_update",
        "claims_release",
        "UPDATE",
        f"NEW.content IS NULL AND NEW.salt IS NULL AND {kept(KEPT_IN_RELEASE, same)} AND {decided}",
        "claims_release is append-only: only a decided suppression empties content and salt",
        ("claims_decision",),
    )


def release_insert() -> list[Rule]:
    """Return the rules that a release follows the last one, says why, and was decided."""
    numbered = (
        "NEW.number = COALESCE((SELECT MAX(r.number) FROM claims_release r "
        "WHERE r.subject_kind = NEW.subject_kind AND r.subject = NEW.subject), 0) + 1"
    )
    flag = "NEW.event IN ('flag', 'unflag')"
    # What a public note may begin and end with and still say nothing.
    note = f"LENGTH(TRIM(NEW.note, ' \t\r\n')) >= {NOTE_LENGTH}"
    return [
        Rule(
            "claims_release_insert",
            "claims_release",
            "INSERT",
            f"{_follows(_LAST_RELEASE, 'released_at')} AND {numbered} AND "
            f"((NEW.decision IS NULL AND NEW.subject_kind = 'claim' AND {flag}) OR {_decided()})",
            "a release follows the last one and needs a decision of its own",
            ("claims_decision",),
        ),
        Rule(
            "claims_release_told",
            "claims_release",
            "INSERT",
            "(NEW.number = 1) = (NEW.event = 'publish') AND "
            f"(NEW.number = 1 OR NEW.subject_kind <> 'claim' OR {flag} OR {note})",
            "the first release of a thing publishes it, no other does, "
            f"and each later one of a claim has a public note of {NOTE_LENGTH} characters",
        ),
    ]


def _decided() -> str:
    """Return the condition that NEW stands under its subject's newest decision, once.

    A thing that a claim names goes along before the claim itself does; a relation, which needs
    both its ends, directly after it.
    """
    verb = pairs_condition("NEW.event", "d.verb", EVENT_VERBS)
    own = "d.subject_kind = NEW.subject_kind AND d.subject = NEW.subject"
    to_come = (
        "NOT EXISTS (SELECT 1 FROM claims_release o WHERE o.decision = d.number "
        "AND o.subject_kind = 'claim' AND o.subject = d.subject)"
    )
    directly_after = (
        f"NEW.subject_kind = 'relation' AND ({_LAST_RELEASE.format('decision')}) = d.number"
    )
    along = (
        "d.subject_kind = 'claim' AND d.verb = 'publish' AND NEW.subject_kind <> 'claim' "
        f"AND (({to_come}) OR ({directly_after}))"
    )
    newest = (
        "NOT EXISTS (SELECT 1 FROM claims_decision n WHERE n.subject_kind = d.subject_kind "
        "AND n.subject = d.subject AND n.number > d.number)"
    )
    once = (
        "NOT EXISTS (SELECT 1 FROM claims_release u WHERE u.decision = NEW.decision "
        "AND u.subject_kind = NEW.subject_kind AND u.subject = NEW.subject)"
    )
    return (
        "(EXISTS (SELECT 1 FROM claims_decision d WHERE d.number = NEW.decision "
        f"AND ({verb}) AND (({own}) OR ({along})) AND {newest}) AND {once})"
    )


def audit_insert() -> Rule:
    """Return the rule that an audit entry follows the last one."""
    return Rule(
        "claims_auditentry_insert",
        "claims_auditentry",
        "INSERT",
        _follows(_LAST_ENTRY, "at"),
        "an audit entry follows the last one",
    )


def _follows(last: str, time: str) -> str:
    return (
        f"NEW.sequence = COALESCE(({last.format('sequence')}), 0) + 1 "
        f"AND NEW.previous_hash = COALESCE(({last.format('hash')}), '{GENESIS}') "
        f"AND NEW.{time} >= COALESCE(({last.format(time)}), NEW.{time})"
    )


def heads() -> list[Rule]:
    """Return the rules that a chain has one head, which moves on to the row just written."""
    found = []
    for table, (chain, time) in HEADS.items():
        last = (
            f"EXISTS (SELECT 1 FROM {chain} c WHERE c.sequence = NEW.sequence "
            f"AND c.hash = NEW.hash AND c.{time} = NEW.at) AND "
            f"NOT EXISTS (SELECT 1 FROM {chain} c WHERE c.sequence > NEW.sequence)"
        )
        found += [
            Rule(
                f"{table}_insert",
                table,
                "INSERT",
                f"NEW.id = 1 AND NEW.sequence = 0 AND NEW.hash = '{GENESIS}' "
                f"AND {replaces_none(table, 'INSERT')}",
                "a chain has one head, which begins before the first row",
            ),
            Rule(
                f"{table}_update",
                table,
                "UPDATE",
                f"NEW.id = OLD.id AND NEW.sequence = OLD.sequence + 1 AND {last}",
                "the head of a chain only moves on, to the last row",
                (chain,),
            ),
            never(table, "DELETE", "the head of a chain stays"),
        ]
    return found
