"""Reads and judges what the environment says: the secret key, the databases, production's needs."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured
from environ import Env

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")

SQLITE = "django.db.backends.sqlite3"
DATABASE_SCHEMES = ("postgres://", "postgresql://", "sqlite:///")

# IMMEDIATE has a write wait its turn at once instead of failing half-way; FULL because what was
# acknowledged must outlive a power cut; recursive_triggers shows INSERT OR REPLACE to the guards.
SQLITE_READ_WRITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON"
    ),
}
SQLITE_READ_ONLY = {
    "timeout": 20,
    "init_command": "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA query_only=ON",
}

SECONDS_TO_CONNECT = 3
"""After which readers are told that a PostgreSQL which does not answer is away."""

KEPT_OPEN = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

PERIODS = {"s": 1, "min": 60, "h": 3600}

SECRET_KEY_LENGTH = 50
SECRET_KEY_LETTERS = 5
PLACEHOLDER_KEY = re.compile(
    r"change.?me|replace|insecure|secret|example|placeholder|your.key", re.IGNORECASE
)


def is_production(hosts: Iterable[str]) -> bool:
    """Whether any of the host names is reachable from beyond this machine."""
    return any(host not in LOOPBACK_HOSTS for host in hosts)


def generated_secret_key(folder: Path) -> str:
    """The key kept in `folder`/secret_key, made with mode 0600 on first use.

    Processes that start at the same time all get the same key.
    """
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=folder, prefix="secret_key.")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_KEY_LENGTH))
        try:
            # A link is made whole or not at all, and never over a key that is there already.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()


def sqlite_read_only_name(path: str) -> str:
    """The NAME that opens the SQLite file at `path` without the right to write."""
    return f"file:{quote(path)}?mode=ro"


def databases(default: str, public: str, file: Path) -> dict[str, dict[str, Any]]:
    """The two aliases Django is given: `default`, which writes, and `public`, which only reads.

    `default` and `public` are database URLs or empty: without the first, the SQLite `file` is the
    database; without the second, `public` is the first one opened read-only.
    """
    writing = _parsed(default) if default else {"ENGINE": SQLITE, "NAME": str(file)}
    reading = _parsed(public) if public else writing
    return {"default": _writing(writing), "public": _reading(reading)}


def _parsed(url: str) -> dict[str, Any]:
    # The address itself stays out of the message: it holds a password.
    if not url.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured("A database URL must begin with postgres:// or sqlite:///.")
    try:
        parsed: dict[str, Any] = Env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured("A database URL has a host or port that is none.") from None
    return parsed


def _writing(database: Mapping[str, Any]) -> dict[str, Any]:
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == SQLITE:
        options = SQLITE_READ_WRITE | options
    return {**database, **KEPT_OPEN, "OPTIONS": options}


def _reading(database: Mapping[str, Any]) -> dict[str, Any]:
    name, options = database["NAME"], dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == SQLITE:
        name = sqlite_read_only_name(name)
        options = SQLITE_READ_ONLY | options
    else:
        read_only = "-c default_transaction_read_only=on"
        options["options"] = f"{options.get('options', '')} {read_only}".strip()
        options.setdefault("connect_timeout", SECONDS_TO_CONNECT)
    return {
        **database,
        **KEPT_OPEN,
        "NAME": name,
        "OPTIONS": options,
        "TEST": {"MIRROR": "default"},
    }


def mail(url: str, production: bool) -> dict[str, Any]:
    """Django's settings of mail: without an address on stderr, and in production nowhere."""
    fallback = "dummymail://" if production else "consolemail://"
    try:
        parsed: dict[str, Any] = Env.email_url_config(url or fallback)
    except (KeyError, ValueError, ImproperlyConfigured):
        # The address itself stays out of the message: it holds a password.
        raise ImproperlyConfigured(
            "EMAIL_URL is no address of mail; write one like smtp+tls://user:password@host:587."
        ) from None
    return parsed


def sender(site_url: str) -> str:
    """The address that mail comes from where none is set: the site's own host."""
    return f"onrecord@{urlsplit(site_url).hostname or 'localhost'}"


def time_zone(name: str) -> str:
    """The name of a time zone that exists, or ImproperlyConfigured."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"DESK_TIME_ZONE is {name!r}, which is no time zone; write one like Europe/Vilnius."
        ) from None


def cache(url: str) -> dict[str, Any]:
    """What requests are counted in: the cache at an address, else this process's own memory."""
    if url:
        shared: dict[str, Any] = Env.cache_url_config(url)
        return shared
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }


def rate(name: str, text: str) -> tuple[int, int] | None:
    """How many requests in how many seconds "600/min" allows; None for "off"."""
    if text == "off":
        return None
    most, _, period = text.partition("/")
    if period not in PERIODS or not re.fullmatch("[1-9][0-9]{0,8}", most):
        raise ImproperlyConfigured(
            f"{name} is {text!r}, which is no rate; write one like 600/min (s, min, h), or off."
        )
    return int(most), PERIODS[period]


def proxies(text: str) -> int:
    """How many reverse proxies stand before the site: "2" is 2, nothing is none."""
    if text and not re.fullmatch("[0-9]", text):
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES is {text!r}; write how many proxies there are, 0 to 9."
        )
    return int(text or 0)


def refuse_unsafe_production(environment: Mapping[str, str], hosts: list[str], debug: bool) -> None:
    """Raise ImproperlyConfigured with one line that names everything wrong with a public start."""
    problems = [
        f"{name} is not set"
        for name in ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "DESK_NAME", "DATA_LICENCE")
        if not environment.get(name, "").strip()
    ]
    key = environment.get("SECRET_KEY", "")
    if key and not _is_strong(key):
        problems.append(f"SECRET_KEY is a placeholder or has under {SECRET_KEY_LENGTH} characters")
    address = urlsplit(environment.get("SITE_URL", ""))
    if address.geturl() and (address.scheme != "https" or not address.hostname):
        problems.append("SITE_URL must be an https:// address")
    if "*" in hosts:
        problems.append("ALLOWED_HOSTS must name its hosts, not *")
    if debug:
        problems.append("DEBUG must be off")
    if environment.get("DEMO_PASSWORD"):
        problems.append("DEMO_PASSWORD is for local runs only")
    if problems:
        reason = "; ".join(problems)
        raise ImproperlyConfigured(f"ALLOWED_HOSTS goes beyond this machine, but {reason}.")


def _is_strong(key: str) -> bool:
    varied = len(key) >= SECRET_KEY_LENGTH and len(set(key)) >= SECRET_KEY_LETTERS
    return varied and not PLACEHOLDER_KEY.search(key)
