"""What every list takes, and how the parameters of any address are read or refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import FilterSet

from claims.api import parameters
from claims.api.divided import Division
from claims.api.keyset import Ordering
from claims.api.pages import RELEVANCE, Asked
from claims.api.parameters import Parameter
from claims.api.problems import BadParameters
from claims.record.search import matching

DEFAULT_PAGE_SIZE = 20
ANY_CURSOR = "any"
"""Stands for all cursors where what else was asked is remembered."""

RowsMade = Callable[[], QuerySet[Any]]
Rows = QuerySet[Any] | RowsMade

Errors = list[dict[str, Any]]


class ListParameters(FilterSet):
    """What every list takes: where its page begins, how long it is, whether it is counted."""

    base_filters: dict[str, Parameter]
    """The declared parameters by name; of an instance, those that were given."""

    ORDERINGS: ClassVar[Mapping[str, Ordering]] = {"-first_released": Ordering(("first_sequence",))}
    """Orderings by name; the first is the default, and alone where there is nothing to choose."""

    cursor = parameters.cursor(
        "Where the page begins, as `next` or `previous` gave it; good only with the same filters "
        "and the same ordering."
    )
    page_size = parameters.page_size(DEFAULT_PAGE_SIZE)
    count = parameters.flag(
        "Whether to tell how many results all pages hold together; counting ends at 10,000."
    )

    def __init__(self, query: Mapping[str, str], rows: QuerySet[Any]) -> None:
        # Copying all filters and fields for each request would cost more than its query.
        declared = type(self).base_filters
        self.base_filters = {name: declared[name] for name in query}
        super().__init__(query, rows)

    @classmethod
    def asked(cls, query: QueryDict, rows: Rows) -> Asked:
        """Return the rows that the parameters ask for, with their order.

        Where `rows` is the function that makes them, what was asked before is not read again but
        for its cursor. Raises BadParameters, naming every parameter that is unknown, repeated,
        empty or wrong.
        """
        if isinstance(rows, QuerySet):
            return cls._read(query, rows)
        cursor = query.get("cursor", "")
        if len(query.getlist("cursor")) > 1 or not re.fullmatch(parameters.CURSOR, cursor):
            return _read_before(cls, query.urlencode(), rows)
        without = query.copy()
        without["cursor"] = ANY_CURSOR
        asked = _read_before(cls, without.urlencode(), rows)
        return replace(asked, cursor=cursor, given=asked.given | {"cursor": cursor})

    @classmethod
    def _read(cls, query: QueryDict, rows: QuerySet[Any]) -> Asked:
        given, errors = _named_once(query, cls.base_filters)
        chosen = cls(given, rows)
        if given:
            errors += _wrong_values(chosen)
        if "q" not in given:
            errors += _without_words(given)
        errors += _at_odds(given)
        if errors:
            raise BadParameters(errors)
        values = chosen.form.cleaned_data if given else {}
        name = values.get("ordering") or next(iter(cls.ORDERINGS))
        return Asked(
            rows=chosen.chosen(values),
            ordering=cls.ORDERINGS[name],
            ordering_name=name,
            page_size=values.get("page_size") or DEFAULT_PAGE_SIZE,
            cursor=values.get("cursor") or "",
            counted=values.get("count") or False,
            given=given,
            values=values,
            division=chosen.division(values),
        )

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values."""
        rows = self.filter_queryset(self.queryset) if values else self.queryset
        if "q" not in values:
            return rows
        return matching(rows, values["q"], stemming=values.get("stemming") or "")

    def division(self, values: Mapping[str, Any]) -> Division | None:
        """Return what divides the rows where no index has them in order; None as a rule."""
        return None


def _read_afresh(parameters: type[ListParameters], query: str, rows: RowsMade) -> Asked:
    return parameters._read(QueryDict(query), rows())


_read_before: Callable[..., Asked] = lru_cache(maxsize=512)(_read_afresh)


def values(query: QueryDict, declared: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the values of the parameters that were given, for an address that is no list.

    Raises BadParameters as `ListParameters.asked` does; an address that declares none refuses all.
    """
    given, errors = _named_once(query, declared)
    found = {}
    for name, text in given.items():
        try:
            found[name] = declared[name].parse(text)
        except ValueError as error:
            errors.append(_error(name, str(error), declared[name].schema.get("enum")))
    if errors:
        raise BadParameters(errors)
    return found


def _named_once(query: QueryDict, declared: Mapping[str, Any]) -> tuple[dict[str, str], Errors]:
    """Return the parameters that are declared, given once and not empty; and what is wrong."""
    given: dict[str, str] = {}
    errors: Errors = []
    for name, texts in query.lists():
        if name not in declared:
            allowed = sorted(declared)
            errors.append(_error(name[:60], "is not a parameter of this address", allowed))
        elif len(texts) > 1:
            errors.append(_error(name, "is given more than once"))
        elif not texts[0]:
            errors.append(_error(name, "is empty", declared[name].schema.get("enum")))
        else:
            given[name] = texts[0]
    return given, errors[:20]


def _without_words(given: Mapping[str, str]) -> Errors:
    """Return what is asked for that is of use with `q` alone."""
    wrong = [name for name in ("stemming", "snippets") if name in given]
    if given.get("ordering") == RELEVANCE:
        wrong.append("ordering")
    return [_error(name, "is for a search: it needs q as well") for name in wrong]


def _at_odds(given: Mapping[str, str]) -> Errors:
    """Return what cannot be asked for with `similar_to`, whose order and page are its own."""
    if "similar_to" not in given:
        return []
    own = ("q", "ordering", "cursor", "count", "facets")
    return [_error(name, "cannot be combined with similar_to") for name in own if name in given]


def _wrong_values(chosen: ListParameters) -> Errors:
    return [
        _error(name, reasons[0].messages[0], chosen.filters[name].schema.get("enum"))
        for name, reasons in chosen.errors.as_data().items()
    ]


def _error(name: str, detail: str, allowed: list[str] | None = None) -> dict[str, Any]:
    return {
        "parameter": name,
        "detail": detail,
        **({} if allowed is None else {"allowed": allowed}),
    }
