"""The checkpoints that the chains are held to: this desk's own, and those kept elsewhere."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from claims.ledger import checkpoints, keeping
from claims.ledger.checkpoints import Checkpoint
from claims.management.proving import CHAINS

Keys = Mapping[str, Ed25519PublicKey]


def given(files: Sequence[Path], keys: Sequence[Path]) -> list[Checkpoint]:
    """Return the checkpoints of the files; CheckpointError unless a known key signed every one.

    Known are the public keys of those files, or this desk's own where there are none.
    """
    found = [checkpoint for file in files for checkpoint in checkpoints.read(file)]
    known = _known(keys) if found or keys else {}
    for checkpoint in found:
        checkpoints.check(checkpoint, known)
    return found


def kept(keys: Sequence[Path]) -> list[Checkpoint]:
    """Return every checkpoint that this desk kept in DATA_DIR, of both chains.

    Raises CheckpointError where one bears a bad signature of a known key. What another key signed,
    as one of before did, is returned as it stands.
    """
    found = [one for chain in CHAINS for one in keeping.kept(chain.name)]
    known = _known(keys) if found else {}
    for checkpoint in found:
        if checkpoint.key in known:
            checkpoints.check(checkpoint, known)
    return found


def _known(keys: Sequence[Path]) -> Keys:
    public = [checkpoints.public_key(key) for key in keys]
    return {checkpoints.key_id(key): key for key in public} or keeping.own_keys()
