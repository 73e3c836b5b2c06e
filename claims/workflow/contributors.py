"""Who worked on what is to be decided: they do not decide it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from claims import publishing
from claims.desk.models import AuditEntry, Claim, User
from claims.publishing import Part, Subject

Row = tuple[str, str, int, datetime, str | None]
"""Of an audit entry: kind and public id of its subject, its actor, its time and its payload."""


def contributors(subject: Subject) -> set[int]:
    """Return the ids of all who had a hand in anything that the next release would change.

    Work counts from when the thing it was done on was last published, and where that release did
    not show it yet (a summary without a verdict, evidence not accepted, a statement not linked)
    from its beginning.
    """
    if isinstance(subject, Claim):
        parts = publishing.parts(subject)
    else:
        parts = publishing.entity_parts(subject)
    return _of(parts, _work_on(parts))


def contributors_of(claims: Sequence[Claim]) -> dict[int, set[int]]:
    """Return the same for each claim by its primary key, in a fixed number of queries."""
    parts = publishing.parts_of(claims)
    work: dict[tuple[str, str], list[Row]] = {}
    for row in _work_on(part for own in parts.values() for part in own):
        work.setdefault(row[:2], []).append(row)
    return {
        pk: _of(own, (row for part in own for row in work.get((part.kind, part.subject), ())))
        for pk, own in parts.items()
    }


def askers(subject: Subject) -> set[int]:
    """Return the ids of all who asked for anything since the subject was last published."""
    return askers_of([subject])[subject.pk]


def askers_of(subjects: Sequence[Subject]) -> dict[int, set[int]]:
    """Return the same for each of several subjects of one kind by its primary key."""
    kind = subjects[0]._meta.model_name if subjects else ""
    entries = AuditEntry.objects.filter(
        subject_kind=kind,
        subject__in=[subject.public_id for subject in subjects],
        verb__in=("submit", "publish"),
    )
    found: dict[str, set[int]] = {subject.public_id: set() for subject in subjects}
    released = publishing.released_at(subjects)
    told = entries.order_by("sequence").values_list("subject", "verb", "actor_id", "at")
    for subject, verb, actor, at in told:
        if verb == "publish":
            found[subject].clear()
        elif subject not in released or at > released[subject]:
            found[subject].add(actor)
    return {subject.pk: found[subject.public_id] for subject in subjects}


def contributed(user: User, claim: Claim) -> bool:
    """Tell whether the account changed the claim itself since it was last published."""
    return AuditEntry.objects.filter(
        contributes=True,
        actor=user,
        subject_kind="claim",
        subject=claim.public_id,
        sequence__gt=_last_publication(claim),
    ).exists()


def _of(parts: Iterable[Part], work: Iterable[Row]) -> set[int]:
    known = {(part.kind, part.subject): part for part in parts}
    return {
        actor
        for kind, subject, actor, at, payload in work
        if _counts(known[kind, subject], at, payload)
    }


def _work_on(parts: Iterable[Part]) -> Iterable[Row]:
    entries = AuditEntry.objects.filter(
        _on((part.kind, part.subject) for part in parts), contributes=True
    )
    rows = entries.values_list("subject_kind", "subject", "actor_id", "at", "payload")
    return rows.iterator()


def _counts(part: Part, at: datetime, payload: str | None) -> bool:
    if part.released_at is None or at > part.released_at:
        return True
    if not part.fresh:
        return False
    touched = json.loads(payload) if payload else None
    if touched is None:
        return True
    names = {*(touched["before"] or {}), *(touched["after"] or {})}
    return any(name in part.fresh or name.split(":")[0] in part.fresh for name in names)


def _last_publication(claim: Claim) -> int:
    published = AuditEntry.objects.filter(
        subject_kind="claim", subject=claim.public_id, verb="publish"
    )
    return published.values_list("sequence", flat=True).order_by("-sequence").first() or 0


def _on(subjects: Iterable[tuple[str, str]]) -> Q:
    by_kind: dict[str, set[str]] = {}
    for kind, public_id in subjects:
        by_kind.setdefault(kind, set()).add(public_id)
    matched = Q(pk__in=[])
    for kind, public_ids in by_kind.items():
        matched |= Q(subject_kind=kind, subject__in=public_ids)
    return matched
