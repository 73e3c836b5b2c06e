"""Telling other programs of each release: signed, in order, to the operator's addresses alone."""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from django.conf import settings
from django.utils import timezone

from claims.management.purging import addresses_of
from claims.management.remembering import recall, remember
from claims.record import reading
from claims.record.instants import instant
from claims.record.models import Release

logger = logging.getLogger(__name__)

TYPE = "release.created"
SECONDS_TO_ANSWER = 10
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440))
"""How long to wait after the first, second... failure; after one failure more it is given up."""


class NotTaken(Exception):
    """Why an address did not take a message, in a few words without the address."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far an address has been told: the last sequence, and failures since the last success."""

    sequence: int
    failures: int = 0
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one address: its host, how many releases it took, and what it refused last."""

    host: str
    taken: int
    refused: str = ""


def folder() -> Path:
    """Return where it is kept how far each address has been told."""
    return Path(settings.DATA_DIR) / "webhooks"


def deliver() -> Iterator[Told]:
    """Tell every address of the releases it has not taken yet, and yield what came of it.

    Each release is told at least once, in order. An address begins with the releases after its
    first run. One that fails is left until its time has come; after ten attempts at one release
    that is given up, and later ones are tried once each until one is taken. Raises CommandError
    where a file of `folder()` is damaged, and the database's own error.
    """
    folder().mkdir(parents=True, exist_ok=True)
    for url in settings.WEBHOOK_URLS:
        yield _tell(url)


def message_id(release: Release) -> str:
    """Return the name of a message: the same for each attempt, another for each release."""
    return f"msg_{release.hash[:32]}"


def message(release: Release) -> bytes:
    """Return what is sent of a release: that there is one, and nothing of its content."""
    told = {
        "type": TYPE,
        "timestamp": instant(release.released_at),
        "data": {
            "sequence": release.sequence,
            "subject": {"kind": release.subject_kind, "id": release.subject},
            "number": release.number,
            "event": release.event,
            **addresses_of(release),
        },
    }
    return json.dumps(told, separators=(",", ":")).encode("utf-8")


def signature(secret: bytes, id: str, time: int, body: bytes) -> str:
    """Return the header that proves a message to its receiver, as Standard Webhooks has it."""
    digest = hmac.new(secret, f"{id}.{time}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode('ascii')}"


def _tell(url: str) -> Told:
    host, path = urlsplit(url).netloc, folder() / f"{_name(url)}.json"
    stand, taken = _stand(path), 0
    if stand.not_before and timezone.now() < datetime.fromisoformat(stand.not_before):
        return Told(host, 0)
    later = reading.changes(after=stand.sequence).defer("content", "salt")
    for release in later.iterator(chunk_size=100):
        try:
            _send(url, release)
        except NotTaken as reason:
            remember(path, asdict(_after_failure(stand, release, host, str(reason))))
            return Told(host, taken, f"release {release.sequence}: {reason}")
        stand, taken = Stand(release.sequence), taken + 1
        remember(path, asdict(stand))
    return Told(host, taken)


def _stand(path: Path) -> Stand:
    """Return how far an address has been told; one that is new, or ahead, begins where we stand."""
    told = recall(path)
    head = reading.head()
    here = head.sequence if head else 0
    if told and told["sequence"] <= here:
        return Stand(**told)
    if told:
        logger.warning("Webhooks were ahead of the record, at %s: begun anew", told["sequence"])
    remember(path, asdict(Stand(here)))
    return Stand(here)


def _after_failure(stand: Stand, release: Release, host: str, reason: str) -> Stand:
    failures = stand.failures + 1
    if failures > len(WAITS):
        logger.error("Webhook to %s given up for release %s: %s", host, release.sequence, reason)
        return Stand(release.sequence, len(WAITS))
    logger.warning("Webhook to %s, release %s, not taken: %s", host, release.sequence, reason)
    later = timezone.now() + WAITS[failures - 1]
    return Stand(stand.sequence, failures, later.isoformat())


def _send(url: str, release: Release) -> None:
    id, time, body = message_id(release), int(timezone.now().timestamp()), message(release)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Onrecord",
        "webhook-id": id,
        "webhook-timestamp": str(time),
        "webhook-signature": signature(settings.WEBHOOK_SECRET, id, time, body),
    }
    request = Request(url, body, headers, method="POST")  # noqa: S310 - the settings allow http(s)
    try:
        _opener().open(request, timeout=SECONDS_TO_ANSWER).close()
    except HTTPError as error:
        error.close()
        raise NotTaken(f"answered {error.code}") from error
    except (OSError, HTTPException) as error:
        reason: Any = getattr(error, "reason", error)
        raise NotTaken(f"no answer: {type(reason).__name__}") from error


def _opener() -> OpenerDirector:
    """Return what speaks HTTP and nothing else, and goes nowhere that an answer sends it."""
    opener = OpenerDirector()
    for handler in (
        *(ProxyHandler, HTTPHandler, HTTPSHandler, UnknownHandler),
        *(HTTPDefaultErrorHandler, HTTPErrorProcessor),
    ):
        opener.add_handler(handler())
    return opener


def _name(url: str) -> str:
    # The address itself may hold a secret.
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:16]
