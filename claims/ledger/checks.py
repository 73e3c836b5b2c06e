"""The system check that every guard stands in the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection

from claims.ledger import guards


@register(Tags.database)
def guards_stand(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of each guard that is missing, disabled or altered, where the database is asked about.

    A warning and no error, because `migrate` runs this check before it puts guards back.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        gone = guards.missing(connection)
    except (OperationalError, KeyError):
        return []  # another check says that the database cannot be opened, or is not supported
    return [
        Warning(
            f'Guard "{name}" of the database is missing, disabled or altered.',
            hint="Run migrate, which puts it back, and then verify_record.",
            id="onrecord.W001",
        )
        for name in gone
    ]
