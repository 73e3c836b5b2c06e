"""Bringing the read tables and the search tables up to date with the releases."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Model

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
from claims.record.projection import counts
from claims.record.projection.relations import (
    FACETS,
    neighbours,
    related_claims,
    relation_facets,
)
from claims.record.projection.shown import places
from claims.record.projection.tables import ClaimRows, EntityRows, claim_rows, entity_rows
from claims.record.projection.winners import claims_naming, winners

BATCH = 200
"""Subjects projected at a time, so that memory stays bounded."""


def project(subject_kind: str, subjects: Collection[str]) -> None:
    """Write the rows of the subjects, and of the claims that show more of them than a name, anew.

    Those are the neighbours of claims, the ends of relations, the claims that name what was merged
    or unmerged and, for search alone, the claims that show a statement of a speaker whose names
    changed. Call it inside atomic(), with the chain's head locked. Raises ValueError for a relation
    with an end that was never released.
    """
    wanted = list(dict.fromkeys(subjects))
    if subject_kind == SubjectKind.CLAIM:
        write_claims(sorted(neighbours(wanted)))
    elif subject_kind == SubjectKind.RELATION:
        before = related_claims(wanted)
        write_relations(wanted)
        write_claims(sorted(before | related_claims(wanted)))
    elif subject_kind == SubjectKind.SPEAKER:
        before_keys = _keys(wanted)
        _write_entities_and_claims(subject_kind, wanted)
        _write_words_of_claims_with(dict(before_keys.items() ^ _keys(wanted).items()))
    else:
        _write_entities_and_claims(subject_kind, wanted)


def write_relations(relations: Collection[str]) -> None:
    """Write the facets that lead claims to these relations; the claims' bodies are not touched."""
    PublishedFacet.objects.filter(kind__in=FACETS, value__in=relations).delete()
    PublishedFacet.objects.bulk_create(relation_facets(relations))


def write_claims(claims: Collection[str]) -> None:
    """Write everything but relations' facets of these claims; entities' rows must be written."""
    rows = list(claim_rows(claims))
    counted = counts.stored(claims)
    PublishedFacet.objects.filter(claim__in=claims).exclude(kind__in=FACETS).delete()
    PublishedStatementFacet.objects.filter(statement__claim__in=claims).delete()
    PublishedStatement.objects.filter(claim__in=claims).delete()
    PublishedEvidence.objects.filter(claim__in=claims).delete()
    _replace(PublishedClaim, [row.claim for row in rows], ["public_id"])
    PublishedFacet.objects.bulk_create([facet for row in rows for facet in row.facets])
    PublishedStatement.objects.bulk_create([item for row in rows for item in row.statements])
    PublishedStatementFacet.objects.bulk_create(
        [facet for row in rows for facet in row.statement_facets]
    )
    PublishedEvidence.objects.bulk_create([item for row in rows for item in row.evidence])
    _write_claim_words(rows)
    facets = (facet for row in rows for facet in row.facets)
    counts.move(counted, counts.counted([row.claim for row in rows], facets))


def write_entities(kind: str, entities: Collection[str]) -> None:
    """Write the rows of these speakers, sources, publishers, topics or the scale."""
    rows = list(entity_rows(kind, entities))
    _replace(PublishedEntity, [row.entity for row in rows], ["kind", "public_id"])
    _write_entity_words(rows)


def _write_entities_and_claims(kind: str, entities: Collection[str]) -> None:
    named = [(kind, one) for one in entities]
    before = winners(named)
    write_entities(kind, entities)
    changed = {one for (_, one), _ in before.items() ^ winners(named).items()}
    if changed:
        for batch in _batched(claims_naming(kind, changed, before)):
            write_claims(batch)


def write_words_of_claims(claims: Collection[str]) -> None:
    """Write the words of these claims and of their statements, and nothing else."""
    _write_claim_words(list(claim_rows(claims)))


def write_words_of_entities(kind: str, entities: Collection[str]) -> None:
    """Write the words of these entities, and nothing else."""
    _write_entity_words(list(entity_rows(kind, entities)))


def _write_claim_words(rows: Sequence[ClaimRows]) -> None:
    # A virtual table knows no conflict of keys, so that old rows go first.
    ClaimWords.objects.filter(pk__in=[row.words.pk for row in rows]).delete()
    for row in rows:
        own = places(row.claim.first_sequence)
        StatementWords.objects.filter(pk__gte=own.start, pk__lt=own.stop).delete()
    ClaimWords.objects.bulk_create([row.words for row in rows])
    StatementWords.objects.bulk_create([words for row in rows for words in row.statement_words])


def _write_entity_words(rows: Sequence[EntityRows]) -> None:
    EntityWords.objects.filter(pk__in=[row.words.pk for row in rows]).delete()
    EntityWords.objects.bulk_create([row.words for row in rows])


def _keys(speakers: Collection[str]) -> dict[str, str]:
    rows = PublishedEntity.objects.filter(kind=SubjectKind.SPEAKER, public_id__in=speakers)
    return dict(rows.values_list("public_id", "keys"))


def _write_words_of_claims_with(speakers: Collection[str]) -> None:
    facets = PublishedStatementFacet.objects.filter(kind="speaker", value__in=speakers)
    claims = facets.values_list("statement__claim_id", flat=True).distinct()
    for batch in _batched(claims.iterator()):
        write_words_of_claims(batch)


def _batched(claims: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(claims)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _replace(model: type[Model], rows: list[Model], unique: list[str]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if field.name != "id"]
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in fields if name not in unique],
    )
