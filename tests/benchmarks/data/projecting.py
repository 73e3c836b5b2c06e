"""The read and search tables of the made record: the product's own rows, written in bulk."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from concurrent.futures import Executor
from dataclasses import fields
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet

from claims.record import addresses
from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedFacet,
    Release,
    SubjectKind,
)
from claims.record.projection import claims, writing
from claims.record.projection.relations import FACETS, neighbours, related_claims, relation_facets
from claims.record.projection.tables import claim_rows, entity_rows
from claims.record.rebuild import ENTITY_KINDS
from claims.search import words
from tests.benchmarks.data import bulk
from tests.benchmarks.data.helpers import in_turn
from tests.benchmarks.data.progress import Progress

BATCH = 250
Tables = dict[type[models.Model], list[bulk.Row]]
"""Rows by their model."""


def project(helpers: Executor | None) -> None:
    """Bring the read and search tables up to date with the releases.

    What they do not hold yet is written in bulk, with those who help, each batch in a transaction
    of its own; what they hold in an older state is left to the product's own
    writing. Entities first, for claims tell what stands in the place of merged ones.
    """
    for kind in ENTITY_KINDS:
        _entities(kind, helpers)
    _claims(_relations(), helpers)


def _entities(kind: str, helpers: Executor | None) -> None:
    new, old = _behind(kind, PublishedEntity.objects.filter(kind=kind), "public_id")
    for batch in _batches(old):
        with transaction.atomic():
            writing.project(kind, batch)
    _in_bulk(kind, new, helpers)


def _relations() -> list[str]:
    """Write the facets of relations that have none yet; return those relations."""
    kind = SubjectKind.RELATION
    written = PublishedFacet.objects.filter(kind__in=FACETS, value=OuterRef("subject"))
    found = Release.objects.filter(~Exists(written), subject_kind=kind, number=1)
    new = list(found.order_by("sequence").values_list("subject", flat=True))
    for batch in _batches(new):
        with transaction.atomic():
            bulk.write(PublishedFacet, [bulk.row_of(row) for row in relation_facets(batch)])
    return new


def _claims(relations: Collection[str], helpers: Executor | None) -> None:
    kind = SubjectKind.CLAIM
    new, old = _behind(kind, PublishedClaim.objects.all(), "pk")
    for batch in _batches(relations):
        held = PublishedClaim.objects.filter(pk__in=related_claims(batch))
        old += held.values_list("pk", flat=True)
    _in_bulk(kind, new, helpers)
    for batch in _batches(list(dict.fromkeys(old))):
        with transaction.atomic():
            writing.write_claims(sorted(neighbours(batch)))


def _behind(kind: str, rows: QuerySet[Any], key: str) -> tuple[list[str], list[str]]:
    """Return the subjects without a row, and those whose row shows an older release."""
    # An older number than the newest has the same newest one after it.
    later = Release.objects.filter(
        subject_kind=kind, subject=OuterRef("subject"), number__gt=OuterRef("number")
    )
    newest = Release.objects.filter(~Exists(later), subject_kind=kind)
    there = rows.filter(**{key: OuterRef("subject")})
    shown = there.filter(sequence=OuterRef("sequence"))
    behind = newest.filter(~Exists(shown)).annotate(there=Exists(there)).order_by("sequence")
    new: list[str] = []
    old: list[str] = []
    for subject, is_there in behind.values_list("subject", "there").iterator(chunk_size=20_000):
        (old if is_there else new).append(subject)
    return new, old


def _in_bulk(kind: str, subjects: list[str], helpers: Executor | None) -> None:
    progress = Progress(f"{kind} rows", len(subjects))
    if helpers is None:
        for batch in _batches(subjects):
            with transaction.atomic():
                _write(rows_of(kind, batch))
            progress.add(len(batch))
        return
    task = _written if connection.vendor == "postgresql" else rows_of
    batches = list(_batches(subjects))
    asked = ((kind, batch) for batch in batches)
    for batch, tables in zip(batches, in_turn(helpers, task, asked), strict=True):
        if tables:
            with transaction.atomic():
                _write(tables)
        progress.add(len(batch))


def _written(kind: str, subjects: list[str]) -> Tables:
    """Write the rows from this process: PostgreSQL takes several at a time."""
    with transaction.atomic():
        _write(rows_of(kind, subjects))
    return {}


def rows_of(kind: str, subjects: list[str]) -> Tables:
    """Return every row that the read and search tables hold of these subjects."""
    made = claim_rows(subjects) if kind == SubjectKind.CLAIM else entity_rows(kind, subjects)
    found: Tables = defaultdict(list)
    for rows in made:
        for field in fields(rows):
            value = getattr(rows, field.name)
            for row in [value] if isinstance(value, models.Model) else value:
                found[type(row)].append(bulk.row_of(row))
    return dict(found)


def _write(tables: Tables) -> None:
    # Rows that are named come before those that name them.
    for model in sorted(tables, key=lambda model: model is not PublishedClaim):
        bulk.write(model, tables[model])


def _batches(subjects: Collection[str]) -> Iterator[list[str]]:
    rest = iter(subjects)
    while batch := list(islice(rest, BATCH)):
        yield batch


def remember() -> None:
    """Have this process keep what the projection's pure functions gave, for texts that recur."""
    claims.explanation_html = lru_cache(maxsize=1_024)(claims.explanation_html)
    addresses.anyascii = lru_cache(maxsize=4_096)(addresses.anyascii)
    # A quote comes once among the words of its claim, and then as a statement.
    for name in ("words_of", "sounds_of", "capitalised", "stems_of"):
        setattr(words, name, lru_cache(maxsize=512)(getattr(words, name)))
    words.keys_of = lru_cache(maxsize=65_536)(words.keys_of)
