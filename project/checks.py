"""System checks of a deployment: databases that keep what they acknowledged."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError

OLDEST_POSTGRESQL = (14,)

# What each database must answer when asked, or acknowledged work can be lost and guards passed by.
REQUIRED: dict[str, dict[str, str]] = {
    "sqlite": {"foreign_keys": "1", "recursive_triggers": "1"},
    "postgresql": {"synchronous_commit": "on", "fsync": "on"},
}
STRONGER = {"synchronous_commit": {"on", "local", "remote_write", "remote_apply"}}
QUESTION = {"sqlite": "PRAGMA {}", "postgresql": "SHOW {}"}


@register(Tags.database)
def databases_keep_their_word(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """One error per alias and setting that would lose acknowledged work or switch a guard off."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor not in REQUIRED:
            found.append(_refused(alias, f"{connection.vendor} is not supported", "E001"))
            continue
        try:
            found += _faults(alias, connection)
        except OperationalError as error:
            reason = " ".join(str(error).split())
            found.append(_refused(alias, f"cannot be opened: {reason}", "E002"))
    return found


def _faults(alias: str, connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if connection.vendor == "postgresql" and connection.get_database_version() < OLDEST_POSTGRESQL:
        found.append(_refused(alias, "is older than PostgreSQL 14", "E003"))
    with connection.cursor() as cursor:
        for setting, wanted in REQUIRED[connection.vendor].items():
            cursor.execute(QUESTION[connection.vendor].format(setting))
            answer = str(cursor.fetchone()[0])
            if answer not in STRONGER.get(setting, {wanted}):
                found.append(_refused(alias, f"has {setting} {answer}; set it {wanted}", "E004"))
    return found


def _refused(alias: str, reason: str, number: str) -> CheckMessage:
    return Error(f'Database "{alias}" {reason}.', id=f"onrecord.{number}")
