"""A partial date as a model field: one value outside, four columns inside."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.text.dates import PartialDate, Precision

_MOST_OFFSET = int(timedelta(hours=14).total_seconds() // 60)


class PartialDateField:
    """A date known to the minute, day, month or year, or not at all (None).

    Stored as start, exclusive end, precision and the source's offset in minutes, so that filters
    match by overlap: `{name}_start__lt=until, {name}_end__gt=since`. Add `constraint(name)` to the
    model's Meta.
    """

    if TYPE_CHECKING:
        # What the property that stands in its place takes and gives.
        def __get__(self, instance: models.Model, owner: type) -> PartialDate | None: ...

        def __set__(self, instance: models.Model, value: PartialDate | None) -> None: ...

    def __init__(self, help_text: str):
        self.help_text = help_text

    def contribute_to_class(self, cls: type[models.Model], name: str, **_: Any) -> None:
        """Add the four columns to the model and put the value in front of them."""
        self.name = name
        columns: dict[str, models.Field[Any, Any]] = {
            "start": models.DateTimeField(
                null=True, blank=True, editable=False, help_text=self.help_text
            ),
            "end": models.DateTimeField(
                null=True, blank=True, editable=False, help_text="Exclusive."
            ),
            "precision": models.CharField(
                max_length=6,
                blank=True,
                default="",
                editable=False,
                validators=[validation.plain_name],
                help_text=self.help_text,
            ),
            "offset": models.SmallIntegerField(
                default=0,
                editable=False,
                validators=[MinValueValidator(-_MOST_OFFSET), MaxValueValidator(_MOST_OFFSET)],
                help_text="The source's offset, minutes east of UTC.",
            ),
        }
        for suffix, column in columns.items():
            if not any(field.name == f"{name}_{suffix}" for field in cls._meta.local_fields):
                column.contribute_to_class(cls, f"{name}_{suffix}")
        # A property, because Django takes those as keyword arguments of the model too.
        setattr(cls, name, property(self._read, self._write))

    def _read(self, instance: models.Model) -> PartialDate | None:
        start: datetime | None = getattr(instance, f"{self.name}_start")
        if start is None:
            return None
        precision = Precision(getattr(instance, f"{self.name}_precision"))
        return PartialDate.of(start, precision, getattr(instance, f"{self.name}_offset"))

    def _write(self, instance: models.Model, value: PartialDate | None) -> None:
        columns = (
            (value.start, value.end, value.precision.value, value.offset)
            if value
            else (None, None, "", 0)
        )
        for suffix, column in zip(("start", "end", "precision", "offset"), columns, strict=True):
            setattr(instance, f"{self.name}_{suffix}", column)

    @staticmethod
    def constraint(name: str, *, label: str) -> models.CheckConstraint:
        """Return the constraint for field `name`: unknown altogether, or whole and in order."""
        unknown = Q(**{f"{name}_start": None, f"{name}_end": None, f"{name}_precision": ""})
        known = Q(
            **{
                f"{name}_start__isnull": False,
                f"{name}_end__isnull": False,
                f"{name}_end__gt": F(f"{name}_start"),
                f"{name}_precision__in": [precision.value for precision in Precision],
                f"{name}_offset__range": (-_MOST_OFFSET, _MOST_OFFSET),
            }
        )
        return models.CheckConstraint(condition=unknown | known, name=label)
