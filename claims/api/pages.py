"""One page of a list as JSON or CSV, with the addresses of the pages beside it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from claims.api import answers
from claims.api.keyset import Cursor, Key, Ordering
from claims.api.problems import BadParameters
from claims.api.representations import CSV
from claims.api.statements import Statements
from claims.interchange import tables

NOT_OF_THE_LIST = ("cursor", "page_size", "count")
"""Parameters that choose a page and not what the list holds."""
LARGEST_COUNT = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: its rows, their order, and the parameters as they were given."""

    rows: QuerySet[Any]
    ordering: Ordering
    ordering_name: str
    page_size: int
    cursor: str
    counted: bool
    given: dict[str, str]
    statements: Statements = field(default_factory=Statements)

    def identity(self, path: str) -> str:
        """Return what a cursor is bound to: the list's path, filters and ordering."""
        filters = {name: self.given[name] for name in self.given if name not in NOT_OF_THE_LIST}
        return f"{path}?{urlencode(sorted((filters | {'ordering': self.ordering_name}).items()))}"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, each its columns and then its key, and the places beside the page."""

    rows: list[tuple[Any, ...]]
    next: Cursor | None
    previous: Cursor | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is read of each row, and how its values become an object's JSON text.

    `table` names the table of claims.interchange in which the objects go as CSV, "" for none.
    """

    columns: tuple[str, ...]
    written: Callable[..., str]
    table: str = ""


def answer(
    request: Request,
    asked: Asked,
    shape: Shape,
    *,
    missing: Callable[[], Exception] | None = None,
) -> HttpResponse:
    """Answer with the page that was asked for, in one query; in two where it is counted.

    `missing` makes what is raised where the list, read from its beginning, is empty.
    """
    identity = asked.identity(request.path_info)
    cursor = _cursor(asked.cursor, identity)
    page = read(asked, shape.columns, cursor)
    if missing and cursor is None and not page.rows:
        raise missing()
    texts = [shape.written(*row[: len(shape.columns)]) for row in page.rows]
    address = _Address(f"{settings.SITE_URL}{request.path_info}", asked.given, identity)
    following, previous = address.of(page.next), address.of(page.previous)
    headers = {"Link": _link_header(address.first(), following, previous)}
    if request.accepted_media_type == CSV:
        if asked.counted:
            told = "is told in application/json alone"
            raise BadParameters([{"parameter": "count", "detail": told}])
        name = request.path_info.rpartition("/")[2].removesuffix(".csv")
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answers.answer(request, _table(shape.table, texts), CSV, headers=headers)
    counted = _counted(asked.rows) if asked.counted else ""
    text = (
        f'{{{counted}"next":{json.dumps(following)},"previous":{json.dumps(previous)},'
        f'"results":[{",".join(texts)}]}}'
    )
    return answers.answer(request, text, headers=headers)


def _counted(rows: QuerySet[Any]) -> str:
    """Return the member that tells how many rows there are; counting all could take long."""
    found = rows.order_by()[: LARGEST_COUNT + 1].count()
    exact = json.dumps(found <= LARGEST_COUNT)
    return f'"count":{{"value":{min(found, LARGEST_COUNT)},"exact":{exact}}},'


def _table(kind: str, texts: list[str]) -> str:
    lines = [tables.columns(kind), *(tables.row(kind, json.loads(text)) for text in texts)]
    return "".join(map(tables.csv_line, lines))


def read(asked: Asked, columns: tuple[str, ...], cursor: Cursor | None) -> Page:
    """Return the page that begins (walking backward: ends) at the cursor; one query."""
    size = asked.page_size
    rows = asked.statements.rows(asked.rows, asked.ordering, columns, cursor, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    if not rows:
        return _empty(cursor)
    forward = cursor is None or cursor.forward
    if not forward:
        rows.reverse()
    after = Cursor(_key(rows[-1], columns))
    before = Cursor(_key(rows[0], columns), forward=False)
    return Page(
        rows,
        next=after if more or not forward else None,
        previous=before if cursor is not None and (more or forward) else None,
    )


def _empty(cursor: Cursor | None) -> Page:
    if cursor is None:
        return Page([], None, None)
    # What stood here is gone; the way back begins with the row that led here.
    back = Cursor(cursor.key, forward=not cursor.forward, inclusive=True)
    return Page([], None if cursor.forward else back, back if cursor.forward else None)


@dataclass(frozen=True, slots=True)
class _Address:
    """The addresses of a list's pages."""

    base: str
    given: dict[str, str]
    identity: str

    def of(self, cursor: Cursor | None) -> str | None:
        return None if cursor is None else self._with({"cursor": cursor.written(self.identity)})

    def first(self) -> str:
        return self._with({})

    def _with(self, cursor: dict[str, str]) -> str:
        kept = {name: value for name, value in sorted(self.given.items()) if name != "cursor"}
        query = urlencode(kept | cursor)
        return f"{self.base}?{query}" if query else self.base


def _cursor(text: str, identity: str) -> Cursor | None:
    if not text:
        return None
    try:
        return Cursor.read(text, identity)
    except ValueError as error:
        raise BadParameters([{"parameter": "cursor", "detail": str(error)}]) from error


def _key(row: tuple[Any, ...], columns: tuple[str, ...]) -> Key:
    return tuple(row[len(columns) :])


def _link_header(first: str, following: str | None, previous: str | None) -> str:
    links = {"next": following, "prev": previous, "first": first}
    return ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
