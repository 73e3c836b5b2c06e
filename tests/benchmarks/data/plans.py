"""What one load is to bring, and where the chains stood when it began: all that helpers need."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from claims.record.projection.history import Version
from tests.benchmarks.data import drafts, names, story
from tests.benchmarks.data.story import Before, Told

TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's sequence and time in its chain."""

    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps from `start` up to `stop` of a seed, onto chains that stand where they are.

    `first_claim` is the row id of the desk's claim number 0, `author`, `reviewer` and `publisher`
    are row ids of accounts; `decisions` is how many the desk has taken.
    """

    seed: int
    start: int
    stop: int
    first_claim: int
    author: int
    reviewer: int
    publisher: int
    decisions: int
    releases: Place
    entries: Place

    def as_json(self) -> dict[str, object]:
        """Return plain values, from which `of_json` makes the same plan."""
        told = asdict(self)
        for name in ("releases", "entries"):
            told[name]["at"] = told[name]["at"].isoformat()
        return told

    @classmethod
    def of_json(cls, told: dict[str, object]) -> "Plan":
        """Return the plan that `as_json` gave."""
        chains = {
            name: Place(place["sequence"], datetime.fromisoformat(place["at"]))  # type: ignore[index]
            for name, place in told.items()
            if name in ("releases", "entries")
        }
        return cls(**told | chains)  # type: ignore[arg-type]

    def before(self, step: int) -> Before:
        """Return how many releases, decisions and entries there are when a step begins."""
        at, started = story.before(step), story.before(self.start)
        return Before(
            self.releases.sequence + at.releases - started.releases,
            self.decisions + at.decisions - started.decisions,
            self.entries.sequence + at.entries - started.entries,
        )

    def release_at(self, step: int, within: int, sequence: int) -> datetime:
        """Return when a release is made: its step's moment, yet after the release before it."""
        return _in_turn(self.releases, step, within, sequence)

    def last_release_at(self, stop: int) -> datetime:
        """Return when the last release of the steps up to `stop` is made."""
        return self.release_at(stop - 1, len(story.step(stop - 1)) - 1, self.before(stop).releases)

    def last_entry_at(self, stop: int) -> datetime:
        """Return when the last entry of the steps up to `stop` is written."""
        entries = sum(told.entries for told in story.step(stop - 1))
        return self.entry_at(stop - 1, entries - 1, self.before(stop).entries)

    def entry_at(self, step: int, within: int, sequence: int) -> datetime:
        """Return when an entry of the audit is written, likewise."""
        return _in_turn(self.entries, step, within, sequence)


def _in_turn(begun: Place, step: int, within: int, sequence: int) -> datetime:
    soonest = begun.at + (sequence - begun.sequence) * TICK
    return max(names.moment(step) + within * TICK, soonest)


@lru_cache(maxsize=4_096)
def versions(plan: Plan, kind: str, thing: int) -> tuple[Version, ...]:
    """Return the releases of a thing as they stand when the plan is carried out, oldest first."""
    return tuple(
        _version(plan, step, told) for step, told in story.releases_of(kind, thing, plan.stop)
    )


def _version(plan: Plan, step: int, told: Told) -> Version:
    within = story.step(step).index(told)
    sequence = plan.before(step).releases + within + 1
    draft = drafts.draft(plan.seed, told)
    return Version(
        number=told.number,
        sequence=sequence,
        event=told.event,
        note=told.note,
        released_at=plan.release_at(step, within, sequence),
        digest=draft.payload_digest,
        content=draft.content,
    )
