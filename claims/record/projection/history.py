"""What a subject's releases, read in order, say about it: status, corrections, dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from claims.record.instants import instant

_STATUSES = {
    "retraction": "retracted",
    "flag": "under_review",
    "merge": "merged",
    "suppression": "suppressed",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One release as a projection sees it; `content` is None once it is suppressed."""

    number: int
    sequence: int
    event: str
    note: str
    released_at: datetime
    digest: str
    content: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How a claim stands to another, seen from the claim; `text` is the other's."""

    kind: str
    claim: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record adds to a claim's content.

    `versions` are the claim's releases up to the one shown, oldest first, at least one.
    """

    id: str
    url: str
    site_url: str
    versions: Sequence[Version]
    relations: Sequence[Relation] = ()

    @property
    def first(self) -> Version:
        """The first release."""
        return self.versions[0]

    @property
    def last(self) -> Version:
        """The release that is shown."""
        return self.versions[-1]

    @property
    def status(self) -> str:
        """The claim's public status, a value of Status."""
        last = self.last
        if last.content is None:
            return "suppressed"
        return _STATUSES.get(last.event) or ("reviewed" if last.content.get("verdict") else "open")

    @property
    def corrected(self) -> bool:
        """Whether a correction was ever released."""
        return any(version.event == "correction" for version in self.versions)

    @property
    def last_verdict_at(self) -> datetime | None:
        """When the verdict last changed; None where there never was one."""
        changed = None
        before: str | None = None
        for version in self.versions:
            code = (_verdict(version) or {}).get("code")
            if code != before:
                changed = version.released_at
            before = code
        return changed

    def corrections(self) -> list[dict[str, Any]]:
        """Return every release after the first that told the public something, oldest first."""
        return [
            {
                "number": after.number,
                "event": after.event,
                "note": after.note,
                "released_at": instant(after.released_at),
                "verdict_before": _verdict(before),
                "verdict_after": _verdict(after),
                "requested_by_kind": (after.content or {}).get("requested_by_kind", "desk"),
            }
            for before, after in pairwise(self.versions)
            if after.note
        ]


def _verdict(version: Version) -> dict[str, Any] | None:
    verdict = (version.content or {}).get("verdict")
    return {"code": verdict["code"], "label": verdict["label"]} if verdict else None
