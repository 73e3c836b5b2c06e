"""The bearers of one last name: which of them a mention means, or that it cannot be told."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.extraction.data import SpeakerKind

MOST_NAMESAKES = 40
TIMES_TO_PREVAIL = 3
TIMES_TO_DECIDE = 7


@dataclass(slots=True)
class Entry:
    """One name in the article's fullest form, with the places, in order, where it stands.

    `titles` are those it is given, in small letters. `human` tells that the text treats it as a
    person and not only names it.
    """

    name: str
    kind: SpeakerKind
    feminine: bool | None
    role: str = ""
    titles: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    located: int = 0
    spoke: bool = False
    human: bool = False

    def fits(self, pronoun: str) -> bool:
        """Say whether "he" or "she" can mean this entry: a person, and no known misfit."""
        if self.kind != "person" or 2 * self.located > len(self.places):
            return False
        if " " not in self.name and not (self.spoke or self.titles):
            return False
        return self.feminine is None or self.feminine is (pronoun == "she")

    def times_before(self, place: int) -> int:
        """Return how often the text has named this entry before a place."""
        return bisect_left(self.places, place)


class Choice(NamedTuple):
    """Whom a mention means, or None; `tied` tells that it may as well be somebody else."""

    entry: Entry | None
    tied: bool = False


def choose(entries: list[Entry], place: int, feminine: bool | None, titles: set[str]) -> Choice:
    """Return who of those with one last name is meant at `place`.

    What decides is "Mr" or "Ms", then the title, then who has been named so far, and then by far
    the most often. Of several that are left, the only one who has spoken so far or who has been
    named much more often is meant, but tied. Else nobody is.
    """
    known = _of_gender(entries[-MOST_NAMESAKES:], feminine)
    if len(known) > 1:
        known = [entry for entry in known if entry.titles & titles] or known
        known = [entry for entry in known if entry.times_before(place)] or known
    if len(known) < 2:
        return Choice(known[0] if known else None)
    ordered = sorted(known, key=lambda entry: -entry.times_before(place))
    most, next_most = (entry.times_before(place) for entry in ordered[:2])
    times = most / max(1, next_most)
    if times >= TIMES_TO_DECIDE:
        return Choice(ordered[0])
    spoke = [entry for entry in known if entry.spoke]
    if len(spoke) == 1:
        return Choice(spoke[0], tied=True)
    return Choice(ordered[0] if times >= TIMES_TO_PREVAIL else None, tied=True)


def _of_gender(entries: list[Entry], feminine: bool | None) -> list[Entry]:
    """Return those whom "Mr" or "Ms" fits: where some surely do, only them."""
    if feminine is None:
        return entries
    return [entry for entry in entries if entry.feminine is feminine] or [
        entry for entry in entries if entry.feminine is None
    ]
