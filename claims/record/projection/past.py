"""Bodies of claims as they were."""

from datetime import datetime
from typing import Any

from claims.record.models import Release, SubjectKind
from claims.record.projection.claims import claim_body
from claims.record.projection.relations import NO_SURROUNDINGS, surroundings
from claims.record.projection.sources import version
from claims.record.projection.tables import claim_facts


def body_at(claim: str, moment: datetime, *, using: str) -> dict[str, Any] | None:
    """Return the body that a claim had at a moment; None where it was not released yet.

    It is that of the release current then, with the relations, and the texts of related claims,
    that stood then. What was suppressed since is not told.
    """
    releases = Release.objects.using(using).filter(
        subject_kind=SubjectKind.CLAIM, subject=claim, released_at__lte=moment
    )
    versions = [version(release) for release in releases.order_by("number")]
    if not versions:
        return None
    beside = surroundings([claim], until=moment, using=using).get(claim, NO_SURROUNDINGS)
    return claim_body(versions[-1].content, claim_facts(claim, versions, beside.relations))
