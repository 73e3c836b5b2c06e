"""Re-proving the desk by its audit: decisions, versions and captured texts are as it tells them."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from claims.desk import audit, roles, submissions
from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    ClaimRelation,
    Decision,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
    Versioned,
)

CHUNK = 20

_CAPTURED = (
    *("text", "text_sha256", "original_sha256"),
    *("extent", "media_type", "reader_version"),
)

ROOTS: tuple[type[Versioned], ...] = (
    Publisher,
    Source,
    Speaker,
    Topic,
    Rating,
    Statement,
    Claim,
    ClaimRelation,
)
"""What editors make and the audit tells of, each with its children."""


def first_fault() -> str | None:
    """Return the first thing that is not as the audit tells it, on one line, or None.

    Decisions come first, in the order of their numbers, then approvals that left no decision,
    roots in the order in which they were made, captures, submissions, and the roles of accounts.
    What a suppressed payload told is taken as it stands. Editing may go on meanwhile.
    """
    return next(_faults(), None)


def _faults() -> Iterator[str]:
    yield from _decision_faults()
    yield from _lost_decisions()
    for model in ROOTS:
        yield from _root_faults(model)
    yield from _capture_faults()
    yield from filter(None, map(audit.settled, (submissions.faults, roles.faults)))


def _decision_faults() -> Iterator[str]:
    about = AuditEntry.objects.filter(
        subject_kind=OuterRef("subject_kind"), subject=OuterRef("subject")
    )
    approvals = about.filter(verb="approve", version=OuterRef("version")).order_by("sequence")
    requests = about.filter(verb="submit", version__lt=OuterRef("version")).order_by("-sequence")
    decisions = Decision.objects.order_by("number").annotate(
        approved_by=Subquery(approvals.values("actor")[:1]),
        approval=Subquery(approvals.values("payload")[:1]),
        approved_at=Subquery(approvals.values("at")[:1]),
        approved_for=Subquery(approvals.values("reason")[:1]),
        asked_by=Subquery(requests.values("actor")[:1]),
        asked_at=Subquery(requests.values("at")[:1]),
        request=Subquery(requests.values("payload")[:1]),
    )
    for expected, decision in enumerate(decisions.iterator(), start=1):
        if decision.number != expected:
            yield f"decision {expected} is missing: {decision.number} stands in its place"
            return
        if fault := _decision_fault(decision):
            what = f"{decision.verb} {decision.subject_kind} {decision.subject}"
            yield f"decision {decision.number} ({what}) {fault}"


def _decision_fault(decision: Any) -> str:
    if decision.approved_by is None:
        return "was never taken: no audit entry tells of it"
    if decision.approved_by != decision.decided_by_id:
        return "was taken by somebody else, as the audit tells it"
    if decision.asked_by != decision.requested_by_id:
        return "was asked for by somebody else, as the audit tells it"
    if decision.approved_for != decision.reason:
        return "has another reason than the audit tells"
    if not decision.asked_at < decision.decided_at <= decision.approved_at:
        return "was taken at another time, as the audit tells it"
    asked, told = _after(decision.request), _after(decision.approval)
    subject = (decision.verb, decision.target)
    if asked is not None and (asked.get("asked"), asked.get("target", "")) != subject:
        return "is not what was asked for: its verb or target is another"
    if told is None:
        return ""
    if (told.get("decision"), told.get("digest")) != (decision.number, decision.digest):
        return "is not the one that the audit tells of: its number or digest is another"
    # Where nothing tells of it, it is of a time before that was audited.
    if told.get("single_person", decision.single_person) != decision.single_person:
        return "was taken by another number of people, as the audit tells it"
    return ""


def _after(payload: str | None) -> dict[str, Any] | None:
    """Return what a payload tells of the state afterwards, None where it was suppressed."""
    return None if payload is None else json.loads(payload)["after"] or {}


def _lost_decisions() -> Iterator[str]:
    decisions = Decision.objects.filter(
        subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
        version=OuterRef("version"),
    )
    lost = AuditEntry.objects.filter(~Exists(decisions), verb="approve").order_by("sequence")
    for entry in lost.iterator():
        yield f"audit: sequence {entry.sequence} approves {_name(entry)}: its decision is missing"


def _root_faults(model: type[Versioned]) -> Iterator[str]:
    kind = model._meta.model_name
    entries = AuditEntry.objects.filter(subject_kind=kind, version__isnull=False)
    newest = entries.filter(subject=OuterRef("public_id")).order_by("-sequence").values("version")
    roots = model._default_manager.order_by("pk").annotate(told=Subquery(newest[:1]))
    moved = Q(version__lt=F("told")) | Q(version__gt=F("told"))
    wrong = roots.filter(Q(told__isnull=True) | moved)
    for public_id, version, told in wrong.values_list("public_id", "version", "told").iterator():
        if told is None:
            yield f"{kind} {public_id} was made by nobody: no audit entry tells of it"
        else:
            yield f"{kind} {public_id} stands at version {version}, and in the audit at {told}"
    there = model._default_manager.filter(public_id=OuterRef("subject"))
    for entry in entries.filter(~Exists(there)).order_by("sequence").iterator():
        yield f"audit: sequence {entry.sequence} tells of {_name(entry)}, which is missing"


def _capture_faults() -> Iterator[str]:
    captures = Capture.objects.select_related("source").defer("original").order_by("pk")
    for capture in captures.iterator(chunk_size=CHUNK):
        if fault := _capture_fault(capture):
            yield f"capture {capture.public_id} {fault}"


def _capture_fault(capture: Capture) -> str:
    entries = AuditEntry.objects.filter(subject_kind="source", subject=capture.source.public_id)
    told = _as_captured(capture, entries)
    if told is None:
        if entries.filter(payload__isnull=True).exists():
            return ""
        return "was made by nobody: no audit entry tells of it"
    for name in _CAPTURED:
        if told.get(name) != getattr(capture, name):
            return f"has been changed: its {name} is not the one that the audit tells of"
    if datetime.fromisoformat(told["captured_at"]) != capture.captured_at:
        return "has been changed: it was captured at another time, as the audit tells it"
    if told["captured_by"] != capture.captured_by_id:
        return "has been changed: somebody else captured it, as the audit tells it"
    return ""


def _as_captured(capture: Capture, entries: QuerySet[AuditEntry]) -> dict[str, Any] | None:
    """Return the fields that the entry which made the capture tells, None where none does."""
    name = f"capture:{capture.public_id}"
    # A quotation mark within a text is escaped there, so only a name of the payload matches.
    made = entries.filter(payload__contains=f'"{name}":').order_by("sequence").first()
    if made is None:
        return None
    told: dict[str, Any] | None = (json.loads(made.payload or "{}").get("after") or {}).get(name)
    return told


def _name(entry: AuditEntry) -> str:
    return f"{entry.subject_kind} {entry.subject}"
