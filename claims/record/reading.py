"""What public code may ask of the record: rows, read-only, through the database alias `public`."""

from collections.abc import Iterable

from django.db.models import QuerySet

from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    Release,
    ReleaseHead,
    Status,
    SubjectKind,
)

ALIAS = "public"
UNLISTED = (Status.RETRACTED, Status.MERGED, Status.SUPPRESSED)
"""Claims whose pages stay, and which lists leave out unless they are asked for."""


def claims() -> QuerySet[PublishedClaim]:
    """Return every claim ever released, whatever its status, newest first release first."""
    return PublishedClaim.objects.using(ALIAS).order_by("-first_sequence")


def listed_claims() -> QuerySet[PublishedClaim]:
    """Return the claims that lists show: all but retracted, merged and suppressed ones."""
    return claims().exclude(status__in=UNLISTED)


def claim(public_id: str) -> PublishedClaim | None:
    """Return one claim, or None where none of that id was released."""
    return claims().filter(pk=public_id).first()


def claims_with(kind: str, values: Iterable[str]) -> QuerySet[PublishedFacet, str]:
    """Return the ids of claims with any of the values, for `filter(pk__in=...)`.

    Kinds are those of PublishedFacet: topic, speaker, source, publisher, stance, evidence and
    speaker_stance ("{speaker id}:{stance}", both of one statement).
    """
    # No alias of its own: a subquery is asked on the database of the query around it.
    facets = PublishedFacet.objects.filter(kind=kind, value__in=list(values))
    return facets.values_list("claim_id", flat=True)


def releases(subject_kind: str, subject: str) -> QuerySet[Release]:
    """Return the releases of one subject, newest first."""
    found = Release.objects.using(ALIAS).filter(subject_kind=subject_kind, subject=subject)
    return found.order_by("-number")


def release(subject_kind: str, subject: str, number: int) -> Release | None:
    """Return one numbered release of a subject, or None."""
    return releases(subject_kind, subject).filter(number=number).first()


def changes(after: int = 0) -> QuerySet[Release]:
    """Return every release after sequence `after`, oldest first: what a mirror replays."""
    return Release.objects.using(ALIAS).filter(sequence__gt=after).order_by("sequence")


def corrections() -> QuerySet[Release]:
    """Return the releases of claims that told the public what changed, newest first."""
    found = Release.objects.using(ALIAS).filter(subject_kind=SubjectKind.CLAIM, number__gt=1)
    return found.exclude(note="").order_by("-sequence")


def head() -> ReleaseHead | None:
    """Return where the record stands: its last sequence, hash and time; None before any release."""
    return ReleaseHead.objects.using(ALIAS).first()


def entities(kind: str) -> QuerySet[PublishedEntity]:
    """Return the things of one kind, or the scale; newest first release first."""
    found = PublishedEntity.objects.using(ALIAS).filter(kind=kind)
    return found.order_by("-first_sequence")


def entity(kind: str, public_id: str) -> PublishedEntity | None:
    """Return one speaker, source, publisher or topic, or the scale (id "scale"); None if absent."""
    return entities(kind).filter(public_id=public_id).first()


def statements() -> QuerySet[PublishedStatement]:
    """Return every place where a claim shows a statement; one statement may stand in several."""
    return PublishedStatement.objects.using(ALIAS).order_by("-sequence", "position")


def statement(public_id: str) -> PublishedStatement | None:
    """Return a statement as the newest release that shows it has it, or None."""
    return statements().filter(public_id=public_id).order_by("-sequence", "as_evidence").first()


def statements_of_source(source: str) -> QuerySet[PublishedStatement]:
    """Return the places where claims show statements of a source."""
    return statements().filter(source=source)


def evidence() -> QuerySet[PublishedEvidence]:
    """Return every piece of evidence that a claim shows, newest release first."""
    return PublishedEvidence.objects.using(ALIAS).order_by("-sequence", "position")
