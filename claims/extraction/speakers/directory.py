"""Who is who in one article: every name it gives, in full, with roles, by place of mention."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from claims.extraction.data import SpeakerKind
from claims.extraction.english.classes import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from claims.extraction.english.given_names import feminine
from claims.extraction.english.titles import HONORIFICS, PERSON_TITLES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Sentence, Token
from claims.extraction.speakers.mentions import Mention, name_runs, read_mention
from claims.text.folding import fold

LONGEST_ROLE = 12
MOST_NAMESAKES = 40
_NOT_IN_A_TITLE = (
    CONJUNCTIONS | DETERMINERS | PREPOSITIONS | SUBORDINATORS | vocabulary("whose who which")
)
_WHERE = vocabulary("in at from near across outside throughout to into around")
_BEFORE_TITLES = vocabulary(
    "former ex-president acting deputy first senior vice prime foreign defence defense finance"
    " interior chief then-president self-proclaimed republican democratic presidential assistant"
)


@dataclass(slots=True)
class Entry:
    """One name in the article's fullest form, with the places, in order, where it stands."""

    name: str
    kind: SpeakerKind
    feminine: bool | None
    role: str = ""
    heads: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    located: int = 0
    spoke: bool = False

    def fits(self, pronoun: str) -> bool:
        """Say whether "he" or "she" can mean this entry: a person, and no known misfit."""
        if self.kind != "person" or 2 * self.located > len(self.places):
            return False
        if " " not in self.name and not (self.spoke or self.heads):
            return False
        return self.feminine is None or self.feminine is (pronoun == "she")


class Directory:
    """The names of one article; look-ups are by full or last name, by office, by place."""

    def __init__(self, rows: list[Sentence], text: str) -> None:
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, str] = {}
        self._by_last: defaultdict[str, list[Entry]] = defaultdict(list)
        self._by_head: defaultdict[str, list[Entry]] = defaultdict(list)
        self._order: list[tuple[int, Entry]] = []
        self._roles: list[tuple[int, str]] = []
        found = [mention for row in rows for mention in _mentions(row.tokens, text)]
        for _, mention, given, _ in found:
            if " " in mention.name:
                self._register(mention, given)
        for place, mention, given, located in found:
            self._note(self._entry(mention, given, place), place, mention, located)
        self._starts = [place for place, _ in self._order]

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = fold(name)
        return key

    def _register(self, mention: Mention, given: str) -> Entry:
        key = self._key(mention.name)
        entry = self._entries.get(key)
        if entry is None:
            first = key.split(" ", 1)[0] if " " in key else ""
            entry = Entry(mention.name, mention.kind, feminine(first, given))
            self._entries[key] = entry
            self._by_last[key.rsplit(" ", 1)[-1]].append(entry)
        return entry

    def _entry(self, mention: Mention, given: str, place: int) -> Entry:
        key = self._key(mention.name)
        if " " not in key and key not in self._entries and key in self._by_last:
            return _nearest(self._by_last[key], place)
        return self._register(mention, given)

    def _note(self, entry: Entry, place: int, mention: Mention, located: bool) -> None:
        entry.places.append(place)
        entry.located += located
        self._order.append((place, entry))
        if mention.kind == "person" and mention.head:
            entry.kind = "person"
        if not mention.role:
            return
        self._roles.append((place, mention.role))
        entry.role = entry.role or mention.role
        for head in _heads(mention) - entry.heads:
            entry.heads.add(head)
            self._by_head[head].append(entry)

    def find(self, name: str, place: int) -> Entry | None:
        """Return the entry of a full or last name, the one last mentioned before `place` first."""
        key = self._key(name)
        entry = self._entries.get(key)
        if entry is not None:
            return entry
        known = self._by_last.get(key.rsplit(" ", 1)[-1])
        return _nearest(known, place) if known else None

    def role_at(self, start: int, end: int) -> str:
        """Return the role that the text gives, there, to a name that begins in [start, end)."""
        at = bisect_left(self._roles, (start, ""))
        return self._roles[at][1] if at < len(self._roles) and self._roles[at][0] < end else ""

    def holder(self, role: str, head: str, place: int) -> Entry | None:
        """Return who holds an office, by all the words of its role or by its noun alone."""
        known = self._by_head.get(head, [])[-MOST_NAMESAKES:]
        if not known:
            return None
        words = set(fold(role).split())
        exact = [entry for entry in known if words <= set(fold(entry.role).split())]
        if not exact and " of " in f" {role} ":
            return None
        if exact and "former" not in words:
            exact = [entry for entry in exact if "former" not in fold(entry.role).split()] or exact
        return _nearest(exact or known, place)

    def last_person(self, pronoun: str, place: int, reach: int) -> Entry | None:
        """Return whom a pronoun fits, mentioned last before `place` within `reach` characters."""
        at = bisect_left(self._starts, place) - 1
        while at >= 0 and self._starts[at] >= place - reach:
            if self._order[at][1].fits(pronoun):
                return self._order[at][1]
            at -= 1
        return None


def _nearest(entries: list[Entry], place: int) -> Entry:
    """Return the entry mentioned last before `place`, or else first after it."""

    def distance(entry: Entry) -> tuple[bool, int]:
        at = bisect_right(entry.places, place)
        return (False, place - entry.places[at - 1]) if at else (True, entry.places[0])

    known = [entry for entry in entries[-MOST_NAMESAKES:] if entry.places]
    return min(known, key=distance) if len(known) > 1 else (known or entries)[0]


def _heads(mention: Mention) -> set[str]:
    words = {word for word in fold(mention.role).split() if word in PERSON_TITLES}
    return words | ({mention.head} & PERSON_TITLES)


def _mentions(tokens: list[Token], text: str) -> list[tuple[int, Mention, str, bool]]:
    """Return place, mention, honorific and whether it is said to be somewhere, of every name."""
    found = []
    for first, last in name_runs(tokens):
        start = _with_role(tokens, first)
        mention = read_mention(tokens[start : last + 1], text)
        if not mention.name:
            mention = read_mention(tokens[first : last + 1], text)
        if not mention.name:
            continue
        if not mention.role:
            mention = mention._replace(role=_apposition(tokens, last, text))
        before = tokens[start - 1].low if start else ""
        honorific = next((token.low for token in tokens[start:last] if token.low in HONORIFICS), "")
        found.append((tokens[first].start, mention, honorific, before in _WHERE))
    return found


def _with_role(tokens: list[Token], first: int) -> int:
    """Return where the title in small letters before a name begins."""
    start = first
    if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in PERSON_TITLES:
        start = first - 2
    while start > 0 and first - start < LONGEST_ROLE and _of_role(tokens[start - 1]):
        start -= 1
    return start


def _of_role(token: Token) -> bool:
    if token.quotation or not token.text[0].isalpha():
        return False
    return token.low in PERSON_TITLES or token.low in HONORIFICS or token.low in _BEFORE_TITLES


def _apposition(tokens: list[Token], last: int, text: str) -> str:
    """Return the role that a phrase between commas gives to the name before it."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    first = last + 2
    if tokens[first].low in ("a", "an", "the"):
        first += 1
    end = first
    limit = min(len(tokens), first + LONGEST_ROLE)
    while end < limit and not tokens[end].quotation and tokens[end].text[0].isalnum():
        end += 1
    words = tokens[first:end]
    if end < len(tokens) and tokens[end].text not in (",", ".", ";", ")"):
        return ""
    head = next((at for at, word in enumerate(words) if word.low in PERSON_TITLES), None)
    if head is None or any(word.low in _NOT_IN_A_TITLE for word in words[:head]):
        return ""
    return text[words[0].start : words[-1].end]
