"""Rules of working together: mentions, suggestions and requests change once, in one way each."""

from claims.ledger.guards.guard import (
    DECIDED_IN_REQUEST,
    KEPT_IN_REQUEST,
    KEPT_IN_SUGGESTION,
)
from claims.ledger.guards.rule import Rule, kept, never, replaces_none
from claims.ledger.guards.suppressing import request_emptied, suggestion_emptied


def mentions(same: str) -> list[Rule]:
    """Return the rules that a mention begins unseen, is seen once, and stays."""
    table = "claims_notemention"
    own = ("id", "note_id", "user_id")
    return [
        Rule(
            f"{table}_insert",
            table,
            "INSERT",
            f"NEW.seen_at IS NULL AND {replaces_none(table, 'INSERT')}",
            "a mention begins unseen and replaces none",
        ),
        Rule(
            f"{table}_update",
            table,
            "UPDATE",
            f"OLD.seen_at IS NULL AND NEW.seen_at IS NOT NULL AND {kept(own, same)}",
            "a mention changes once, when it is seen",
        ),
        never(table, "DELETE", "a mention stays"),
    ]


def suggestions(same: str) -> list[Rule]:
    """Return the rules that a suggestion begins open, is closed once, and stays.

    Its words go where its claim is suppressed.
    """
    table = "claims_suggestion"
    return [
        Rule(
            f"{table}_insert",
            table,
            "INSERT",
            f"NEW.outcome = '' AND {replaces_none(table, 'INSERT')}",
            "a suggestion begins open and replaces none",
        ),
        Rule(
            f"{table}_update",
            table,
            "UPDATE",
            f"(OLD.outcome = '' AND NEW.outcome <> '' AND {kept(KEPT_IN_SUGGESTION, same)}) "
            f"OR ({suggestion_emptied(same)})",
            "a suggestion changes once, when it is closed",
            ("claims_decision", "claims_claim"),
        ),
        never(table, "DELETE", "a suggestion stays"),
    ]


def requests(same: str) -> list[Rule]:
    """Return the rules that a request stays as received and is decided and answered once.

    Name and e-mail address may be emptied at any time, for whoever asks that of the desk, and all
    its words where its claim is suppressed.
    """
    table = "claims_correctionrequest"
    personal = "NEW.name IN (OLD.name, '') AND NEW.email IN (OLD.email, '')"
    decided = f"(OLD.outcome = '' OR ({kept(DECIDED_IN_REQUEST, same)}))"
    answered = f"(OLD.answered_at IS NULL OR ({kept(('answered_at', 'release'), same)}))"
    return [
        Rule(
            f"{table}_insert",
            table,
            "INSERT",
            "NEW.outcome = '' AND NEW.answer = '' AND NEW.answered_at IS NULL "
            f"AND {replaces_none(table, 'INSERT')}",
            "a request begins undecided and replaces none",
        ),
        Rule(
            f"{table}_update",
            table,
            "UPDATE",
            f"({kept(KEPT_IN_REQUEST, same)} AND {personal} AND {decided} AND {answered} "
            f"AND NOT ({kept(('name', 'email', 'outcome', 'answered_at'), same)})) "
            f"OR ({request_emptied(same)})",
            "a request stays as it was received, and is decided and answered once",
            ("claims_decision",),
        ),
        never(table, "DELETE", "a request stays"),
    ]
