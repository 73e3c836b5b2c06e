"""Who asked for the correction that a release is."""

from django.db.models import Q

from claims.desk.models import Claim, CorrectionRequest
from claims.publishing.plain import Body

REQUESTED_BY = "requested_by_kind"
"""The key of a claim's content that says what kind of person asked for what was released."""


def unanswered(claim: Claim) -> list[CorrectionRequest]:
    """Return the accepted requests that the claim's next release answers, first received first.

    Those for claims merged into it are among them.
    """
    merged = claim.merged.values("public_id")
    own = Q(claim=claim.public_id) | Q(claim__in=merged)
    found = CorrectionRequest.objects.filter(
        own, outcome=CorrectionRequest.Outcome.ACCEPTED, answered_at=None
    )
    return list(found.order_by("received_at", "id"))


def requested(claim: Claim) -> Body:
    """Return what a release says of who asked for it: nothing where nobody did."""
    waiting = unanswered(claim)
    return {REQUESTED_BY: waiting[0].asker} if waiting else {}


def without_request(content: Body) -> Body:
    """Return content without who asked for it, as far as that goes only what is shown."""
    return {name: value for name, value in content.items() if name != REQUESTED_BY}
