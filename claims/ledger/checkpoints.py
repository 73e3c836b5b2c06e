"""Checkpoints: signed words on where a chain stood, to be kept where the database cannot reach."""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from claims.ledger.canonical import canonical

RELEASES, AUDIT = "releases", "audit"
"""The chains that checkpoints are made of."""

_TYPES = {"chain": str, "desk": str, "sequence": int, "hash": str, "time": str, "key": str}


class CheckpointError(Exception):
    """What is wrong with a key or with a checkpoint itself, in one line."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That a desk's chain ended, at `time`, with the entry of that sequence and hash.

    `signature` is Ed25519 in base64 over the RFC 8785 JSON of all other members; `key` names the
    key that made it, by the first 16 hexadecimal digits of the sha256 of its 32 public bytes.
    """

    chain: str
    desk: str
    sequence: int
    hash: str
    time: str
    key: str
    signature: str

    @classmethod
    def of(cls, told: Any, where: str) -> Self:
        """Return the checkpoint that a JSON object is; CheckpointError, naming `where`, if none."""
        members = {**_TYPES, "signature": str}
        if not isinstance(told, dict) or told.keys() != members.keys():
            raise CheckpointError(f"{where} is no checkpoint; its members are {', '.join(members)}")
        wrong = next((name for name, kind in members.items() if type(told[name]) is not kind), None)
        if wrong:
            raise CheckpointError(f"{where} is no checkpoint: its {wrong} is of the wrong type")
        return cls(**told)

    def line(self) -> str:
        """Return the checkpoint as one line of canonical JSON."""
        return canonical(asdict(self)).decode("utf-8")


def signed(
    key: Ed25519PrivateKey, *, chain: str, desk: str, sequence: int, hash: str, time: str
) -> Checkpoint:
    """Return the checkpoint of a chain's entry, signed."""
    told: dict[str, Any] = {
        "chain": chain,
        "desk": desk,
        "sequence": sequence,
        "hash": hash,
        "time": time,
        "key": key_id(key.public_key()),
    }
    return Checkpoint(**told, signature=signature(key, told))


def signature(key: Ed25519PrivateKey, told: Mapping[str, Any]) -> str:
    """Return a key's signature over the RFC 8785 JSON of an object, in base64."""
    return base64.b64encode(key.sign(canonical(told))).decode("ascii")


def check(checkpoint: Checkpoint, keys: Mapping[str, Ed25519PublicKey]) -> None:
    """Raise CheckpointError unless one of these keys, by their ids, signed the checkpoint."""
    name = f"the checkpoint of {checkpoint.time} (sequence {checkpoint.sequence})"
    key = keys.get(checkpoint.key)
    if key is None:
        known = ", ".join(keys)
        raise CheckpointError(f"{name} is signed by key {checkpoint.key}; known is only {known}")
    told = {name: getattr(checkpoint, name) for name in _TYPES}
    try:
        key.verify(base64.b64decode(checkpoint.signature, validate=True), canonical(told))
    except (InvalidSignature, ValueError):
        raise CheckpointError(
            f"{name} bears a bad signature: it is not what key {checkpoint.key} signed"
        ) from None


def read(path: Path) -> list[Checkpoint]:
    """Return the checkpoints of a file, in its order: one a line, or what the API answers.

    Raises CheckpointError, naming file and line, for anything else, and for a file without any.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise CheckpointError(f"{path}: {reason}") from error
    found = [Checkpoint.of(told, where) for where, told in _objects(path, text)]
    if not found:
        raise CheckpointError(f"{path} holds no checkpoint")
    return found


def _objects(path: Path, text: str) -> list[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except ValueError:
        lines = list(enumerate(text.splitlines(), start=1))
        named = [(f"{path}: line {at}", line) for at, line in lines if line]
        return [(where, parsed(line, where)) for where, line in named]
    if isinstance(whole, dict) and "checkpoint" in whole:
        whole = whole["checkpoint"]
    return [(str(path), whole)]


def parsed(line: str | bytes, where: str) -> Any:
    """Return what a line of JSON says; CheckpointError, naming `where`, if it is none."""
    try:
        return json.loads(line)
    except ValueError:
        raise CheckpointError(f"{where} is not JSON") from None


def key_id(key: Ed25519PublicKey) -> str:
    """Return the name of a key in checkpoints."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def public_pem(key: Ed25519PublicKey) -> str:
    """Return a public key as PEM text."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode("ascii")


def private_key(path: Path) -> Ed25519PrivateKey:
    """Return the signing key of a PEM file; CheckpointError where it holds none."""
    key = _loaded(path, lambda pem: serialization.load_pem_private_key(pem, password=None))
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointError(f"{path} holds a key of another kind than Ed25519")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key of a PEM file; CheckpointError where it holds none."""
    key = _loaded(path, serialization.load_pem_public_key)
    if not isinstance(key, Ed25519PublicKey):
        raise CheckpointError(f"{path} holds a key of another kind than Ed25519")
    return key


def make_key(path: Path) -> None:
    """Make a signing key in a new file of mode 0600; a file that is there stays as it is.

    Processes that do so at the same time all get the same key.
    """
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
        # A link is made whole or not at all, and never over a key that is there already.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def _loaded(path: Path, load: Any) -> Any:
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise CheckpointError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise CheckpointError(f"{path} holds no key in PEM without a password") from None
