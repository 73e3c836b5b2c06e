"""What of a claim is fit to be published, read from the desk in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.desk.models import (
    Claim,
    ClaimRelation,
    ClaimStatement,
    Evidence,
    Statement,
)
from claims.publishing.excerpts import Passage


@dataclass(frozen=True, slots=True)
class Gathered:
    """A claim's accepted statements with their stances, their renderings, and accepted evidence.

    Every list is in the order in which a body shows it: as the editors linked them; renderings in
    the order they were made.
    """

    claim: Claim
    links: tuple[ClaimStatement, ...]
    renderings: dict[int, tuple[Statement, ...]]
    evidence: tuple[Evidence, ...]

    @property
    def own_statements(self) -> list[Statement]:
        """The claim's statements, each followed by its renderings."""
        found = []
        for link in self.links:
            found += [link.statement, *self.renderings.get(link.statement_id, ())]
        return found

    @property
    def all_statements(self) -> list[Statement]:
        """Those, and the statements that are evidence; each once."""
        shown = [*self.own_statements, *(e.statement for e in self.evidence if e.statement)]
        return list({statement.pk: statement for statement in shown}.values())

    @property
    def passages(self) -> list[Passage]:
        """Everything that a body may quote: all statements, then the evidence."""
        return [*self.all_statements, *self.evidence]


def gather(claim: Claim) -> Gathered:
    """Read what the claim's next release would be made of."""
    links = tuple(
        claim.claim_statements.filter(statement__state=Statement.State.ACCEPTED)
        .select_related("statement__capture__source__publisher__speaker", "statement__speaker")
        .prefetch_related(*_parts("statement__"))
        .order_by("id")
    )
    evidence = tuple(
        claim.evidence.filter(state=Evidence.State.ACCEPTED)
        .filter(Q(statement=None) | Q(statement__state=Statement.State.ACCEPTED))
        .select_related(
            "source__publisher__speaker",
            "speaker",
            "capture__source__publisher__speaker",
            "statement__capture__source__publisher__speaker",
            "statement__speaker",
        )
        .prefetch_related(*_parts("statement__"))
        .order_by("id")
    )
    return Gathered(claim, links, _renderings([link.statement_id for link in links]), evidence)


def relations_of(claim: Claim) -> QuerySet[ClaimRelation]:
    """Return the claim's relations on either side, oldest first."""
    return (
        ClaimRelation.objects.filter(Q(from_claim=claim) | Q(to_claim=claim))
        .select_related("from_claim", "to_claim")
        .order_by("id")
    )


def _renderings(originals: list[int]) -> dict[int, tuple[Statement, ...]]:
    found: dict[int, tuple[Statement, ...]] = {}
    shown = set(originals)
    accepted = (
        Statement.objects.filter(rendering_of__in=originals, state=Statement.State.ACCEPTED)
        .select_related("capture__source__publisher__speaker", "speaker")
        .prefetch_related(*_parts(""))
        .order_by("id")
    )
    for statement in accepted:
        if statement.pk not in shown and statement.rendering_of_id is not None:
            found[statement.rendering_of_id] = (
                *found.get(statement.rendering_of_id, ()),
                statement,
            )
    return found


def _parts(prefix: str) -> list[str]:
    names = ("translations", "joint_speakers__speaker", "steps", "rendering_of", "speaker__roles")
    return [f"{prefix}{name}" for name in names]
