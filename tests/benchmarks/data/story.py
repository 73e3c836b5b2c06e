"""What the made desk releases, step by step: each step's releases follow from seed and number."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.data import claims, entities, names
from tests.benchmarks.data.entities import Content

NOTE = "The desk found that its first publication needed this change."


@dataclass(frozen=True, slots=True)
class Told:
    """One release to be made: what of, which number within it, and what it says.

    `verb` is what was decided, "" where the release goes along with the one of a claim's first
    release before or after it; flag and unflag need no decision.
    """

    kind: str
    content: Content
    number: int
    event: str = "publish"
    verb: str = ""
    note: str = ""
    target: str = ""


# Of each 200 claims the number 7, 32, 57 ... is corrected; the other numbers likewise.
CORRECTED, UPDATED, FLAGGED, UNFLAGGED, RETRACTED, MERGED = (
    (25, 7, 40),
    (100, 7, 90),
    (100, 11, 30),
    (200, 11, 60),
    (100, 33, 50),
    (200, 59, 70),
)
"""Every how many claims something befalls one, which of them, and after how many steps."""

RELATED, RENAMED, SPEAKER_MERGED, SOURCE_MERGED = 50, 400, 1_000, 2_000
"""For how many claims there is one such thing."""


def step(seed: int, number: int) -> Iterator[Told]:
    """Give the releases of one step, in order: what a claim names, the claim, its relation; then
    what befalls earlier claims and what they name."""
    yield from _new_entities(seed, number)
    if number % RENAMED == 123:
        content = entities.speaker(seed, 2 * (number // RENAMED), renamed=True)
        yield Told("speaker", content, 2, "update")
    yield Told("claim", claims.claim(seed, number), 1, verb="publish")
    if number % RELATED == 21:
        yield Told("relation", claims.relation(seed, number, number - 3), 1)
    yield from _later(seed, number)
    if number % SPEAKER_MERGED == 777:
        # Its number is odd, and even are those that are renamed: nothing befalls one speaker twice.
        yield _merged(seed, "speaker", 16 * (number // SPEAKER_MERGED) + 15)
    if number % SOURCE_MERGED == 1_501:
        yield _merged(seed, "source", 90 * (number // SOURCE_MERGED) + 19)


def _new_entities(seed: int, number: int) -> Iterator[Told]:
    if number == 0:
        yield Told("scale", entities.scale(), 1)
    for kind, made in (
        ("topic", entities.topic),
        ("publisher", entities.publisher),
        ("speaker", entities.speaker),
        ("source", entities.source),
    ):
        for at in entities.made_in(kind, number):
            yield Told(kind, made(seed, at), 1)


def _later(seed: int, number: int) -> Iterator[Told]:
    if (claim := _befallen(number, CORRECTED)) is not None:
        content = claims.claim(seed, claim, edition=2)
        yield Told("claim", content, 2, "correction", "publish", NOTE)
    if (claim := _befallen(number, UPDATED)) is not None:
        content = claims.claim(seed, claim, edition=3)
        yield Told("claim", content, 3, "update", "publish", NOTE)
    if (claim := _befallen(number, FLAGGED)) is not None:
        yield Told("claim", claims.claim(seed, claim), 2, "flag", "flag", NOTE)
    if (claim := _befallen(number, UNFLAGGED)) is not None:
        yield Told("claim", claims.claim(seed, claim), 3, "unflag", "unflag", NOTE)
    if (claim := _befallen(number, RETRACTED)) is not None:
        yield Told("claim", claims.claim(seed, claim), 2, "retraction", "retract", NOTE)
    if (claim := _befallen(number, MERGED)) is not None:
        winner = names.public_id(seed, "claim", claim - 1)
        content = claims.claim(seed, claim) | {"merged_into": winner}
        yield Told("claim", content, 2, "merge", "merge", NOTE, winner)


def _befallen(number: int, how: tuple[int, int, int]) -> int | None:
    every, which, after = how
    claim = number - after
    return claim if claim >= 0 and claim % every == which else None


def _merged(seed: int, kind: str, number: int) -> Told:
    made = entities.speaker if kind == "speaker" else entities.source
    winner = names.public_id(seed, kind, number - 1)
    content = made(seed, number) | {"merged_into": winner}
    return Told(kind, content, 2, "merge", "merge", NOTE, winner)
