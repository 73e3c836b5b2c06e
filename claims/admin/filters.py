"""List filters of our own: by a related thing among many, chosen by typing."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.autocomplete import KnownSelect, is_key

NONE = "none"


class ChosenFilter(admin.SimpleListFilter):
    """Filters by one related thing, chosen by autocomplete instead of from a list of thousands.

    `path` leads from the listed model to the thing; `field` is a foreign key to its model.
    `none_label` offers the rows that have none.
    """

    template = "admin/desk/filter.html"
    parameter_name: str
    path: ClassVar[str]
    field: ClassVar[models.ForeignKey]
    none_label: ClassVar[str] = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one fixed choice; the rest is typed."""
        self.admin_site = model_admin.admin_site
        return [(NONE, self.none_label)]

    def has_output(self) -> bool:
        """Tell that the filter is always shown."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows of what is chosen; none where the choice means nothing."""
        value = self.value()
        if not value:
            return queryset
        if value == NONE:
            return queryset.filter(**{f"{self.path}__isnull": True})
        key = self._key()
        return queryset.none() if key is None else queryset.filter(**{self.path: key})

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


class FilteredByChoice:
    """Brings the files of the autocomplete to a list that has such filters."""

    @property
    def media(self) -> Any:
        """The files of the page."""
        field = next(each.field for each in self.list_filter if _is_chosen(each))  # type: ignore[attr-defined]
        return super().media + KnownSelect(field, self.admin_site).media  # type: ignore[misc,attr-defined]


def _is_chosen(each: Any) -> bool:
    return isinstance(each, type) and issubclass(each, ChosenFilter)
