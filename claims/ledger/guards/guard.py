"""What a guard is, and what both tables of guards are written from."""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "claims_release",
    "claims_decision",
    "claims_auditentry",
    "claims_capture",
    "claims_duplicatejudgement",
    "claims_internalnote",
)
"""Tables whose rows are written once."""

EMPTIED = ("claims_release", "claims_auditentry", "claims_capture", "claims_internalnote")
"""Those of them that a decided suppression empties; each has a rule of its own for that."""

ROOTS = (
    "claims_claim",
    "claims_claimrelation",
    "claims_publisher",
    "claims_rating",
    "claims_source",
    "claims_speaker",
    "claims_statement",
    "claims_topic",
)
"""Roots of aggregates, whose version goes up by exactly one with each save."""

CHILDREN = {
    "claims_attributionstep": ("statement_id", "claims_statement"),
    "claims_claimstatement": ("claim_id", "claims_claim"),
    "claims_claimtopic": ("claim_id", "claims_claim"),
    "claims_claimtranslation": ("claim_id", "claims_claim"),
    "claims_contact": ("claim_id", "claims_claim"),
    "claims_evidence": ("claim_id", "claims_claim"),
    "claims_jointspeaker": ("statement_id", "claims_statement"),
    "claims_role": ("speaker_id", "claims_speaker"),
    "claims_speakername": ("speaker_id", "claims_speaker"),
    "claims_statementtranslation": ("statement_id", "claims_statement"),
}
"""Children, the column that names their root, and the root's table."""

UNIQUE: dict[str, tuple[tuple[str, ...], ...]] = {
    "claims_attributionstep": (("statement_id", "position"),),
    "claims_auditentry": (("sequence",), ("hash",)),
    "claims_capture": (("public_id",), ("source_id", "text_sha256")),
    "claims_claim": (("public_id",),),
    "claims_claimrelation": (("public_id",),),
    "claims_claimstatement": (("claim_id", "statement_id"),),
    "claims_claimtopic": (("claim_id", "topic_id"),),
    "claims_claimtranslation": (("claim_id", "language"),),
    "claims_correctionrequest": (("public_id",),),
    "claims_decision": (("number",),),
    "claims_duplicatejudgement": (("kind", "first", "second"),),
    "claims_evidence": (("public_id",),),
    "claims_jointspeaker": (("statement_id", "speaker_id"), ("statement_id", "position")),
    "claims_notemention": (("note_id", "user_id"),),
    "claims_publisher": (("public_id",),),
    "claims_rating": (("public_id",), ("code",), ("value",)),
    "claims_release": (("sequence",), ("hash",)),
    "claims_source": (("public_id",),),
    "claims_speaker": (("public_id",),),
    "claims_speakername": (("speaker_id", "name"),),
    "claims_statement": (("public_id",), ("capture_id", "start", "end", "kind")),
    "claims_statementtranslation": (("statement_id", "language"),),
    "claims_topic": (("public_id",),),
    "claims_user": (("username",),),
}
"""Unique keys besides the primary key, under which SQLite's REPLACE would delete another row."""

UNIQUE_OTHERWISE = {
    "claims_claimrelation": (
        "t.kind = NEW.kind AND ((t.from_claim_id = NEW.from_claim_id "
        "AND t.to_claim_id = NEW.to_claim_id) OR (t.from_claim_id = NEW.to_claim_id "
        "AND t.to_claim_id = NEW.from_claim_id))"
    ),
    # Written as the partial index has it, so that the index serves.
    "claims_source": "t.url = NEW.url AND NOT (t.url = '')",
    "claims_submission": (
        "t.subject_kind = NEW.subject_kind AND t.subject = NEW.subject AND t.outcome = '' "
        "AND NEW.outcome = ''"
    ),
    "claims_topic": "LOWER(t.name) = LOWER(NEW.name)",
}
"""Unique keys that are no plain list of columns: when row `t` holds the key of NEW."""

QUOTATIONS = ("claims_statement", "claims_evidence")
"""Tables whose quote is a part of a captured text."""

HEADS = {
    "claims_audithead": ("claims_auditentry", "at"),
    "claims_releasehead": ("claims_release", "released_at"),
}
"""Heads of chains, the chain of each, and the chain's column of times."""

MOVES = (
    ("draft", "in_review"),
    ("draft", "rejected"),
    ("in_review", "changes_requested"),
    ("in_review", "approved"),
    ("in_review", "rejected"),
    ("changes_requested", "in_review"),
    ("changes_requested", "rejected"),
    ("approved", "draft"),
    ("approved", "in_review"),
    ("rejected", "draft"),
)
"""Every change of a claim's stage that any verb makes."""

EVENT_VERBS = (
    ("publish", "publish"),
    ("update", "publish"),
    ("clarification", "publish"),
    ("correction", "publish"),
    ("reinstatement", "publish"),
    ("retraction", "retract"),
    ("merge", "merge"),
    ("unmerge", "unmerge"),
    ("suppression", "suppress"),
)
"""Which verb must have been decided for which event of a release."""

KEPT_IN_RELEASE = (
    "id",
    "sequence",
    "subject_kind",
    "subject",
    "number",
    "event",
    "note",
    "decision",
    "released_at",
    "content_digest",
    "previous_hash",
    "hash",
)
"""Columns of a release that not even a suppression changes."""

KEPT_IN_SUBMISSION = (
    "id",
    "subject_kind",
    "subject",
    "verb",
    "target",
    "reason",
    "version",
    "requested_by_id",
    "requested_at",
)
"""Columns of a submission that closing it does not change."""

KEPT_IN_SUGGESTION = (
    "id",
    "claim_id",
    "changes",
    "before",
    "reason",
    "conditional",
    "digest",
    "suggested_by_id",
    "suggested_at",
)
"""Columns of a suggestion that closing it does not change."""

KEPT_IN_REQUEST = (
    "id",
    "public_id",
    "claim",
    "asker",
    "wrong",
    "evidence_url",
    "received_at",
    "due_on",
)
"""Columns of a request for correction that never change."""

DECIDED_IN_REQUEST = ("outcome", "decided_by_id", "decided_at", "answer")
"""Columns of a request for correction that are written once."""

KEPT_IN_APPROVAL = (
    "text",
    "language",
    "context",
    "kind",
    "about_from_start",
    "about_from_end",
    "about_from_precision",
    "about_from_offset",
    "about_to_start",
    "about_to_end",
    "about_to_precision",
    "about_to_offset",
    "why_checked",
    "rating_id",
    "no_contact_reason",
    "summary",
    "explanation",
    "as_of",
)
"""Columns of a claim that do not change while it is approved."""

DECIDABLE = ("publish", "retract", "merge", "unmerge", "suppress")
"""Verbs that may be decided."""

NOBODYS_WORK = ("merge", "unmerge")
"""Verbs that release nothing anybody wrote: whoever worked on the two may decide on them."""

RELEASING = ("publish",)
"""Verbs in the audit that end the work done before them; a retraction releases nothing new."""

SHOWING = ("publish", "update", "clarification", "correction", "reinstatement")
"""Events of releases that show their subject as the desk has it."""

NOTE_LENGTH = 20
"""The least a public note says, in characters."""

RELEASE_VERBS = tuple(dict.fromkeys(verb for _, verb in EVENT_VERBS))
"""Verbs in the audit that made a release of their subject."""

GENESIS = "0" * 64

PREFIX = "onrecord_"
"""How the name of every guard begins, and of no other trigger."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: its name, the tables it needs, and its SQL.

    `fingerprint` is what `installed` reports for it when it stands as written here.
    """

    name: str
    tables: tuple[str, ...]
    create: tuple[str, ...]
    fingerprint: str


def in_list(values: tuple[str, ...]) -> str:
    """Return values as the inside of an SQL IN (…)."""
    return ", ".join(f"'{value}'" for value in values)


def pairs_condition(left: str, right: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """Return an SQL condition that two expressions hold one of the pairs."""
    return " OR ".join(f"({left} = '{a}' AND {right} = '{b}')" for a, b in pairs)


def present_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the tables that exist."""
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
