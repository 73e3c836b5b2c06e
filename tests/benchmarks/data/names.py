"""Identities, names and moments of the made record, each a function of the seed and a number."""

import hashlib
import random
from datetime import UTC, datetime, timedelta

from tests.benchmarks.data.words import LANGUAGES, Language, language

BEGAN = datetime(2005, 1, 3, 6, tzinfo=UTC)
SPAN = timedelta(days=365.25 * 9.5).total_seconds()
BLOCK, BUSY = 1_000, 20
"""Of every ten blocks of claims one is released on a single day, one claim each 20 seconds."""

BUSY_DAY = "2010-02-24"
"""The day on which three claims in a hundred were first said."""


_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)
"""What ten bits are in base32."""


def rng_of(seed: int, *key: object) -> random.Random:
    """Return the source of chance that belongs to one thing alone."""
    digest = hashlib.blake2b(repr((seed, *key)).encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest))  # noqa: S311


def public_id(seed: int, kind: str, *numbers: int) -> str:
    """Return 12 characters of lower-case base32, another for every thing."""
    digest = hashlib.blake2b(repr((seed, kind, *numbers)).encode(), digest_size=8).digest()
    bits = int.from_bytes(digest) >> 4
    return "".join([_PAIRS[bits >> shift & 1023] for shift in range(50, -1, -10)])


def salt(seed: int, *key: object) -> str:
    """Return a salt as the ledger has it; made, so that the same seed gives the same record."""
    return hashlib.blake2b(repr((seed, "salt", *key)).encode(), digest_size=32).hexdigest()


def moment(step: int) -> datetime:
    """Return when a claim's step was taken: the desk grows, so that days get fuller."""
    block = step // BLOCK
    if block % 10 == 1:
        return _even(block * BLOCK) + timedelta(seconds=BUSY * (step % BLOCK))
    return _even(step)


def _even(step: int) -> datetime:
    return BEGAN + timedelta(seconds=int(SPAN * ((step + 1) / 1_000_000) ** (1 / 3)))


def person(rng: random.Random, spoken: Language) -> str:
    """Return a given and a family name."""
    joint = "·" if spoken.script == "Jpan" else ""
    first = "".join(rng.choices(spoken.syllables, k=2))
    last = "".join(rng.choices(spoken.syllables, k=3))
    return f"{first.title()}{joint or spoken.space}{last.title()}"


def organisation(rng: random.Random, spoken: Language) -> str:
    """Return the name of an office, an outlet or a party."""
    made = "".join(rng.choices(spoken.syllables, k=3)).title()
    return spoken.space.join((made, spoken.word(15 + int(rng.random() * 8))))


def spoken_by(seed: int, kind: str, number: int) -> Language:
    """Return the language of a speaker, source or publisher."""
    return language(rng_of(seed, "language", kind, number))


LATIN = LANGUAGES["en"]
