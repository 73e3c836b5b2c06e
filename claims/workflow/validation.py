"""Every fault of a change at once, in lines that name model and field."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models

from claims.desk.models import Child


def faults(root: models.Model, children: Iterable[models.Model]) -> Iterator[str]:
    """Yield what is wrong with the root and its changed children, one line each."""
    yield from _faults_of(root, exclude=set())
    unsaved = root.pk is None
    for child in children:
        exclude = {child.ROOT} if unsaved and isinstance(child, Child) else set()
        yield from _faults_of(child, exclude)


def _faults_of(row: models.Model, exclude: set[str]) -> Iterator[str]:
    try:
        row.full_clean(exclude=exclude)
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
