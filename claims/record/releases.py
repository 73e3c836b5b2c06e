"""Appending releases to the chain, and reading what was last released."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from claims.ledger import chain
from claims.ledger.canonical import canonical_text, parse
from claims.record.checkpoints import RECORD
from claims.record.instants import instant
from claims.record.models import Event, Release, ReleaseHead
from claims.record.projection import project

_SHOWS_NOTHING_NEW = (Event.RETRACTION, Event.FLAG, Event.UNFLAG)


@dataclass(frozen=True, slots=True)
class NewRelease:
    """One release to be made. `event` is a member of Event, `content` a canonical JSON object."""

    subject_kind: str
    subject: str
    event: str
    content: dict[str, Any]
    note: str = ""
    decision: int | None = None


def append(news: Sequence[NewRelease]) -> list[Release]:
    """Release each in turn and bring the read tables up to date; return the rows in that order.

    Call it inside atomic(): it locks the chain's head until the transaction ends. Sequences and
    the numbers within a subject have no gaps, times never run backwards. Raises ValueError for
    content that is not canonical JSON or a relation to a claim that was never released, and
    IntegrityError where the database refuses a release, for want of its decision above all. Once
    the transaction is committed, a checkpoint is signed of it.
    """
    head = ReleaseHead.locked()
    made = [_append(head, new) for new in news]
    for kind in dict.fromkeys(new.subject_kind for new in news):
        project(kind, [new.subject for new in news if new.subject_kind == kind])
    RECORD.follow_commit()
    return made


def newest(subject_kind: str, subject: str) -> Release | None:
    """Return the newest release of a subject on the default database, or None."""
    releases = Release.objects.filter(subject_kind=subject_kind, subject=subject)
    return releases.order_by("-number").first()


def newest_publication(subject_kind: str, subject: str) -> Release | None:
    """Return the newest release that showed content of its own: no retraction, flag or unflag."""
    releases = Release.objects.filter(subject_kind=subject_kind, subject=subject)
    return releases.exclude(event__in=_SHOWS_NOTHING_NEW).order_by("-number").first()


def content_of(release: Release) -> dict[str, Any] | None:
    """Return what a release says as an object; None once it is suppressed."""
    if release.content is None:
        return None
    content: dict[str, Any] = parse(release.content)
    return content


def hashed_fields(release: Release) -> dict[str, Any]:
    """Return what a release's hash covers: all but its content, salt, hash and row id."""
    return {
        "sequence": release.sequence,
        "subject_kind": release.subject_kind,
        "subject": release.subject,
        "number": release.number,
        "event": release.event,
        "note": release.note,
        "decision": release.decision,
        "released_at": instant(release.released_at),
        "content_digest": release.content_digest,
        "previous_hash": release.previous_hash,
    }


def _append(head: ReleaseHead, new: NewRelease) -> Release:
    salt, content = chain.new_salt(), canonical_text(new.content)
    release = Release(
        sequence=head.sequence + 1,
        subject_kind=new.subject_kind,
        subject=new.subject,
        number=_last_number(new) + 1,
        event=new.event,
        note=new.note,
        decision=new.decision,
        released_at=head.next_time(),
        content=content,
        salt=salt,
        content_digest=chain.payload_digest(salt, content),
        previous_hash=head.hash,
    )
    release.hash = chain.link(hashed_fields(release))
    release.save(force_insert=True)
    head.advance(release.sequence, release.hash, release.released_at)
    return release


def _last_number(new: NewRelease) -> int:
    releases = Release.objects.filter(subject_kind=new.subject_kind, subject=new.subject)
    last: int | None = releases.aggregate(last=Max("number"))["last"]
    return last or 0
