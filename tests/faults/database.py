"""The database that this process is on, as another process is told of it."""

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]


def names() -> dict[str, str]:
    """The NAME of each alias as it is now, for a process forked or started elsewhere."""
    return {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}


def take(names: dict[str, str]) -> None:
    """Have the aliases of this process name these databases; what was open is closed."""
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def url(host: str = "", port: int = 0) -> str:
    """The DATABASE_URL of the default database, on a server by `host` and `port` where given."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    password = f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else ""
    who = f"{quote(told['USER'])}{password}"
    if host:
        return f"postgres://{who}@{host}:{port}/{told['NAME']}"
    place = told["OPTIONS"].get("host") or told["HOST"]
    port_told = f"&port={told['PORT']}" if told["PORT"] else ""
    return f"postgres://{who}@/{told['NAME']}?host={quote(str(place), safe='')}{port_told}"


def environment(database: str = "", **more: str) -> dict[str, str]:
    """The environment of a process on this database, or on `database`, with this one's keys."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": database or url(),
        "DATABASE_PUBLIC_URL": "",
        **more,
    }
