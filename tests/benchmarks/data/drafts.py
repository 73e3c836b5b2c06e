"""Releases as they are written down, all but their place in the chain."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.ledger import chain
from tests.benchmarks.data import names, story


@dataclass(frozen=True, slots=True)
class Draft:
    """One release without sequence, decision and hashes; `shown` is what the desk knows of it."""

    kind: str
    subject: str
    number: int
    event: str
    verb: str
    note: str
    target: str
    text: str
    salt: str
    payload_digest: str
    digest: str
    at: datetime
    shown: dict[str, Any]


Step = list[Draft]


def steps(seed: int, start: int, stop: int) -> list[Step]:
    """Return the releases of the steps from `start` up to `stop`."""
    return [
        [_draft(seed, step, told) for told in story.step(seed, step)] for step in range(start, stop)
    ]


def canonical(value: Any) -> str:
    """Return canonical JSON, written faster than the ledger does, which gives the same text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _draft(seed: int, step: int, told: story.Told) -> Draft:
    subject, text = told.content["id"], canonical(told.content)
    salt = names.salt(seed, told.kind, subject, told.number)
    return Draft(
        kind=told.kind,
        subject=subject,
        number=told.number,
        event=told.event,
        verb=told.verb,
        note=told.note,
        target=told.target,
        text=text,
        salt=salt,
        payload_digest=chain.payload_digest(salt, text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        at=names.moment(step),
        shown=_shown(told),
    )


def _shown(told: story.Told) -> dict[str, Any]:
    """Return what the desk's own row of a claim, speaker or source is made of."""
    content = told.content
    if told.kind == "claim" and told.number == 1:
        wanted: tuple[str, ...] = ("claim", "language", "context", "kind")
    elif told.verb == "merge" and told.kind == "speaker":
        wanted = ("name", "kind", "sort_name")
    elif told.verb == "merge" and told.kind == "source":
        wanted = ("title", "url", "language")
    else:
        wanted = ()
    shown = {name: content[name] for name in wanted}
    if told.kind == "claim" and content["verdict"]:
        shown["summary"] = content["verdict"]["summary"]
    return shown
