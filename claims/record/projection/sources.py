"""The releases that projections are made from, many subjects at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.ledger.canonical import parse
from claims.record.models import Event, Release
from claims.record.projection.history import Version


def version(release: Release) -> Version:
    """Return a release as projections see it: one that suppresses says nothing."""
    silent = release.content is None or release.event == Event.SUPPRESSION
    return Version(
        number=release.number,
        sequence=release.sequence,
        event=release.event,
        note=release.note,
        released_at=release.released_at,
        digest=release.content_digest,
        content=None if silent else parse(release.content or ""),
    )


def histories(subject_kind: str, subjects: Collection[str]) -> dict[str, list[Version]]:
    """Return the releases of each subject, oldest first; a subject without any is left out."""
    found: dict[str, list[Version]] = defaultdict(list)
    for release in _of(subject_kind, subjects).order_by("subject", "number").iterator():
        found[release.subject].append(version(release))
    return dict(found)


def newest(
    subject_kind: str,
    subjects: Collection[str],
    *,
    until: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> dict[str, Version]:
    """Return the newest release of each subject; a subject without any is left out.

    With `until` it is the newest that there was at that moment.
    """
    known = Q() if until is None else Q(released_at__lte=until)
    later = Release.objects.filter(
        known,
        subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
        number__gt=OuterRef("number"),
    )
    releases = _of(subject_kind, subjects).using(using).filter(known, ~Exists(later))
    return {release.subject: version(release) for release in releases.iterator()}


def first_sequences(
    subject_kind: str, subjects: Collection[str], *, using: str = DEFAULT_DB_ALIAS
) -> dict[str, int]:
    """Return the sequence of each subject's first release; a subject without any is left out."""
    firsts = _of(subject_kind, subjects).using(using).filter(number=1)
    return dict(firsts.values_list("subject", "sequence"))


def _of(subject_kind: str, subjects: Collection[str]) -> QuerySet[Release]:
    return Release.objects.filter(subject_kind=subject_kind, subject__in=subjects)


def batches(subject_kind: str, size: int) -> Iterator[list[str]]:
    """Give every subject of a kind, `size` at a time, in the order of their first release."""
    firsts = Release.objects.filter(subject_kind=subject_kind, number=1).order_by("sequence")
    after = 0
    while found := list(
        firsts.filter(sequence__gt=after).values_list("subject", "sequence")[:size]
    ):
        yield [subject for subject, _ in found]
        after = found[-1][1]
