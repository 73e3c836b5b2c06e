"""Requests for correction: deciding on them, telling whoever asked, and forgetting who it was."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from claims import publishing
from claims.desk.models import Claim, CorrectionRequest, User
from claims.publishing import Release
from claims.workflow.acts import act
from claims.workflow.errors import RuleViolated
from claims.workflow.validation import field_faults

Outcome = CorrectionRequest.Outcome

logger = logging.getLogger(__name__)


def decide_request(
    request: CorrectionRequest, *, by: User, outcome: str, answer: str = ""
) -> CorrectionRequest:
    """Accept or decline a request for correction, with the answer to whoever asked.

    One that is declined is answered at once, and says why; one that is accepted is answered by the
    claim's next release. Who left an e-mail address is told by e-mail once the change is saved.
    """
    with act("decide_request", by, reason=answer) as current:
        stored = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
        claim = Claim.objects.filter(public_id=stored.claim).first()
        if claim is None:
            raise RuleViolated("There is no such claim.")
        RuleViolated.unless_none(_faults(stored, outcome, current.reason))
        stored.outcome, stored.answer = outcome, current.reason
        stored.decided_by, stored.decided_at = by, current.head.next_time()
        if outcome == Outcome.DECLINED:
            stored.answered_at = stored.decided_at
        RuleViolated.unless_none(field_faults(stored))
        stored.save()
        current.record(
            claim,
            contributes=False,
            after={"request": stored.public_id, "outcome": outcome},
        )
        if outcome == Outcome.DECLINED:
            _tell(stored)
    return stored


def forget_asker(request: CorrectionRequest, *, by: User) -> CorrectionRequest:
    """Forget the name and e-mail address of whoever asked for a correction that was answered.

    The text of the request, its dates and its answer stay. The audit tells that it was done and
    what was forgotten, never the name or address.
    """
    with act("forget_asker", by) as current:
        stored = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
        claim = Claim.objects.filter(public_id=stored.claim).first()
        if claim is None:
            raise RuleViolated("There is no such claim.")
        kept = [name for name in ("name", "email") if getattr(stored, name)]
        RuleViolated.unless_none(_unforgettable(stored, kept))
        stored.name = stored.email = ""
        stored.save()
        current.record(
            claim, contributes=False, after={"request": stored.public_id, "forgotten": kept}
        )
    return stored


def answer_requests(claim: Claim, release: Release) -> None:
    """Mark every accepted request for the claim as answered by a release, and tell who asked."""
    for request in publishing.unanswered(claim):
        request.answered_at = _not_before(release.released_at, request.decided_at)
        request.release = release.sequence
        request.save()
        _tell(request)


def _faults(request: CorrectionRequest, outcome: str, answer: str) -> list[str]:
    found = []
    if request.outcome:
        found.append(f"The request was {request.get_outcome_display().lower()} already.")
    if outcome not in Outcome.values:
        found.append("Accept the request or decline it.")
    if outcome == Outcome.DECLINED and not answer:
        found.append("Say why it is declined: whoever asked reads it.")
    return found


def _unforgettable(request: CorrectionRequest, kept: list[str]) -> list[str]:
    if request.is_open:
        return ["It is not answered yet: whoever asked could no longer be told."]
    return [] if kept else ["No name and no e-mail address is kept of whoever asked."]


def _not_before(moment: datetime, earliest: datetime | None) -> datetime:
    return max(moment, earliest) if earliest else moment


def _tell(request: CorrectionRequest) -> None:
    if request.email:
        transaction.on_commit(lambda: _send(request))


def _send(request: CorrectionRequest) -> None:
    address = f"{settings.SITE_URL}/claims/{request.claim}"
    decided = (
        "We looked into it and have changed what we published."
        if request.outcome == Outcome.ACCEPTED
        else "We looked into it and leave what we published as it is."
    )
    told = [
        f"You asked {settings.DESK_NAME} to correct {address}",
        decided,
        request.answer,
        f"You wrote:\n\n{request.wrong}",
    ]
    try:
        send_mail(
            subject=f"Your request for correction: {settings.DESK_NAME}",
            message="\n\n".join(part for part in told if part) + "\n",
            from_email=None,
            recipient_list=[request.email],
        )
    except (OSError, SMTPException):
        # The decision stands whatever becomes of the letter; the desk sees the address and answer.
        logger.exception("The answer to request %s could not be sent", request.public_id)
