"""Who worked on what is to be decided: they do not decide it."""

from collections.abc import Iterable

from django.db.models import Max, Q

from claims import publishing
from claims.desk.models import AuditEntry, Claim, User
from claims.ledger.guards.guard import RELEASING


def contributors(claim: Claim) -> set[int]:
    """Return the ids of all who changed anything that the claim's next release would publish.

    The claim, the statements it shows and its relations count since the claim's last release;
    speakers, sources, publishers, topics and ratings since their own.
    """
    named = publishing.subjects(claim)
    since = _last_release(claim)
    own = [("claim", claim.public_id), *named.parts]
    entries = AuditEntry.objects.filter(contributes=True)
    found = set(entries.filter(_any(own), sequence__gt=since).values_list("actor_id", flat=True))
    for (kind, public_id), released_at in named.entities.items():
        on_it = entries.filter(subject_kind=kind, subject=public_id)
        if released_at is not None:
            on_it = on_it.filter(at__gt=released_at)
        found.update(on_it.values_list("actor_id", flat=True))
    return found


def contributed(user: User, claim: Claim) -> bool:
    """Tell whether the account changed the claim itself since its last release."""
    return AuditEntry.objects.filter(
        contributes=True,
        actor=user,
        subject_kind="claim",
        subject=claim.public_id,
        sequence__gt=_last_release(claim),
    ).exists()


def _last_release(claim: Claim) -> int:
    entries = AuditEntry.objects.filter(
        subject_kind="claim", subject=claim.public_id, verb__in=RELEASING
    )
    return entries.aggregate(last=Max("sequence"))["last"] or 0


def _any(subjects: Iterable[tuple[str, str]]) -> Q:
    matched = Q(pk__in=[])
    for kind, public_id in subjects:
        matched |= Q(subject_kind=kind, subject=public_id)
    return matched
