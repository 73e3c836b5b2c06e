"""The record's models; import them from here."""

from claims.record.models.read_tables import (
    CHANGED,
    FORETOLD,
    RELEASED_AGAIN,
    UNLISTED,
    Counted,
    PublishedClaim,
    PublishedCount,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    Status,
)
from claims.record.models.releases import Event, Release, ReleaseHead, SubjectKind
from claims.record.models.search_tables import (
    SEARCH_TABLES,
    ClaimWords,
    EntityWords,
    StatementWords,
)

__all__ = [
    "CHANGED",
    "FORETOLD",
    "RELEASED_AGAIN",
    "SEARCH_TABLES",
    "UNLISTED",
    "ClaimWords",
    "Counted",
    "EntityWords",
    "Event",
    "PublishedClaim",
    "PublishedCount",
    "PublishedEntity",
    "PublishedEvidence",
    "PublishedFacet",
    "PublishedStatement",
    "PublishedStatementFacet",
    "Release",
    "ReleaseHead",
    "StatementWords",
    "Status",
    "SubjectKind",
]
