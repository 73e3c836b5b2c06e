"""The rules that a thing must meet before it is reviewed, approved, published or retracted."""

import json
from collections.abc import Iterator

from django.utils import timezone

from claims import publishing
from claims.desk.models import (
    AuditEntry,
    Claim,
    Decision,
    Rating,
    ReleaseVerb,
    Source,
    Speaker,
    Statement,
)
from claims.publishing import Event, Subject
from claims.publishing.gathering import Gathered, gather
from claims.workflow import merging_rules

NOTE_LENGTH = 20
"""The least a public note says, in characters."""

RESTS_ON = "rests_on"
"""In the audit of a suppression: the claims that were approved to be suppressed as well."""

LATER_EVENTS = (Event.UPDATE, Event.CLARIFICATION, Event.CORRECTION, Event.REINSTATEMENT)
"""What a publication after the first may be."""


def content_faults(claim: Claim) -> Iterator[str]:
    """Yield what the claim lacks to be published, one line each."""
    gathered = gather(claim)
    if claim.merged_into is not None:
        yield "The claim was merged into another; work on that one."
    if not gathered.links:
        yield from _unlinked(claim)
    yield from _suppressed_sources(gathered)
    for statement in gathered.all_statements:
        if statement.speaker is None:
            yield f"Resolve the speaker of “{_short(statement)}”."
    if claim.rating is not None:
        yield from _verdict_faults(claim, claim.rating, publishing.count(gathered))


def _suppressed_sources(gathered: Gathered) -> Iterator[str]:
    quoted = [statement.capture.source for statement in gathered.all_statements]
    quoted += [item.source for item in gathered.evidence if item.source is not None]
    sources = {source.public_id: source for source in quoted}
    newest = publishing.newest_releases(("source", public_id) for public_id in sources)
    for (_, public_id), release in newest.items():
        if release.event == Event.SUPPRESSION:
            yield f"It quotes a source that was suppressed ({public_id}): take that away."


def _unlinked(claim: Claim) -> Iterator[str]:
    proposed = claim.claim_statements.filter(statement__state=Statement.State.PROPOSED)
    waiting = [link.statement for link in proposed.select_related("statement")]
    if waiting:
        yield f"“{_short(waiting[0])}” is linked but only proposed: accept it first."
    else:
        yield "Link at least one accepted statement that makes, denies or repeats the claim."


def retraction_faults(claim: Claim) -> Iterator[str]:
    """Yield why the claim cannot be retracted."""
    if not publishing.is_public(claim):
        yield "The claim was never published; reject it instead."
    elif publishing.is_retracted(claim):
        yield "The claim is retracted already."


def suppression_faults(subject: Subject) -> Iterator[str]:
    """Yield why the subject cannot be suppressed at all; what still shows it is another matter."""
    name = subject._meta.verbose_name
    if not isinstance(subject, Claim | Source):
        yield f"Claims and sources are suppressed; a {name} is edited."
    elif publishing.is_suppressed(subject):
        yield f"The {name} is suppressed already."
    elif not publishing.is_public(subject):
        yield f"The {name} was never published."
    elif subject.merged_into is not None:
        yield f"The {name} was merged into “{subject.merged_into}”; unmerge it first."


def showing_faults(subject: Claim | Source) -> Iterator[str]:
    """Yield each other claim that shows now what a suppression has to take away.

    One whose own suppression is approved does not stand in the way of another claim's; from then on
    that approval is not taken back. A source waits until all of them are suppressed.
    """
    resting = suppressions_rested_on(subject)
    for public_id in publishing.still_showing(subject):
        if public_id in resting:
            continue
        claim = Claim.objects.get(public_id=public_id)
        yield (
            f"“{claim}” ({public_id}) shows the same words: suppress it too, or publish it "
            "without them first."
        )


def suppressions_rested_on(subject: Claim | Source) -> list[str]:
    """Return the public ids of claims that show the same words, and are approved to be suppressed.

    None for a source: nothing keeps those claims from being suppressed before it.
    """
    if isinstance(subject, Source):
        return []
    showing = list(publishing.still_showing(subject))
    approved = Claim.objects.filter(public_id__in=showing, stage=Claim.Stage.APPROVED)
    return [
        public_id
        for public_id in approved.order_by("pk").values_list("public_id", flat=True)
        if _is_to_be_suppressed(public_id)
    ]


def _is_to_be_suppressed(claim: str) -> bool:
    decided = Decision.objects.filter(subject_kind="claim", subject=claim).first()
    return decided is not None and decided.verb == ReleaseVerb.SUPPRESS


def resting_faults(claim: Claim) -> Iterator[str]:
    """Yield that the claim's approval stays, where another's suppression rested on it."""
    if claim.stage != Claim.Stage.APPROVED or not _is_to_be_suppressed(claim.public_id):
        return
    entries = AuditEntry.objects.filter(
        verb=ReleaseVerb.SUPPRESS, payload__contains=f'"{claim.public_id}"'
    )
    for entry in entries.order_by("sequence"):
        after = json.loads(entry.payload or "{}").get("after") or {}
        if claim.public_id in after.get(RESTS_ON, ()):
            yield (
                f"{entry.subject} was suppressed because this claim, which shows the same words, "
                "was approved to be suppressed as well: that approval stays. Suppress it."
            )


def entity_faults(entity: publishing.Entity) -> Iterator[str]:
    """Yield what stands against releasing a speaker, source, publisher or topic by itself."""
    name = entity._meta.verbose_name
    if entity.merged_into is not None:
        yield f"The {name} was merged into “{entity.merged_into}”; work on that one."
    if isinstance(entity, Speaker) and entity.kind == Speaker.Kind.ANONYMOUS:
        yield "An anonymous speaker has no page; it is released with its claims alone."
    for other in publishing.unreleased_beside(entity):
        yield f"It names “{other}”, which was never released; publish that first."


def publication_faults(subject: Subject) -> Iterator[str]:
    """Yield what the subject lacks to be published."""
    if isinstance(subject, Claim):
        return content_faults(subject)
    return entity_faults(subject)


def faults_for(subject: Subject, verb: str, target: str = "") -> Iterator[str]:
    """Yield what stands against releasing the subject by `verb`, of those that may be asked for."""
    if verb == ReleaseVerb.MERGE:
        yield from merging_rules.faults(subject, target)
    elif verb == ReleaseVerb.UNMERGE:
        yield from merging_rules.unmerge_faults(subject)
    elif verb == ReleaseVerb.PUBLISH:
        yield from publication_faults(subject)
    elif verb == ReleaseVerb.RETRACT and isinstance(subject, Claim):
        yield from retraction_faults(subject)
    elif verb == ReleaseVerb.SUPPRESS:
        yield from suppression_faults(subject)
    else:
        yield f"“{verb}” cannot be asked for."


def embargo_faults(claim: Claim) -> Iterator[str]:
    """Yield that the claim is under embargo, while it is."""
    if claim.not_before is not None and claim.not_before > timezone.now():
        yield f"The claim is under embargo until {claim.not_before:%Y-%m-%d %H:%M} UTC."


def event_faults(subject: Subject, event: str, note: str) -> Iterator[str]:
    """Yield what is wrong with the event and the public note of a publication."""
    if not publishing.is_public(subject):
        if event not in ("", Event.PUBLISH):
            yield "The first publication is no update, clarification or correction."
        return
    if event not in LATER_EVENTS:
        yield "Say what this publication is: an update, clarification, correction or reinstatement."
    retracted = isinstance(subject, Claim) and publishing.is_retracted(subject)
    if retracted and event in LATER_EVENTS and event != Event.REINSTATEMENT:
        yield "The claim is retracted: publishing it again is a reinstatement."
    if not retracted and event == Event.REINSTATEMENT:
        yield "Only a retracted claim is reinstated."
    yield from note_faults(note)


def flag_faults(claim: Claim, note: str) -> Iterator[str]:
    """Yield why the claim cannot be put under review in public."""
    if not publishing.is_public(claim):
        yield "The claim was never published."
    elif publishing.is_suppressed(claim):
        yield "The claim is suppressed."
    elif claim.merged_into is not None:
        yield "The claim was merged into another; flag that one."
    elif publishing.is_retracted(claim):
        yield "The claim is retracted."
    elif publishing.is_flagged(claim):
        yield "The claim is under review already."
    yield from note_faults(note)


def unflag_faults(claim: Claim, note: str) -> Iterator[str]:
    """Yield why the claim cannot be taken off review."""
    if not publishing.is_flagged(claim):
        yield "The claim is not under review."
    yield from note_faults(note)


def note_faults(note: str) -> Iterator[str]:
    """Yield that a public note is missing or says too little."""
    if len(note.strip()) < NOTE_LENGTH:
        yield f"Write a public note of at least {NOTE_LENGTH} characters: readers see it."


def _verdict_faults(claim: Claim, rating: Rating, counting: publishing.Counting) -> Iterator[str]:
    if not claim.summary.strip():
        yield "A verdict needs a summary."
    if claim.as_of is None:
        yield "A verdict needs the day up to which evidence was considered."
    elif claim.as_of > timezone.localdate():
        yield "The day up to which evidence was considered lies in the future."
    if not (counting.supports or counting.contradicts):
        yield (
            "A verdict needs accepted evidence that supports or contradicts the claim "
            "and is not the claimant's own word."
        )
    if _goes_against(rating) and not _was_contacted(claim):
        yield (
            f"“{rating.label}” goes against somebody: log a contact, "
            "or say why nobody was asked for a reply."
        )


def _goes_against(rating: Rating) -> bool:
    return rating.normalised in (Rating.Normalised.FALSE, Rating.Normalised.MIXTURE)


def _was_contacted(claim: Claim) -> bool:
    return bool(claim.no_contact_reason.strip()) or claim.contacts.exists()


def _short(statement: Statement) -> str:
    quote = " ".join(statement.quote.split())
    return quote if len(quote) <= 60 else f"{quote[:57]}…"
