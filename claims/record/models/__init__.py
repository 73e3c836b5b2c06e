"""The record's models; import them from here."""

from claims.record.models.read_tables import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    Status,
)
from claims.record.models.releases import Event, Release, ReleaseHead, SubjectKind

__all__ = [
    "Event",
    "PublishedClaim",
    "PublishedEntity",
    "PublishedEvidence",
    "PublishedFacet",
    "PublishedStatement",
    "Release",
    "ReleaseHead",
    "Status",
    "SubjectKind",
]
