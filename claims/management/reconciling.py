"""Whether the record's releases agree with the desk's decisions and with its audit."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from claims.desk.models import AuditEntry, Decision, ReleaseVerb
from claims.ledger.guards.guard import EVENT_VERBS, RELEASE_VERBS
from claims.record.models import Event, Release, SubjectKind
from claims.record.releases import content_of
from claims.workflow.releasing import bears_out

CHUNK = 200

_VERB_OF = {**dict(EVENT_VERBS), "flag": "flag", "unflag": "unflag"}


def first_fault() -> str | None:
    """Return the first release that was not decided or that the audit does not tell, or None.

    Releases are taken in order, against their decisions and then against the audit; audit entries
    that tell of a release which is not there come next, and last what is empty without having been
    suppressed. What a suppressed payload told is taken as it stands. One line; publishing may go on
    meanwhile.
    """
    return next(chain(_undecided(), _untold(), _lost(), _emptied()), None)


def _undecided() -> Iterator[str]:
    decision = Decision.objects.filter(number=OuterRef("decision"))
    own_claim = Release.objects.filter(
        decision=OuterRef("decision"), subject_kind=SubjectKind.CLAIM
    )
    releases = Release.objects.exclude(decision=None).defer("content").order_by("sequence")
    for release in releases.annotate(
        decided_kind=Subquery(decision.values("subject_kind")),
        decided_subject=Subquery(decision.values("subject")),
        decided_verb=Subquery(decision.values("verb")),
        claim_released=Exists(own_claim),
    ).iterator(chunk_size=CHUNK):
        if fault := _decision_fault(release):
            yield f"{_name(release)} {fault}"


def _decision_fault(release: Any) -> str:
    if release.decided_verb is None:
        return f"names decision {release.decision}, which is missing"
    if release.decided_verb != _VERB_OF.get(release.event):
        return f"is no {release.event} by decision {release.decision}: that is of another verb"
    decided = (release.decided_kind, release.decided_subject)
    if decided == (release.subject_kind, release.subject):
        return _content_fault(release)
    if release.subject_kind == SubjectKind.CLAIM or release.decided_kind != SubjectKind.CLAIM:
        return f"was released under decision {release.decision}, which is on another thing"
    if not release.claim_released:
        return f"went along with a claim that decision {release.decision} never released"
    return ""


def _content_fault(release: Any) -> str:
    """Compare what was released alone with what was decided.

    What a claim's publication decided covers what it names, as it stood on the desk.
    """
    if release.subject_kind == SubjectKind.CLAIM and release.decided_verb == ReleaseVerb.PUBLISH:
        return ""
    content = content_of(release)
    decision = Decision.objects.get(number=release.decision)
    if content is None or bears_out(decision, content):
        return ""
    return f"says something else than decision {release.decision} approved"


def _untold() -> Iterator[str]:
    own = Decision.objects.filter(
        number=OuterRef("decision"),
        subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
    )
    # What went along with a claim is told by the claim's own entry.
    by_itself = Release.objects.filter(Q(subject_kind=SubjectKind.CLAIM) | Exists(own))
    for release in by_itself.defer("content").order_by("sequence").iterator(chunk_size=CHUNK):
        entries = AuditEntry.objects.filter(
            verb=_VERB_OF.get(release.event, ""),
            subject_kind=release.subject_kind,
            subject=release.subject,
        )
        told = [_told(payload) for payload in entries.values_list("payload", flat=True)]
        if None not in told and release.sequence not in [one["release"] for one in told if one]:
            yield f"{_name(release)} was made by nobody: no audit entry tells of it"


def _lost() -> Iterator[str]:
    verbs = (*RELEASE_VERBS, "flag", "unflag")
    entries = AuditEntry.objects.filter(verb__in=verbs, payload__isnull=False)
    for entry in entries.order_by("sequence").iterator(chunk_size=CHUNK):
        told = _told(entry.payload) or {}
        if entry.verb in ("merge", "unmerge") and told.get("release") is None:
            continue  # of what was never published a merge releases nothing
        release = Release.objects.filter(sequence=told["release"]).defer("content").first()
        if release is None or _differs(entry, told, release):
            yield (
                f"audit: sequence {entry.sequence} tells of release {told['release']} of "
                f"{entry.subject_kind} {entry.subject}, which is missing or another"
            )


def _emptied() -> Iterator[str]:
    """Give what is empty, and that no suppression of the audit emptied."""
    later = Release.objects.filter(
        subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
        event=Event.SUPPRESSION,
        sequence__gte=OuterRef("sequence"),
    )
    releases = Release.objects.filter(~Exists(later), content__isnull=True).order_by("sequence")
    for release in releases.iterator(chunk_size=CHUNK):
        yield f"{_name(release)} is empty, and no suppression tells of that"
    told: set[int] = set()
    suppressions = AuditEntry.objects.filter(verb=ReleaseVerb.SUPPRESS, payload__isnull=False)
    for payload in suppressions.values_list("payload", flat=True):
        told.update((_told(payload) or {}).get("emptied", ()))
    empty = AuditEntry.objects.filter(payload__isnull=True).order_by("sequence")
    for sequence in empty.values_list("sequence", flat=True).iterator():
        if sequence not in told:
            yield f"audit: sequence {sequence} is empty, and no suppression tells of that"


def _differs(entry: AuditEntry, told: dict[str, Any], release: Release) -> bool:
    stands = (release.subject_kind, release.subject, _VERB_OF.get(release.event))
    return stands != (entry.subject_kind, entry.subject, entry.verb) or any(
        told.get(name) != getattr(release, name) for name in ("number", "event", "decision")
    )


def _told(payload: str | None) -> dict[str, Any] | None:
    """Return what an entry tells of its release, None once its payload is suppressed."""
    if payload is None:
        return None
    after = json.loads(payload)["after"] or {}
    return {"release": None, **after}


def _name(release: Release) -> str:
    return (
        f"release {release.sequence} ({release.subject_kind} {release.subject}, "
        f"number {release.number})"
    )
