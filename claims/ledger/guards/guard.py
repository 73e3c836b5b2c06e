"""What a guard is, and what both tables of guards are written from."""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = {
    "claims_release": (("sequence",), ("hash",)),
    "claims_decision": (("number",),),
    "claims_auditentry": (("sequence",), ("hash",)),
    "claims_capture": (("public_id",), ("source_id", "text_sha256")),
}
"""Append-only tables and their unique keys besides the primary key."""

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

UNIQUE_BEYOND_ROOT = {"claims_evidence": (("public_id",),)}
"""Children's unique keys under which a row of another root could be replaced."""

QUOTATIONS = ("claims_statement", "claims_evidence")
"""Tables whose quote is a part of a captured text."""

HEADS = ("claims_audithead", "claims_releasehead")
"""Heads of chains: one row each, which only moves on."""

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

RELEASING = ("publish", "retract", "merge", "unmerge", "suppress")
"""Verbs in the audit that end the work done since the release before."""

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
