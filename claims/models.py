"""The models of desk and record, re-exported so that Django finds them; import from the rooms."""

from claims.desk.models import *  # noqa: F403
from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    Release,
    ReleaseHead,
)

__all__ = [
    "PublishedClaim",
    "PublishedEntity",
    "PublishedEvidence",
    "PublishedFacet",
    "PublishedStatement",
    "Release",
    "ReleaseHead",
]
