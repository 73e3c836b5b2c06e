"""Transcripts: paragraphs that begin with the name, or the letter, of whoever says the rest."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claims.extraction.english.labels import LABELS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.directions import without_directions
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span

FEWEST_WORDS = 5
FEWEST_TURNS = 3
MOST_PARAGRAPHS = 4
_CAPITAL = r"[^\W\d_a-zа-яёєіїґß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[\w.'’\-]+"
_TURN = re.compile(
    r"(?:[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[\])]?\s{1,3})?[\"“]?\s{0,3}"
    rf"(?:(?P<letter>Q|A|Question|Answer|QUESTION|ANSWER)\s?[.:]|(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})"
    r"(?:\s?\([^()\n]{1,60}\)|(?P<about>,\s[^\n:\"“”]{2,60}))?\s?:)\s{1,9}(?P<words>(?=[^\n]{0,60}?[^\W\d_])\S)"
)
# Directions such as "(laughs)" and dots for what is left out are nobody's words.
_SPOKEN = re.compile(r"[\"“«‘'¡¿—–-]{0,2}\s?\w")
_NOBODY = LABELS | vocabulary(
    "address background bottom claim claims cons conclusion correction cost date dates details"
    " email example fact facts false fax hours how image location map method more name note number"
    " our pages phone photo photos picture place price pros ps rating read related results ruling"
    " rules source sources step summary tel theme tickets time times tip topic true truth update"
    " verdict video warning website what when where who why"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What begins the turns of a transcript: names, and whether "Q" and "A" do.

    `ends` tells where a turn ends that goes on for further paragraphs, by where it begins.
    """

    names: frozenset[str] = frozenset()
    letters: bool = False
    ends: dict[int, int] = field(default_factory=dict)


def labels(text: str, spans: list[Span]) -> Labels:
    """Return the labels of a text's turns.

    These are names in capitals, and names that come again and again. What is said in a turn may be
    short where the page shows in other ways that it is a transcript.
    """
    names: Counter[str] = Counter()
    letters: set[str] = set()
    long: set[str] = set()
    for span in spans:
        match = _TURN.match(text, *span)
        if match is None:
            continue
        if match["letter"]:
            letters.add(match["letter"][0])
        elif match["name"].lower() not in _NOBODY and not _explained(match):
            names[match["name"]] += 1
            if text.count(" ", match.start("words"), span.end) >= FEWEST_WORDS - 1:
                long.add(match["name"])
    called = {name for name, times in names.items() if times > 1 or name.isupper()}
    again = sum(names.values()) >= FEWEST_TURNS and any(names[name] > 1 for name in called)
    talk = len(called) > 1 and (again or any(name.isupper() for name in called & long))
    known = called if talk else called & long
    found = Labels(frozenset(known), letters == {"Q", "A"})
    found = replace(found, names=found.names | _beside_turns(text, spans, names, found))
    return replace(found, ends=_ends(text, spans, found))


def _beside_turns(
    text: str, spans: list[Span], names: Counter[str], known: Labels
) -> frozenset[str]:
    """Return the labels used once that begin a paragraph right beside a turn of a known one."""
    if not known.names or known.names.issuperset(names):
        return frozenset()
    turns = [bool(_match(text, span, known)) for span in spans]
    found: set[str] = set()
    for at, span in enumerate(spans):
        if not turns[at] and (turns[at - 1 : at] == [True] or turns[at + 1 : at + 2] == [True]):
            match = _TURN.match(text, *span)
            if match is not None and match["name"] in names:
                found.add(match["name"])
    return frozenset(found)


def opens_with_turn(text: str, spans: list[Span], known: Labels) -> bool:
    """Say whether a text has no headline but begins with a turn, right before another one."""
    first = [_match(text, span, known) is not None for span in spans[:2]]
    return first == [True, True]


def _ends(text: str, spans: list[Span], known: Labels) -> dict[int, int]:
    """Return the ends of turns of several paragraphs, where the page is little else than turns."""
    begins = [at for at, span in enumerate(spans) if _match(text, span, known)]
    if not begins or 2 * len(begins) < begins[-1] - begins[0] + 1:
        return {}
    ends: dict[int, int] = {}
    for at, following in pairwise(begins):
        if following - at <= MOST_PARAGRAPHS:
            last = at
            while last + 1 < following and _SPOKEN.match(text, *spans[last + 1]):
                last += 1
            ends[spans[at].start] = spans[last].end
    return ends


def _match(text: str, paragraph: Span, known: Labels) -> re.Match[str] | None:
    match = _TURN.match(text, *paragraph) if known.names or known.letters else None
    if match is None or (match["name"] not in known.names if match["name"] else not known.letters):
        return None
    return None if _explained(match) else match


def _explained(match: re.Match[str]) -> bool:
    """Say whether words follow the name that only a label in capitals may have."""
    return bool(match["about"]) and not match["name"].isupper()


def turn(text: str, paragraph: Span, sentence: int, known: Labels) -> Draft | None:
    """Return the turn of a transcript, "SMITH: Well, ...", that a paragraph begins, or None."""
    match = _match(text, paragraph, known)
    if match is None:
        return None
    group = "name" if match["name"] else "letter"
    words = match.start("words")
    mark = match.start() + len(text[match.start() : words].rstrip()) - 1
    spoken = without_directions(text, Span(words, known.ends.get(paragraph.start, paragraph.end)))
    if not spoken:
        return None
    return Draft(
        content=Span(spoken[0].start, spoken[-1].end),
        cue=Span(mark, mark + 1),
        speaker=Span(*match.span(group)),
        pattern="transcript",
        sentence=sentence,
    )
