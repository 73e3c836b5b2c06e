"""The verb embargo: what was approved waits for its hour, with the event and note it will have."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from claims.desk.models import AuditEntry, Claim, ReleaseVerb, User
from claims.publishing import Subject
from claims.workflow.acts import act, kind_of, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.releasing import approval, as_approved
from claims.workflow.rules import content_faults, event_faults
from claims.workflow.transitions import check_stage

VERB = "embargo"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an approved publication will be once its hour has come, and who said so when."""

    event: str
    note: str
    by: User
    at: datetime


def embargo(claim: Claim, *, by: User, until: datetime, event: str = "", note: str = "") -> Claim:
    """Hold an approved publication back until an hour to come, and keep its event and note.

    They must be fit to be published with already. Nothing is published by itself: after the hour
    somebody publishes it, and may change both. The approval stands.
    """
    with act(VERB, by, reason=note) as current:
        claim = locked(claim)
        check_stage("publish", claim)
        as_approved(claim, approval(claim, ReleaseVerb.PUBLISH))
        RuleViolated.unless_none(
            [
                *_hour_faults(until),
                *event_faults(claim, event, current.reason),
                *content_faults(claim),
            ]
        )
        was = claim.not_before
        claim.not_before = until
        claim.save()
        current.record(
            claim,
            contributes=False,
            before={"not_before": _told(was)},
            after={"not_before": _told(until), "event": event},
        )
    return claim


def planned(subject: Subject) -> Planned | None:
    """Return what was said of an approved publication that waits; None where nothing was."""
    if not isinstance(subject, Claim) or subject.stage != Claim.Stage.APPROVED:
        return None
    said = (
        AuditEntry.objects.filter(
            subject_kind=kind_of(subject), subject=subject.public_id, verb=VERB
        )
        .select_related("actor")
        .order_by("-sequence")
        .first()
    )
    if said is None:
        return None
    try:
        decision = approval(subject, ReleaseVerb.PUBLISH)
    except RuleViolated:
        return None
    if said.at < decision.decided_at:
        return None
    event = json.loads(said.payload or "{}").get("after", {}).get("event", "")
    return Planned(event, said.reason, said.actor, said.at)


def _hour_faults(until: datetime) -> list[str]:
    return [] if until > timezone.now() else ["An embargo ends at an hour to come."]


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
