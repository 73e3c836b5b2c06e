"""An export whole: its files, and the manifest by which anybody can prove them."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from claims.interchange.links import licence_address
from claims.ledger import checkpoints, keeping
from claims.ledger.chain import GENESIS
from claims.management.exporting.folder import ExportFile, ExportRefused, Folder, Mark
from claims.management.exporting.formats import FORMATS, Part
from claims.management.progress import Progress
from claims.record import reading
from claims.record.checkpoints import RECORD
from claims.record.instants import instant

MANIFEST = "manifest.json"

CHUNK = 200
"""Rows in memory at once."""

QUOTATIONS = (
    "Quoted words, titles and texts of sources are their authors' and publishers', and are not "
    "under the licence. They are quoted, with their source, to review what was said; what is shown "
    "of a source, and on what ground, its public_text and rights_note say."
)
"""What an export says of the words in it that are not the desk's own."""

ROWS_BETWEEN_MARKS = 1_000
"""Rows after which is noted how far an export has come."""

Tell = Callable[[str], object]


def export(format: str, path: Path, tell: Tell) -> dict[str, Any]:
    """Write every current release to a folder in a format, and return the manifest.

    All of it is of one moment, and the same record gives the same bytes. The manifest is signed as
    checkpoints are, over all its other members. An export that was cut short is gone on with where
    nothing was released since, else begun anew. `tell` is told how far it is. Raises ExportRefused
    where the folder holds anything but an earlier export or the desk names no licence, OSError
    where it cannot be written, and CheckpointError where nothing can be signed, or where the record
    no longer holds what was signed before.
    """
    rights = _rights()
    key = keeping.signing_key()
    names, made = FORMATS[format]
    all_names = {name for files, _ in FORMATS.values() for name in files}
    folder = Folder(path, {*all_names, MANIFEST})
    with _one_moment():
        about = _about(format, rights)
        with folder.files(names, about) as (files, mark):
            if mark != Mark():
                tell(f"going on after {sum(file.rows for file in files):,} rows")
            _write(list(made()), files, mark, partial(folder.mark, about), tell)
            manifest = {
                **about,
                "files": [file.told() for file in files],
                "key": checkpoints.key_id(key.public_key()),
            }
    manifest["signature"] = checkpoints.signature(key, manifest)
    content = f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n"
    folder.settle(names, MANIFEST, content)
    return manifest


def _write(
    parts: Sequence[Part],
    files: Sequence[ExportFile],
    mark: Mark,
    keep: Callable[[Sequence[ExportFile], Mark], None],
    tell: Tell,
) -> None:
    """Write what the parts have behind a mark, and keep a mark now and then."""
    head = reading.head()
    last = max(head.sequence, 1) if head else 1
    progress, done = Progress(tell, "rows"), 0
    for number, part in enumerate(parts[mark.parts :], start=mark.parts):
        own = files[part.files]
        after = mark.after if number == mark.parts else None
        if after is None:
            part.begin(own)
        for place, row in part.after(after, CHUNK):
            part.write(own, row)
            done += 1
            if done % ROWS_BETWEEN_MARKS == 0:
                keep(files, Mark(number, place))
            progress.at(done, (number + place / last) / len(parts))
        part.end(own)
        keep(files, Mark(number + 1))


def _rights() -> dict[str, str]:
    licence, address = settings.DATA_LICENCE, licence_address(settings.DATA_LICENCE)
    if not address:
        raise ExportRefused(
            f"DATA_LICENCE is {licence!r}, neither an SPDX id nor an address; "
            "nothing is exported without a licence"
        )
    return {
        "licence": address,
        "holder": settings.DESK_NAME,
        "attribution": f"{settings.DESK_NAME}, {settings.SITE_URL}",
        "quotations": QUOTATIONS,
    }


def _about(format: str, rights: dict[str, str]) -> dict[str, Any]:
    """Return what an export is of: whose, in which format, and where the record stands."""
    head = reading.head()
    return {
        "desk": settings.DESK_NAME,
        "site": settings.SITE_URL,
        "licence": settings.DATA_LICENCE,
        "rights": rights,
        "format": format,
        "head": {
            "sequence": head.sequence if head else 0,
            "hash": head.hash if head else GENESIS,
            "released_at": instant(head.at) if head and head.sequence else None,
        },
        "checkpoint": asdict(RECORD.of_head(head)) if head and head.sequence else None,
    }


@contextmanager
def _one_moment() -> Iterator[None]:
    """Have every query within see the record as it stood at the first."""
    connection = connections[reading.ALIAS]
    outermost = not connection.in_atomic_block
    with transaction.atomic(using=reading.ALIAS):
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
