"""Rules of review: what was asked for, who decides, a claim's stages, accounts."""

from claims.ledger.guards.guard import (
    CHILDREN,
    DECIDABLE,
    KEPT_IN_APPROVAL,
    KEPT_IN_SUBMISSION,
    MOVES,
    NOBODYS_WORK,
    RELEASING,
    SHOWING,
    in_list,
    pairs_condition,
)
from claims.ledger.guards.rule import Rule, kept, never, replaces_none


def submissions(same: str) -> list[Rule]:
    """Return the rules that a submission begins open, is closed once, and stays."""
    table = "claims_submission"
    return [
        Rule(
            f"{table}_insert",
            table,
            "INSERT",
            f"NEW.outcome = '' AND NEW.closed_at IS NULL AND {replaces_none(table, 'INSERT')}",
            "a submission begins open and replaces none",
        ),
        Rule(
            f"{table}_update",
            table,
            "UPDATE",
            "OLD.outcome = '' AND NEW.outcome <> '' AND NEW.closed_at IS NOT NULL "
            f"AND {kept(KEPT_IN_SUBMISSION, same)}",
            "a submission changes once, when it is closed",
        ),
        never(table, "DELETE", "a submission stays"),
    ]


def decision_insert() -> list[Rule]:
    """Return the rules that a decision answers an open submission, and who may take it."""
    asked = (
        "EXISTS (SELECT 1 FROM claims_submission s WHERE s.outcome = '' "
        "AND s.subject_kind = NEW.subject_kind AND s.subject = NEW.subject "
        "AND s.verb = NEW.verb AND s.target = NEW.target "
        "AND s.requested_by_id = NEW.requested_by_id)"
    )
    return [
        Rule(
            "claims_decision_insert",
            "claims_decision",
            "INSERT",
            "NEW.number = COALESCE((SELECT MAX(n.number) FROM claims_decision n), 0) + 1 "
            "AND (NEW.single_person OR (NEW.requested_by_id <> NEW.decided_by_id "
            f"AND (NEW.verb IN ({in_list(NOBODYS_WORK)}) OR NOT {_contributed()})))",
            "nobody decides on what they asked for or contributed to since its last publication",
            ("claims_auditentry", "claims_release"),
        ),
        Rule(
            "claims_decision_asked",
            "claims_decision",
            "INSERT",
            f"NEW.verb IN ({in_list(DECIDABLE)}) AND {asked}",
            "a decision answers what was asked for",
            ("claims_submission",),
        ),
    ]


def _contributed() -> str:
    audit = (
        "FROM claims_auditentry {0} WHERE {0}.subject_kind = NEW.subject_kind "
        "AND {0}.subject = NEW.subject"
    )
    since = (
        f"COALESCE((SELECT MAX(p.sequence) {audit.format('p')} "
        f"AND p.verb IN ({in_list(RELEASING)})), 0)"
    )
    # What a claim names is released along with it, which only the record tells.
    released = (
        "EXISTS (SELECT 1 FROM claims_release r WHERE NEW.subject_kind <> 'claim' "
        "AND r.subject_kind = NEW.subject_kind AND r.subject = NEW.subject "
        f"AND r.event IN ({in_list(SHOWING)}) AND r.released_at >= a.at)"
    )
    return (
        f"EXISTS (SELECT 1 {audit.format('a')} AND a.actor_id = NEW.decided_by_id "
        f"AND a.contributes AND a.sequence > {since} AND NOT {released})"
    )


def approvals(same: str) -> list[Rule]:
    """Return the rules that a claim's content does not change while it is approved."""
    said = "an approved claim is changed: its approval has to end first"
    found = [
        Rule(
            "claims_claim_approved_update",
            "claims_claim",
            "UPDATE",
            "OLD.stage <> 'approved' OR NEW.stage <> 'approved' "
            f"OR ({kept(KEPT_IN_APPROVAL, same)})",
            said,
        )
    ]
    for table, (column, root) in CHILDREN.items():
        if root != "claims_claim":
            continue
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            found.append(
                Rule(
                    f"{table}_approved_{event.lower()}",
                    table,
                    event,
                    f"NOT EXISTS (SELECT 1 FROM {root} r WHERE r.id = {row}.{column} "
                    "AND r.stage = 'approved')",
                    said,
                    (root,),
                )
            )
    return found


def stages() -> list[Rule]:
    """Return the rules of a claim's stages, and that what was decided on is not deleted."""
    moved = pairs_condition("OLD.stage", "NEW.stage", MOVES)
    decided = (
        "NEW.stage <> 'approved' OR EXISTS (SELECT 1 FROM claims_decision d "
        "WHERE d.subject_kind = 'claim' AND d.subject = NEW.public_id "
        "AND d.version = NEW.version)"
    )
    return [
        Rule(
            "claims_claim_stage_insert",
            "claims_claim",
            "INSERT",
            "NEW.stage = 'draft'",
            "a claim begins as a draft",
        ),
        Rule(
            "claims_claim_stage_update",
            "claims_claim",
            "UPDATE",
            f"NEW.stage = OLD.stage OR (({moved}) AND ({decided}))",
            "a claim does not change its stage in this way, or lacks the decision for it",
            ("claims_decision",),
        ),
        Rule(
            "claims_claim_decided_delete",
            "claims_claim",
            "DELETE",
            "NOT EXISTS (SELECT 1 FROM claims_decision d WHERE d.subject_kind = 'claim' "
            "AND d.subject = OLD.public_id)",
            "a claim that was ever approved is not deleted",
            ("claims_decision",),
        ),
    ]


def users() -> list[Rule]:
    """Return the rules that accounts stay."""
    said = "accounts are deactivated, never deleted"
    taken = replaces_none("claims_user", "INSERT")
    return [
        never("claims_user", "DELETE", said),
        Rule("claims_user_replace", "claims_user", "INSERT", taken, said),
    ]
