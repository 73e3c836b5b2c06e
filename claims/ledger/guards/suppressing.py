"""Rules of suppression: what else a decision to suppress may empty, and nothing but that.

Releases have a rule of their own among the chains. Who changes rows under these rules has no way
to put other words in the place of those that go.
"""

from claims.ledger.guards.rule import Rule, kept

SUPPRESSED = "[suppressed]"
"""Stands where words were that had to be there."""

TELLING = (
    "submit",
    "request_changes",
    "approve",
    "reject",
    "reopen",
    "publish",
    "retract",
    "flag",
    "unflag",
    "merge",
    "unmerge",
    "suppress",
)
"""Verbs whose audit entries tell what was decided and released, and hold no content."""

_ENTRY = (
    "id",
    "sequence",
    "at",
    "actor_id",
    "roles",
    "verb",
    "subject_kind",
    "subject",
    "version",
    "contributes",
    "reason",
    "request_id",
    "payload_digest",
    "previous_hash",
    "hash",
)
_CAPTURE = (
    "id",
    "public_id",
    "source_id",
    "text_sha256",
    "extent",
    "media_type",
    "original_sha256",
    "reader_version",
    "captured_at",
    "captured_by_id",
)
_NOTE = ("id", "subject_kind", "subject", "written_by_id", "written_at")
_SUGGESTION = (
    "id",
    "claim_id",
    "conditional",
    "digest",
    "suggested_by_id",
    "suggested_at",
    "outcome",
    "closed_by_id",
    "closed_at",
)
_REQUEST = (
    "id",
    "public_id",
    "claim",
    "asker",
    "received_at",
    "due_on",
    "outcome",
    "decided_by_id",
    "decided_at",
    "answered_at",
    "release",
)

_DECIDED = "EXISTS (SELECT 1 FROM claims_decision d WHERE d.verb = 'suppress' AND ({}))"
_OWN = "d.subject_kind = OLD.subject_kind AND d.subject = OLD.subject"
_STATEMENTS = (
    "d.subject_kind = 'source' AND OLD.subject_kind = 'statement' AND EXISTS ("
    "SELECT 1 FROM claims_statement s JOIN claims_capture c ON c.id = s.capture_id "
    "JOIN claims_source o ON o.id = c.source_id "
    "WHERE s.public_id = OLD.subject AND o.public_id = d.subject)"
)
_REQUESTS = (
    "d.subject_kind = 'claim' AND OLD.subject_kind = 'correctionrequest' AND EXISTS ("
    "SELECT 1 FROM claims_correctionrequest r "
    "WHERE r.public_id = OLD.subject AND r.claim = d.subject)"
)


def audit_update(same: str) -> Rule:
    """Return the rule that an audit entry changes only where a suppression empties it.

    It is about what is suppressed, a statement or request of that, or names it.
    """
    names = "OLD.payload LIKE '%' || d.subject || '%'"
    about = f"({_OWN}) OR ({_STATEMENTS}) OR ({_REQUESTS}) OR {names}"
    telling = ", ".join(f"'{verb}'" for verb in TELLING)
    return Rule(
        "claims_auditentry_update",
        "claims_auditentry",
        "UPDATE",
        f"NEW.payload IS NULL AND NEW.salt IS NULL AND {kept(_ENTRY, same)} "
        f"AND OLD.verb NOT IN ({telling}) AND {_DECIDED.format(about)}",
        "claims_auditentry is append-only: only a decided suppression empties payload and salt",
        (
            "claims_decision",
            "claims_statement",
            "claims_capture",
            "claims_source",
            "claims_correctionrequest",
        ),
    )


def capture_update(same: str) -> Rule:
    """Return the rule that a captured text changes only where its source is suppressed."""
    decided = (
        "EXISTS (SELECT 1 FROM claims_decision d JOIN claims_source o ON o.public_id = d.subject "
        "WHERE d.verb = 'suppress' AND d.subject_kind = 'source' AND o.id = OLD.source_id "
        "AND d.number = NEW.suppressed_under)"
    )
    return Rule(
        "claims_capture_update",
        "claims_capture",
        "UPDATE",
        "NEW.text = '' AND NEW.original IS NULL AND OLD.suppressed_under IS NULL "
        f"AND {kept(_CAPTURE, same)} AND {decided}",
        "claims_capture is append-only: only a decided suppression empties text and original",
        ("claims_decision", "claims_source"),
    )


def note_update(same: str) -> Rule:
    """Return the rule that an internal note changes only where its subject is suppressed."""
    about = f"({_OWN}) OR ({_STATEMENTS})"
    return Rule(
        "claims_internalnote_update",
        "claims_internalnote",
        "UPDATE",
        f"NEW.text = '{SUPPRESSED}' AND {kept(_NOTE, same)} AND {_DECIDED.format(about)}",
        "claims_internalnote is append-only: only a decided suppression takes its text",
        ("claims_decision", "claims_statement", "claims_capture", "claims_source"),
    )


def suggestion_emptied(same: str) -> str:
    """Return the condition that a suggestion loses its words to a suppression of its claim."""
    decided = (
        "EXISTS (SELECT 1 FROM claims_decision d JOIN claims_claim c ON c.public_id = d.subject "
        "WHERE d.verb = 'suppress' AND d.subject_kind = 'claim' AND c.id = OLD.claim_id)"
    )
    return (
        "NEW.changes = '{}' AND NEW.before = '{}' AND NEW.reason = '' AND NEW.answer = '' "
        f"AND {kept(_SUGGESTION, same)} AND {decided}"
    )


def request_emptied(same: str) -> str:
    """Return the condition that a request loses its words to a suppression of its claim."""
    about = "d.subject_kind = 'claim' AND d.subject = OLD.claim"
    return (
        f"NEW.wrong = '{SUPPRESSED}' AND NEW.evidence_url = '' AND NEW.name = '' "
        f"AND NEW.email = '' AND NEW.answer = '' AND {kept(_REQUEST, same)} "
        f"AND {_DECIDED.format(about)}"
    )
