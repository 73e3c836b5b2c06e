"""The rules themselves, in the SQL that SQLite and PostgreSQL share.

A rule refuses a change where its condition is not true; what differs between the databases
(null-safe comparison, how a trigger is made) is filled in by the tables of guards.
"""

from dataclasses import dataclass

from claims.ledger.guards.guard import (
    APPEND_ONLY,
    CHILDREN,
    EVENT_VERBS,
    GENESIS,
    HEADS,
    KEPT_IN_RELEASE,
    MOVES,
    QUOTATIONS,
    RELEASING,
    ROOTS,
    UNIQUE_BEYOND_ROOT,
    in_list,
    pairs_condition,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """On `event` of `table`, refuse with `message` any row for which `holds` is not true."""

    name: str
    table: str
    event: str
    holds: str
    message: str
    needs: tuple[str, ...] = ()


def rules(same: str) -> tuple[Rule, ...]:
    """Return every rule, in order of installation; `same` is the null-safe equality operator."""
    return (
        *_append_only(),
        _release_update(same),
        _release_insert(),
        _decision_insert(),
        _audit_insert(),
        *_heads(),
        *_roots(),
        *_children(),
        *_quotations(),
        _stage_insert(),
        _stage_update(),
        _claim_delete(),
        *_users(),
    )


def _taken(table: str, *keys: tuple[str, ...]) -> str:
    same = (
        " AND ".join(f"t.{column} = NEW.{column}" for column in key) for key in (("id",), *keys)
    )
    return f"EXISTS (SELECT 1 FROM {table} t WHERE {' OR '.join(f'({key})' for key in same)})"


def _append_only() -> list[Rule]:
    found = []
    for table, unique in APPEND_ONLY.items():
        said = f"{table} is append-only"
        if table != "claims_release":
            found.append(Rule(f"{table}_update", table, "UPDATE", "1 = 0", f"{said}: no update"))
        found.append(Rule(f"{table}_delete", table, "DELETE", "1 = 0", f"{said}: no delete"))
        found.append(
            Rule(
                f"{table}_replace",
                table,
                "INSERT",
                f"NOT {_taken(table, *unique)}",
                f"{said}: no row is replaced",
            )
        )
    return found


def _release_update(same: str) -> Rule:
    kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in KEPT_IN_RELEASE)
    decided = (
        "EXISTS (SELECT 1 FROM claims_decision d WHERE d.verb = 'suppress' "
        "AND d.subject_kind = OLD.subject_kind AND d.subject = OLD.subject)"
    )
    return Rule(
        "claims_release_update",
        "claims_release",
        "UPDATE",
        f"NEW.content IS NULL AND NEW.salt IS NULL AND {kept} AND {decided}",
        "claims_release is append-only: only a decided suppression empties content and salt",
        ("claims_decision",),
    )


def _release_insert() -> Rule:
    last = "SELECT {} FROM claims_release ORDER BY sequence DESC LIMIT 1"
    chained = (
        f"NEW.sequence = COALESCE(({last.format('sequence')}), 0) + 1 "
        f"AND NEW.previous_hash = COALESCE(({last.format('hash')}), '{GENESIS}') "
        f"AND NEW.released_at >= COALESCE(({last.format('released_at')}), NEW.released_at)"
    )
    numbered = (
        "NEW.number = COALESCE((SELECT MAX(r.number) FROM claims_release r "
        "WHERE r.subject_kind = NEW.subject_kind AND r.subject = NEW.subject), 0) + 1"
    )
    verb = pairs_condition("NEW.event", "d.verb", EVENT_VERBS)
    own = "d.subject_kind = NEW.subject_kind AND d.subject = NEW.subject"
    along = "d.subject_kind = 'claim' AND NEW.subject_kind <> 'claim'"
    decided = (
        "EXISTS (SELECT 1 FROM claims_decision d WHERE d.number = NEW.decision "
        f"AND ({verb}) AND (({own}) OR ({along})))"
    )
    once = (
        "NOT EXISTS (SELECT 1 FROM claims_release r WHERE r.decision = NEW.decision "
        "AND r.subject_kind = NEW.subject_kind AND r.subject = NEW.subject)"
    )
    return Rule(
        "claims_release_insert",
        "claims_release",
        "INSERT",
        f"{chained} AND {numbered} AND ((NEW.decision IS NULL AND NEW.event IN "
        f"('flag', 'unflag')) OR ({decided} AND {once}))",
        "a release follows the last one and needs a decision of its own",
        ("claims_decision",),
    )


def _decision_insert() -> Rule:
    audit = (
        "FROM claims_auditentry {0} WHERE {0}.subject_kind = NEW.subject_kind "
        "AND {0}.subject = NEW.subject"
    )
    since = (
        f"COALESCE((SELECT MAX(p.sequence) {audit.format('p')} "
        f"AND p.verb IN ({in_list(RELEASING)})), 0)"
    )
    contributed = (
        f"EXISTS (SELECT 1 {audit.format('a')} AND a.actor_id = NEW.decided_by_id "
        f"AND a.contributes AND a.sequence > {since})"
    )
    return Rule(
        "claims_decision_insert",
        "claims_decision",
        "INSERT",
        "NEW.number = COALESCE((SELECT MAX(n.number) FROM claims_decision n), 0) + 1 "
        f"AND (NEW.single_person OR NOT {contributed})",
        "nobody decides on what they contributed to since its last release",
        ("claims_auditentry",),
    )


def _audit_insert() -> Rule:
    last = "SELECT {} FROM claims_auditentry ORDER BY sequence DESC LIMIT 1"
    return Rule(
        "claims_auditentry_insert",
        "claims_auditentry",
        "INSERT",
        f"NEW.sequence = COALESCE(({last.format('sequence')}), 0) + 1 "
        f"AND NEW.previous_hash = COALESCE(({last.format('hash')}), '{GENESIS}') "
        f"AND NEW.at >= COALESCE(({last.format('at')}), NEW.at)",
        "an audit entry follows the last one",
    )


def _heads() -> list[Rule]:
    found = []
    for table in HEADS:
        found += [
            Rule(
                f"{table}_insert",
                table,
                "INSERT",
                f"NEW.id = 1 AND NEW.sequence = 0 AND NOT {_taken(table)}",
                "a chain has one head",
            ),
            Rule(
                f"{table}_update",
                table,
                "UPDATE",
                "NEW.id = OLD.id AND NEW.sequence = OLD.sequence + 1",
                "the head of a chain only moves on",
            ),
            Rule(f"{table}_delete", table, "DELETE", "1 = 0", "the head of a chain stays"),
        ]
    return found


def _roots() -> list[Rule]:
    found = []
    for table in ROOTS:
        found += [
            Rule(
                f"{table}_version_insert",
                table,
                "INSERT",
                f"NEW.version = 1 AND NOT {_taken(table, ('public_id',))}",
                f"a new row of {table} begins at version 1 and replaces none",
            ),
            Rule(
                f"{table}_version_update",
                table,
                "UPDATE",
                "NEW.version = OLD.version + 1 AND NEW.public_id = OLD.public_id "
                "AND NEW.id = OLD.id",
                f"{table} was changed by somebody else, or without raising its version by one",
            ),
        ]
    return found


def _children() -> list[Rule]:
    found = []
    for table, (column, root) in CHILDREN.items():
        said = f"{table} is written only together with its {root}"
        unique = UNIQUE_BEYOND_ROOT.get(table, ())
        new = f"(SELECT r.version FROM {root} r WHERE r.id = NEW.{column})"
        old = f"(SELECT r.version FROM {root} r WHERE r.id = OLD.{column})"
        found += [
            Rule(
                f"{table}_root_insert",
                table,
                "INSERT",
                f"NEW.root_version = {new} AND NOT {_taken(table, *unique)}",
                said,
                (root,),
            ),
            Rule(
                f"{table}_root_update",
                table,
                "UPDATE",
                f"NEW.root_version = {new} AND NEW.root_version > OLD.root_version "
                f"AND NEW.{column} = OLD.{column} AND NEW.id = OLD.id",
                said,
                (root,),
            ),
            Rule(
                f"{table}_root_delete",
                table,
                "DELETE",
                f"OLD.root_version < {old}",
                said,
                (root,),
            ),
        ]
    return found


def _quotations() -> list[Rule]:
    return [
        Rule(
            f"{table}_quote_{event.lower()}",
            table,
            event,
            'NEW.capture_id IS NULL OR NEW.quote = (SELECT substr(c.text, NEW."start" + 1, '
            'NEW."end" - NEW."start") FROM claims_capture c WHERE c.id = NEW.capture_id)',
            "a quote equals the captured text at its offsets",
            ("claims_capture",),
        )
        for table in QUOTATIONS
        for event in ("INSERT", "UPDATE")
    ]


def _stage_insert() -> Rule:
    return Rule(
        "claims_claim_stage_insert",
        "claims_claim",
        "INSERT",
        "NEW.stage = 'draft'",
        "a claim begins as a draft",
    )


def _stage_update() -> Rule:
    moved = pairs_condition("OLD.stage", "NEW.stage", MOVES)
    decided = (
        "NEW.stage <> 'approved' OR EXISTS (SELECT 1 FROM claims_decision d "
        "WHERE d.subject_kind = 'claim' AND d.subject = NEW.public_id "
        "AND d.version = NEW.version)"
    )
    return Rule(
        "claims_claim_stage_update",
        "claims_claim",
        "UPDATE",
        f"NEW.stage = OLD.stage OR (({moved}) AND ({decided}))",
        "a claim does not change its stage in this way, or lacks the decision for it",
        ("claims_decision",),
    )


def _claim_delete() -> Rule:
    return Rule(
        "claims_claim_decided_delete",
        "claims_claim",
        "DELETE",
        "NOT EXISTS (SELECT 1 FROM claims_decision d WHERE d.subject_kind = 'claim' "
        "AND d.subject = OLD.public_id)",
        "a claim that was ever approved is not deleted",
        ("claims_decision",),
    )


def _users() -> list[Rule]:
    said = "accounts are deactivated, never deleted"
    taken = _taken("claims_user", ("username",))
    return [
        Rule("claims_user_delete", "claims_user", "DELETE", "1 = 0", said),
        Rule("claims_user_replace", "claims_user", "INSERT", f"NOT {taken}", said),
    ]
