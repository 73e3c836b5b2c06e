"""Who worked on what is to be decided: they do not decide it."""

import json
from collections.abc import Iterable

from django.db.models import Q

from claims import publishing
from claims.desk.models import AuditEntry, Claim, User
from claims.publishing import Part


def contributors(claim: Claim) -> set[int]:
    """Return the ids of all who had a hand in anything that the claim's next release would change.

    Work counts from when the thing it was done on was last published, and where that release did
    not show it yet (a summary without a verdict, evidence not accepted, a statement not linked)
    from its beginning.
    """
    parts = {(part.kind, part.subject): part for part in publishing.parts(claim)}
    entries = AuditEntry.objects.filter(_on(parts), contributes=True)
    rows = entries.values_list("subject_kind", "subject", "actor_id", "at", "payload")
    return {
        actor
        for kind, subject, actor, at, payload in rows.iterator()
        if _counts(parts[kind, subject], at, payload)
    }


def askers(claim: Claim) -> set[int]:
    """Return the ids of all who asked for anything since the claim was last published."""
    asked = AuditEntry.objects.filter(
        subject_kind="claim",
        subject=claim.public_id,
        verb="submit",
        sequence__gt=_last_publication(claim),
    )
    return set(asked.values_list("actor_id", flat=True))


def contributed(user: User, claim: Claim) -> bool:
    """Tell whether the account changed the claim itself since it was last published."""
    return AuditEntry.objects.filter(
        contributes=True,
        actor=user,
        subject_kind="claim",
        subject=claim.public_id,
        sequence__gt=_last_publication(claim),
    ).exists()


def _counts(part: Part, at: object, payload: str | None) -> bool:
    if part.released_at is None or at > part.released_at:  # type: ignore[operator]
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
    by_kind: dict[str, list[str]] = {}
    for kind, public_id in subjects:
        by_kind.setdefault(kind, []).append(public_id)
    matched = Q(pk__in=[])
    for kind, public_ids in by_kind.items():
        matched |= Q(subject_kind=kind, subject__in=public_ids)
    return matched
