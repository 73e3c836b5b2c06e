"""Bodies of claims as they were."""

from typing import Any

from claims.record.models import Release
from claims.record.projection.claims import claim_body
from claims.record.projection.sources import version
from claims.record.projection.tables import claim_facts


def body_of(release: Release) -> dict[str, Any]:
    """Return the body that a claim had with one of its releases, on that release's database.

    Relations are left out: they have releases of their own.
    """
    siblings = Release.objects.using(release._state.db).filter(
        subject_kind=release.subject_kind, subject=release.subject, number__lte=release.number
    )
    versions = [version(sibling) for sibling in siblings.order_by("number")]
    return claim_body(versions[-1].content, claim_facts(release.subject, versions, []))
