"""A claim's body as it would be if it were released now."""

from claims.desk.models import Claim, ReleaseVerb
from claims.publishing.composing import Composition
from claims.publishing.plain import Body
from claims.publishing.releasing import is_public
from claims.record.models import Event
from claims.record.projection.previews import preview


def preview_body(claim: Claim, composition: Composition, verb: str) -> Body:
    """Return the public body of a composition that is not released yet.

    All as a release would make it, but without a note and with an empty digest.
    """
    return preview(claim.public_id, composition.content, event=_event(claim, verb))


def _event(claim: Claim, verb: str) -> str:
    if verb == ReleaseVerb.RETRACT:
        return Event.RETRACTION.value
    return Event.UPDATE.value if is_public(claim) else Event.PUBLISH.value
