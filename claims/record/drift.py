"""Whether the read tables are what the releases give."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef

from claims.record.models import (
    SEARCH_TABLES,
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    Release,
    ReleaseHead,
    StatementWords,
    SubjectKind,
)
from claims.record.projection import counts
from claims.record.projection.relations import FACETS, relation_facets
from claims.record.projection.sources import batches
from claims.record.projection.tables import claim_rows, entity_rows
from claims.record.projection.writing import BATCH
from claims.record.rebuild import ENTITY_KINDS
from claims.search import index

Row = dict[str, Any]
Tables = dict[str, list[Row]]
"""What read tables hold of one subject: table -> rows."""


def table_faults() -> Iterator[str]:
    """Give each subject whose rows differ from a fresh projection: relations, entities, claims.

    Rows that no release gives come after the subjects of their kind, and those of a kind that
    nothing is of after all others, then counts; what is wrong with search as a whole comes last.
    Subjects are compared many at a time; where one differs it is compared again with publishing
    held up, so that a release made meanwhile is no fault.
    """
    # Claims find their relations by these facets, and what stands in the place of merged things by
    # entities' rows, so those are proven first.
    yield from _faults_of(SubjectKind.RELATION, _fresh_relations, _stored_relations)
    yield from _strays(
        SubjectKind.RELATION, PublishedFacet.objects.filter(kind__in=FACETS), "value"
    )
    for kind in ENTITY_KINDS:
        yield from _entity_faults(kind)
    yield from _faults_of(SubjectKind.CLAIM, _fresh_claims, _stored_claims)
    yield from _strays(SubjectKind.CLAIM, PublishedClaim.objects.all(), "public_id")
    yield from _unknown_entities()
    yield from _count_faults()
    yield from _strange_words()
    yield from index.faults(SEARCH_TABLES)


def _entity_faults(kind: SubjectKind) -> Iterator[str]:
    stored = PublishedEntity.objects.filter(kind=kind)

    def fresh_rows(subjects: Collection[str]) -> dict[str, Tables]:
        return {
            rows.entity.public_id: {"row": [_values(rows.entity)], "words": [_values(rows.words)]}
            for rows in entity_rows(kind, subjects)
        }

    def stored_rows(subjects: Collection[str]) -> dict[str, Tables]:
        found: dict[str, Tables] = {
            row.public_id: {"row": [_values(row)]} for row in stored.filter(public_id__in=subjects)
        }
        words = EntityWords.objects.filter(row__kind=kind, row__public_id__in=subjects)
        for row in words.select_related("row"):
            found[row.row.public_id]["words"] = [_values(row)]
        return found

    yield from _faults_of(kind, fresh_rows, stored_rows)
    yield from _strays(kind, stored, "public_id")


def _unknown_entities() -> Iterator[str]:
    unknown = PublishedEntity.objects.exclude(kind__in=ENTITY_KINDS).order_by("kind", "public_id")
    for kind, public_id in unknown.values_list("kind", "public_id").iterator():
        yield f"read tables: {kind} {public_id} was never released"


def _count_faults() -> Iterator[str]:
    confirmed = list(counts.faults())
    if confirmed:
        with transaction.atomic():
            ReleaseHead.locked()
            confirmed = list(counts.faults())
    yield from confirmed


Look = Callable[[Collection[str]], dict[str, Tables]]


def _faults_of(kind: str, fresh: Look, stored: Look) -> Iterator[str]:
    for subjects in batches(kind, BATCH):
        suspects = _differing(subjects, fresh, stored)
        if suspects:
            with transaction.atomic():
                ReleaseHead.locked()
                confirmed = _differing(list(suspects), fresh, stored)
            for subject, what in confirmed.items():
                yield f"read tables: {kind} {subject} {what}"


def _differing(subjects: list[str], fresh: Look, stored: Look) -> dict[str, str]:
    expected, found = fresh(subjects), stored(subjects)
    compared = {
        subject: _difference(expected.get(subject, {}), found.get(subject, {}))
        for subject in subjects
    }
    return {subject: what for subject, what in compared.items() if what}


def _difference(expected: Tables, found: Tables) -> str:
    for table, rows in expected.items():
        there = found.get(table, [])
        if _sorted(rows) == _sorted(there):
            continue
        if table != "row":
            return f"has other {table} than its releases give"
        if not there:
            return "is missing"
        column = next(name for name, value in rows[0].items() if there[0].get(name) != value)
        return f"has another {column} than its releases give"
    return ""


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


def _fresh_relations(relations: Collection[str]) -> dict[str, Tables]:
    found: dict[str, Tables] = {relation: {"facets": []} for relation in relations}
    for facet in relation_facets(relations):
        found[facet.value]["facets"].append(_values(facet))
    return found


def _stored_relations(relations: Collection[str]) -> dict[str, Tables]:
    found: dict[str, Tables] = {relation: {"facets": []} for relation in relations}
    for facet in PublishedFacet.objects.filter(kind__in=FACETS, value__in=relations):
        found[facet.value]["facets"].append(_values(facet))
    return found


def _fresh_claims(claims: Collection[str]) -> dict[str, Tables]:
    return {
        rows.claim.public_id: {
            "row": [_values(rows.claim)],
            "facets": [_values(row) for row in rows.facets],
            "statements": [_values(row) for row in rows.statements],
            "facets of statements": [_values(row) for row in rows.statement_facets],
            "evidence": [_values(row) for row in rows.evidence],
            "words": [_values(rows.words)],
            "words of statements": [_values(row) for row in rows.statement_words],
        }
        for rows in claim_rows(claims)
    }


def _stored_claims(claims: Collection[str]) -> dict[str, Tables]:
    found: dict[str, Tables] = defaultdict(lambda: defaultdict(list))
    for claim in PublishedClaim.objects.filter(public_id__in=claims):
        found[claim.public_id]["row"].append(_values(claim))
    parts: dict[str, models.QuerySet[Any]] = {
        "facets": PublishedFacet.objects.exclude(kind__in=FACETS),
        "statements": PublishedStatement.objects.all(),
        "evidence": PublishedEvidence.objects.all(),
    }
    for table, rows in parts.items():
        for row in rows.filter(claim__in=claims):
            found[row.claim_id][table].append(_values(row))
    of_statements: dict[str, models.QuerySet[Any]] = {
        "facets of statements": PublishedStatementFacet.objects.filter(
            statement__claim__in=claims
        ).annotate(of=F("statement__claim_id")),
        "words": ClaimWords.objects.filter(row__public_id__in=claims).annotate(
            of=F("row__public_id")
        ),
        "words of statements": StatementWords.objects.filter(row__claim__in=claims).annotate(
            of=F("row__claim_id")
        ),
    }
    for table, rows in of_statements.items():
        for row in rows:
            found[row.of][table].append(_values(row))
    return found


def _values(row: models.Model) -> Row:
    names = (field.attname for field in row._meta.concrete_fields if field.name != "id")
    return {name: getattr(row, name) for name in names}


def _strange_words() -> Iterator[str]:
    """Give the words of rows that are not there."""
    for words in SEARCH_TABLES:
        row: Any = words._meta.get_field("row")
        rows = row.related_model._default_manager.filter(**{row.target_field.name: OuterRef("pk")})
        strange = words._default_manager.filter(~Exists(rows)).order_by("pk")
        for place in strange.values_list("pk", flat=True).iterator():
            yield f"search: {words._meta.db_table} has words of row {place}, which is not there"


def _strays(kind: str, rows: models.QuerySet[Any], column: str) -> Iterator[str]:
    released = Release.objects.filter(subject_kind=kind, subject=OuterRef(column))
    strays = rows.filter(~Exists(released)).order_by(column).values_list(column, flat=True)
    for subject in strays.distinct().iterator():
        yield f"read tables: {kind} {subject} was never released"
