"""The read tables again, from releases alone."""

from django.db import DEFAULT_DB_ALIAS, models, transaction

from claims.record.models import (
    PublishedClaim,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    ReleaseHead,
    SubjectKind,
)
from claims.record.projection.sources import batches
from claims.record.projection.writing import (
    BATCH,
    write_claims,
    write_entities,
    write_relations,
)

ENTITY_KINDS = (
    SubjectKind.SPEAKER,
    SubjectKind.SOURCE,
    SubjectKind.PUBLISHER,
    SubjectKind.TOPIC,
    SubjectKind.SCALE,
)

# Rows that name a claim before the claims themselves.
_TABLES: dict[str, type[models.Model]] = {
    "facets": PublishedFacet,
    "statements": PublishedStatement,
    "evidence": PublishedEvidence,
    "claims": PublishedClaim,
    "entities": PublishedEntity,
}


def rebuild() -> dict[str, int]:
    """Write every read table anew and return its number of rows, by what the rows are.

    One transaction: the public reads the old rows until the new ones are complete, and nothing is
    released meanwhile. The rows are those that publishing wrote, byte for byte, but for row ids.
    """
    with transaction.atomic():
        ReleaseHead.locked()
        for model in _TABLES.values():
            # Nothing hangs on these rows; collecting them first would load every body.
            model._default_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
        for subjects in batches(SubjectKind.RELATION, BATCH):
            write_relations(subjects)
        for subjects in batches(SubjectKind.CLAIM, BATCH):
            write_claims(subjects)
        for kind in ENTITY_KINDS:
            for subjects in batches(kind, BATCH):
                write_entities(kind, subjects)
        return {name: model._default_manager.count() for name, model in _TABLES.items()}
