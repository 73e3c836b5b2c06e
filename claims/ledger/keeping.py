"""Where checkpoints are kept: a file that grows by a line, and the key that signs them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from claims.ledger import checkpoints
from claims.ledger.checkpoints import Checkpoint, CheckpointError

_LONGEST = 16_384
"""More bytes than a checkpoint takes."""


def folder() -> Path:
    """Return the folder that this desk keeps its checkpoints in."""
    return Path(settings.DATA_DIR) / "checkpoints"


def file_of(chain: str) -> Path:
    """Return the file of a chain's checkpoints, the oldest first."""
    return folder() / f"{chain}.jsonl"


def signing_key() -> Ed25519PrivateKey:
    """Return the key that this desk signs with; CheckpointError where it cannot be read.

    Only a local desk makes itself one.
    """
    path = Path(settings.CHECKPOINT_KEY_FILE)
    if not settings.PRODUCTION and not path.exists():
        checkpoints.make_key(path)
    return checkpoints.private_key(path)


def own_keys() -> dict[str, Ed25519PublicKey]:
    """Return the public half of the key that this desk signs with, by its id."""
    key = signing_key().public_key()
    return {checkpoints.key_id(key): key}


@contextmanager
def held() -> Iterator[None]:
    """Let nobody else keep a checkpoint meanwhile, so that none is kept behind a later one."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def newest(chain: str) -> Checkpoint | None:
    """Return the checkpoint kept last, None where there is none.

    Raises CheckpointError where the file cannot be read or its last line is none.
    """
    path = file_of(chain)
    try:
        with path.open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - _LONGEST))
            lines = _whole(file.read()).splitlines()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CheckpointError(f"{path}: {error.strerror}") from error
    if not lines:
        return None
    where = f"{path}: its last line"
    return Checkpoint.of(checkpoints.parsed(lines[-1], where), where)


def kept(chain: str) -> list[Checkpoint]:
    """Return every checkpoint of a chain that was kept, the oldest first.

    What a write that was cut off left at the end is none. Raises CheckpointError, naming the line,
    where the file cannot be read or a line is none.
    """
    path = file_of(chain)
    try:
        lines = _whole(path.read_bytes()).splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CheckpointError(f"{path}: {error.strerror}") from error
    named = [(f"{path}: line {at}", line) for at, line in enumerate(lines, start=1)]
    return [Checkpoint.of(checkpoints.parsed(line, where), where) for where, line in named]


def keep(checkpoint: Checkpoint) -> None:
    """Add a checkpoint to its chain's file, on disk before this returns.

    Call it inside `held()`: what a write that was cut off left at the end is taken away.
    """
    with file_of(checkpoint.chain).open("a+b") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(max(0, size - _LONGEST))
        end = file.read()
        file.truncate(size - len(end) + len(_whole(end)))
        file.write(f"{checkpoint.line()}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]
