"""The body of a claim, or of what claims name, as it would be if it were released now."""

from django.utils import timezone

from claims.desk.models import Claim, ReleaseVerb
from claims.publishing.alone import Entity, kind_of
from claims.publishing.composing import Composition
from claims.publishing.plain import Body
from claims.publishing.releasing import releasable
from claims.record import addresses
from claims.record.models import Event, PublishedFacet, ReleaseHead, SubjectKind
from claims.record.projection import Relation, Version, claim_body, entity_body
from claims.record.projection.relations import FACET, seen_from
from claims.record.projection.sources import first_sequences, histories, newest
from claims.record.projection.tables import claim_facts

_EVENTS = {
    ReleaseVerb.RETRACT: Event.RETRACTION,
    ReleaseVerb.MERGE: Event.MERGE,
    ReleaseVerb.UNMERGE: Event.UNMERGE,
    ReleaseVerb.SUPPRESS: Event.SUPPRESSION,
}


def preview_body(claim: Claim, composition: Composition, verb: str) -> Body:
    """Return the public body of a composition that is not released yet.

    All as a release would make it now, but without a note and with an empty digest.
    """
    versions = _versions(SubjectKind.CLAIM, claim.public_id, composition, verb)
    relations = _relations(claim, composition)
    return claim_body(composition.content, claim_facts(claim.public_id, versions, relations))


def preview_entity(entity: Entity, composition: Composition, verb: str) -> Body:
    """Return the public body of an entity's composition that is not released yet."""
    kind, subject = kind_of(entity), entity.public_id
    url = addresses.absolute(addresses.entity_path(kind, subject, str(entity)))
    return entity_body(kind, subject, url, _versions(kind, subject, composition, verb))


def _versions(kind: str, subject: str, composition: Composition, verb: str) -> list[Version]:
    before = histories(kind, [subject]).get(subject, [])
    head = ReleaseHead.objects.first()
    coming = Version(
        number=len(before) + 1,
        sequence=(head.sequence if head else 0) + 1,
        event=_event(verb, bool(before)),
        note="",
        released_at=timezone.now(),
        digest="",
        content=None if verb == ReleaseVerb.SUPPRESS else composition.content,
    )
    return [*before, coming]


def _relations(claim: Claim, composition: Composition) -> list[Relation]:
    """Return the claim's relations in the order of their first release, those yet to come last."""
    subject, kind = claim.public_id, SubjectKind.RELATION
    held = PublishedFacet.objects.filter(kind=FACET, claim=subject)
    ids = set(held.values_list("value", flat=True))
    order = first_sequences(kind, ids)
    contents = {id: one.content for id, one in newest(kind, ids).items() if one.content}
    known = {id: contents[id] for id in sorted(contents, key=order.__getitem__)}
    coming = {id: content for _, id, content in releasable(claim, composition)}
    shown = [
        seen_from(subject, content)
        for content in (known | coming).values()
        if not content["withdrawn"]
    ]
    others = newest(SubjectKind.CLAIM, {other for _, other in shown})
    texts = {id: one.content["claim"] for id, one in others.items() if one.content}
    return [Relation(how, other, texts[other]) for how, other in shown if other in texts]


def _event(verb: str, was_released: bool) -> str:
    if verb in _EVENTS:
        return _EVENTS[ReleaseVerb(verb)].value
    return Event.UPDATE.value if was_released else Event.PUBLISH.value
