"""One page of a list as JSON or CSV, with the addresses of the pages beside it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from claims.api import answers
from claims.api.divided import Division
from claims.api.keyset import Cursor, Key, Ordering, walk
from claims.api.problems import BadParameters
from claims.api.representations import CSV
from claims.api.statements import Statements
from claims.interchange import tables
from claims.record import reading
from claims.record.faceting import MOST_LOOKED_AT, facets
from claims.search.marks import Field, snippets
from claims.search.queries import parse
from claims.search.ranking import MOST_RANKED, best
from claims.search.similar import similar

NOT_OF_THE_LIST = ("cursor", "page_size", "count", "facets", "snippets")
"""Parameters that choose a page and not what the list holds."""
JSON_ALONE = ("count", "facets", "snippets")
"""Parameters that only JSON has room for."""
RELEVANCE = "relevance"
MOST_SIMILAR = 20
"""Results that are told to be similar to a text."""
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
    values: Mapping[str, Any]
    division: Division | None = None
    statements: Statements = field(default_factory=Statements)

    @property
    def ranked(self) -> bool:
        """Whether what answers best comes first."""
        return self.ordering_name == RELEVANCE

    def first(self, most: int) -> QuerySet[Any]:
        """Return so many rows from the beginning of the list, newest first where it is ranked."""
        divided = self.division() if self.division else None
        if divided:
            return divided.first(self.ordering, None, most)
        return walk(self.rows, self.ordering, None)[:most]

    def page(self, columns: tuple[str, ...], cursor: Cursor | None, most: int) -> list[Any]:
        """Return at most so many rows from the cursor on: their columns, then the ordering's."""
        divided = self.division() if self.division else None
        if divided:
            rows = divided.first(self.ordering, cursor, most)
            return list(rows.values_list(*columns, *self.ordering.columns))
        return self.statements.rows(self.rows, self.ordering, columns, cursor, most)

    def identity(self, path: str) -> str:
        """Return what a cursor is bound to: the list's path, filters and ordering."""
        filters = {name: self.given[name] for name in self.given if name not in NOT_OF_THE_LIST}
        return f"{path}?{urlencode(sorted((filters | {'ordering': self.ordering_name}).items()))}"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, each its columns and then its key, and the places beside the page.

    `scores` tells of each row how similar it is, where that was asked for.
    """

    rows: list[tuple[Any, ...]]
    next: Cursor | None
    previous: Cursor | None
    scores: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is read of each row, and how its values become an object's JSON text.

    `table` names the table of claims.interchange in which the objects go as CSV, "" for none;
    `fields` gives the texts of an object that its snippets are taken from.
    """

    columns: tuple[str, ...]
    written: Callable[..., str]
    table: str = ""
    fields: Callable[[Any], Iterable[Field]] | None = None


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
        _refuse(asked, JSON_ALONE, "is told in application/json alone")
        name = request.path_info.rpartition("/")[2].removesuffix(".csv")
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answers.answer(request, _table(shape.table, texts), CSV, headers=headers)
    beside = _beside(asked, shape, texts)
    if page.scores is not None:
        beside += f'"scores":{_text(page.scores)},'
    head = f'{{{beside}"next":{json.dumps(following)},"previous":{json.dumps(previous)},"results":['
    # Joined as bytes: joining texts of several scripts copies each of them several times.
    content = b"".join((head.encode(), b",".join(map(str.encode, texts)), b"]}"))
    return answers.answer(request, content, headers=headers)


def _refuse(asked: Asked, names: Iterable[str], why: str) -> None:
    """Raise BadParameters for those of the names that were asked for."""
    wrong = [{"parameter": name, "detail": why} for name in names if asked.values.get(name)]
    if wrong:
        raise BadParameters(wrong)


def _beside(asked: Asked, shape: Shape, texts: list[str]) -> str:
    """Return the members of a page that were asked for beside its results."""
    members = _counted(asked) if asked.counted else ""
    if names := asked.values.get("facets"):
        claims = asked.first(MOST_LOOKED_AT + 1)
        members += f'"facets":{_text(facets(claims, names, using=reading.ALIAS))},'
    if asked.values.get("snippets") and shape.fields:
        query = parse(asked.values["q"], stemming=asked.values.get("stemming", ""))
        told = [
            [asdict(one) for one in snippets(shape.fields(json.loads(text)), query)]
            for text in texts
        ]
        members += f'"snippets":{_text(told)},'
    return members


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _counted(asked: Asked) -> str:
    """Return the member that tells how many rows there are; counting all could take long."""
    divided = asked.division() if asked.division else None
    rows = divided.first(asked.ordering, None, LARGEST_COUNT + 1) if divided else None
    found = (asked.rows.order_by()[: LARGEST_COUNT + 1] if rows is None else rows).count()
    exact = json.dumps(found <= LARGEST_COUNT)
    return f'"count":{{"value":{min(found, LARGEST_COUNT)},"exact":{exact}}},'


def _table(kind: str, texts: list[str]) -> str:
    lines = [tables.columns(kind), *(tables.row(kind, json.loads(text)) for text in texts)]
    return "".join(map(tables.csv_line, lines))


def read(asked: Asked, columns: tuple[str, ...], cursor: Cursor | None) -> Page:
    """Return the page that begins (walking backward: ends) at the cursor; one query.

    Two where the best are looked for: these are one page, so that a cursor is refused. A few more
    where what is similar is.
    """
    if text := asked.values.get("similar_to"):
        return _similar(asked, text, columns)
    if asked.ranked:
        _refuse(asked, ["cursor"], f"is of no use with ordering={RELEVANCE}, which is one page")
        return Page(_best(asked, columns), None, None)
    size = asked.page_size
    rows = asked.page(columns, cursor, size + 1)
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


def _best(asked: Asked, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    found = asked.first(MOST_RANKED).values_list("pk", "words__text")
    keys = best(found, asked.values["q"], asked.values.get("stemming", ""))[: asked.page_size]
    shown = asked.rows.order_by().filter(pk__in=keys).values_list("pk", *columns)
    rows = {row[0]: row[1:] for row in shown}
    return [rows[key] for key in keys if key in rows]


def _similar(asked: Asked, text: str, columns: tuple[str, ...]) -> Page:
    found = similar(asked.rows, text, limit=min(asked.page_size, MOST_SIMILAR))
    rows = [tuple(getattr(row, name) for name in columns) for row, _ in found]
    return Page(rows, None, None, tuple(round(score, 3) for _, score in found))


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
