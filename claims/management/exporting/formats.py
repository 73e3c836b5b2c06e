"""The current record in each format: which files, and what is written to them."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from claims.interchange import tables
from claims.interchange.claim_review import has_review
from claims.interchange.data_feed import data_feed
from claims.management.exporting.folder import ExportFile
from claims.record import reading
from claims.record.instants import instant
from claims.record.models import SubjectKind
from claims.record.projection import parts
from claims.record.telling import whole

Body = dict[str, Any]

CHUNK = 200
ENTITIES = {
    "speakers": SubjectKind.SPEAKER,
    "sources": SubjectKind.SOURCE,
    "publishers": SubjectKind.PUBLISHER,
    "topics": SubjectKind.TOPIC,
}
SHOWN_BY_CLAIMS = ("claims", "statements", "evidence", "corrections")
FEED = "claimreview.json"


def _bodies(rows: QuerySet[Any]) -> Iterator[str]:
    """Give the bodies of rows as text, first released first, a few in memory at a time."""
    ordered = rows.order_by("first_sequence").values_list("body", flat=True)
    return ordered.iterator(chunk_size=CHUNK)


def _write_lines(files: Sequence[ExportFile]) -> None:
    """Write every claim and entity as the API sends it, then the chain, one JSON object a line."""
    kinds = [*ENTITIES.values(), SubjectKind.SCALE]
    found = [reading.claims(), *(reading.entities(kind) for kind in kinds)]
    *bodies, releases = files
    for file, rows in zip(bodies, found, strict=True):
        for body in _bodies(rows):
            file.write(f"{body}\n", rows=1)
    for release in reading.changes().iterator(chunk_size=CHUNK):
        releases.write(f"{whole(release)}\n", rows=1)


def _write_tables(files: Sequence[ExportFile]) -> None:
    """Write claims, what they show and every entity as comma-separated values."""
    by_kind = dict(zip((*SHOWN_BY_CLAIMS, *ENTITIES), files, strict=True))
    for kind, file in by_kind.items():
        file.write(tables.csv_line(tables.columns(kind)))
    for text in _bodies(reading.claims()):
        for kind, body in _shown(json.loads(text)):
            by_kind[kind].write(_line(kind, body), rows=1)
    for kind, subject_kind in ENTITIES.items():
        for text in _bodies(reading.entities(subject_kind)):
            by_kind[kind].write(_line(kind, json.loads(text)), rows=1)


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


def _write_feed(files: Sequence[ExportFile]) -> None:
    """Write the ClaimReview of every claim that has one, as one DataFeed."""
    (file,) = files

    def counted() -> Iterator[Body]:
        for text in _bodies(reading.reviewed_claims()):
            body = json.loads(text)
            file.rows += has_review(body)
            yield body

    head = reading.head()
    for piece in data_feed(
        counted(),
        desk=settings.DESK_NAME,
        site=settings.SITE_URL,
        licence=settings.DATA_LICENCE,
        modified=instant(head.at) if head else "",
    ):
        file.write(piece)


Written = Callable[[Sequence[ExportFile]], None]

FORMATS: dict[str, tuple[tuple[str, ...], Written]] = {
    "jsonl": (
        tuple(f"{name}.jsonl" for name in ("claims", *ENTITIES, "scale", "releases")),
        _write_lines,
    ),
    "csv": (tuple(f"{name}.csv" for name in (*SHOWN_BY_CLAIMS, *ENTITIES)), _write_tables),
    "claimreview": ((FEED,), _write_feed),
}
"""By name: the files of a format in order, and what writes them."""
