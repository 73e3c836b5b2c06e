"""Form fields of the desk: partial dates, lists of one entry a line, texts with plain line ends."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from claims.text.dates import PartialDate

DATE_FORMS = "2024, 2024-03, 2024-11-01 or 2024-11-01T16:25+02:00"


class DayInput(forms.DateInput):
    """The browser's own input for a day; it sends YYYY-MM-DD whatever language it shows."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own input for a day and time, in the desk's time zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class TextField(forms.CharField):
    """A text of several lines; whatever a browser sends, a line ends in LF alone."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options["widget"] = AdminTextareaWidget(attrs={"rows": rows})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Return the text with CRLF and CR as LF."""
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class LinesField(TextField):
    """A list of strings, one per line; empty lines are left out."""

    def prepare_value(self, value: Any) -> Any:
        """Return the list as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Return the lines as a list."""
        if isinstance(value, list):
            return value
        lines = (line.strip() for line in super().to_python(value).split("\n"))
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether the lists differ."""
        return self.to_python(initial) != self.to_python(data)

    def run_validators(self, value: Any) -> None:
        """Validate each entry by itself."""
        for line in value:
            super().run_validators(line)


class PartialDateFormField(forms.Field):
    """One text input for a date that may be known to the minute, day, month or year.

    Cleans to a PartialDate or None. `offset` (minutes east of UTC) is taken for a date written
    without one, so that an unchanged date keeps the source's own.
    """

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(
            label=label,
            required=False,
            help_text=f"{help_text} Write {DATE_FORMS}.",
            widget=AdminTextInputWidget(
                attrs={"class": "desk-date", "autocomplete": "off", "placeholder": "YYYY-MM-DD"}
            ),
        )
        self.offset = 0

    def prepare_value(self, value: Any) -> Any:
        """Return the date as it is written."""
        return value.value if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> PartialDate | None:
        """Read the date; ValidationError says in which forms it is written."""
        if isinstance(value, PartialDate) or not (value or "").strip():
            return value or None
        try:
            return PartialDate.parse(value, offset=self.offset)
        except ValueError as error:
            raise ValidationError(f"{error}. Write it as {DATE_FORMS}.") from error


def shown_name() -> Any:
    """Return the admin column that shows a name, ordered as Latin letters spell it."""

    @admin.display(description="Name", ordering="latin")
    def show(obj: Any) -> str:
        return str(obj.name)

    return staticmethod(show)


def shown_moment(name: str, label: str, *, ordering: str = "") -> Any:
    """Return the admin column that shows the instant `name` in the desk's time zone.

    It is ordered by `ordering` where another column with an index rises along with it.
    """

    @admin.display(description=label, ordering=ordering or name, empty_value="–")
    def show(obj: models.Model) -> str | None:
        moment: datetime | None = getattr(obj, name)
        return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else None

    return staticmethod(show)


def shown_date(name: str, label: str) -> Any:
    """Return the admin column or read-only value that shows the partial date `name`."""

    @admin.display(description=label, ordering=f"{name}_start", empty_value="–")
    def show(obj: models.Model) -> str | None:
        date: PartialDate | None = getattr(obj, name)
        return date.value.replace("T", " ") if date else None

    return staticmethod(show)
