"""The desk among itself: assign, comment, not_duplicate; none of them touches content."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from claims.desk.models import (
    Claim,
    DuplicateJudgement,
    InternalNote,
    NoteMention,
    User,
    Versioned,
    WorkKind,
)
from claims.desk.permissions import VERBS, roles_of
from claims.publishing import Subject
from claims.workflow.acts import act, kind_of, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.validation import field_faults


def assign(claim: Claim, *, by: User, to: User | None, reason: str = "") -> Claim:
    """Give a claim to an editor to work on, or to nobody; an approval stays as it is."""
    with act("assign", by, reason=reason) as current:
        claim = locked(claim)
        if to is not None and not roles_of(to) & VERBS["revise"]:
            raise RuleViolated(f"{to} is no editor: nothing can be assigned to that account.")
        before = claim.assigned_to
        claim.assigned_to = to
        claim.save()
        current.record(
            claim,
            contributes=False,
            before={"assigned_to": before.pk if before else None},
            after={"assigned_to": to.pk if to else None},
        )
    return claim


def comment(
    subject: Versioned, *, by: User, text: str, mentioned: Sequence[User] = ()
) -> InternalNote:
    """Write a note on a claim, statement, speaker, source, publisher or topic for the others.

    Each of `mentioned` is told of it, once. Notes are never changed and never published.
    """
    with act("comment", by) as current:
        subject = locked(subject)
        if kind_of(subject) not in WorkKind.values:
            raise RuleViolated(f"There are no notes on a {subject._meta.verbose_name}.")
        called = list({user.pk: user for user in mentioned}.values())
        RuleViolated.unless_none(
            f"{user} holds no role here and cannot be called."
            for user in called
            if not roles_of(user)
        )
        note = InternalNote(
            subject_kind=kind_of(subject),
            subject=subject.public_id,
            text=text.strip(),
            written_by=by,
            written_at=current.head.next_time(),
        )
        RuleViolated.unless_none(field_faults(note))
        note.save()
        NoteMention.objects.bulk_create([NoteMention(note=note, user=user) for user in called])
        current.record(
            subject,
            contributes=False,
            after={"note": note.pk, "mentioned": [user.pk for user in called]},
        )
    return note


def not_duplicate(first: Subject, second: Subject, *, by: User) -> DuplicateJudgement:
    """Record that two things of one kind are different; they are not suggested as one again."""
    with act("not_duplicate", by) as current:
        if kind_of(first) != kind_of(second) or first.pk == second.pk:
            raise RuleViolated("Two different things of one kind are judged.")
        one, other = sorted((first.public_id, second.public_id))
        known = DuplicateJudgement.objects.filter(kind=kind_of(first), first=one, second=other)
        if judged := known.first():
            raise RuleViolated(f"{judged.judged_by} judged these two to be different already.")
        judgement = DuplicateJudgement(
            kind=kind_of(first),
            first=one,
            second=other,
            judged_by=by,
            judged_at=current.head.next_time(),
        )
        judgement.save()
        current.record(locked(first), contributes=False, after={"not": second.public_id})
    return judgement


def mark_seen(subject: Versioned, *, by: User) -> int:
    """Mark the account's mentions on a thing as seen, and return how many there were.

    Nothing editorial changes, so it is no act and not audited.
    """
    with transaction.atomic():
        notes = InternalNote.objects.filter(
            subject_kind=kind_of(subject), subject=subject.public_id
        )
        unseen = NoteMention.objects.filter(user=by, seen_at=None, note__in=notes)
        return unseen.update(seen_at=timezone.now())
