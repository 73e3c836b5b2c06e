"""How a list is paged, counted and ordered, so that none reads a whole table to show a page."""

from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import F, OrderBy
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST_COUNTED = 5_000
"""Rows a list counts and pages through; what lies beyond is reached by search and filters."""

ALPHABETICAL = ("latin", "pk")
"""The order of what has a name, as Latin letters spell it: every script in one alphabet."""


class BoundedPaginator(Paginator):
    """Pages through at most MOST_COUNTED rows, so that no list counts a whole table.

    A page's keys are found first and its rows then, so that what is told of each row is looked up
    for those that are shown alone, however they are ordered.
    """

    @cached_property
    def count(self) -> int:
        """The number of rows, MOST_COUNTED where there are more."""
        return self._rows.order_by()[:MOST_COUNTED].count()

    def page(self, number: int | str) -> Page:
        """Return the page of that number."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        found = self._rows.prefetch_related(None).values_list("pk", flat=True)
        keys = list(found[first : min(first + self.per_page, self.count)])
        return Page(self._rows.filter(pk__in=keys), number, self)

    @property
    def _rows(self) -> QuerySet:
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        return rows


class BoundedList(ChangeList):
    """A list that orders by a column without an index among the newest MOST_COUNTED rows alone.

    `newest_alone` tells that there may be more of them, which are then not among those ordered.
    """

    newest_alone = False

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        """Return the rows that match, in the order that is asked for."""
        rows = super().get_queryset(request, exclude_parameters)
        if ORDER_VAR not in self.params or _is_indexed(self.model, rows.query.order_by):
            return rows
        newest = rows.order_by("-pk").values("pk")[:MOST_COUNTED]
        return rows.filter(pk__in=newest)

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, and tell whether more rows match than are ordered."""
        super().get_results(request)
        ordered = ORDER_VAR in self.params
        ordered &= not _is_indexed(self.model, self.queryset.query.order_by)
        self.newest_alone = ordered and self.result_count >= MOST_COUNTED


def _is_indexed(model: type[models.Model], order: Any) -> bool:
    """Tell whether an index of the model has rows in this order, as far as its first part goes."""
    first = order[0] if order else "pk"
    if isinstance(first, OrderBy) and isinstance(first.expression, F):
        named: Any = first.expression
        first = named.name
    return isinstance(first, str) and first.lstrip("-") in _indexed(model)


def _indexed(model: type[models.Model]) -> set[str]:
    single = {field.name for field in model._meta.concrete_fields if _has_own_index(field)}
    leading = {index.fields[0] for index in model._meta.indexes if index.fields}
    return {"pk", *single, *leading}


def _has_own_index(field: Any) -> bool:
    # A relation is ordered by what it leads to, and not by its key.
    return (field.unique or field.db_index) and not field.is_relation
