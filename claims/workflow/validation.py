"""Every fault of a change at once, in lines that name model and field."""

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models

from claims.desk.models import Child, validation

MOST_WORDS = 2000
"""The most characters of a reason or a public note."""


def faults(root: models.Model, children: Iterable[models.Model]) -> Iterator[str]:
    """Yield what is wrong with the root and its changed children, one line each."""
    yield from _faults_of(root, exclude=set())
    unsaved = root.pk is None
    for child in children:
        exclude = {child.ROOT if isinstance(child, Child) else "source"} if unsaved else set()
        yield from _faults_of(child, exclude)


def word_faults(words: str) -> Iterator[str]:
    """Yield what is wrong with a reason or a public note: too long, or characters nobody sees."""
    if len(words) > MOST_WORDS:
        yield f"What you wrote: {len(words):,} characters; at most {MOST_WORDS:,} are kept."
    try:
        validation.visible(words)
    except ValidationError as error:
        yield from (f"What you wrote: {message}" for message in error.messages)


def field_faults(row: models.Model) -> Iterator[str]:
    """Yield what is wrong with a row's own fields; all that spans fields is left to the database.

    For rows that no person typed: asking the database about every constraint beforehand would
    hold the audit's head for most of a large import.
    """
    yield from _lines(row, row.clean_fields)


def _faults_of(row: models.Model, exclude: set[str]) -> Iterator[str]:
    yield from _lines(row, lambda: row.full_clean(exclude=exclude))


def _lines(row: models.Model, clean: Callable[[], None]) -> Iterator[str]:
    try:
        clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            for message in messages:
                yield f"{_label(row, field)}: {message}"


def _label(row: models.Model, field: str) -> str:
    name = str(row._meta.verbose_name).capitalize()
    if field == NON_FIELD_ERRORS:
        return name
    try:
        return f"{name}, {row._meta.get_field(field).verbose_name}"  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return f"{name}, {field.replace('_', ' ')}"
