"""From composed content to releases, and what of a claim is public already."""

from claims.desk.models import Claim, Decision
from claims.ledger.canonical import canonical_text
from claims.publishing.alone import kind_of
from claims.publishing.composing import Composition
from claims.publishing.plain import Body
from claims.publishing.published import Subject
from claims.publishing.requesting import without_request
from claims.record import releases
from claims.record.models import Event, Release, SubjectKind
from claims.record.releases import NewRelease


def newest_release(subject: Subject) -> Release | None:
    """Return the subject's newest release, None while it was never published."""
    return releases.newest(kind_of(subject), subject.public_id)


def is_public(subject: Subject) -> bool:
    """Tell whether the subject was ever published; its page stays whatever came after."""
    return newest_release(subject) is not None


def is_retracted(claim: Claim) -> bool:
    """Tell whether the newest release of the claim is its retraction."""
    return _stands_at(claim, Event.RETRACTION)


def is_flagged(claim: Claim) -> bool:
    """Tell whether the newest release of the claim put it under review."""
    return _stands_at(claim, Event.FLAG)


def _stands_at(claim: Claim, event: Event) -> bool:
    newest = newest_release(claim)
    return newest is not None and newest.event == event


def changes_nothing(subject: Subject, composition: Composition) -> bool:
    """Tell whether releasing the composition would tell the public what it is told already."""
    newest = newest_release(subject)
    if newest is None or newest.event == Event.RETRACTION:
        return False
    if not _tells(newest, composition.content):
        return False
    if not isinstance(subject, Claim):
        return True
    named = (*composition.entities, *releasable(subject, composition))
    return all(
        (last := releases.newest(kind, public_id)) is not None
        and last.content == canonical_text(content)
        for kind, public_id, content in named
    )


def _tells(newest: Release, content: Body) -> bool:
    told = without_request(releases.content_of(newest) or {})
    return canonical_text(told) == canonical_text(without_request(content))


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


def release_alone(
    subject: Subject, composition: Composition, *, event: str, note: str, decision: Decision
) -> Release:
    """Release one thing by itself: a retraction, a merge, or something that claims name."""
    return _release(subject, composition.content, event, note, decision.number)


def release_flag(claim: Claim, *, event: str, note: str) -> Release:
    """Release that a published claim is under review, or no longer: what it says stays."""
    newest = newest_release(claim)
    content = releases.content_of(newest) if newest else None
    return _release(claim, content or {}, event, note, None)


def _release(
    subject: Subject, content: Body, event: str, note: str, decision: int | None
) -> Release:
    new = NewRelease(
        subject_kind=kind_of(subject),
        subject=subject.public_id,
        event=event,
        note=note,
        decision=decision,
        content=content,
    )
    return releases.append([new])[0]


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
