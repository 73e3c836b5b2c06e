"""From composed content to releases, and what of a claim is public already."""

from claims.desk.models import Claim, Decision
from claims.ledger.canonical import canonical_text
from claims.publishing.composing import Composition
from claims.publishing.plain import Body
from claims.record import releases
from claims.record.models import Event, Release, SubjectKind
from claims.record.releases import NewRelease


def claim_release(claim: Claim) -> Release | None:
    """Return the claim's newest release, None while it was never published."""
    return releases.newest(SubjectKind.CLAIM, claim.public_id)


def is_public(claim: Claim) -> bool:
    """Tell whether the claim was ever published; its page stays whatever came after."""
    return claim_release(claim) is not None


def is_retracted(claim: Claim) -> bool:
    """Tell whether the newest release of the claim is its retraction."""
    newest = claim_release(claim)
    return newest is not None and newest.event == Event.RETRACTION


def changes_nothing(claim: Claim, composition: Composition) -> bool:
    """Tell whether releasing the composition would tell the public what it is told already."""
    newest = claim_release(claim)
    if newest is None or newest.event == Event.RETRACTION:
        return False
    named = (*composition.entities, *releasable(claim, composition))
    if newest.content != canonical_text(composition.content):
        return False
    return all(
        (last := releases.newest(kind, public_id)) is not None
        and last.content == canonical_text(content)
        for kind, public_id, content in named
    )


def used(decision: Decision) -> bool:
    """Tell whether the decision has released its subject: it does so once."""
    return Release.objects.filter(
        decision=decision.number, subject_kind=decision.subject_kind, subject=decision.subject
    ).exists()


def release_claim(
    claim: Claim, composition: Composition, *, event: str, note: str, decision: Decision
) -> Release:
    """Release the claim and every entity and relation it names whose public JSON changed.

    Entities come before the claim, relations after it, and only relations whose other end is
    public. Returns the claim's own release.
    """
    own = NewRelease(
        subject_kind=SubjectKind.CLAIM,
        subject=claim.public_id,
        event=event,
        note=note,
        decision=decision.number,
        content=composition.content,
    )
    news = [
        *_changed(composition.entities, decision),
        own,
        *_changed(releasable(claim, composition), decision),
    ]
    made = releases.append(news)
    return made[news.index(own)]


def release_retraction(
    claim: Claim, composition: Composition, *, note: str, decision: Decision
) -> Release:
    """Release the retraction of a claim; its page stays, with the content last published."""
    retraction = NewRelease(
        subject_kind=SubjectKind.CLAIM,
        subject=claim.public_id,
        event=Event.RETRACTION,
        note=note,
        decision=decision.number,
        content=composition.content,
    )
    return releases.append([retraction])[0]


def releasable(claim: Claim, composition: Composition) -> tuple[tuple[str, str, Body], ...]:
    """Return those relations of a composition that its release publishes, where they changed.

    Both ends are public, and a relation that was never released is not withdrawn.
    """
    found = []
    for relation in composition.relations:
        _, public_id, content = relation
        ends = {content["from"], content["to"]} - {claim.public_id}
        public = all(releases.newest(SubjectKind.CLAIM, end) for end in ends)
        known = releases.newest(SubjectKind.RELATION, public_id) is not None
        if public and (known or not content["withdrawn"]):
            found.append(relation)
    return tuple(found)


def _changed(contents: tuple[tuple[str, str, Body], ...], decision: Decision) -> list[NewRelease]:
    news = []
    for kind, public_id, content in contents:
        newest = releases.newest(kind, public_id)
        if newest is not None and newest.content == canonical_text(content):
            continue
        event = Event.UPDATE if newest else Event.PUBLISH
        news.append(
            NewRelease(
                subject_kind=kind,
                subject=public_id,
                event=event,
                decision=decision.number,
                content=content,
            )
        )
    return news
