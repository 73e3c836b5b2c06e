"""What a suppression releases, and what of the record it empties."""

from collections.abc import Iterator

from django.db.models import F

from claims.desk.models import Claim, Decision, Source
from claims.publishing.alone import kind_of
from claims.publishing.composing import Composition
from claims.publishing.releasing import newest_release
from claims.record import releases
from claims.record.models import (
    SEARCH_TABLES,
    Event,
    PublishedClaim,
    PublishedEvidence,
    PublishedStatement,
    Release,
)
from claims.record.projection import project
from claims.record.releases import NewRelease
from claims.search import index


def compose_suppression(subject: Claim | Source) -> Composition:
    """Compose a suppression: whom it is about, and nothing of what was said."""
    return Composition({"id": subject.public_id}, (), ())


def is_suppressed(subject: object) -> bool:
    """Tell whether the subject, a claim or a source, was suppressed."""
    if not isinstance(subject, Claim | Source):
        return False
    newest = newest_release(subject)
    return newest is not None and newest.event == Event.SUPPRESSION


def release_suppression(subject: Claim | Source, *, note: str, decision: Decision) -> Release:
    """Release that the subject is suppressed, empty all its releases, and return that release.

    Contents and salts go, its own with them, and whatever the read and search tables held; events,
    times, notes and hashes stay, so that the chain proves as before.
    """
    kind, public_id = kind_of(subject), subject.public_id
    made = releases.append(
        [
            NewRelease(
                subject_kind=kind,
                subject=public_id,
                event=Event.SUPPRESSION,
                note=note,
                decision=decision.number,
                content=compose_suppression(subject).content,
            )
        ]
    )[0]
    Release.objects.filter(subject_kind=kind, subject=public_id).update(content=None, salt=None)
    project(kind, [public_id])
    # An index keeps what it forgot until its pieces are joined.
    index.compact(SEARCH_TABLES)
    made.refresh_from_db()
    return made


def still_showing(subject: Claim | Source) -> Iterator[str]:
    """Give the public ids of other claims that show now what would have to go, each once.

    Of a claim those that show a statement of its, of a source those that quote it.
    """
    if isinstance(subject, Source):
        shown = PublishedStatement.objects.filter(source=subject.public_id).values("claim")
        quoted = PublishedEvidence.objects.filter(source=subject.public_id).values("claim")
        claims = PublishedClaim.objects.filter(pk__in=shown.union(quoted))
    else:
        own = PublishedStatement.objects.filter(claim=subject.public_id).values("public_id")
        shown = PublishedStatement.objects.filter(public_id__in=own).values("claim")
        claims = PublishedClaim.objects.filter(pk__in=shown).exclude(pk=subject.public_id)
    yield from claims.order_by(F("first_sequence")).values_list("pk", flat=True)
