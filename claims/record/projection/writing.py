"""Bringing the read tables up to date with the releases."""

from collections.abc import Collection

from django.db.models import Model

from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    SubjectKind,
)
from claims.record.projection.relations import (
    FACET,
    neighbours,
    related_claims,
    relation_facets,
)
from claims.record.projection.tables import claim_rows, entity_rows

BATCH = 200
"""Subjects projected at a time, so that memory stays bounded."""


def project(subject_kind: str, subjects: Collection[str]) -> None:
    """Write the rows of the subjects, and of the claims whose relations show them, anew.

    Call it inside atomic(), with the chain's head locked. Raises ValueError for a relation with an
    end that was never released.
    """
    wanted = list(dict.fromkeys(subjects))
    if subject_kind == SubjectKind.CLAIM:
        write_claims(sorted(neighbours(wanted)))
    elif subject_kind == SubjectKind.RELATION:
        before = related_claims(wanted)
        write_relations(wanted)
        write_claims(sorted(before | related_claims(wanted)))
    else:
        write_entities(subject_kind, wanted)


def write_relations(relations: Collection[str]) -> None:
    """Write the facets that lead claims to these relations; the claims' bodies are not touched."""
    PublishedFacet.objects.filter(kind=FACET, value__in=relations).delete()
    PublishedFacet.objects.bulk_create(relation_facets(relations))


def write_claims(claims: Collection[str]) -> None:
    """Write everything but relations' facets of these claims."""
    rows = list(claim_rows(claims))
    PublishedFacet.objects.filter(claim__in=claims).exclude(kind=FACET).delete()
    PublishedStatement.objects.filter(claim__in=claims).delete()
    PublishedEvidence.objects.filter(claim__in=claims).delete()
    _replace(PublishedClaim, [row.claim for row in rows], ["public_id"])
    PublishedFacet.objects.bulk_create([facet for row in rows for facet in row.facets])
    PublishedStatement.objects.bulk_create([item for row in rows for item in row.statements])
    PublishedEvidence.objects.bulk_create([item for row in rows for item in row.evidence])


def write_entities(kind: str, entities: Collection[str]) -> None:
    """Write the rows of these speakers, sources, publishers, topics or the scale."""
    _replace(PublishedEntity, list(entity_rows(kind, entities)), ["kind", "public_id"])


def _replace(model: type[Model], rows: list[Model], unique: list[str]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if field.name != "id"]
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in fields if name not in unique],
    )
