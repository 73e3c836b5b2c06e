"""The read and search tables of the made record: the product's own projection, told everything.

What the projection would look up in the releases follows from the plan. It is handed over in place
of the database, rows are taken down as plain values, and pure functions remember what recurs.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import models

from claims.record import addresses
from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    StatementWords,
    SubjectKind,
)
from claims.record.projection import claims, parts, shown, tables
from claims.record.projection.history import Relation, Version
from claims.record.projection.relations import FACET, Surroundings, seen_from
from claims.record.search import words
from claims.text.dates import PartialDate
from tests.benchmarks.data import bulk, drafts, story, wording
from tests.benchmarks.data.plans import Plan, versions

_MODELS: dict[str, type[models.Model]] = {
    "claim": PublishedClaim,
    "facets": PublishedFacet,
    "statements": PublishedStatement,
    "statement_facets": PublishedStatementFacet,
    "evidence": PublishedEvidence,
    "words": ClaimWords,
    "statement_words": StatementWords,
}
"""What the projection's parts of a claim are rows of."""


def of_steps(plan: Plan, start: int, stop: int) -> bulk.Tables:
    """Return every row of what the steps from `start` up to `stop` bring, as it stands when the
    plan is carried out.

    Left to the product are relations to claims from before the plan, and those claims.
    """
    told = [one for step in range(start, stop) for one in story.step(step) if one.number == 1]
    found: bulk.Tables = {}
    with _told(plan):
        for kind in dict.fromkeys(one.kind for one in told):
            # By their numbers, which are what is asked of the plan.
            things: list[Any] = [one.thing for one in told if one.kind == kind]
            if kind == SubjectKind.RELATION:
                rows = [row for thing in things for row in _relation(plan, thing)]
                found.setdefault(PublishedFacet, []).extend(rows)
            elif kind == SubjectKind.CLAIM:
                _gather(found, tables.claim_rows(things), _MODELS)
            else:
                entities = {"entity": PublishedEntity, "words": EntityWords}
                _gather(found, tables.entity_rows(kind, things), entities)
    return found


def _gather(found: bulk.Tables, made: Any, named: dict[str, type[models.Model]]) -> None:
    for rows in made:
        for field in fields(rows):
            value = getattr(rows, field.name)
            told = found.setdefault(named[field.name], [])
            if isinstance(value, list):
                told += value
            else:
                told.append(value)


def _relation(plan: Plan, thing: int) -> list[bulk.Row]:
    ends = (thing, thing - story.APART)
    if min(ends) < plan.start:
        return []
    relation = drafts.id_of(plan.seed, "relation", thing)
    told = [
        {
            "kind": FACET,
            "value": relation,
            "order_key": versions(plan, "claim", claim)[0].sequence,
            "claim_id": drafts.id_of(plan.seed, "claim", claim),
        }
        for claim in ends
    ]
    return bulk.rows_of(PublishedFacet, told)


class _Releases:
    """Answers what the projection asks of the releases, from the plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def histories(self, kind: str, things: Collection[int]) -> dict[str, tuple[Version, ...]]:
        """Return the releases of each thing, named here by its number."""
        return {
            drafts.id_of(self.plan.seed, kind, thing): versions(self.plan, kind, thing)
            for thing in things
        }

    def surroundings(self, things: Collection[int]) -> dict[str, Surroundings]:
        """Return the relations of each claim that has any, named here by its number."""
        return {
            drafts.id_of(self.plan.seed, "claim", thing): self._around(thing, relations)
            for thing in things
            if (relations := story.relations_of(thing, self.plan.stop))
        }

    def newest(self, kind: str, ids: Collection[str]) -> dict[str, Version]:
        """Return the newest release of each thing."""
        numbers = _numbers(self.plan.seed, kind, self.plan.stop)
        return {id: versions(self.plan, kind, numbers[id])[-1] for id in ids}

    def winners(self, named: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return what stands in the place of those that are merged."""
        merged = _merged(self.plan.seed, self.plan.stop)
        return {one: merged[one] for one in named if one in merged}

    def _around(self, claim: int, relations: list[tuple[int, int]]) -> Surroundings:
        own = drafts.id_of(self.plan.seed, "claim", claim)
        seen, changed = [], []
        for relation, other in relations:
            version = versions(self.plan, "relation", relation)[-1]
            neighbour = versions(self.plan, "claim", other)[-1]
            changed += [version.released_at, neighbour.released_at]
            kind, id = seen_from(own, version.content or {})
            seen.append(Relation(kind, id, (neighbour.content or {})["claim"]))
        return Surroundings(seen, max(changed))


@lru_cache(maxsize=4)
def _numbers(seed: int, kind: str, stop: int) -> dict[str, int]:
    return drafts.thing_numbers(seed, kind, stop)


@lru_cache(maxsize=1)
def _merged(seed: int, stop: int) -> dict[tuple[str, str], str]:
    return {
        (kind, drafts.id_of(seed, kind, thing)): drafts.id_of(seed, kind, thing - 1)
        for kind in ("speaker", "source")
        for thing in story.merged(kind, stop)
    }


@lru_cache(maxsize=16)
def _taken(model: type[models.Model]) -> Callable[..., bulk.Row]:
    """Return what takes a model's values by name and gives them as a row."""
    defaults = bulk.defaults(model)
    take = itemgetter(*defaults)

    def row(**values: Any) -> bulk.Row:
        found: bulk.Row = take(defaults | values)
        return found

    return row


class _Dates:
    """Reads partial dates, of which few differ."""

    parse = staticmethod(lru_cache(maxsize=16_384)(PartialDate.parse))


def _ordered(content: dict[str, Any] | None, shape: Any) -> dict[str, Any]:
    """Return a claim's content as it is: it is made in the order of the shape."""
    return dict(content or {})


_explanation_html = lru_cache(maxsize=1_024)(claims.explanation_html)
_slug = lru_cache(maxsize=4_096)(addresses.slug)
_body_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@contextmanager
def _told(plan: Plan) -> Iterator[None]:
    releases = _Releases(plan)
    ways: list[tuple[Any, str, Any]] = [
        (tables, "histories", releases.histories),
        (tables, "surroundings", releases.surroundings),
        (tables, "newest", releases.newest),
        (tables, "winners", releases.winners),
        (tables, "PartialDate", _Dates),
        (tables, "body_text", _body_text),
        (shown, "PartialDate", _Dates),
        (shown, "body_text", _body_text),
        (claims, "explanation_html", _explanation_html),
        (claims, "ordered", _ordered),
        (addresses, "slug", _slug),
        (words, "written", wording.written),
        (parts, "statements", _last(parts.statements)),
    ]
    for room, made in (
        (tables, (PublishedClaim, PublishedFacet, ClaimWords, PublishedEntity, EntityWords)),
        (shown, (PublishedStatement, PublishedStatementFacet, PublishedEvidence, StatementWords)),
    ):
        ways += [(room, model.__name__, _taken(model)) for model in made]
    before = [(room, name, getattr(room, name)) for room, name, _ in ways]
    try:
        for room, name, way in ways:
            setattr(room, name, way)
        yield
    finally:
        for room, name, way in before:
            setattr(room, name, way)


def _last(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function, which remembers what it gave for the object it was last asked about."""
    asked: list[Any] = [None, None]

    def remembering(of: Any) -> Any:
        if asked[0] is not of:
            asked[:] = of, function(of)
        return asked[1]

    return remembering
