"""The read tables again, from releases alone."""

from django.db import DEFAULT_DB_ALIAS, models, transaction

from claims.record.models import (
    SEARCH_TABLES,
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedCount,
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
from claims.record.projection.sources import batches
from claims.record.projection.writing import (
    BATCH,
    write_claims,
    write_entities,
    write_relations,
    write_words_of_claims,
    write_words_of_entities,
)
from claims.search import index

ENTITY_KINDS = (
    SubjectKind.SPEAKER,
    SubjectKind.SOURCE,
    SubjectKind.PUBLISHER,
    SubjectKind.TOPIC,
    SubjectKind.SCALE,
)

# Rows that name another before that other.
_TABLES: dict[str, type[models.Model]] = {
    "facets": PublishedFacet,
    "facets of statements": PublishedStatementFacet,
    "statements": PublishedStatement,
    "evidence": PublishedEvidence,
    "claims": PublishedClaim,
    "entities": PublishedEntity,
    "counts": PublishedCount,
}
_WORDS: dict[str, type[models.Model]] = {
    "claims": ClaimWords,
    "statements": StatementWords,
    "entities": EntityWords,
}


def rebuild() -> dict[str, int]:
    """Write every read and search table anew; return the read tables' numbers of rows by name.

    One transaction: the public reads the old rows until the new ones are complete, and nothing is
    released meanwhile. The rows are those that publishing wrote, byte for byte, but for row ids.
    """
    with transaction.atomic():
        ReleaseHead.locked()
        _empty(_TABLES)
        _empty(_WORDS)
        for subjects in batches(SubjectKind.RELATION, BATCH):
            write_relations(subjects)
        # Claims are found by what stands in the place of merged things, which those rows tell.
        for kind in ENTITY_KINDS:
            for subjects in batches(kind, BATCH):
                write_entities(kind, subjects)
        for subjects in batches(SubjectKind.CLAIM, BATCH):
            write_claims(subjects)
        return _counts(_TABLES)


def rebuild_search() -> dict[str, int]:
    """Write every search table anew, in one transaction; return their numbers of rows by name.

    Nothing is released meanwhile, and the public searches the old words until it is done.
    """
    with transaction.atomic():
        ReleaseHead.locked()
        index.mend(SEARCH_TABLES)
        _empty(_WORDS)
        for subjects in batches(SubjectKind.CLAIM, BATCH):
            write_words_of_claims(subjects)
        for kind in ENTITY_KINDS:
            for subjects in batches(kind, BATCH):
                write_words_of_entities(kind, subjects)
        index.compact(SEARCH_TABLES)
        return _counts(_WORDS)


def rebuild_if_emptied() -> bool:
    """Rebuild where there are releases and no read or search table has a row; tell whether so.

    A migration that changes what these hold empties them, and leaves filling them to this.
    """
    if not Release.objects.exists():
        return False
    if _are_empty(_TABLES):
        rebuild()
        return True
    if _are_empty(_WORDS):
        rebuild_search()
        return True
    return False


def _are_empty(tables: dict[str, type[models.Model]]) -> bool:
    return not any(model._default_manager.exists() for model in tables.values())


def _empty(tables: dict[str, type[models.Model]]) -> None:
    for model in tables.values():
        # Nothing hangs on these rows; collecting them first would load every body.
        model._default_manager.all()._raw_delete(DEFAULT_DB_ALIAS)


def _counts(tables: dict[str, type[models.Model]]) -> dict[str, int]:
    return {name: model._default_manager.count() for name, model in tables.items()}
