"""The made desk's audit and decisions and the record's releases, as rows that follow the last."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from claims.desk import audit
from claims.desk.models import AuditEntry, AuditHead, Claim, Decision, Submission, User
from claims.ledger import chain
from claims.record.models import Release, ReleaseHead
from claims.record.releases import hashed_fields
from claims.text.folding import fold
from tests.benchmarks.data.drafts import Draft, Step, canonical
from tests.benchmarks.data.names import salt

Row = dict[str, Any]
UNDECIDED = ("flag", "unflag")
TICK = timedelta(milliseconds=1)


class Ledgers:
    """Grows both chains from where the database has them; `rows` gathers what is to be written.

    What the workflow would leave of each release is made: the claim brought in, submitted, approved
    by a second person, published, each in the audit. Of a claim the desk holds the row itself and
    none of its statements: those are in the record alone.
    """

    def __init__(self, accounts: dict[str, User]) -> None:
        self.accounts = accounts
        self.releases, self.entries = ReleaseHead.locked(), AuditHead.locked()
        self.decisions = Decision.objects.aggregate(last=models.Max("number"))["last"] or 0
        self.rows: dict[type[models.Model], list[Row]] = defaultdict(list)
        self.moved: list[Draft] = []
        self.merged: list[Draft] = []

    def take(self, step: Step) -> None:
        """Write down what one step releases, in order."""
        own = next(draft for draft in step if draft.kind == "claim" and draft.number == 1)
        decision = self._approved(own, 1)
        for draft in step:
            if draft is own or not draft.verb:
                release = self._release(draft, decision)
            elif draft.event in UNDECIDED:
                release = self._release(draft, None)
            else:
                release = self._release(draft, self._approved(draft, _version(draft) - 2))
            if draft.verb:
                self._told(draft, release)

    def close(self) -> None:
        """Move the heads of both chains on to what was written last."""
        for head in (self.releases, self.entries):
            head.save(update_fields=["sequence", "hash", "at"])

    def _approved(self, draft: Draft, version: int) -> int:
        """Write all that comes before a release, `version` being the subject's first in it."""
        self.decisions += 1
        author, reviewer = self.accounts["author"], self.accounts["reviewer"]
        begun = "bring_in" if version == 1 else "revise"
        claim = draft.kind == "claim"
        asked, decided = (version + 1, version + 2) if claim else (version, version + 1)
        self._entry(draft, author, begun, version, None, contributes=True)
        told = {"asked": draft.verb} | ({"target": draft.target} if draft.target else {})
        self._entry(draft, author, "submit", asked, told)
        self._entry(
            draft, reviewer, "approve", decided,
            {"decision": self.decisions, "digest": draft.digest},
        )  # fmt: skip
        common = {
            "subject_kind": draft.kind,
            "subject": draft.subject,
            "verb": draft.verb,
            "target": draft.target,
            "requested_by_id": author.pk,
            "reason": "",
        }
        at = self.entries.at
        self.rows[Submission].append(
            {
                **common,
                "version": asked,
                "requested_at": at,
                "outcome": "approved",
                "closed_at": at,
            }
        )
        self.rows[Decision].append(
            {
                **common,
                "number": self.decisions,
                "version": decided,
                "digest": draft.digest,
                "decided_by_id": reviewer.pk,
                "decided_at": at,
                "single_person": False,
            }
        )
        return self.decisions

    def _release(self, draft: Draft, decision: int | None) -> Release:
        head = self.releases
        release = Release(
            sequence=head.sequence + 1,
            subject_kind=draft.kind,
            subject=draft.subject,
            number=draft.number,
            event=draft.event,
            note=draft.note,
            decision=decision,
            released_at=_after(head.at, draft.at),
            content=draft.text,
            salt=draft.salt,
            content_digest=draft.payload_digest,
            previous_hash=head.hash,
        )
        release.hash = chain.link(hashed_fields(release))
        _advance(head, release.sequence, release.hash, release.released_at)
        self.rows[Release].append(_values(release))
        return release

    def _told(self, draft: Draft, release: Release) -> None:
        told = {
            "release": release.sequence,
            "number": release.number,
            "event": draft.event,
            "decision": release.decision,
        }
        version = _version(draft)
        self._entry(draft, self.accounts["publisher"], draft.verb, version, told)
        if draft.kind != "claim":
            self.merged.append(draft)
        elif draft.number == 1:
            self.rows[Claim].append(_claim(draft))
        elif draft.event not in UNDECIDED:
            self.moved.append(draft)

    def _entry(
        self,
        draft: Draft,
        actor: User,
        verb: str,
        version: int,
        after: dict[str, Any] | None,
        contributes: bool = False,
    ) -> None:
        self.bear_witness(draft.kind, draft.subject, draft.at, actor, verb, version, after,
                          contributes)  # fmt: skip

    def bear_witness(
        self,
        kind: str,
        subject: str,
        at: datetime,
        actor: User,
        verb: str,
        version: int,
        after: dict[str, Any] | None = None,
        contributes: bool = False,
    ) -> None:
        """Write one entry of the audit."""
        head = self.entries
        payload = canonical({"before": None, "after": after})
        entry = AuditEntry(
            sequence=head.sequence + 1,
            at=_after(head.at, at),
            actor_id=actor.pk,
            roles=actor.username.rpartition("-")[2],
            verb=verb,
            subject_kind=kind,
            subject=subject,
            version=version,
            contributes=contributes,
            payload=payload,
            salt=salt(head.sequence, "entry"),
            previous_hash=head.hash,
        )
        entry.payload_digest = chain.payload_digest(entry.salt or "", payload)
        entry.hash = chain.link(audit.hashed_fields(entry))
        _advance(head, entry.sequence, entry.hash, entry.at)
        self.rows[AuditEntry].append(_values(entry))


def _version(draft: Draft) -> int:
    """Return the subject's version when a release is out: each decided one takes three."""
    if draft.kind != "claim":
        return 2
    return 3 if draft.event in UNDECIDED else 3 * draft.number


def _after(last: datetime, wanted: datetime) -> datetime:
    return max(wanted, last + TICK)


def _advance(head: Any, sequence: int, hash: str, at: datetime) -> None:
    head.sequence, head.hash, head.at = sequence, hash, at


def _values(row: models.Model) -> Row:
    return {field.attname: getattr(row, field.attname) for field in _written(type(row))}


def _written(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name != "id"]


def _claim(draft: Draft) -> Row:
    shown = draft.shown
    return {
        "public_id": draft.subject,
        "version": 3,
        "text": shown["claim"],
        "folded": fold(shown["claim"]),
        "language": shown["language"],
        "context": shown["context"],
        "kind": shown["kind"],
        "summary": shown.get("summary", ""),
        "stage": Claim.Stage.APPROVED.value,
    }
