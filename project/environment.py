"""Reads and judges what the environment says: the secret key, mail, rates, production's needs."""

import base64
import binascii
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured
from environ import Env

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")

OFF = ("0", "false", "off", "no", "n", "f")

PERIODS = {"s": 1, "min": 60, "h": 3600}

LOG_FORMATS = ("json", "line")

WEBHOOK_KEY = (24, 64)

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


def secret(name: str, given: Mapping[str, str] = os.environ) -> str:
    """The value of a variable, or of the file that the variable `name`_FILE names; "" without both.

    A value stands as it is; of a file, the line break at its end is left out.
    """
    value, path = given.get(name, ""), given.get(f"{name}_FILE", "")
    if not path:
        return value
    if value:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; keep one.")
    try:
        return Path(path).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {reason}.") from None


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


def contact(text: str) -> str:
    """Where readers reach the desk, as an address to link to: mailto: or https:, or ""."""
    address = f"mailto:{text}" if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+", text) else text
    if address and not re.fullmatch(r"(mailto:|https://[^/\s@])\S*", address):
        raise ImproperlyConfigured(
            f"CONTACT is {text!r}; write an e-mail address or an https:// address."
        )
    return address


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


def webhooks(urls: str, secret: str, production: bool) -> dict[str, Any]:
    """Where other programs are told of releases, and the key that signs it; none without `urls`.

    `urls` are separated by commas or blanks, `secret` is whsec_ and base64, as Standard Webhooks
    has it. Neither is repeated in a refusal: both are secret.
    """
    found = re.split(r"[,\s]+", urls.strip()) if urls.strip() else []
    schemes = ("https",) if production else ("http", "https")
    for place, url in enumerate(found, start=1):
        try:
            address = urlsplit(url)
            well = address.scheme in schemes and address.hostname and address.port != 0
        except ValueError:
            well = False
        if not well or "@" in address.netloc or not url.isascii():
            raise ImproperlyConfigured(
                f"WEBHOOK_URLS: number {place} is no {' or '.join(schemes)} address without a user."
            )
    if len(set(found)) < len(found):
        raise ImproperlyConfigured("WEBHOOK_URLS names one address twice.")
    return {"WEBHOOK_URLS": found, "WEBHOOK_SECRET": _webhook_key(secret) if found else b""}


def _webhook_key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith("whsec_") or not WEBHOOK_KEY[0] <= len(key) <= WEBHOOK_KEY[1]:
        raise ImproperlyConfigured(
            "WEBHOOK_SECRET must be whsec_ and 24 to 64 random bytes in base64."
        )
    return key


def log_format(text: str, production: bool) -> str:
    """How log records are written: "json", the default of production, or "line"."""
    chosen = text or ("json" if production else "line")
    if chosen not in LOG_FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is {text!r}; write json or line.")
    return chosen


def is_off(text: str) -> bool:
    """Whether a protection is switched off: only by a word for it, never by a slip."""
    return text.strip().lower() in OFF


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
        if not secret(name, environment).strip()
    ]
    signing = environment.get("CHECKPOINT_KEY_FILE", "")
    if not Path(signing).is_file():
        problems.append("CHECKPOINT_KEY_FILE names no file with a key to sign checkpoints")
    key = secret("SECRET_KEY", environment)
    if key and not _is_strong(key):
        problems.append(f"SECRET_KEY is a placeholder or has under {SECRET_KEY_LENGTH} characters")
    if not all(map(_is_strong, secret("SECRET_KEY_FALLBACKS", environment).split())):
        problems.append(
            f"SECRET_KEY_FALLBACKS holds a placeholder or one under {SECRET_KEY_LENGTH} characters"
        )
    address = urlsplit(environment.get("SITE_URL", ""))
    if address.geturl() and (address.scheme != "https" or not address.hostname):
        problems.append("SITE_URL must be an https:// address")
    if "*" in hosts:
        problems.append("ALLOWED_HOSTS must name its hosts, not *")
    if debug:
        problems.append("DEBUG must be off")
    if is_off(environment.get("REQUIRE_SECOND_FACTOR", "")):
        problems.append("REQUIRE_SECOND_FACTOR must be on")
    if environment.get("DEMO_PASSWORD"):
        problems.append("DEMO_PASSWORD is for local runs only")
    if problems:
        reason = "; ".join(problems)
        raise ImproperlyConfigured(f"ALLOWED_HOSTS goes beyond this machine, but {reason}.")


def _is_strong(key: str) -> bool:
    varied = len(key) >= SECRET_KEY_LENGTH and len(set(key)) >= SECRET_KEY_LETTERS
    return varied and not PLACEHOLDER_KEY.search(key)
