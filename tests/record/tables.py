"""The read tables as a test compares them."""

from typing import Any

from django.db import models

from claims.record.models import (
    ClaimWords,
    EntityWords,
    PublishedClaim,
    PublishedCount,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
    PublishedStatementFacet,
    StatementWords,
)

TABLES: tuple[type[models.Model], ...] = (
    ClaimWords,
    EntityWords,
    StatementWords,
    PublishedStatementFacet,
    PublishedClaim,
    PublishedCount,
    PublishedEntity,
    PublishedEvidence,
    PublishedFacet,
    PublishedStatement,
)


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every read and search table, without row ids, in an order of its own."""
    return {model.__name__: sorted(_rows(model), key=repr) for model in TABLES}


def _rows(model: type[models.Model]) -> list[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields if field.name != "id"]
    return list(model._default_manager.values_list(*names))
