"""A claim's body as it would be if it were released now."""

from django.utils import timezone

from claims.desk.models import Claim, ReleaseVerb
from claims.publishing.composing import Composition
from claims.publishing.plain import Body
from claims.record.models import Event, ReleaseHead, SubjectKind
from claims.record.projection import Version, claim_body
from claims.record.projection.relations import relations_of
from claims.record.projection.sources import histories
from claims.record.projection.tables import claim_facts


def preview_body(claim: Claim, composition: Composition, verb: str) -> Body:
    """Return the public body of a composition that is not released yet.

    All as a release would make it now, but without a note and with an empty digest.
    """
    subject = claim.public_id
    before = histories(SubjectKind.CLAIM, [subject]).get(subject, [])
    head = ReleaseHead.objects.first()
    coming = Version(
        number=len(before) + 1,
        sequence=(head.sequence if head else 0) + 1,
        event=_event(verb, bool(before)),
        note="",
        released_at=timezone.now(),
        digest="",
        content=composition.content,
    )
    relations = relations_of([subject]).get(subject, [])
    return claim_body(composition.content, claim_facts(subject, [*before, coming], relations))


def _event(verb: str, was_released: bool) -> str:
    if verb == ReleaseVerb.RETRACT:
        return Event.RETRACTION.value
    return Event.UPDATE.value if was_released else Event.PUBLISH.value
