"""Editors, publishers and a second person at once: nobody's work is lost, one alone wins."""

import random
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import OperationalError

from claims.desk.models import Claim, Decision, User
from claims.record.models import Release
from claims.workflow import (
    RuleViolated,
    StaleEdit,
    TransitionNotAllowed,
    approve,
    preview,
    publish,
    revise,
    submit,
)
from tests import desk_builders as desk
from tests.faults import standing
from tests.faults.acts import people
from tests.threads import concurrently

MOST_TRIES = 1000


@dataclass
class Account:
    """What a race came to: how often each thing happened, and all that is wrong."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Count something that happened."""
        self.counts[what] = self.counts.get(what, 0) + number

    def as_json(self) -> dict[str, Any]:
        """All of it, for a report."""
        return asdict(self)


def edit_at_once(editors: int, edits: int) -> Account:
    """Have editors change one claim at once, each as often; whoever is told of another tries again.

    Each edit adds a word of its own to what was read: a word that is gone was somebody's work.
    """
    account = Account()
    author, _ = people()
    claim = desk.claim(author)
    begun = claim.version
    accounts = [desk.user(f"editor{number}", "contributor") for number in range(editors)]
    outcomes = concurrently(*[_editing(claim.pk, one, edits) for one in accounts])
    words: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            account.faults.append(repr(outcome))
            continue
        accepted, told, waited = outcome
        words += accepted
        account.count("accepted", len(accepted))
        account.count("told of another", told)
        if waited:
            account.count("told to come back", waited)
    claim.refresh_from_db()
    if sorted(claim.context.split()) != sorted(words):
        account.faults.append(f"{len(words)} accepted, {len(claim.context.split())} there")
    if claim.version != begun + len(words):
        account.faults.append(f"version {claim.version} after {len(words)} from {begun}")
    account.faults += filter(None, [standing.unproved()])
    return account


def _editing(key: int, by: User, edits: int) -> Callable[[], tuple[list[str], int, int]]:
    def edit() -> tuple[list[str], int, int]:
        accepted, told, waited = [], 0, 0
        for number in range(edits):
            word = f"{by.username}.{number}"
            for _ in range(MOST_TRIES):
                claim = Claim.objects.get(pk=key)
                claim.context = f"{claim.context} {word}".strip()
                try:
                    revise(claim, by=by)
                except StaleEdit:
                    told += 1
                except OperationalError:
                    # SQLite lets those who wait in no order; whoever waited in vain is sent a 503.
                    waited += 1
                else:
                    accepted.append(word)
                    break
        return accepted, told, waited

    return edit


def publish_at_once(claims: int) -> Account:
    """Have two publishers publish the same approved claims at once, in step."""
    account = Account()
    author, decider = people()
    second = desk.user("second", "publisher")
    statement = desk.statement(author)
    approved = []
    for number in range(claims):
        claim = desk.claim(author, f"The bridge {number} is safe.", made_by=statement)
        submit(claim, by=author)
        approve(claim, by=decider)
        approved.append(claim.pk)
    in_step = threading.Barrier(2)
    told = concurrently(*[_publishing(approved, one, in_step) for one in (decider, second)])
    for key, *outcomes in zip(approved, *told, strict=True):
        claim = Claim.objects.get(pk=key)
        releases = Release.objects.filter(subject_kind="claim", subject=claim.public_id).count()
        account.count("published", outcomes.count("published"))
        account.count("told", outcomes.count("told"))
        if sorted(outcomes) != ["published", "told"] or releases != 1:
            account.faults.append(f"{claim.public_id}: {outcomes}, {releases} releases")
    account.faults += [*standing.torn(), *filter(None, [standing.unproved()])]
    return account


def _publishing(keys: list[int], by: User, step: threading.Barrier) -> Callable[[], list[str]]:
    def publish_all() -> list[str]:
        outcomes = []
        for key in keys:
            claim = Claim.objects.get(pk=key)
            step.wait(60)
            try:
                publish(claim, by=by)
            except RuleViolated:
                outcomes.append("told")
            except Exception as error:  # noqa: BLE001 - what it is, is the outcome
                outcomes.append(repr(error))
            else:
                outcomes.append("published")
        return outcomes

    return publish_all


def approve_against_edit(rounds: int, seed: int) -> Account:
    """Have one approve what was seen while another changes it, a round each.

    What is approved afterwards is what was seen, or nothing is: never a version nobody saw.
    """
    account, lot = Account(), random.Random(seed)  # noqa: S311
    author, decider = people()
    claim = desk.claim(author)
    for number in range(rounds):
        claim.refresh_from_db()
        if claim.stage != Claim.Stage.IN_REVIEW:
            submit(claim, by=author)
        seen = preview(claim).digest
        read = Claim.objects.get(pk=claim.pk)
        read.context = f"Changed {number}."
        waits = [lot.uniform(0, 0.02), lot.uniform(0, 0.02)]
        outcomes = concurrently(
            _after(waits[0], lambda: approve(claim, by=decider, digest=seen)),  # noqa: B023
            _after(waits[1], lambda: revise(read, by=author)),  # noqa: B023
        )
        claim.refresh_from_db()
        account.count(_outcome(outcomes, claim))
        account.faults += _illegal(claim, outcomes, seen)
    account.faults += filter(None, [standing.unproved()])
    return account


def _after(seconds: float, work: Callable[[], Any]) -> Callable[[], Any]:
    def wait_and_work() -> Any:
        threading.Event().wait(seconds)
        return work()

    return wait_and_work


def _outcome(outcomes: list[Any], claim: Claim) -> str:
    approved, edited = (not isinstance(one, Exception) for one in outcomes)
    if approved and edited:
        return "approved, and the edit ended it"
    return "approved, the edit refused" if approved else "edited, the approval refused"


def _illegal(claim: Claim, outcomes: list[Any], seen: str) -> list[str]:
    refused = [one for one in outcomes if isinstance(one, Exception)]
    expected = (RuleViolated, StaleEdit, TransitionNotAllowed)
    faults = [repr(one) for one in refused if not isinstance(one, expected)]
    if len(refused) == len(outcomes):
        faults.append(f"both were refused: {refused}")
    decision = Decision.objects.filter(subject=claim.public_id).first()
    if isinstance(outcomes[0], Decision) and outcomes[0].digest != seen:
        faults.append("approved was another digest than the one that was seen")
    if claim.stage == Claim.Stage.APPROVED and (
        decision is None or preview(claim).digest != decision.digest
    ):
        faults.append("what is approved is not what the decision is of")
    return faults
