"""The made desk's audit and decisions and the record's releases, as rows that follow the last."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models

from claims.desk import audit
from claims.desk.models import AuditEntry, Decision, Submission
from claims.ledger import chain
from claims.record.models import Release
from claims.record.releases import hashed_fields
from tests.benchmarks.data import bulk, story
from tests.benchmarks.data.drafts import Draft, canonical, draft
from tests.benchmarks.data.names import salt
from tests.benchmarks.data.plans import Plan
from tests.benchmarks.data.story import UNDECIDED, Told

ROLES = ("author", "reviewer", "publisher")
_HERE = "the hash before"


Link = tuple[str, str, bulk.Packed]
"""An entry of a chain but for its place in it: what is hashed before and after the previous
entry's hash, and its row without that hash and its own."""


@dataclass(slots=True)
class Ledgers:
    """What some steps leave in the ledgers, in order."""

    releases: list[Link] = field(default_factory=list)
    entries: list[Link] = field(default_factory=list)
    decisions: list[bulk.Packed] = field(default_factory=list)
    submissions: list[bulk.Packed] = field(default_factory=list)


def of_steps(plan: Plan, start: int, stop: int) -> Ledgers:
    """Return what the steps from `start` up to `stop` leave.

    It is what the workflow would leave of each release: the claim brought in, submitted, approved
    by a second person, published, each in the audit. Of a claim the desk holds the row itself and
    none of its statements: those are in the record alone.
    """
    found = Ledgers()
    for step in range(start, stop):
        _Step(plan, step, found).write()
    return found


def linked(links: Iterable[Link], previous: str) -> Iterator[tuple[bulk.Packed, str]]:
    """Give the whole row of each link, with its hash, following the entry of hash `previous`."""
    for head, tail, row in links:
        digest = hashlib.sha256(f"{head}{previous}{tail}".encode()).hexdigest()
        yield bulk.extended(row, previous, digest), digest
        previous = digest


class _Step:
    """Writes down one step."""

    def __init__(self, plan: Plan, step: int, found: Ledgers) -> None:
        self.plan, self.step, self.found = plan, step, found
        before = plan.before(step)
        self.released, self.decided, self.entered = (
            before.releases,
            before.decisions,
            before.entries,
        )
        self.entries = 0

    def write(self) -> None:
        """Write down what it releases, in order, and what was decided before."""
        told = story.step(self.step)
        own = next(one for one in told if one.kind == "claim" and one.number == 1)
        decision = self._approved(own, draft(self.plan.seed, own), 1)
        for within, one in enumerate(told):
            said = draft(self.plan.seed, one)
            number: int | None = decision
            if one.event in UNDECIDED:
                number = None
            elif one.verb and one is not own:
                number = self._approved(one, said, _version(one) - 2)
            self._release(one, said, number, within)
            if one.verb:
                self._published(one, said, number)

    def _approved(self, told: Told, said: Draft, version: int) -> int:
        """Write all that comes before a release, `version` being the subject's first in it."""
        self.decided += 1
        plan = self.plan
        begun = "bring_in" if version == 1 else "revise"
        first = (version + 1, version + 2) if told.kind == "claim" else (version, version + 1)
        asked, decided = first
        self._entry(told.kind, said.subject, "author", begun, version)
        aim = {"asked": told.verb} | ({"target": said.target} if said.target else {})
        asked_at = self._entry(told.kind, said.subject, "author", "submit", asked, aim)
        approval = {"decision": self.decided, "digest": said.digest}
        at = self._entry(told.kind, said.subject, "reviewer", "approve", decided, approval)
        common = {
            "subject_kind": told.kind,
            "subject": said.subject,
            "verb": told.verb,
            "target": said.target,
            "requested_by_id": plan.author,
            "reason": "",
        }
        submission = {**common, "version": asked, "requested_at": asked_at, "closed_at": at}
        self.found.submissions.append(_packed(Submission, submission | {"outcome": "approved"}))
        decision = {**common, "number": self.decided, "version": decided, "digest": said.digest}
        decision |= {"decided_by_id": plan.reviewer, "decided_at": at, "single_person": False}
        self.found.decisions.append(_packed(Decision, decision))
        return self.decided

    def _release(self, told: Told, said: Draft, decision: int | None, within: int) -> None:
        self.released += 1
        release = _Fields(
            sequence=self.released,
            subject_kind=told.kind,
            subject=said.subject,
            number=told.number,
            event=told.event,
            note=told.note,
            decision=decision,
            released_at=self.plan.release_at(self.step, within, self.released),
            content=said.text,
            salt=said.salt,
            content_digest=said.payload_digest,
            previous_hash=_HERE,
        )
        hashed: Any = release
        self.found.releases.append(_link(Release, release, hashed_fields(hashed)))

    def _published(self, told: Told, said: Draft, decision: int | None) -> None:
        after = {
            "release": self.released,
            "number": told.number,
            "event": told.event,
            "decision": decision,
        }
        self._entry(told.kind, said.subject, "publisher", told.verb, _version(told), after)
        if told.kind != "claim":
            self._entry(told.kind, said.target, "author", "bring_in", 1, contributes=False)

    def _entry(
        self,
        kind: str,
        subject: str,
        role: str,
        verb: str,
        version: int,
        after: dict[str, Any] | None = None,
        contributes: bool | None = None,
    ) -> datetime:
        self.entered += 1
        at = self.plan.entry_at(self.step, self.entries, self.entered)
        self.entries += 1
        self.found.entries.append(
            entry(
                self.entered,
                at,
                getattr(self.plan, role),
                role,
                verb,
                kind,
                subject,
                version,
                after,
                after is None if contributes is None else contributes,
            )
        )
        return at


def entry(
    sequence: int,
    at: datetime,
    actor: int,
    role: str,
    verb: str,
    kind: str,
    subject: str,
    version: int,
    after: dict[str, Any] | None,
    contributes: bool,
) -> Link:
    """Return one entry of the audit."""
    payload = canonical({"before": None, "after": after})
    salted = salt(sequence - 1, "entry")
    made = _Fields(
        sequence=sequence,
        at=at,
        actor_id=actor,
        roles=role,
        verb=verb,
        subject_kind=kind,
        subject=subject,
        version=version,
        contributes=contributes,
        reason="",
        request_id="",
        payload=payload,
        salt=salted,
        payload_digest=chain.payload_digest(salted, payload),
        previous_hash=_HERE,
    )
    hashed: Any = made
    return _link(AuditEntry, made, audit.hashed_fields(hashed))


class _Fields:
    """The values of a row by the names of its columns."""

    def __init__(self, **values: Any) -> None:
        self.__dict__ = values


def _link(model: type[models.Model], fields: _Fields, hashed: dict[str, Any]) -> Link:
    head, _, tail = canonical(hashed).partition(_HERE)
    return head, tail, bulk.packed(_values(model)(fields))


@cache
def _values(model: type[models.Model]) -> Callable[[_Fields], bulk.Row]:
    """Return what gives an entry's values but for its two hashes, the last of its columns."""
    return attrgetter(*(column.attname for column in bulk.columns(model)[:-2]))


def _packed(model: type[models.Model], told: dict[str, Any]) -> bulk.Packed:
    return bulk.packed(bulk.rows_of(model, [told])[0])


def _version(told: Told) -> int:
    """Return the subject's version when a release is out: each decided one takes three."""
    if told.kind != "claim":
        return 2
    return 3 if told.event in UNDECIDED else 3 * told.number
