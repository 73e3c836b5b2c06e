"""Who is meant in Ukrainian and Russian: names in any case, offices and pronouns."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from claims.extraction.data import Basis, Gazetteer, SpeakerKind
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token
from claims.extraction.slavic.cues import ADVERBS, AND, PREPOSITIONS, PRONOUNS, TIMES
from claims.extraction.slavic.names import (
    TITLES,
    is_body,
    is_feminine,
    is_oblique,
    is_patronymic,
    is_power,
    name_key,
    plainer,
)
from claims.extraction.speakers.mentions import Mention
from claims.extraction.speakers.resolution import NOBODY, UNKNOWN, Resolved

REACH = 1500
LONGEST_ROLE = 8
MOST_SPEAKERS = 3
_NEVER_NAMES = TITLES | PREPOSITIONS | ADVERBS | TIMES | PRONOUNS
_SHE = vocabulary("вона она її її ї ее её неї нее")
_HE = vocabulary("він он його его")
_PRONOUNS = _HE | _SHE | PRONOUNS
_OF_THE_STATE = re.compile(
    r"^(?:глав|очільни)\w+\s(?:держави|государства|украинского\sгосударства)"
)
_SOURCES = vocabulary(
    "джерело джерела джерел співрозмовник співрозмовники источник источники источников собеседник"
    " собеседники"
)


@dataclass(slots=True)
class _Person:
    name: str
    feminine: bool | None
    role: str = ""
    titles: set[str] = field(default_factory=set)
    last: int = -1


class _Names:
    """The persons whom a text names in full, by every case of their names, and where."""

    def __init__(self, rows: list[Sentence], text: str) -> None:
        self._by_key: dict[str, _Person] = {}
        self._by_last: defaultdict[str, list[_Person]] = defaultdict(list)
        self._by_title: defaultdict[str, list[_Person]] = defaultdict(list)
        self._order: list[tuple[int, _Person]] = []
        runs = [(row.tokens, *run) for row in rows for run in _runs(row.tokens)]
        for tokens, first, last in runs:
            if last > first and _is_person(tokens, first, last):
                self._register(tokens, first, last, text)
        for tokens, first, last in runs:
            person = self.find(text[tokens[first].start : tokens[last].end])
            if person is not None:
                self._order.append((tokens[first].start, person))
                self._titled(person, tokens, _role_start(tokens, first), first, text)
                self._titled(person, tokens, last + 2, _apposition_end(tokens, last), text)
        self._places = [place for place, _ in self._order]

    def _register(self, tokens: list[Token], first: int, last: int, text: str) -> None:
        name = " ".join(text[tokens[first].start : tokens[last].end].split())
        key = name_key(name)
        person = self._by_key.get(key)
        if person is None:
            person = self._by_key[key] = _Person(name, is_feminine(tokens[first].low))
            self._by_last[key.rsplit(" ", 1)[-1]].append(person)
            return
        better = plainer(person.name, name)
        if better != person.name:
            person.name, person.feminine = better, is_feminine(tokens[first].low)

    def _titled(
        self, person: _Person, tokens: list[Token], start: int, end: int, text: str
    ) -> None:
        if start >= end:
            return
        role = text[tokens[start].start : tokens[end - 1].end]
        if not person.role or name_key(person.role) == name_key(role):
            person.role = plainer(person.role or role, role)
        for token in tokens[start:end]:
            if token.low in TITLES:
                if token.low[-1] in "ая" and token.low[:-1] in TITLES:
                    person.feminine = False  # "міністра": a man's title in another case
                # The prime minister is "прем'єр-міністр" and "прем'єр".
                for key in {name_key(token.low), name_key(token.low.split("-")[0])}:
                    if key not in person.titles:
                        person.titles.add(key)
                        self._by_title[key].append(person)

    def find(self, name: str) -> _Person | None:
        """Return the one person of a full or last name in any case."""
        key = name_key(name)
        person = self._by_key.get(key)
        if person is not None or " " in key:
            return person
        known = self._by_last.get(key, [])
        return known[0] if len(known) == 1 else None

    def holder(self, title: str) -> _Person | None:
        """Return the only person of the text with this title."""
        known = self._by_title.get(name_key(title), [])
        return known[0] if len(known) == 1 else None

    def before(self, place: int, *, feminine: bool) -> _Person | None:
        """Return the person of that gender named last before `place`, within reach."""
        at = bisect_left(self._places, place) - 1
        while at >= 0 and self._places[at] >= place - REACH:
            if self._order[at][1].feminine is feminine:
                return self._order[at][1]
            at -= 1
        return None


def resolve_slavic(
    drafts: list[Draft], rows: list[Sentence], text: str, gazetteer: Gazetteer
) -> list[Resolved]:
    """Return the resolved speaker of each draft, in the order of the drafts."""
    names = _Names(rows, text)
    found: list[Resolved] = []
    spoke: _Person | None = None
    for draft in drafts:
        tokens = rows[draft.sentence].tokens
        together: list[Resolved] = []
        for span in _parted(tokens, draft.speaker):
            resolved, person = _speaker(span, tokens, text, names, spoke)
            spoke = person or spoke
            together.append(_known(resolved, gazetteer))
        first, *others = together or [UNKNOWN]
        found.append(first._replace(joint=tuple(other for other in others if other.name)))
    return found


def _parted(tokens: list[Token], span: Span | None) -> list[Span]:
    """Return the stretches that name one speaker each: "А та Б" are two."""
    if span is None:
        return []
    within = [token for token in tokens if span.start <= token.start < span.end]
    joins = [
        at
        for at in range(1, len(within) - 1)
        if within[at].low in AND and within[at - 1].capital and not within[at].capital
    ]
    if not joins or len(joins) >= MOST_SPEAKERS:
        return [span]
    limits = [-1, *joins, len(within)]
    return [
        Span(within[before + 1].start, within[after - 1].end) for before, after in pairwise(limits)
    ]


def _known(resolved: Resolved, gazetteer: Gazetteer) -> Resolved:
    known = gazetteer.find(resolved.name) if resolved.name else None
    return resolved if known is None else resolved._replace(kind=known.kind)


def _speaker(
    span: Span, row: list[Token], text: str, names: _Names, spoke: _Person | None
) -> tuple[Resolved, _Person | None]:
    tokens = [token for token in row if span.start <= token.start < span.end]
    low = tokens[0].low if tokens else ""
    if len(tokens) == 1 and low in _PRONOUNS:
        return _pronoun(low, span, names, spoke)
    runs = _runs(tokens, whole=True)
    quoted = tokens[-1:] if tokens and tokens[-1].quotation else []
    if quoted:
        return _made(
            quoted[-1].text, "organisation", _role(tokens, quoted[-1], text), "named", span
        )
    body = next((token for token in tokens if is_body(token.low) or _is_acronym(token)), None)
    named = next(((first, last) for first, last in reversed(runs)), None)
    if named is not None:
        first, last = named
        name = " ".join(text[tokens[first].start : tokens[last].end].split())
        person = names.find(name)
        title = any(token.low in TITLES for token in tokens[:first])
        if person is not None:
            role = _role(tokens, tokens[first], text) or person.role
            return _made(person.name, "person", role, "named", span, person)
        if tokens[0] is row[0] and len(tokens) == 1 and _is_common(tokens[0]):
            return _office(tokens, span, text, names)
        if body is None or title:
            kind: SpeakerKind = "person" if title or last > first else _kind_of(tokens[last])
            role = _role(tokens, tokens[first], text) if title else ""
            return _made(name, kind, role, "named", span)
    if body is not None:
        name = " ".join(text[tokens[0].start : tokens[-1].end].split())
        proper = any(token.capital for token in tokens[1:]) or _is_acronym(body)
        return _made(name if proper else "", "organisation", "", "named" if proper else "", span)
    return _office(tokens, span, text, names)


def _office(
    tokens: list[Token], span: Span, text: str, names: _Names
) -> tuple[Resolved, _Person | None]:
    title = next((token for token in tokens if token.low in TITLES), None)
    if title is None:
        anonymous = any(token.low in _SOURCES for token in tokens)
        return _made("", "anonymous" if anonymous else "group", "", "", span)
    role = text[title.start : tokens[-1].end]
    person = names.holder("президент" if _OF_THE_STATE.search(role) else title.low)
    if person is None:
        return _made("", "office", role, "", span)
    return _made(person.name, "person", role, "title", span, person)


def _pronoun(
    low: str, span: Span, names: _Names, spoke: _Person | None
) -> tuple[Resolved, _Person | None]:
    if low not in _HE and low not in _SHE:
        return Resolved(NOBODY, "", "group", "", "", span), None
    feminine = low in _SHE
    fits = spoke is not None and spoke.feminine is feminine
    person = spoke if fits else names.before(span.start, feminine=feminine)
    if person is None:
        return Resolved(NOBODY, "", "person", "", "", span), None
    return _made(person.name, "person", "", "pronoun", span, person)


def _made(
    name: str,
    kind: SpeakerKind,
    role: str,
    basis: Basis,
    span: Span,
    person: _Person | None = None,
) -> tuple[Resolved, _Person | None]:
    mention = Mention(name, role, "", kind)
    return Resolved(mention, name, kind, role, basis, span), person


def _role(tokens: list[Token], name: Token, text: str) -> str:
    before = [token for token in tokens if token.end <= name.start and token.text[0].isalpha()]
    return text[before[0].start : before[-1].end] if before else ""


def _is_common(token: Token) -> bool:
    """Say whether a first word owes its capital to its place: "Жителі кажуть"."""
    return is_oblique(token.low) or token.low in _SOURCES


def _kind_of(token: Token) -> SpeakerKind:
    bodies = ("інформ", "информ", "енерго", "энерго", "банк", "тб", "пошта", "новини", "новости")
    latin = token.text.isascii()
    body = latin or token.low.endswith(bodies) or _is_acronym(token) or is_power(token.low)
    return "organisation" if body else "person"


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper() and not token.quotation


def _runs(tokens: list[Token], *, whole: bool = False) -> list[tuple[int, int]]:
    """Return the first and last index of each name; a lone first word only if `whole`."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not _in_name(tokens[index]):
            index += 1
            continue
        last = index
        while last + 1 < len(tokens) and _in_name(tokens[last + 1]):
            last += 1
        first = _person_within(tokens, index, last)
        if whole or first or last > first:
            runs.append((first, last))
        index = last + 1
    return runs


def _in_name(token: Token) -> bool:
    if token.quotation or not token.capital:
        return False
    return token.low not in _NEVER_NAMES


def _person_within(tokens: list[Token], first: int, last: int) -> int:
    """Return where the person begins in "України Володимир Зеленський", a run of capitals."""
    if last - first > 1:
        return last - 2 if is_patronymic(tokens[last - 1].low) else last - 1
    titled = first > 0 and tokens[first - 1].low in TITLES
    titled = titled and tokens[first - 1].low[-1] not in "аяуюиіїыої"
    oblique = is_oblique(tokens[first].low) and not is_oblique(tokens[last].low)
    return last if titled and oblique and last > first else first


def _is_person(tokens: list[Token], first: int, last: int) -> bool:
    return not any(is_body(token.low) or _is_acronym(token) for token in tokens[first : last + 1])


def _role_start(tokens: list[Token], first: int) -> int:
    """Return where the title and what belongs to it begins before a name."""
    for index in range(first - 1, max(-1, first - 1 - LONGEST_ROLE), -1):
        token = tokens[index]
        if token.quotation or not token.text[0].isalpha() or token.low in PREPOSITIONS:
            return first
        if token.low in TITLES:
            return index
    return first


def _apposition_end(tokens: list[Token], last: int) -> int:
    """Return where "міністр доріг" ends that stands between commas after a name."""
    start = last + 2
    if start >= len(tokens) or tokens[last + 1].text != ",":
        return start
    end = start
    while end < min(len(tokens), start + LONGEST_ROLE) and tokens[end].text[0].isalpha():
        end += 1
    titled = any(token.low in TITLES for token in tokens[start : min(end, start + 2)])
    closed = end >= len(tokens) or tokens[end].text in (",", ".")
    return end if titled and closed else start
