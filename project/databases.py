"""The two databases of a deployment, from their addresses: one writes, the other only reads."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from environ import Env

Database = dict[str, Any]

SQLITE = "django.db.backends.sqlite3"
FILES = "project.files"
DESK = "project.patience"
READERS = "project.replicas"
SCHEMES = ("postgres://", "postgresql://", "sqlite:///")

# IMMEDIATE has a write wait its turn at once instead of failing half-way; FULL because what was
# acknowledged must outlive a power cut; recursive_triggers shows INSERT OR REPLACE to the guards;
# secure_delete because what was suppressed must not be read from the pages it stood in.
SQLITE_READ_WRITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON"
    ),
}
SQLITE_READ_ONLY = {
    "timeout": 20,
    "init_command": "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA query_only=ON",
}

SECONDS_TO_CONNECT = 3
"""After which readers and editors are told that a PostgreSQL which does not answer is away."""

MILLISECONDS_UNHEARD = 10_000
"""After which a connection is given up whose server's network confirms nothing."""

PATIENCE = {"connect_timeout": SECONDS_TO_CONNECT, "tcp_user_timeout": MILLISECONDS_UNHEARD}

SECONDS_IDLE = 300
"""After which PostgreSQL ends a transaction of the desk's in which nothing is asked any more.

Whoever hangs in one holds locks that all editors wait for. An import or a load is not idle: between
two statements of ours lie seconds of work, on a machine that is busy half a minute. An address of
the database may say otherwise.
"""

MILLISECONDS_TO_READ = 3000
"""After which PostgreSQL ends what a reader asks; an address of the database may say otherwise."""

TIMES_ASKED = 5
"""After which a connection of readers prepares a statement; an address may say otherwise."""

SECONDS_BEHIND = 10
"""How far behind a replica may be to be read from, where nothing else is set."""

KEPT_OPEN = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

SECONDS_KEPT = 600
"""For how long readers keep a connection to PostgreSQL, with the statements prepared on it."""


def sqlite_read_only_name(path: str) -> str:
    """The NAME that opens the SQLite file at `path` without the right to write."""
    return f"file:{quote(path)}?mode=ro"


def databases(
    default: str, public: str, file: Path, password: str = "", behind: str = ""
) -> dict[str, Database]:
    """The two aliases Django is given: `default`, which writes, and `public`, which only reads.

    `default` is a database URL, `public` one or more, with blanks or commas between; either may be
    empty. Without the first, the SQLite `file` is the database; without the second, `public` is the
    first one opened read-only. `password` is that of the first, where its URL has none. Several
    readers are PostgreSQL replicas of the first, which is read where none of them can be; `behind`
    is by how many seconds they may be late.
    """
    writing = _parsed(default, "DATABASE_URL") if default else {"ENGINE": SQLITE, "NAME": str(file)}
    if password and writing["ENGINE"] != SQLITE and not writing.get("PASSWORD"):
        writing = {**writing, "PASSWORD": password}
    urls = re.split(r"[\s,]+(?=\w+://)", public.strip()) if public.strip() else []
    reading = [
        _parsed(url, f"DATABASE_PUBLIC_URL{f' number {place}' if len(urls) > 1 else ''}")
        for place, url in enumerate(urls, start=1)
    ]
    servers = _servers(writing, reading)
    late = _seconds(behind)
    return {"default": _writing(writing), "public": _public(servers, late)}


def _parsed(url: str, name: str) -> Database:
    # The address itself stays out of the message: it holds a password.
    if not url.startswith(SCHEMES):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///.")
    try:
        parsed: Database = Env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a host or port that is none.") from None
    if parsed["ENGINE"] != SQLITE and re.search(r"\s", url):
        raise ImproperlyConfigured(f"{name} has a blank in it; write blanks as %20.")
    options = parsed.get("OPTIONS", {})
    if "prepare_threshold" in options:
        options["prepare_threshold"] = _threshold(options["prepare_threshold"], name)
    return parsed


def _threshold(value: object, name: str) -> int | None:
    if value == "off":
        return None
    if isinstance(value, int) and value >= 0:
        return value
    raise ImproperlyConfigured(f"{name}: prepare_threshold must be off or a number such as 5.")


def _seconds(text: str) -> int:
    if not re.fullmatch("([1-9][0-9]{0,4})?", text):
        raise ImproperlyConfigured(
            f"DATABASE_PUBLIC_LAG is {text!r}; write whole seconds, such as {SECONDS_BEHIND}."
        )
    return int(text or SECONDS_BEHIND)


def _servers(writing: Database, reading: list[Database]) -> list[Database]:
    """The databases that readers are sent to, the one to ask when the others are away last."""
    if not reading:
        return [writing]
    engines = {database["ENGINE"] for database in reading}
    if len(reading) > 1 and (SQLITE in engines or writing["ENGINE"] == SQLITE):
        raise ImproperlyConfigured(
            "DATABASE_PUBLIC_URL names several databases, which only PostgreSQL has; name one."
        )
    places = [_place(database) for database in reading]
    if len(set(places)) < len(places):
        raise ImproperlyConfigured("DATABASE_PUBLIC_URL names one database twice.")
    if SQLITE in engines or writing["ENGINE"] == SQLITE:
        return reading
    # Named among the readers, the primary is still asked last, as whom it is named with there.
    primary = next((one for one in reading if _place(one) == _place(writing)), writing)
    return [*(one for one in reading if one is not primary), primary]


def _place(database: Database) -> tuple[object, ...]:
    host = database.get("HOST") or database.get("OPTIONS", {}).get("host", "")
    return host, database.get("PORT") or 5432, database["NAME"]


def _writing(database: Database) -> Database:
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == SQLITE:
        told = {"ENGINE": FILES, "OPTIONS": SQLITE_READ_WRITE | options}
        return {**database, **KEPT_OPEN, **told}
    begun = (
        f"-c idle_in_transaction_session_timeout={SECONDS_IDLE * 1000}",
        str(options.get("options", "")),
    )
    options = PATIENCE | options | {"options": " ".join(filter(None, begun))}
    return {**database, **KEPT_OPEN, "ENGINE": DESK, "OPTIONS": options}


def _public(servers: list[Database], late: int) -> Database:
    several = [_reading(database) for database in servers]
    if len(several) == 1:
        return several[0]
    return {**several[0], "SERVERS": several, "MOST_SECONDS_BEHIND": late}


def _reading(database: Mapping[str, Any]) -> Database:
    told: Database = {"TEST": {"MIRROR": "default"}, **KEPT_OPEN}
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == SQLITE:
        name = sqlite_read_only_name(database["NAME"])
        told |= {"ENGINE": FILES, "NAME": name, "OPTIONS": SQLITE_READ_ONLY | options}
        return {**database, **told}
    # What comes later counts: the time may be another, the right to read alone may not. A prepared
    # statement is planned for its values each time: a word may be in one claim or in every third.
    begun = (
        f"-c statement_timeout={MILLISECONDS_TO_READ} -c plan_cache_mode=force_custom_plan",
        str(options.get("options", "")),
        "-c default_transaction_read_only=on",
    )
    options = PATIENCE | options | {"options": " ".join(filter(None, begun))}
    options.setdefault("prepare_threshold", TIMES_ASKED)
    # A statement is prepared only where its values go beside it.
    options["server_side_binding"] = True
    told["CONN_MAX_AGE"] = SECONDS_KEPT
    return {**database, **told, "ENGINE": READERS, "OPTIONS": options}
