"""Growing a database's record to so many made claims."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor

from django.db import models, transaction

from claims.desk.models import Claim, Rating, Source, Speaker, User
from claims.desk.models.searched import keep_words
from claims.record.models import SEARCH_TABLES, PublishedClaim, Release, SubjectKind
from claims.record.projection import counts
from claims.search import index
from tests.benchmarks.data import bulk, entities, names, projecting
from tests.benchmarks.data.drafts import Draft, Step, steps
from tests.benchmarks.data.helpers import in_turn, pool
from tests.benchmarks.data.ledgers import Ledgers
from tests.benchmarks.data.progress import Progress

CHUNK = 500
"""Steps written in one transaction: what a run that is interrupted loses at most."""

MANY = 20_000
"""New claims from which on indexes are made afterwards, where they are more than what is there."""

ROLES = ("author", "reviewer", "publisher")


class ForeignRecord(Exception):
    """Why nothing is made in a database, in one line."""


def load(claims: int, *, seed: int = 1, workers: int = 0) -> float:
    """Grow the record to at least so many made claims; return the seconds it took.

    The default database is migrated already. The same seed gives the same record, whether it was
    made in one run, in several or after an interruption. With `workers` other processes help, which
    must find the same settings in their environment; without, all is done in this one, inside the
    open transaction if there is one. Raises ForeignRecord where others published here.
    """
    began = time.monotonic()
    there = _there(seed)
    if there == 0 and Release.objects.exists():
        raise ForeignRecord("this database has a record of its own; name another with --database")
    new = max(claims - there, 0)
    with bulk.loading(without_indexes=new > max(MANY, there)), pool(workers) as helpers:
        _release(seed, there, claims, helpers)
        projecting.project(helpers)
        with transaction.atomic():
            counts.recount()
        if new > MANY:
            index.compact(SEARCH_TABLES)
    bulk.analyse()
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


def _release(seed: int, start: int, stop: int, helpers: Executor | None) -> None:
    accounts = {role: _account(role) for role in ROLES}
    progress = Progress("released", stop - start)
    for chunk in _drafted(seed, start, stop, helpers):
        with transaction.atomic():
            ledgers = Ledgers(accounts)
            _bring_in_scale(ledgers)
            for step in chunk:
                ledgers.take(step)
            _write(ledgers)
        progress.add(len(chunk))


def _drafted(seed: int, start: int, stop: int, helpers: Executor | None) -> Iterator[list[Step]]:
    spans = [(seed, at, min(at + CHUNK, stop)) for at in range(start, stop, CHUNK)]
    if helpers is None:
        return (steps(*span) for span in spans)
    return in_turn(helpers, steps, spans)


def _account(role: str) -> User:
    account, made = User.objects.get_or_create(
        username=f"benchmark-{role}", defaults={"email": f"{role}@benchmark.example"}
    )
    if made:
        account.set_unusable_password()
        account.save()
    return account


def _bring_in_scale(ledgers: Ledgers) -> None:
    if Rating.objects.exists():
        return
    for code, label, value, normalised in entities.RATINGS:
        rating = Rating.objects.create(
            code=code, label=label, value=value, normalised=normalised, meaning=entities.MEANING
        )
        ledgers.bear_witness(
            "rating", rating.public_id, names.BEGAN, ledgers.accounts["author"], "revise", 1,
            contributes=True,
        )  # fmt: skip


def _write(ledgers: Ledgers) -> None:
    for draft in ledgers.merged:
        _bring_in_merged(ledgers, draft)
    for model, told in ledgers.rows.items():
        bulk.write(model, bulk.rows_of(model, told))
    brought = [claim["public_id"] for claim in ledgers.rows[Claim]]
    keep_words(Claim, Claim.objects.filter(public_id__in=brought).values_list("pk", flat=True))
    for draft in ledgers.moved:
        claim = Claim.objects.filter(public_id=draft.subject)
        into = Claim.objects.filter(public_id=draft.target)
        merged = {"merged_into": into.get()} if draft.target else {}
        claim.update(version=3 * draft.number, **merged)
    ledgers.close()


def _bring_in_merged(ledgers: Ledgers, draft: Draft) -> None:
    """Give the desk the speaker or source that was merged, and what it was merged into."""
    model: type[models.Model] = Speaker if draft.kind == "speaker" else Source
    shown = dict(draft.shown)
    apart = {"speaker": "name", "source": "url"}[draft.kind]
    winner = model(**shown | {"public_id": draft.target, apart: f"{shown[apart]}-1"})
    winner.save()
    ledgers.bear_witness(
        draft.kind, draft.target, draft.at, ledgers.accounts["author"], "bring_in", 1
    )
    model(**shown, public_id=draft.subject, merged_into=winner).save()
    model._default_manager.filter(public_id=draft.subject).update(version=2)


def counted() -> int:
    """Return how many claims the read tables hold."""
    return PublishedClaim.objects.count()
