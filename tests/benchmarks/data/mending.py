"""What a load changes of what was there before it, written anew by the product itself."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from claims.record.models import SubjectKind
from claims.record.projection import writing
from tests.benchmarks.data import drafts, story
from tests.benchmarks.data.plans import Plan
from tests.benchmarks.data.progress import Progress

BATCH = 200
_IN_ORDER = (
    SubjectKind.SPEAKER,
    SubjectKind.SOURCE,
    SubjectKind.RELATION,
    SubjectKind.CLAIM,
)
"""Entities first, for claims tell what stands in the place of merged ones."""


def mend(plan: Plan) -> None:
    """Bring the read and search tables up to date with what befell things from before the plan.

    The indexes are needed for it. It can be done again where it was interrupted.
    """
    touched = sorted(set(_touched(plan)))
    progress = Progress("of before", len(touched))
    for kind in _IN_ORDER:
        things = iter([thing for of, thing in touched if of == kind])
        while batch := list(islice(things, BATCH)):
            with transaction.atomic():
                writing.project(kind, [drafts.id_of(plan.seed, kind, thing) for thing in batch])
            progress.add(len(batch))


def _touched(plan: Plan) -> Iterator[tuple[str, int]]:
    for step in range(plan.start, plan.stop):
        for told in story.step(step):
            related = told.kind == SubjectKind.RELATION
            first = told.thing - story.APART if related else story.brought(told.kind, told.thing)
            if first < plan.start and (related or told.number > 1):
                yield told.kind, told.thing
