"""Re-proving by the audit what was asked for, when, by whom, and what came of it."""

import json
from collections.abc import Iterator
from itertools import zip_longest

from claims.desk.models import AuditEntry, Submission

_OUTCOMES = {
    "approve": Submission.Outcome.APPROVED,
    "request_changes": Submission.Outcome.RETURNED,
    "reject": Submission.Outcome.REJECTED,
}
"""What each verb that closes a submission makes of it."""


def faults() -> Iterator[str]:
    """Give each submission that is not as the audit tells it, and each that is gone; one line each.

    Both are in one order, for every act waits for the one before it.
    """
    asked = AuditEntry.objects.filter(verb="submit").order_by("sequence")
    there = Submission.objects.order_by("pk")
    for entry, submission in zip_longest(asked.iterator(), there.iterator()):
        if submission is None:
            subject = f"{entry.subject_kind} {entry.subject}"
            yield f"audit: sequence {entry.sequence} submits {subject}: its submission is missing"
            return
        if fault := _fault(submission, entry):
            # What follows is compared with another's entry where one is missing in between.
            yield f"submission {submission.pk} ({submission}) {fault}"
            return


def _fault(submission: Submission, entry: AuditEntry | None) -> str:
    if entry is None:
        return "was made by nobody: no audit entry tells of it"
    if (entry.subject_kind, entry.subject) != (submission.subject_kind, submission.subject):
        return "is about something else than the audit tells"
    told = entry.payload and json.loads(entry.payload)["after"]
    asked = (submission.verb, submission.target)
    if told and (told["asked"], told.get("target", "")) != asked:
        return "asks for something else than the audit tells"
    if (entry.reason, entry.version) != (submission.reason, submission.version):
        return "has another reason or version than the audit tells"
    if entry.actor_id != submission.requested_by_id:
        return "was made by somebody else, as the audit tells it"
    before = AuditEntry.objects.filter(sequence=entry.sequence - 1).first()
    if submission.requested_at > entry.at or (before and submission.requested_at <= before.at):
        return "was made at another time, as the audit tells it"
    return _closing_fault(submission, entry)


def _closing_fault(submission: Submission, entry: AuditEntry) -> str:
    later = AuditEntry.objects.filter(
        subject_kind=entry.subject_kind,
        subject=entry.subject,
        sequence__gt=entry.sequence,
        verb__in=("submit", *_OUTCOMES),
    )
    closing = later.order_by("sequence").first()
    outcome = _OUTCOMES.get(closing.verb, "") if closing else ""
    if submission.outcome != outcome:
        return "came to something else than the audit tells"
    at = submission.closed_at
    if at and closing and not entry.at < at <= closing.at:
        return "was closed at another time, as the audit tells it"
    return ""
