"""What of the desk is public already, asked of the releases for many things at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from claims.desk.models import Claim, Publisher, Source, Speaker, Topic
from claims.publishing.plain import Body
from claims.record import releases
from claims.record.models import Event, Release

SHOWING = (
    Event.PUBLISH,
    Event.UPDATE,
    Event.CLARIFICATION,
    Event.CORRECTION,
    Event.REINSTATEMENT,
)
"""Events that show a subject as the desk has it; all others repeat what was shown before."""

Subject = Claim | Speaker | Source | Publisher | Topic
"""What may be released, and so submitted and decided."""

Name = tuple[str, str]
"""A subject of releases: its kind and public id."""


def last_publication(kind: str, public_id: str) -> Release | None:
    """Return the newest release that showed the subject as the desk had it, or None."""
    return last_publications([(kind, public_id)]).get((kind, public_id))


def last_publications(names: Iterable[Name]) -> dict[Name, Release]:
    """Return, by name, the newest release of each that showed it as the desk had it.

    One query a kind, however many there are.
    """
    return _last(names, Release.objects.filter(event__in=SHOWING))


def released_at(subjects: Iterable[Subject]) -> dict[str, datetime]:
    """Return when each subject was last shown as the desk had it, by public id."""
    names = ((subject._meta.model_name or "", subject.public_id) for subject in subjects)
    return {public_id: one.released_at for (_, public_id), one in last_publications(names).items()}


def newest_releases(names: Iterable[Name]) -> dict[Name, Release]:
    """Return the newest release of each, whatever it did, by name; one query a kind."""
    return _last(names, Release.objects.all())


def public_ids(kind: str, ids: Collection[str]) -> set[str]:
    """Return those of the ids that were ever released."""
    released = Release.objects.filter(subject_kind=kind, subject__in=ids, number=1)
    return set(released.values_list("subject", flat=True))


def content(release: Release | None) -> Body:
    """Return what a release says; nothing where there is none, or once it is suppressed."""
    return (releases.content_of(release) if release else None) or {}


def _last(names: Iterable[Name], among: QuerySet[Release]) -> dict[Name, Release]:
    found: dict[Name, Release] = {}
    for kind, ids in _by_kind(names).items():
        own = among.filter(subject_kind=kind)
        last = own.filter(subject__in=ids).values("subject").annotate(last=Max("number"))
        numbers = last.filter(subject=OuterRef("subject")).values("last")
        newest = own.filter(subject__in=ids, number=Subquery(numbers))
        found |= {(kind, release.subject): release for release in newest}
    return found


def _by_kind(names: Iterable[Name]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, public_id in names:
        found.setdefault(str(kind), set()).add(public_id)
    return found
