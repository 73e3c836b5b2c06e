"""The system check that every guard stands in the database, and that nothing else acts there."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection

from claims.ledger import guards


@register(Tags.database)
def guards_stand(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of each guard that does not stand, and of each trigger that is none of ours.

    The database is asked only where it is asked about.

    A warning and no error, because `migrate` runs this check before it puts guards back.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        gone, foreign = guards.missing(connection), guards.foreign(connection)
    except (OperationalError, KeyError):
        return []  # another check says that the database cannot be opened, or is not supported
    warnings: list[CheckMessage] = [
        Warning(
            f'Guard "{name}" of the database is missing, disabled or altered.',
            hint="Run migrate, which puts it back, and then verify_record.",
            id="onrecord.W001",
        )
        for name in gone
    ]
    return warnings + [
        Warning(
            f"{name[0].upper()}{name[1:]} of the database is none of this desk's.",
            hint="Look at what it does and who made it, take it away, and then run verify_record.",
            id="onrecord.W002",
        )
        for name in foreign
    ]
