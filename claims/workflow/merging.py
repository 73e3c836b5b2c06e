"""The verbs merge and unmerge: two things that are one, and one that was two after all."""

import json
from dataclasses import replace
from typing import Any

from claims import publishing
from claims.desk.models import (
    AuditEntry,
    Claim,
    ClaimRelation,
    Decision,
    ReleaseVerb,
    Statement,
    User,
)
from claims.publishing import Composition, Event, Release, Subject
from claims.workflow import merging_rules
from claims.workflow.acts import Act, act, kind_of, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.following import Plan
from claims.workflow.releasing import approval, as_approved, release_told
from claims.workflow.restoring import Edit, undone
from claims.workflow.revising import end_approval
from claims.workflow.rules import note_faults
from claims.workflow.subjects import MODELS, take, winner
from claims.workflow.writing import write

FOLLOW = "follow"
"""In the audit: something followed what was merged, or went back with it."""

_ROOTS = {**MODELS, "statement": Statement, "claimrelation": ClaimRelation}


def merge(subject: Subject, *, by: User, note: str) -> Release | None:
    """Merge the subject into what was approved, and return the release that tells the public.

    Every relation follows, or RuleViolated names each that cannot; captures and releases stay. A
    claim whose content changes by it loses its approval. What was never published is merged
    without a release, and None is returned.
    """
    with act("merge", by, reason=note) as current:
        subject = take(current, subject)
        decision = approval(subject, ReleaseVerb.MERGE)
        other = locked(winner(subject, decision.target))
        plan = Plan(subject, other)
        RuleViolated.unless_none(
            [
                *merging_rules.faults(subject, decision.target),
                *plan.obstacles,
                *_note_faults(subject, note),
            ]
        )
        composition = as_approved(subject, decision)
        moved = [_carry_out(current, edit) for edit in plan.edits.values()]
        told = {"merged_into": other.public_id, "moved": moved}
        return _finish(current, subject, other, told, composition, decision)


def unmerge(subject: Subject, *, by: User, note: str) -> Release | None:
    """Take a merge back: whatever is still as the merge left it becomes what it was before.

    What editors changed since stays as they left it. If the subject was ever published the public
    is told, by a release that says again what was public before the merge; else None is returned.
    """
    with act("unmerge", by, reason=note) as current:
        subject = take(current, subject)
        decision = approval(subject, ReleaseVerb.UNMERGE)
        RuleViolated.unless_none(
            [*merging_rules.unmerge_faults(subject), *_note_faults(subject, note)]
        )
        composition = as_approved(subject, decision)
        moved = [
            _carry_out(current, edit)
            for entry in _moved_by_merge(subject)
            if not (edit := _undoing(entry, subject)).is_empty
        ]
        told = {"merged_into": None, "moved": moved}
        return _finish(current, subject, None, told, composition, decision)


def _note_faults(subject: Subject, note: str) -> list[str]:
    return list(note_faults(note)) if publishing.is_public(subject) else []


def _carry_out(current: Act, edit: Edit) -> int:
    """Write one root's share of the act; return the sequence of the audit entry that tells it."""
    edit.root = locked(edit.root)
    stored = type(edit.root)._default_manager.get(pk=edit.root.pk)
    edit.apply()
    if isinstance(edit.root, Claim):
        end_approval(edit.root)
    following = replace(current, verb=FOLLOW)
    entry = write(following, edit.root, stored, edit.save, edit.remove, contributes=False)
    return entry.sequence


def _moved_by_merge(subject: Subject) -> list[AuditEntry]:
    told = AuditEntry.objects.filter(
        verb="merge",
        subject_kind=kind_of(subject),
        subject=subject.public_id,
        payload__contains='"moved":',
    )
    entry = told.order_by("-sequence").first()
    if entry is None:
        raise RuleViolated("The audit no longer tells what the merge moved.")
    moved: list[int] = json.loads(entry.payload or "")["after"]["moved"]
    return list(AuditEntry.objects.filter(sequence__in=moved).order_by("-sequence"))


def _undoing(entry: AuditEntry, subject: Subject) -> Edit:
    """Return what takes back one root's share of the subject's merge."""
    root = _root_of(entry)
    kept = subject.merged_into.public_id if subject.merged_into else None

    def still(now: Any, left: Any) -> bool:
        # A later merge may have moved it on, together with what the subject was merged into.
        return now == left or (now == kept and kept is not None)

    return undone(entry, root, still)


def _root_of(entry: AuditEntry) -> Any:
    model: Any = _ROOTS[entry.subject_kind]
    return model._default_manager.get(public_id=entry.subject)


def _finish(
    current: Act,
    subject: Subject,
    other: Subject | None,
    told: dict[str, Any],
    composition: Composition,
    decision: Decision,
) -> Release | None:
    """Name what the subject is merged into, release that where it is public, and record it."""
    subject = locked(subject)
    subject.merged_into = other
    subject.save()
    release = None
    if publishing.is_public(subject):
        release = publishing.release_alone(
            subject,
            composition,
            event=Event.MERGE if other else Event.UNMERGE,
            note=current.reason,
            decision=decision,
        )
    current.record(
        subject,
        contributes=False,
        after={**told, **(release_told(release) if release else {})},
        not_before=release.released_at if release else None,
    )
    return release
