"""Log records: one line each, as JSON or as text, that name no reader and repeat nobody's words."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest

REQUEST_ID = "onrecord.request_id"
"""The key of a request's META that holds its id; no header can set it."""

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)
"""The HTTP request that is being answered, None outside one."""

LONGEST = 4000

# What is hidden wherever it stands, and what stands there instead. Each is tried once at a place,
# so that no text takes long.
HIDDEN = tuple(
    (re.compile(pattern), shown)
    for pattern, shown in (
        (r"""\?[^\s"'<>]+""", "?[query]"),
        (r"""(?:"[^"\r\n]{1,64}"|(?:[^\s@<>"'(),;:/%]|%(?!40)){1,64})(?:@|%40)"""
         r"""[^\s@<>"'(),;:/]{1,255}""", "[e-mail]"),
        (r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])", "[address]"),
        (r"(?<![\w:])(?:(?:[0-9A-Fa-f]{0,4}:){3,7}|(?=[0-9A-Fa-f]{0,4}::)(?:[0-9A-Fa-f]{0,4}:){2})"
         r"[0-9A-Fa-f]{0,4}(?![\w:])", "[address]"),
        (r"(?<![\w-])(?=[\w-]*[0-9])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{32,}", "[token]"),
        # The key of a session, the secret of an app; sums in hexadecimals are no secret.
        (r"(?<!\w)(?=[a-f0-9]*[g-z])(?=[a-z]*[0-9])[a-z0-9]{32,}(?!\w)", "[token]"),
        (r"(?<!\w)(?=[A-Z]*[2-7])[A-Z2-7]{16,}(?!\w)", "[token]"),
        (r"(?<!\w)\d{9,}(?!\w)", "[number]"),
    )
)  # fmt: skip

SECURITY = "django.security."
"""What records of refused requests come from: their words repeat hosts and origins."""

ELSEWHERE = "[no address of ours]"

OUR_OWN = re.compile("[0-9]{1,7}|(?=[a-z]*[2-7])[a-z2-7]{12}")
"""What in an address is the number or the public id of a thing, and so no reader's word."""

# Their words are the system's or the database server's own; others repeat what was asked.
TOLD_IN_WORDS = (OSError, OperationalError, InterfaceError)


def hidden(text: str) -> str:
    """Return text without addresses, e-mail addresses, tokens and what was asked after a `?`."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    for pattern, shown in HIDDEN:
        text = pattern.sub(shown, text)
    return text


class OneLineFormatter(logging.Formatter):
    """Formats a record, traceback included, as one line: line breaks become ` | `."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text without a line break."""
        return " | ".join(hidden(line) for line in super().format(record).splitlines())


class JsonFormatter(logging.Formatter):
    """Formats a record as one JSON object on one line, all but ASCII escaped.

    `time` (UTC), `level`, `logger`, `message`, and where there are any `request` (the id that the
    answer carried), `actor` (the number of the account that was signed in) and `error`. Of an error
    its kind and the places it went through are told; its words only where they cannot be a
    reader's. An address is told where it is one of ours, with the numbers and ids of things in it;
    with anything else in it by its name alone.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON without a line break."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        request = _request_of(record)
        told["message"] = hidden(record.getMessage()) if request is None else _said(record, request)
        if request is not None:
            told["request"] = request.META.get(REQUEST_ID)
            # Only who is known already: to ask the database for it could log again.
            actor = getattr(getattr(request, "_cached_user", None), "pk", None)
            if actor is not None:
                told["actor"] = actor
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = _error(record.exc_info[1])
        return json.dumps(told, default=str)


def configuration(format: str) -> dict[str, Any]:
    """Return Django's LOGGING: records on stderr as "json" or as "line"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "project.logs.JsonFormatter"},
            "line": {
                "()": "project.logs.OneLineFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": format}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            # It would name addresses; claims.admin.signing_in says what operators need.
            "axes": {"level": "ERROR"},
        },
    }


def _request_of(record: logging.LogRecord) -> HttpRequest | None:
    told = getattr(record, "request", None)
    return told if isinstance(told, HttpRequest) else current_request.get()


def _said(record: logging.LogRecord, request: HttpRequest) -> str:
    place = _place(request)
    if record.name.startswith(SECURITY):
        return f"{record.name.removeprefix(SECURITY)}: {place}"
    if not isinstance(record.args, tuple):
        return hidden(record.getMessage())
    # As Django escapes it, and as it came.
    paths = (request.path.encode("unicode_escape").decode("ascii"), request.path)
    said = tuple(place if isinstance(arg, str) and arg in paths else arg for arg in record.args)
    return hidden(str(record.msg) % said if said else str(record.msg))


def _place(request: HttpRequest) -> str:
    found = request.resolver_match
    if found is None:
        return ELSEWHERE
    captured = found.captured_kwargs or {}  # type: ignore[attr-defined]
    asked = (*found.args, *captured.values())
    are_ids = all(OUR_OWN.fullmatch(str(each)) for each in asked if each is not None)
    # What takes every address that nothing else does captures nothing.
    if are_ids and (asked or request.path_info == f"/{found.route}"):
        return request.path
    return f"[{found.view_name}]"


def _error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, Any] = {"kind": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, TOLD_IN_WORDS):
        told["said"] = hidden((str(error).splitlines() or [""])[0])
    told["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    if error.__cause__ is not None:
        told["cause"] = _error(error.__cause__)
    return told
