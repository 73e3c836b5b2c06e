"""Hash chains: entries that name their predecessor, with payloads that can be emptied."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.ledger.canonical import canonical

GENESIS = "0" * 64
"""The previous hash of a chain's first entry."""


def new_salt() -> str:
    """Return 32 random bytes in hexadecimal: no payload is guessed from its salted digest."""
    return secrets.token_hex(32)


def payload_digest(salt: str, payload: str) -> str:
    """Return sha256(salt ‖ payload) in hexadecimal.

    The chain covers this digest and never the payload, so that a lawful suppression can empty both
    payload and salt and every later hash still proves.
    """
    return hashlib.sha256(bytes.fromhex(salt) + payload.encode("utf-8")).hexdigest()


def link(fields: Mapping[str, Any]) -> str:
    """Return the hash of one entry: sha256 of the canonical JSON of all its hashed fields.

    `fields` holds the entry's sequence, its previous hash and its payload digest among the rest.
    """
    return hashlib.sha256(canonical(dict(fields))).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored entry as verification sees it; `payload` and `salt` are None once suppressed."""

    sequence: int
    fields: Mapping[str, Any]
    previous_hash: str
    hash: str
    payload_digest: str
    payload: str | None
    salt: str | None


def first_fault(entries: Iterable[Entry]) -> str | None:
    """Return what is wrong with the first bad entry of a chain read in order, or None if it proves.

    Checks that sequences run 1, 2, 3..., that each entry names its predecessor's hash, that each
    hash is that of its fields, and that each payload still gives its digest.
    """
    expected, previous = 1, GENESIS
    for entry in entries:
        fault = _fault(entry, expected, previous)
        if fault:
            return fault
        expected, previous = expected + 1, entry.hash
    return None


def _fault(entry: Entry, expected: int, previous: str) -> str | None:
    if entry.sequence != expected:
        return f"sequence {expected} is missing: {entry.sequence} stands in its place"
    if entry.previous_hash != previous:
        return f"sequence {entry.sequence} does not follow its predecessor's hash"
    if link(entry.fields) != entry.hash:
        return f"sequence {entry.sequence} has been changed: its hash does not match its fields"
    if (entry.payload is None) != (entry.salt is None):
        return f"sequence {entry.sequence} holds a payload without its salt, or the reverse"
    if entry.payload is not None and entry.salt is not None:
        return _payload_fault(entry, entry.salt, entry.payload)
    return None


def _payload_fault(entry: Entry, salt: str, payload: str) -> str | None:
    try:
        digest = payload_digest(salt, payload)
    except ValueError:
        return f"sequence {entry.sequence} has a salt that is not hexadecimal"
    if digest != entry.payload_digest:
        return f"sequence {entry.sequence} has been changed: its content does not match its digest"
    return None
