"""Interviews printed as question and answer: whom the letters before the turns stand for."""

from collections import Counter

from claims.extraction.speakers.bearers import Entry
from claims.extraction.speakers.directory import Directory

ASKING = frozenset({"q", "question"})
ANSWERING = frozenset({"a", "answer"})
_BYLINE = "By "


def interviewee(directory: Directory, text: str, first_turn: int) -> Entry | None:
    """Return whom the words before the first turn are about, or None where that is not plain.

    This is the person named there most often or, of two, the only one whose role is told. Who
    signs the article asks the questions.
    """
    named = [
        entry
        for place, entry in directory.people_before(first_turn)
        if " " in entry.name and text[max(0, place - len(_BYLINE)) : place] != _BYLINE
    ]
    times = Counter(entry.name for entry in named)
    most = max(times.values(), default=0)
    first = {entry.name: entry for entry in named if times[entry.name] == most}
    candidates = list(first.values())
    if len(candidates) > 1:
        candidates = [entry for entry in candidates if entry.role]
    return candidates[0] if len(candidates) == 1 else None
