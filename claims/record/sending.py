"""One claim as it is sent, read as fast as its database can: one statement, written once."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.record.models import PublishedClaim

_TABLE = PublishedClaim._meta.db_table
_CHANGED_AT = PublishedClaim._meta.get_field("changed_at")
# No queryset: making this text anew for each request costs many times what the database needs.
_READ = f"""
SELECT merged_into, changed_at, etag, CASE WHEN etag = %s THEN '' ELSE body END
FROM {_TABLE} WHERE public_id = %s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent of a claim; its body is empty where the reader has it already."""

    merged_into: str
    changed_at: datetime
    etag: str
    body: str


def sent(public_id: str, alias: str, *, known: str = "") -> Sent | None:
    """Return one claim, or None where none of that id was released; one indexed read.

    `known` is the etag of what the reader has: where it still stands, no body is read.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(_READ, (known, public_id))
        row = cursor.fetchone()
    if row is None:
        return None
    merged_into, changed_at, etag, body = row
    return Sent(merged_into, _instant(changed_at, connection), etag, body)


def _instant(value: datetime | str, connection: BaseDatabaseWrapper) -> datetime:
    for convert in connection.ops.get_db_converters(_CHANGED_AT.cached_col):
        value = convert(value, _CHANGED_AT.cached_col, connection)
    return cast(datetime, value)
