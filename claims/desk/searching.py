"""The desk's search tables as a whole: proven, and made again."""

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Exists, Model, OuterRef

from claims.desk.models import DESK_SEARCH_TABLES, AuditHead
from claims.desk.models.searched import fresh_words, keep_words, stored_words
from claims.search import index

BATCH = 500
"""Rows looked at together, so that memory stays bounded."""


def first_fault() -> str | None:
    """Return the first thing whose words are not those it should be found by, on one line.

    None where all are. What differs is looked at again with the desk held up, so that an edit made
    meanwhile is no fault.
    """
    return next(_faults(), None)


def rebuild() -> dict[str, int]:
    """Write every search table of the desk anew, in one transaction; return their rows by name.

    Editors' saves wait meanwhile.
    """
    with transaction.atomic():
        AuditHead.locked()
        index.mend(DESK_SEARCH_TABLES)
        for words in DESK_SEARCH_TABLES:
            words._default_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
            for keys in _batches(_model(words)):
                keep_words(_model(words), keys)
        index.compact(DESK_SEARCH_TABLES)
        return {
            str(_model(words)._meta.verbose_name_plural): words._default_manager.count()
            for words in DESK_SEARCH_TABLES
        }


def rebuild_if_emptied() -> bool:
    """Rebuild where the desk has something and none of it has words; tell whether it was so."""
    if any(words._default_manager.exists() for words in DESK_SEARCH_TABLES):
        return False
    if not any(_model(words)._default_manager.exists() for words in DESK_SEARCH_TABLES):
        return False
    rebuild()
    return True


def _faults() -> Iterator[str]:
    for words in DESK_SEARCH_TABLES:
        model = _model(words)
        for keys in _batches(model):
            if _differing(model, keys):
                with transaction.atomic():
                    AuditHead.locked()
                    confirmed = _differing(model, keys)
                for public_id in confirmed:
                    yield (
                        f"search: {model._meta.model_name} {public_id} has other words than its "
                        "texts give; run rebuild_search"
                    )
        rows = model._default_manager.filter(pk=OuterRef("pk"))
        strange = words._default_manager.filter(~Exists(rows)).order_by("pk")
        for key in strange.values_list("pk", flat=True).iterator():
            yield f"search: {words._meta.db_table} has words of row {key}, which is not there"
    yield from index.faults(DESK_SEARCH_TABLES)


def _differing(model: type[Model], keys: list[int]) -> list[str]:
    fresh, stored = fresh_words(model, keys), stored_words(model, keys)
    wrong = [key for key in keys if fresh.get(key) != stored.get(key)]
    rows = model._default_manager.filter(pk__in=wrong).order_by("pk")
    return list(rows.values_list("public_id", flat=True)) if wrong else []


def _model(words: type[Model]) -> Any:
    return words._meta.get_field("row").related_model


def _batches(model: Any) -> Iterator[list[int]]:
    last = 0
    while True:
        rows = model._default_manager.filter(pk__gt=last).order_by("pk")
        keys = list(rows.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]
