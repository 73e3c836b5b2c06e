"""What the made desk releases, step by step: arithmetic alone, whatever the seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tests.benchmarks.data.entities import EACH, FIRST, count, made_in

NOTE = "The desk found that its first publication needed this change."
UNDECIDED = ("flag", "unflag")


@dataclass(frozen=True, slots=True)
class Told:
    """One release to be made: the how-many-eth thing of its kind, and which number within it.

    `verb` is what was decided, "" where the release goes along with the one of a claim's first
    release before or after it; flag and unflag need no decision.
    """

    kind: str
    thing: int
    number: int
    event: str = "publish"
    verb: str = ""

    @property
    def note(self) -> str:
        """The public note: of what was decided after the first release."""
        return NOTE if self.number > 1 and self.verb else ""

    @property
    def entries(self) -> int:
        """How many entries of the audit it leaves: each decision takes three before the release."""
        if not self.verb:
            return 0
        if self.event in UNDECIDED:
            return 1
        return 4 if self.kind == "claim" else 5


@dataclass(frozen=True, slots=True)
class Before:
    """How many releases, decisions and entries of the audit were made before a step."""

    releases: int
    decisions: int
    entries: int


# What befalls one claim in `every`, its `which`-th, and after how many steps, as its how-manieth
# release: of each 200 claims the number 7, 32, 57 ... is corrected; the other numbers likewise.
_FATES = (
    (25, 7, 40, 2, "correction", "publish"),
    (100, 7, 90, 3, "update", "publish"),
    (100, 11, 30, 2, "flag", "flag"),
    (200, 11, 60, 3, "unflag", "unflag"),
    (100, 33, 50, 2, "retraction", "retract"),
    (200, 59, 70, 2, "merge", "merge"),
)
LONGEST = 90
"""Steps after which nothing more befalls a claim."""

# Every how many steps there is one such thing, and in which of them.
_RELATED, _RENAMED = (50, 21), (400, 123)
_SPEAKER_MERGED, _SOURCE_MERGED = (1_000, 777), (2_000, 1_501)
APART = 3
"""How many claims lie between the two ends of a relation."""

MADE = ("topic", "publisher", "speaker", "source")
"""The kinds of which steps bring new ones, in this order."""


@lru_cache(maxsize=2_048)
def step(number: int) -> tuple[Told, ...]:
    """Return the releases of one step, in order: what a claim names, the claim, its relation; then
    what befalls earlier claims and what they name."""
    return tuple(_step(number))


def _step(number: int) -> Iterator[Told]:
    if number == 0:
        yield Told("scale", 0, 1)
    for kind in MADE:
        for thing in made_in(kind, number):
            yield Told(kind, thing, 1)
    if (at := _at(number, _RENAMED)) is not None:
        yield Told("speaker", 2 * at, 2, "update")
    yield Told("claim", number, 1, verb="publish")
    if _at(number, _RELATED) is not None:
        yield Told("relation", number, 1)
    for every, which, after, release, event, verb in _FATES:
        claim = number - after
        if claim >= 0 and claim % every == which:
            yield Told("claim", claim, release, event, verb)
    # Its number is odd, and even are those that are renamed: nothing befalls one speaker twice.
    if (at := _at(number, _SPEAKER_MERGED)) is not None:
        yield Told("speaker", 16 * at + 15, 2, "merge", "merge")
    if (at := _at(number, _SOURCE_MERGED)) is not None:
        yield Told("source", 90 * at + 19, 2, "merge", "merge")


@lru_cache(maxsize=2_048)
def before(number: int) -> Before:
    """Return what the steps before this one leave in all."""
    if number == 0:
        return Before(0, 0, 0)
    made = sum(count(kind, number - 1) for kind in MADE)
    befallen = {
        event: _many(number - after, every, which) for every, which, after, _, event, _ in _FATES
    }
    undecided = sum(befallen[event] for event in UNDECIDED)
    decided = sum(befallen.values()) - undecided
    merged = _many(number, *_SPEAKER_MERGED) + _many(number, *_SOURCE_MERGED)
    along = 1 + made + _many(number, *_RENAMED) + _many(number, *_RELATED)
    return Before(
        releases=along + number + undecided + decided + merged,
        decisions=number + decided + merged,
        entries=4 * (number + decided) + undecided + 5 * merged,
    )


def brought(kind: str, thing: int) -> int:
    """Return the step that brings a thing."""
    if kind in MADE:
        return max(thing - FIRST[kind] + 1, 0) * EACH[kind]
    return thing


def releases_of(kind: str, thing: int, stop: int) -> list[tuple[int, Told]]:
    """Return every release of one thing in the steps up to `stop`, oldest first, each with its
    step."""
    steps = [brought(kind, thing), *_later(kind, thing)]
    return [
        (number, told)
        for number in steps
        if number < stop
        for told in step(number)
        if (told.kind, told.thing) == (kind, thing)
    ]


def relations_of(claim: int, stop: int) -> list[tuple[int, int]]:
    """Return the relations of a claim, released in the steps up to `stop`, each with the other end.

    A relation's number is that of the claim it leads from.
    """
    ends = ((claim, claim - APART), (claim + APART, claim + APART))
    return [
        (relation, other)
        for relation, other in ends
        if relation < stop and _at(relation, _RELATED) is not None
    ]


def merged(kind: str, stop: int) -> range:
    """Return which speakers or sources are merged in the steps up to `stop`: each into the one
    before it."""
    every, first, number = {
        "speaker": (16, 15, _many(stop, *_SPEAKER_MERGED)),
        "source": (90, 19, _many(stop, *_SOURCE_MERGED)),
    }[kind]
    return range(first, first + every * number, every)


def _later(kind: str, thing: int) -> list[int]:
    if kind == "claim":
        return sorted(thing + after for every, which, after, *_ in _FATES if thing % every == which)
    if kind == "speaker" and thing % 2 == 0:
        return [_RENAMED[0] * (thing // 2) + _RENAMED[1]]
    if kind == "speaker" and thing % 16 == 15:
        return [_SPEAKER_MERGED[0] * (thing // 16) + _SPEAKER_MERGED[1]]
    if kind == "source" and thing % 90 == 19:
        return [_SOURCE_MERGED[0] * (thing // 90) + _SOURCE_MERGED[1]]
    return []


def _at(number: int, how: tuple[int, int]) -> int | None:
    every, which = how
    return number // every if number % every == which else None


def _many(number: int, every: int, which: int) -> int:
    """Return how many numbers below `number` leave `which` when divided by `every`."""
    return max(number - which + every - 1, 0) // every
