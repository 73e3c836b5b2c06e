"""Growing a database's record to so many made claims."""

import time
from concurrent.futures import Executor
from dataclasses import dataclass

from django.db import connection, models, transaction

from claims.desk.models import AuditEntry, AuditHead, Claim, Decision, Submission
from claims.record.models import SEARCH_TABLES, Release, ReleaseHead, SubjectKind
from claims.record.projection import counts
from claims.search import index
from tests.benchmarks.data import bulk, desk, ledgers, names, parking, projecting, stemming
from tests.benchmarks.data.helpers import in_turn, pool
from tests.benchmarks.data.ledgers import Ledgers, linked
from tests.benchmarks.data.mending import mend
from tests.benchmarks.data.plans import TICK, Place, Plan
from tests.benchmarks.data.progress import Progress

CHUNK = 250
"""Steps written in one transaction: what a run that is interrupted loses at most of each part."""

MANY = 20_000
"""New claims from which on indexes are made afterwards, where they are more than what is there."""

_LEDGERS, _ROWS = "ledgers", "rows"
"""The parts of a chunk: both chains and the decisions, in their order; everything else."""


class ForeignRecord(Exception):
    """Why nothing is made in a database, in one line."""


def load(claims: int, *, seed: int = 1, workers: int = 0) -> float:
    """Grow the record to at least so many made claims; return the seconds it took.

    The default database is migrated already. The same seed gives the same record, whether it was
    made in one run, in several or after an interruption, which the next run goes on from. With
    `workers` other processes help, which must find the same settings in their environment; without,
    all is done in this one, inside the open transaction if there is one. Raises ForeignRecord where
    others published here, or a load of another seed was interrupted.
    """
    began = time.monotonic()
    plan = parking.plan_under_way()
    if plan and plan.seed != seed:
        raise ForeignRecord(f"a load of seed {plan.seed} was interrupted here; finish it first")
    if plan:
        _carry_out(plan, workers)
    there = _there(seed)
    if there == 0 and Release.objects.exists():
        raise ForeignRecord("this database has a record of its own; name another with --database")
    if claims > there:
        _carry_out(_planned(seed, there, claims), workers)
    return time.monotonic() - began


def _there(seed: int) -> int:
    """Return how many claims of this seed are released: they come one after another."""
    low, high = 0, 1
    while _is_released(seed, high - 1):
        low, high = high, 2 * high
    while low < high:
        middle = (low + high) // 2
        if _is_released(seed, middle):
            low = middle + 1
        else:
            high = middle
    return low


def _is_released(seed: int, number: int) -> bool:
    subject = names.public_id(seed, "claim", number)
    return Release.objects.filter(subject_kind=SubjectKind.CLAIM, subject=subject).exists()


@transaction.atomic
def _planned(seed: int, start: int, stop: int) -> Plan:
    """Return the plan of a load, remembered, once the desk has what every load needs."""
    accounts = desk.accounts()
    releases, entries = ReleaseHead.locked(), AuditHead.locked()
    _bring_in_scale(seed, accounts["author"].pk, entries)
    last = Decision.objects.order_by("-number").values_list("number", flat=True).first()
    plan = Plan(
        seed=seed,
        start=start,
        stop=stop,
        first_claim=desk.first_claim(start),
        **{role: account.pk for role, account in accounts.items()},
        decisions=last or 0,
        releases=Place(releases.sequence, releases.at),
        entries=Place(entries.sequence, entries.at),
    )
    parking.begin()
    parking.remember(plan)
    return plan


def _bring_in_scale(seed: int, author: int, head: AuditHead) -> None:
    for rating in desk.bring_in_scale(seed):
        at = max(names.BEGAN, head.at + TICK)
        link = ledgers.entry(
            head.sequence + 1, at, author, "author", "revise", "rating", rating, 1, None, True
        )
        [(row, digest)] = linked([link], head.hash)
        bulk.load(AuditEntry, [row])
        head.advance(head.sequence + 1, digest, at)


def _carry_out(plan: Plan, workers: int) -> None:
    new = plan.stop - plan.start
    with parking.away(without_indexes=new > max(MANY, plan.start)):
        with pool(workers) as helpers:
            _write(plan, helpers)
        bulk.follow_ids(Claim)
    with transaction.atomic():
        counts.recount()
    if plan.start:
        mend(plan)
    if new > MANY:
        index.compact(SEARCH_TABLES)
    parking.forget()
    parking.analyse()


def _write(plan: Plan, helpers: Executor | None) -> None:
    """Write every chunk of the plan that is not written yet."""
    there = {part: parking.done(part) for part in (_LEDGERS, _ROWS)}
    starts = range(plan.start, plan.stop, CHUNK)
    left = [start for start in starts if any(start not in done for done in there.values())]
    ends = [min(start + CHUNK, plan.stop) for start in left]
    asked = [
        (plan, start, end, tuple(part for part, done in there.items() if start not in done))
        for start, end in zip(left, ends, strict=True)
    ]
    progress = Progress("claims", sum(ends) - sum(left))
    for (_, start, end, _), made in zip(asked, in_turn(helpers, _made, asked), strict=True):
        with transaction.atomic():
            _take(plan, start, end, made)
        progress.add(end - start)


@dataclass(slots=True)
class _Chunk:
    """The parts of a chunk that are to be written, None for one that is."""

    ledgers: Ledgers | None = None
    tables: dict[type[models.Model], list[bulk.Packed]] | None = None


def _made(plan: Plan, start: int, stop: int, wanted: tuple[str, ...]) -> _Chunk:
    """Return what the steps from `start` up to `stop` leave; PostgreSQL, which takes several
    processes at a time, has the rows of it at once."""
    chunk = _Chunk()
    if _LEDGERS in wanted:
        chunk.ledgers = ledgers.of_steps(plan, start, stop)
    if _ROWS in wanted:
        with stemming.hastened():
            rows = (projecting.of_steps(plan, start, stop), desk.of_steps(plan, start, stop))
        tables = bulk.packed_tables(bulk.gathered(rows))
        if connection.vendor == "postgresql":
            with transaction.atomic():
                _write_rows(start, tables)
        else:
            chunk.tables = tables
    return chunk


def _write_rows(start: int, tables: dict[type[models.Model], list[bulk.Packed]]) -> None:
    for model in parking.LOADED:
        bulk.load(model, tables.get(model, ()))
    parking.do(_ROWS, start)


def _take(plan: Plan, start: int, stop: int, made: _Chunk) -> None:
    if made.tables is not None:
        _write_rows(start, made.tables)
    if made.ledgers is None:
        return
    for head, model, links in (
        (ReleaseHead.locked(), Release, made.ledgers.releases),
        (AuditHead.locked(), AuditEntry, made.ledgers.entries),
    ):
        found = list(linked(links, head.hash))
        bulk.load(model, [row for row, _ in found])
        head.hash = found[-1][1]
        head.save(update_fields=["hash"])
    bulk.load(Decision, made.ledgers.decisions)
    bulk.load(Submission, made.ledgers.submissions)
    _move_heads(plan, stop)
    desk.follow(plan, start, stop)
    parking.do(_LEDGERS, start)


def _move_heads(plan: Plan, stop: int) -> None:
    """Have the heads tell where the chains stand before the step `stop`."""
    stand = plan.before(stop)
    for model, sequence, at in (
        (ReleaseHead, stand.releases, plan.last_release_at(stop)),
        (AuditHead, stand.entries, plan.last_entry_at(stop)),
    ):
        model.objects.filter(pk=1).update(sequence=sequence, at=at)
