"""The current record in each format: which files, and what is written to them row by row."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from claims.interchange import tables
from claims.interchange.data_feed import FEED_END, feed_begin, feed_item
from claims.management.exporting.folder import ExportFile
from claims.record import reading
from claims.record.instants import instant
from claims.record.models import Release, SubjectKind
from claims.record.projection import parts
from claims.record.telling import whole

Body = dict[str, Any]
Files = Sequence[ExportFile]

ENTITIES = {
    "speakers": SubjectKind.SPEAKER,
    "sources": SubjectKind.SOURCE,
    "publishers": SubjectKind.PUBLISHER,
    "topics": SubjectKind.TOPIC,
}
SHOWN_BY_CLAIMS = ("claims", "statements", "evidence", "corrections")
FEED = "claimreview.json"


def _nothing(files: Files) -> None:
    pass


@dataclass(frozen=True)
class Part:
    """What one walk through rows of the record writes to some files of an export.

    The rows are walked by `key`, a number of their own. `write` gets one row, which is its body as
    text or, where `bodies` is False, the row itself.
    """

    files: slice
    rows: Callable[[], QuerySet[Any]]
    write: Callable[[Files, Any], None]
    begin: Callable[[Files], None] = _nothing
    end: Callable[[Files], None] = _nothing
    key: str = "first_sequence"
    bodies: bool = True

    def after(self, place: int | None, chunk: int) -> Iterator[tuple[int, Any]]:
        """Give the rows behind a place, in order, each with its own; so many in memory at once."""
        rows = self.rows().order_by(self.key)
        if place is not None:
            rows = rows.filter(**{f"{self.key}__gt": place})
        if self.bodies:
            yield from rows.values_list(self.key, "body").iterator(chunk_size=chunk)
        else:
            for row in rows.iterator(chunk_size=chunk):
                yield getattr(row, self.key), row


def _lines() -> Iterator[Part]:
    """Give each claim and entity as the API sends it, then the chain, one JSON object a line."""
    yield Part(slice(0, 1), reading.claims, _write_line)
    for place, kind in enumerate((*ENTITIES.values(), SubjectKind.SCALE), start=1):
        yield Part(slice(place, place + 1), _entities(kind), _write_line)
    last = len(ENTITIES) + 2
    yield Part(slice(last, last + 1), reading.changes, _write_release, key="sequence", bodies=False)


def _entities(kind: str) -> Callable[[], QuerySet[Any]]:
    return lambda: reading.entities(kind)


def _write_line(files: Files, body: str) -> None:
    files[0].write(f"{body}\n", rows=1)


def _write_release(files: Files, release: Release) -> None:
    files[0].write(f"{whole(release)}\n", rows=1)


def _tables() -> Iterator[Part]:
    """Give claims, what they show and every entity as comma-separated values."""
    shown = slice(0, len(SHOWN_BY_CLAIMS))
    yield Part(shown, reading.claims, _write_shown, begin=_columns(*SHOWN_BY_CLAIMS))
    for place, kind in enumerate(ENTITIES, start=len(SHOWN_BY_CLAIMS)):
        rows, write = _entities(ENTITIES[kind]), _row_writer(kind)
        yield Part(slice(place, place + 1), rows, write, begin=_columns(kind))


def _columns(*kinds: str) -> Callable[[Files], None]:
    def begin(files: Files) -> None:
        for kind, file in zip(kinds, files, strict=True):
            file.write(tables.csv_line(tables.columns(kind)))

    return begin


def _row_writer(kind: str) -> Callable[[Files, str], None]:
    return lambda files, text: files[0].write(_line(kind, json.loads(text)), rows=1)


def _write_shown(files: Files, text: str) -> None:
    by_kind = dict(zip(SHOWN_BY_CLAIMS, files, strict=True))
    for kind, body in _shown(json.loads(text)):
        by_kind[kind].write(_line(kind, body), rows=1)


def _shown(body: Body) -> Iterator[tuple[str, Body]]:
    yield "claims", body
    for _, _, statement in parts.statements(body):
        yield "statements", statement
    for piece in parts.evidence(body):
        yield "evidence", piece
    claim = {key: body[key] for key in ("id", "url", "claim")}
    for correction in body["corrections"]:
        yield "corrections", {"claim": claim, **correction}


def _line(kind: str, body: Body) -> str:
    return tables.csv_line(tables.row(kind, body))


def _feed() -> Iterator[Part]:
    """Give the ClaimReview of every claim that has one, as one DataFeed."""
    yield Part(
        slice(0, 1),
        reading.reviewed_claims,
        _write_review,
        begin=_begin_feed,
        end=lambda files: files[0].write(FEED_END),
    )


def _begin_feed(files: Files) -> None:
    head = reading.head()
    files[0].write(
        feed_begin(
            desk=settings.DESK_NAME,
            site=settings.SITE_URL,
            licence=settings.DATA_LICENCE,
            modified=instant(head.at) if head else "",
        )
    )


def _write_review(files: Files, text: str) -> None:
    if item := feed_item(json.loads(text), first=files[0].rows == 0):
        files[0].write(item, rows=1)


FORMATS: dict[str, tuple[tuple[str, ...], Callable[[], Iterator[Part]]]] = {
    "jsonl": (
        tuple(f"{name}.jsonl" for name in ("claims", *ENTITIES, "scale", "releases")),
        _lines,
    ),
    "csv": (tuple(f"{name}.csv" for name in (*SHOWN_BY_CLAIMS, *ENTITIES)), _tables),
    "claimreview": ((FEED,), _feed),
}
"""By name: the files of a format in order, and the parts that write them."""
