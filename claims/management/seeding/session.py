"""One loading of the data set: who does it, and what came of each row so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from claims.desk.models import (
    AuditEntry,
    Capture,
    Child,
    Claim,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
    User,
)
from claims.desk.permissions import Role
from claims.management.seeding.accounts import DemoAccounts
from claims.management.seeding.dataset import DataSet, SeedFault
from claims.workflow import revise
from claims.workflow.acts import Root

REASON = "Seed data set"
"""The reason in the audit by which a loaded data set is known again, whatever editors did since."""


@dataclass
class Session:
    """The desk's rows by the ids of the data set, filled file by file."""

    data: DataSet
    accounts: DemoAccounts
    say: Callable[[str], None]
    ratings: dict[str, Rating] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    passages: dict[tuple[str, str], Capture] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    @property
    def contributor(self) -> User:
        """The author of everything but the scale."""
        return self.accounts[Role.CONTRIBUTOR]

    def save(
        self,
        root: Root,
        children: Sequence[Child | Capture] = (),
        *,
        remove: Sequence[Child] = (),
        by: User | None = None,
        note: str = "",
    ) -> Root:
        """Save a row and its children as an editor would; one that is as wanted stays untouched."""
        reason = f"{REASON}: {note}" if note else REASON
        return revise(root, by=by or self.contributor, save=children, remove=remove, reason=reason)

    def passage(self, source: str, name: str) -> Capture:
        """Return the capture of a passage; raise SeedFault where the data set has none such."""
        try:
            return self.passages[source, name]
        except KeyError:
            raise SeedFault(f"sources.yaml: {source} has no passage {name}") from None


def loaded() -> dict[str, int]:
    """Return how many rows of each kind the data set made on this desk; empty where none."""
    entries = AuditEntry.objects.filter(verb="revise", reason__startswith=REASON)
    counted = entries.order_by().values("subject_kind")
    return {
        row["subject_kind"]: row["number"]
        for row in counted.annotate(number=Count("subject", distinct=True))
    }
