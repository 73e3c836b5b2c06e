"""What must hold whatever happened: nothing half there, nothing lost that was acknowledged."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management import CommandError, call_command

from claims.desk.models import AuditEntry, Claim, Decision, Source, Statement, Submission
from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedEntity,
    Release,
)

ENTITIES = ("speaker", "source", "publisher", "topic")


def unproved() -> str:
    """What `verify_record` finds wrong, "" where all proves."""
    try:
        call_command("verify_record", stdout=io.StringIO())
    except CommandError as fault:
        return str(fault)
    return ""


def torn() -> list[str]:
    """What is half there: a release, a decision or an import without what belongs to it.

    Told from the rows alone, by other means than `verify_record` has.
    """
    return [*_torn_releases(), *_torn_decisions(), *_torn_imports()]


def lost(told: Iterable[dict[str, Any]]) -> list[str]:
    """What was acknowledged, as `acts` tell it, and is not there."""
    return [f"{one} is lost" for one in told if "what" in one and not _is_there(one)]


def _torn_releases() -> Iterator[str]:
    audited = _releases_audited()
    newest: dict[tuple[str, str], Release] = {}
    for release in Release.objects.order_by("sequence"):
        newest[release.subject_kind, release.subject] = release
        if release.subject_kind == "claim" and audited.pop(release.sequence, "") != release.subject:
            yield f"release {release.sequence} has no audit entry"
    yield from (f"the audit tells of release {sequence}, which is not" for sequence in audited)
    for (kind, subject), release in newest.items():
        if kind == "claim":
            found = PublishedClaim.objects.filter(public_id=subject)
            shown = found.filter(sequence=release.sequence).first()
            if shown is None:
                yield f"claim {subject} is not shown as of release {release.sequence}"
            elif not ClaimWords.objects.filter(row=shown).exists():
                yield f"claim {subject} cannot be found by its words"
        elif kind in ENTITIES:
            entity = PublishedEntity.objects.filter(kind=kind, public_id=subject).first()
            if entity is None or entity.sequence != release.sequence:
                yield f"{kind} {subject} is not shown as of release {release.sequence}"
            elif not EntityWords.objects.filter(row=entity).exists():
                yield f"{kind} {subject} cannot be found by its words"


def _releases_audited() -> dict[int, str]:
    """The claim that each release is of, by what the audit tells."""
    told = {}
    for entry in AuditEntry.objects.filter(subject_kind="claim", payload__contains='"release":'):
        after = json.loads(entry.payload or "{}").get("after") or {}
        if "release" in after:
            told[after["release"]] = entry.subject
    return told


def _torn_decisions() -> Iterator[str]:
    for decision in Decision.objects.all():
        entries = AuditEntry.objects.filter(
            verb="approve", subject=decision.subject, payload__contains=f":{decision.number},"
        )
        if not entries.exists():
            yield f"decision {decision.number} has no audit entry"
        elif Submission.objects.filter(
            subject=decision.subject, version__lt=decision.version, outcome=""
        ).exists():
            yield f"decision {decision.number} left open what was submitted"


def _torn_imports() -> Iterator[str]:
    for entry in AuditEntry.objects.filter(verb="bring_in", subject_kind="source"):
        if not Source.objects.filter(public_id=entry.subject, captures__isnull=False).exists():
            yield f"source {entry.subject} was brought in without its text"
    audited = AuditEntry.objects.filter(subject_kind="statement").values("subject")
    for statement in Statement.objects.exclude(public_id__in=audited):
        yield f"statement {statement.public_id} has no audit entry"


def _is_there(told: dict[str, Any]) -> bool:
    match told["what"]:
        case "imported":
            found = Statement.objects.filter(capture__source__url=told["url"]).count()
            return bool(found == told["statements"])
        case "written":
            saved = Claim.objects.filter(public_id=told["claim"], version__gte=told["version"])
            return saved.exists()
        case "submitted":
            asked = Submission.objects.filter(subject=told["claim"], version=told["version"])
            return asked.exists()
        case "approved":
            made = Decision.objects.filter(number=told["decision"], subject=told["claim"])
            return made.exists()
        case "released":
            release = Release.objects.filter(sequence=told["sequence"], hash=told["hash"])
            return release.filter(subject=told["claim"]).exists()
    raise AssertionError(f"nobody acknowledges {told}")
