"""List filters of our own, by what is typed: a related thing among many, or a date."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from claims.admin.autocomplete import KnownSelect, is_key
from claims.text.dates import PartialDate, Precision

NONE = "none"


class TypedFilter(admin.SimpleListFilter):
    """Filters by what is typed beside its links.

    `none_label` offers the rows that have nothing of the kind.
    """

    template = "admin/desk/filter.html"
    parameter_name: str
    none_label: ClassVar[str] = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one fixed choice; the rest is typed."""
        self.admin_site = model_admin.admin_site
        return [(NONE, self.none_label)]

    def has_output(self) -> bool:
        """Tell that the filter is always shown."""
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield the links beside the input: everything, and what has none."""
        yield {
            "selected": not self.value(),
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "All",
        }
        if self.none_label:
            yield {
                "selected": self.value() == NONE,
                "query_string": changelist.get_query_string({self.parameter_name: NONE}),
                "display": self.none_label,
            }
        self.others = [
            (name, value)
            for name, value in changelist.params.items()
            if name != self.parameter_name
        ]

    def input(self) -> SafeString:
        """The input, with what is chosen now."""
        raise NotImplementedError


class ChosenFilter(TypedFilter):
    """Filters by one related thing, chosen by autocomplete instead of from a list of thousands.

    `path` leads from the listed model to the thing; `field` is a foreign key to its model.
    """

    path: ClassVar[str]
    field: ClassVar[models.ForeignKey]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows of what is chosen; none where the choice means nothing."""
        value = self.value()
        if not value:
            return queryset
        if value == NONE:
            return queryset.filter(**{f"{self.path}__isnull": True})
        key = self._key()
        return queryset.none() if key is None else queryset.filter(**{self.path: key})

    def input(self) -> SafeString:
        """The autocomplete, with what is chosen now."""
        form_field: Any = self.field.formfield()
        widget = KnownSelect(self.field, self.admin_site, attrs={"aria-label": self.title})
        widget.choices = form_field.choices
        widget.is_required = False
        chosen: Any = self._key()
        return widget.render(str(self.parameter_name), chosen, {"id": f"filter_{self.title}"})

    def _key(self) -> int | None:
        """The key of what is chosen; None where the address names nothing that could be one."""
        value = self.value() or ""
        return int(value) if is_key(value) else None


class DateFilter(TypedFilter):
    """Filters by a day, a month or a year that is typed, such as 2024-03.

    `start` and `end` are the columns between which a row lies, `end` exclusive; the same one where
    a row is of one moment.
    """

    start: ClassVar[str]
    end: ClassVar[str]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows of that time; none where what is typed is no date."""
        value = (self.value() or "").strip()
        if not value:
            return queryset
        try:
            begin, until = _limits(value)
        except (OverflowError, ValueError):
            return queryset.none()
        after = "gte" if self.start == self.end else "gt"
        return queryset.filter(**{f"{self.start}__lt": until, f"{self.end}__{after}": begin})

    def input(self) -> SafeString:
        """The input, with what is typed now."""
        return format_html(
            '<input type="text" name="{}" value="{}" class="desk-date" autocomplete="off" '
            'placeholder="2024, 2024-03 or 2024-03-05" aria-label="{}">',
            self.parameter_name,
            self.value() or "",
            capfirst(str(self.title)),
        )


class FilteredByChoice:
    """Brings the files of the autocomplete to a list that has such filters."""

    @property
    def media(self) -> Any:
        """The files of the page."""
        field = next(each.field for each in self.list_filter if _is_chosen(each))  # type: ignore[attr-defined]
        return super().media + KnownSelect(field, self.admin_site).media  # type: ignore[misc,attr-defined]


def _limits(value: str) -> tuple[datetime, datetime]:
    """Return where a written day, month or year begins and ends at the desk.

    Raises ValueError or OverflowError for what is no date.
    """
    date = PartialDate.parse(value)
    if date.precision is Precision.MINUTE:
        return date.start, date.end
    begin, until = (moment.replace(tzinfo=None) for moment in (date.start, date.end))
    return timezone.make_aware(begin), timezone.make_aware(until)


def _is_chosen(each: Any) -> bool:
    return isinstance(each, type) and issubclass(each, ChosenFilter)
