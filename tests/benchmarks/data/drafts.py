"""Releases as they are written down, all but their place in the chain."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.ledger import chain
from claims.publishing import digest_of
from tests.benchmarks.data import claims, entities, names
from tests.benchmarks.data.entities import Content
from tests.benchmarks.data.story import APART, Told

_MADE = {
    "topic": entities.topic,
    "publisher": entities.publisher,
    "speaker": entities.speaker,
    "source": entities.source,
}
_EDITIONS = {"correction": 2, "update": 3}
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Draft:
    """What one release says: the thing's public id, its content and the text of it.

    `payload_digest` is that of the text with its salt, `digest` that of a decision on it; `target`
    is what a merged thing was merged into, "" for others.
    """

    subject: str
    content: Content
    text: str
    salt: str
    payload_digest: str
    digest: str
    target: str


def canonical(value: Any) -> str:
    """Return canonical JSON, written faster than the ledger does, which gives the same text."""
    return _canonical.encode(value)


@lru_cache(maxsize=1_024)
def draft(seed: int, told: Told) -> Draft:
    """Return what a release says."""
    content = _content(seed, told)
    subject, text = content["id"], canonical(content)
    salt = names.salt(seed, told.kind, subject, told.number)
    return Draft(
        subject=subject,
        content=content,
        text=text,
        salt=salt,
        payload_digest=chain.payload_digest(salt, text),
        digest=_decided(told, content, text),
        target=content["merged_into"] or "" if told.event == "merge" else "",
    )


def _decided(told: Told, content: Content, text: str) -> str:
    """Return the digest of its decision; of a claim's publication, that of its text stands in."""
    if told.verb and (told.kind != "claim" or told.verb != "publish"):
        return digest_of(content)
    return hashlib.sha256(text.encode()).hexdigest()


def id_of(seed: int, kind: str, thing: int) -> str:
    """Return the public id of a thing; `kind` may be a member of SubjectKind."""
    return "scale" if kind == "scale" else names.public_id(seed, str(kind), thing)


def _content(seed: int, told: Told) -> Content:
    if told.kind == "scale":
        return entities.scale()
    if told.kind == "relation":
        return claims.relation(seed, told.thing, told.thing - APART)
    if told.kind == "claim":
        content = claims.claim(seed, told.thing, _EDITIONS.get(told.event, 1))
    elif told.kind == "speaker" and told.event == "update":
        content = entities.speaker(seed, told.thing, renamed=True)
    else:
        content = _MADE[told.kind](seed, told.thing)
    if told.event == "merge":
        return content | {"merged_into": names.public_id(seed, told.kind, told.thing - 1)}
    return content


def thing_numbers(seed: int, kind: str, stop: int) -> dict[str, int]:
    """Return by their public ids all of a kind, speakers and the like, that steps up to `stop`
    bring."""
    return {id_of(seed, kind, thing): thing for thing in range(entities.count(kind, stop))}
