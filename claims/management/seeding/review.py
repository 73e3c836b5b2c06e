"""What becomes of each claim: asked for by one person, decided by a second, released by a third."""

from collections import Counter

from claims.desk.models import Claim
from claims.desk.permissions import Role
from claims.management.seeding.dataset import Row, SeedFault
from claims.management.seeding.session import Session
from claims.workflow import approve, preview, publish, reject, submit


def review_claims(session: Session) -> None:
    """Take every draft through the workflow to where the data set has it."""
    outcomes: Counter[str] = Counter()
    for row in session.data.claims:
        claim = session.claims[row["id"]]
        if claim.stage != Claim.Stage.DRAFT:
            raise SeedFault(
                f"claims.yaml: the desk has {row['id']} already, "
                f"and it is {claim.get_stage_display().lower()}"
            )
        _STEPS[row["outcome"]](session, claim, row)
        outcomes[row["outcome"]] += 1
    counted = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in outcomes.items())
    session.say(f"Claims: {counted}")


def _submit(session: Session, claim: Claim, row: Row) -> None:
    submit(claim, by=session.contributor)


def _publish(session: Session, claim: Claim, row: Row) -> None:
    _submit(session, claim, row)
    approve(claim, by=session.accounts[Role.REVIEWER], digest=preview(claim).digest)
    publish(claim, by=session.accounts[Role.PUBLISHER])


def _reject(session: Session, claim: Claim, row: Row) -> None:
    _submit(session, claim, row)
    reject(claim, by=session.accounts[Role.REVIEWER], reason=row["reason"])


def _leave(session: Session, claim: Claim, row: Row) -> None:
    """A draft stays a draft."""


_STEPS = {"published": _publish, "in_review": _submit, "rejected": _reject, "draft": _leave}
