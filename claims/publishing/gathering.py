"""What of a claim is fit to be published, read from the desk in a fixed number of queries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from django.db.models import Q, QuerySet

from claims.desk.models import (
    Capture,
    Claim,
    ClaimRelation,
    ClaimStatement,
    Evidence,
    Statement,
)
from claims.publishing.excerpts import Passage

Row = TypeVar("Row", ClaimStatement, Evidence, Statement)


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


_remembered: ContextVar[dict[int, Gathered] | None] = ContextVar("remembered", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Have what a claim's release would be made of be read once until the block ends.

    For who only looks, in several ways: what is written within the block need not be seen there.
    """
    before = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(before)


def gather(claim: Claim) -> Gathered:
    """Read what the claim's next release would be made of."""
    return gather_all([claim])[claim.pk]


def gather_all(claims: Sequence[Claim], *, texts: bool = True) -> dict[int, Gathered]:
    """Read what the next releases of claims would be made of, by primary key.

    The number of queries is the same for one claim and for many. Without `texts` the captured
    texts stay unread: enough to see what is named. A source that was merged into another stands as
    the other.
    """
    known = _remembered.get()
    if known is None or len(claims) != 1:
        return _gathered(claims, texts)
    (claim,) = claims
    if claim.pk not in known:
        known |= _gathered(claims, texts=True)
    return {claim.pk: replace(known[claim.pk], claim=claim)}


def _gathered(claims: Sequence[Claim], texts: bool) -> dict[int, Gathered]:
    keys = [claim.pk for claim in claims]
    links = _links(keys, texts)
    evidence = _evidence(keys, texts)
    originals = {link.statement_id for link in links}
    renderings = _renderings(originals, texts)
    for capture in _captures(links, evidence, renderings):
        capture.source = capture.source.survivor
    found = {}
    for claim in claims:
        own = tuple(link for link in links if link.claim_id == claim.pk)
        shown = {link.statement_id for link in own}
        mine: dict[int, tuple[Statement, ...]] = {}
        for one in renderings:
            if one.pk not in shown and one.rendering_of_id in shown:
                mine[one.rendering_of_id] = (*mine.get(one.rendering_of_id, ()), one)
        items = tuple(item for item in evidence if item.claim_id == claim.pk)
        found[claim.pk] = Gathered(claim, own, mine, items)
    return found


def relations_of(claim: Claim) -> QuerySet[ClaimRelation]:
    """Return the claim's relations on either side, oldest first."""
    return relations_among([claim.pk])


def relations_among(claims: Collection[int]) -> QuerySet[ClaimRelation]:
    """Return the relations that have one of the claims on either side, oldest first."""
    return (
        ClaimRelation.objects.filter(Q(from_claim__in=claims) | Q(to_claim__in=claims))
        .select_related("from_claim", "to_claim")
        .order_by("id")
    )


def _links(claims: Collection[int], texts: bool) -> list[ClaimStatement]:
    links = (
        ClaimStatement.objects.filter(claim__in=claims, statement__state=Statement.State.ACCEPTED)
        .select_related(*_named("statement__capture__"), "statement__speaker")
        .prefetch_related(*_parts("statement__"))
        .order_by()
    )
    return _in_order(links if texts else links.defer("statement__capture__text"))


def _evidence(claims: Collection[int], texts: bool) -> list[Evidence]:
    evidence = (
        Evidence.objects.filter(claim__in=claims, state=Evidence.State.ACCEPTED)
        .filter(Q(statement=None) | Q(statement__state=Statement.State.ACCEPTED))
        .select_related(
            "source__publisher__speaker",
            "speaker",
            *_named("capture__"),
            *_named("statement__capture__"),
            "statement__speaker",
        )
        .prefetch_related(*_parts("statement__"))
        .order_by()
    )
    unread = ("capture__text", "statement__capture__text")
    return _in_order(evidence if texts else evidence.defer(*unread))


def _renderings(originals: Collection[int], texts: bool) -> list[Statement]:
    accepted = (
        Statement.objects.filter(rendering_of__in=originals, state=Statement.State.ACCEPTED)
        .select_related(*_named("capture__"), "speaker")
        .prefetch_related(*_parts(""))
        .order_by()
    )
    return _in_order(accepted if texts else accepted.defer("capture__text"))


def _in_order(rows: QuerySet[Row]) -> list[Row]:
    # The database is not asked for it: Django would compare the order with hundreds of columns.
    return sorted(rows, key=attrgetter("pk"))


def _captures(
    links: Iterable[ClaimStatement], evidence: Iterable[Evidence], renderings: Iterable[Statement]
) -> Iterator[Capture]:
    for link in links:
        yield link.statement.capture
    for item in evidence:
        if item.capture:
            yield item.capture
        if item.statement:
            yield item.statement.capture
    for one in renderings:
        yield one.capture


def _named(prefix: str) -> tuple[str, str]:
    source = f"{prefix}source__"
    return f"{source}publisher__speaker", f"{source}merged_into__publisher__speaker"


def _parts(prefix: str) -> list[str]:
    names = ("translations", "joint_speakers__speaker", "steps", "rendering_of", "speaker__roles")
    return [f"{prefix}{name}" for name in names]
