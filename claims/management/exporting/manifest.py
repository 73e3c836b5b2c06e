"""An export whole: its files, and the manifest by which anybody can prove them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from claims.interchange.links import licence_address
from claims.ledger.chain import GENESIS
from claims.management.exporting.folder import ExportFile, ExportRefused, Folder
from claims.management.exporting.formats import FORMATS
from claims.record import reading
from claims.record.checkpoints import RECORD
from claims.record.instants import instant

MANIFEST = "manifest.json"

QUOTATIONS = (
    "Quoted words, titles and texts of sources are their authors' and publishers', and are not "
    "under the licence. They are quoted, with their source, to review what was said; what is shown "
    "of a source, and on what ground, its public_text and rights_note say."
)
"""What an export says of the words in it that are not the desk's own."""


def export(format: str, path: Path) -> dict[str, Any]:
    """Write every current release to a folder in a format, and return the manifest.

    All of it is of one moment, and the same record gives the same bytes. Raises ExportRefused where
    the folder holds anything but an earlier export or the desk names no licence, OSError where it
    cannot be written, and CheckpointError where nothing can be signed.
    """
    rights = _rights()
    names, write = FORMATS[format]
    all_names = {name for files, _ in FORMATS.values() for name in files}
    folder = Folder(path, {*all_names, MANIFEST})
    with folder.files(*names, MANIFEST) as (*files, manifest_file), _one_moment():
        write(files)
        manifest = _manifest(format, files, rights)
        manifest_file.write(f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n")
    folder.settle([*names, MANIFEST], MANIFEST)
    return manifest


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


def _manifest(format: str, files: Sequence[ExportFile], rights: dict[str, str]) -> dict[str, Any]:
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
        "files": [
            {
                "name": file.name,
                "rows": file.rows,
                "bytes": file.size,
                "sha256": file.digest.hexdigest(),
            }
            for file in files
        ],
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
