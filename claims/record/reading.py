"""What public code may ask of the record: rows, read-only, through the database alias `public`."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.models import BigIntegerField, F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from claims.ledger import keeping
from claims.ledger.chain import GENESIS
from claims.ledger.checkpoints import RELEASES, Checkpoint
from claims.record import counting
from claims.record.differing import differences
from claims.record.models import (
    UNLISTED,
    PublishedClaim,
    PublishedCount,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    Release,
    ReleaseHead,
    SubjectKind,
)
from claims.record.projection import body_at, body_text
from claims.record.releases import content_of
from claims.record.sending import Sent, sent

ALIAS = "public"
BEYOND = 2**63 - 1
"""Greater than the sequence of any release."""


def claims() -> QuerySet[PublishedClaim]:
    """Return every claim ever released, whatever its status, newest first release first."""
    return PublishedClaim.objects.using(ALIAS).order_by("-first_sequence")


def listed_claims() -> QuerySet[PublishedClaim]:
    """Return the claims that lists show: all but retracted, merged and suppressed ones."""
    return claims().exclude(status__in=UNLISTED)


def listed_claims_with(kind: str, value: str) -> QuerySet[PublishedClaim]:
    """Return the listed claims that have a value, as `claims_with` finds them, in the same order.

    `place` is their `first_sequence`, read from the index that found them: to be cut short by.
    """
    found = listed_claims().filter(facets__kind=kind, facets__value=value)
    return found.annotate(place=F("facets__order_key")).order_by("-place")


def followed_claims_with(kind: str, value: str) -> QuerySet[PublishedClaim]:
    """Return the listed claims with a speaker or topic, newest release first.

    `place` is the sequence of that release, read from the index that found them.
    """
    found = listed_claims().filter(
        facets__kind=kind, facets__value=value, facets__sequence__isnull=False
    )
    return found.annotate(place=F("facets__sequence")).order_by("-place")


def followed_claims() -> QuerySet[PublishedClaim]:
    """Return the listed claims, newest release first; `place` is the sequence of that release."""
    return listed_claims().annotate(place=F("sequence")).order_by("-place")


def reviewed_claims() -> QuerySet[PublishedClaim]:
    """Return the claims with a verdict that stands, under review or not."""
    # Told by what is left out: a list of statuses would be read by status, and sorted.
    return listed_claims().exclude(verdict="")


def claim(public_id: str) -> PublishedClaim | None:
    """Return one claim, or None where none of that id was released."""
    return claims().filter(pk=public_id).first()


def sent_claim(public_id: str, *, known: str = "") -> Sent | None:
    """Return one claim as it is sent, or None; with `known`, the etag of what the reader has.

    Where that still stands, the body is left out of the answer, "". One indexed read.
    """
    return sent(public_id, ALIAS, known=known)


def at(claim_id: str, moment: datetime) -> str | None:
    """Return the body of a claim as text, as its release current at a moment would be sent.

    Relations are told as they stood then; None where the claim was not released yet.
    """
    body = body_at(claim_id, moment, using=ALIAS)
    return None if body is None else body_text(body)


def claims_with(kind: str, values: Iterable[str]) -> QuerySet[PublishedFacet, str]:
    """Return the ids of claims with any of the values, for `filter(pk__in=...)`.

    Kinds are those of PublishedFacet: topic, speaker, source, publisher, stance, evidence and
    speaker_stance ("{speaker id}:{stance}", both of one statement). What names a merged thing is
    found by the id of that, and by the id of what stands now in its place.
    """
    # No alias of its own: a subquery is asked on the database of the query around it.
    facets = PublishedFacet.objects.filter(kind=kind, value__in=list(values))
    return facets.values_list("claim_id", flat=True)


def first_released_from(moment: datetime) -> Coalesce:
    """Return, for use in filters, the place of the claim first released then or soonest after.

    It is beyond every place where there is none: first releases follow one another in time.
    """
    since = PublishedClaim.objects.filter(first_released_at__gte=moment)
    ordered = since.order_by("first_released_at", "first_sequence").values("first_sequence")
    return _or_beyond(ordered)


def released_from(moment: datetime) -> Coalesce:
    """Return, for use in filters, the sequence of the release of then or the soonest after.

    It is beyond every sequence where there is none.
    """
    since = Release.objects.filter(released_at__gte=moment)
    return _or_beyond(since.order_by("released_at", "sequence").values("sequence"))


def _or_beyond(places: QuerySet[Any, Any]) -> Coalesce:
    beyond = Value(BEYOND, output_field=BigIntegerField())
    return Coalesce(Subquery(places[:1]), beyond, output_field=BigIntegerField())


def releases(subject_kind: str, subject: str) -> QuerySet[Release]:
    """Return the releases of one subject, newest first."""
    found = Release.objects.using(ALIAS).filter(subject_kind=subject_kind, subject=subject)
    return found.order_by("-number")


def release(subject_kind: str, subject: str, number: int) -> Release | None:
    """Return one numbered release of a subject, or None."""
    return releases(subject_kind, subject).filter(number=number).first()


def difference(
    subject_kind: str, subject: str, number: int, other: int
) -> list[dict[str, Any]] | None:
    """Return what release `other` of a subject says differently from release `number`.

    `{"path", "before", "after"}` for each place in their contents that differs, in the order of
    the contents; `path` is an RFC 6901 pointer, and what is absent from one of them is None there.
    A suppressed release has no content. None where one of the releases is missing.
    """
    found = releases(subject_kind, subject).filter(number__in=(number, other))
    contents = {release.number: content_of(release) for release in found}
    if not {number, other} <= contents.keys():
        return None
    return differences(contents[number], contents[other])


def stats(speaker: str = "") -> dict[str, Any]:
    """Return counts over the claims that lists show, or of those that one speaker asserts.

    Their shapes: `counting.of_record`, `counting.of_speaker`. Counts are kept, not made: at most
    four queries, none of which reads claims.
    """
    return counting.of_speaker(speaker, ALIAS) if speaker else counting.of_record(ALIAS)


def asserted(speaker: str) -> QuerySet[PublishedCount]:
    """Return how many listed claims a speaker's statements assert: see `counting.asserted`."""
    return counting.asserted(speaker, ALIAS)


def changes(after: int = 0) -> QuerySet[Release]:
    """Return every release after sequence `after`, oldest first: what a mirror replays."""
    return Release.objects.using(ALIAS).filter(sequence__gt=after).order_by("sequence")


def corrections() -> QuerySet[Release]:
    """Return the releases of claims that told the public what changed, newest first."""
    # Told by what is left out: all releases of claims would be read by kind, and sorted.
    others = [kind for kind in SubjectKind if kind != SubjectKind.CLAIM]
    found = Release.objects.using(ALIAS).filter(number__gt=1).exclude(subject_kind__in=others)
    return found.exclude(note="").order_by("-sequence")


def head() -> ReleaseHead | None:
    """Return where the record stands: its last sequence, hash and time; None before any release."""
    return ReleaseHead.objects.using(ALIAS).first()


def left_out() -> list[str]:
    """Return a line for each replica that is not read now, and why; no addresses."""
    told: Callable[[], list[str]] = getattr(connections[ALIAS], "left_out", list)
    return told()


def ends_at_its_head() -> bool:
    """Tell whether the newest release is the one that the head names.

    In one query, so that a release made meanwhile is in both or in neither.
    """
    newest = Release.objects.using(ALIAS).order_by("-sequence")
    heads = ReleaseHead.objects.using(ALIAS).annotate(
        last=Subquery(newest.values("sequence")[:1]), last_hash=Subquery(newest.values("hash")[:1])
    )
    found = heads.values_list("sequence", "hash", "last", "last_hash").first()
    if found is None:
        return not newest.exists()
    sequence, hash, last, last_hash = found
    return (sequence, hash) == (last or 0, last_hash or GENESIS)


def checkpoint() -> Checkpoint | None:
    """Return what was last signed of where the record stands; None where nothing was yet.

    Raises CheckpointError where the desk's file of checkpoints cannot be read.
    """
    return keeping.newest(RELEASES)


def entities(kind: str) -> QuerySet[PublishedEntity]:
    """Return the things of one kind, or the scale, merged ones too; newest first release first."""
    found = PublishedEntity.objects.using(ALIAS).filter(kind=kind)
    return found.order_by("-first_sequence")


def listed_entities(kind: str) -> QuerySet[PublishedEntity]:
    """Return the things of one kind that lists show: all that were not merged into another."""
    return entities(kind).filter(merged_into="")


def all_entities() -> QuerySet[PublishedEntity]:
    """Return every speaker, source, publisher and topic that lists show, oldest release first."""
    found = PublishedEntity.objects.using(ALIAS).exclude(kind=SubjectKind.SCALE)
    return found.filter(merged_into="").order_by("first_sequence")


def entity(kind: str, public_id: str) -> PublishedEntity | None:
    """Return one speaker, source, publisher or topic, or the scale (id "scale"); None if absent."""
    return entities(kind).filter(public_id=public_id).first()


def statements() -> QuerySet[PublishedStatement]:
    """Return every place where a claim shows a statement; one statement may stand in several.

    The claim whose first release is newest comes first; its statements stand in its own order,
    evidence last.
    """
    return PublishedStatement.objects.using(ALIAS).order_by("-place")


def listed_statements() -> QuerySet[PublishedStatement]:
    """Return the places of `statements` that are of claims which lists show."""
    return statements().filter(listed=True)


def statement(public_id: str) -> PublishedStatement | None:
    """Return the place that stands for a statement, with its claim's `released_at`; None if absent.

    A claim that lists show goes before others, one that makes it a statement before one that has it
    as evidence, then the claim that was first released earliest. One query.
    """
    found = statements().filter(public_id=public_id).select_related("claim")
    found = found.only("claim", "body", "etag", "claim__released_at")
    return found.order_by("-listed", "as_evidence", "place").first()


def evidence() -> QuerySet[PublishedEvidence]:
    """Return every piece of evidence that a claim shows, in the order of `statements`."""
    return PublishedEvidence.objects.using(ALIAS).order_by("-place")


def listed_evidence() -> QuerySet[PublishedEvidence]:
    """Return the evidence of claims that lists show."""
    return evidence().filter(listed=True)
