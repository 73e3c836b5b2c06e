"""The models of desk and record, re-exported so that Django finds them; import from the rooms."""

from claims.desk.models import *  # noqa: F403
from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedCount,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    Release,
    ReleaseHead,
    StatementWords,
)

__all__ = [
    "ClaimWords",
    "EntityWords",
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
]
