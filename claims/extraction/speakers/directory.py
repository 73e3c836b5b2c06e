"""Who is who in one article: every name it gives, in full, with roles, by place of mention."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from claims.extraction.english.bodies import PLACES
from claims.extraction.english.given_names import feminine, is_family_first, is_given
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import FULL_TITLES, ORGANISATION_NOUNS, POWERS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.bearers import MOST_NAMESAKES, Choice, Entry, choose
from claims.extraction.speakers.mentions import Mention
from claims.extraction.speakers.names import is_initials, last_names, plain_key, shorter_forms
from claims.extraction.speakers.naming import (
    Naming,
    is_of_woman,
    namings,
    titles_of,
    written_out,
)
from claims.text.folding import fold

_OF_MANY = vocabulary("house senate congress court party parliament government council state")


class Directory:
    """The names of one article; look-ups are by full or last name, by office, by place."""

    def __init__(self, rows: list[Sentence], text: str) -> None:
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, str] = {}
        self._by_last: defaultdict[str, list[Entry]] = defaultdict(list)
        self._by_part: defaultdict[str, list[Entry]] = defaultdict(list)
        self._by_title: defaultdict[str, list[Entry]] = defaultdict(list)
        self._order: list[tuple[int, Entry]] = []
        self._roles: list[tuple[int, str]] = []
        found = [naming for row in rows for naming in namings(row.tokens, text)]
        self._register_all([naming for naming in found if " " in naming.mention.name])
        for naming in found:
            self._note(naming)
        self._starts = [place for place, _ in self._order]

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = plain_key(fold(name))
        return key

    def _register_all(self, found: list[Naming]) -> None:
        """Enter the names of several words, each under its fullest form."""
        persons = [one for one in found if one.mention.kind == "person" and not one.loud]
        keys = {self._key(one.mention.name) for one in persons}
        fuller: dict[str, set[str]] = {}
        endings: set[str] = set()
        for key in sorted(keys):
            for short, last in shorter_forms(key):
                if last and short in keys:
                    endings.add(short)
                elif short in keys:
                    fuller.setdefault(short, set()).add(key)
        only = {short: min(full) for short, full in fuller.items() if len(full) == 1}
        initials: list[Naming] = []
        loud: list[Naming] = []
        for naming in found:
            key = self._key(naming.mention.name)
            if naming.loud:
                loud.append(naming)
            elif is_initials(key.split(" ", 1)[0]):
                initials.append(naming)
            elif key not in endings and key not in only:
                self._register(naming)
        for short, full in only.items():
            entry = self._entries.get(full)
            if entry is not None:
                self._entries[short] = entry
        for naming in [*initials, *loud]:
            if self.find(naming.mention, naming.address, naming.place) == Choice(None):
                self._register(naming)

    def _register(self, naming: Naming) -> Entry:
        mention = naming.mention
        key = self._key(mention.name)
        entry = self._entries.get(key)
        if entry is None:
            entry = Entry(mention.name, mention.kind, feminine(key.split(" ", 1)[0]))
            if " " in key:
                self._index(entry, key)
            else:
                entry.feminine = None
            self._entries[key] = entry
        elif _fullness(mention.name) > _fullness(entry.name):
            entry.name = mention.name
        self._learn(entry, naming)
        return entry

    def _index(self, entry: Entry, key: str) -> None:
        endings = last_names(key)
        if entry.kind == "organisation":
            if _stands_for_all(entry.name, endings[-1]):
                self._by_last[endings[-1]].append(entry)
            return
        for ending in endings:
            self._by_last[ending].append(entry)
        for part in key.split(" ")[:-1]:
            self._by_part[part].append(entry)

    def _learn(self, entry: Entry, naming: Naming) -> None:
        mention = naming.mention
        woman = is_of_woman(naming.address)
        if woman is not None:
            entry.feminine = woman
        titles = titles_of(mention)
        if naming.address or (mention.kind == "person" and titles):
            entry.kind, entry.human = "person", True
        elif mention.kind == "organisation" and not entry.human:
            entry.kind = "organisation"
        if mention.role:
            entry.role = entry.role or mention.role
        if naming.address in FULL_TITLES:
            titles.add(FULL_TITLES[naming.address])
        for title in sorted(titles - entry.titles) if titles else ():
            entry.titles.add(title)
            self._by_title[title].append(entry)

    def _note(self, naming: Naming) -> None:
        """Put down a place of a name for the one whom it means, where that can be told."""
        place, mention = naming.place, naming.mention
        if mention.role:
            self._roles.append((place, mention.role))
        choice = self.find(mention, naming.address, place)
        if choice.tied and choice.entry is None:
            return
        entry = choice.entry or self._register(naming)
        self._learn(entry, naming)
        entry.places.append(place)
        entry.located += naming.located
        self._order.append((place, entry))

    def find(self, mention: Mention, address: str, place: int) -> Choice:
        """Return whom a name at `place` means, full or in part, with the honorific before it."""
        key = self._key(mention.name)
        own = self._entries.get(key)
        if " " in key and own is not None:
            return Choice(own)
        bearers = self._by_last.get(key, [])
        if own is not None and not bearers:
            return Choice(own)
        woman, titles = is_of_woman(address), titles_of(mention)
        if bearers:
            return choose(
                [*bearers[-MOST_NAMESAKES:], own] if own else bearers, place, woman, titles
            )
        if " " in key:
            return self._by_initials(key) or self._by_ending(key, place, woman, titles)
        return self._by_given_name(key, place, woman, titles, bool(address))

    def bears(self, word: str) -> bool:
        """Say whether a folded word is the last name of somebody whom the text names in full."""
        return word in self._by_last

    def _by_initials(self, key: str) -> Choice | None:
        """Return whom "X. Kane" means, where the text names one with such a given name."""
        first, last = key.split(" ", 1)
        if not is_initials(first):
            return None
        known = self._by_last.get(last, [])[-MOST_NAMESAKES:]
        known = [entry for entry in known if fold(entry.name).startswith(first[0])]
        return Choice(known[0] if len(known) == 1 else None, len(known) > 1) if known else None

    def _by_ending(self, key: str, place: int, woman: bool | None, titles: set[str]) -> Choice:
        """Return whom the last words of a name mean that took in words beside it."""
        for ending in last_names(key):
            own = self._entries.get(ending)
            if own is not None and " " in ending and is_given(ending.split(" ", 1)[0]):
                return Choice(own)
            if ending in self._by_last and key.count(" ") == 1 and not is_given(key.split(" ")[0]):
                return choose(self._by_last[ending], place, woman, titles)
        return Choice(None)

    def _by_given_name(
        self, key: str, place: int, woman: bool | None, titles: set[str], addressed: bool
    ) -> Choice:
        """Return whom the first or a middle name alone means: "Malala", "Mr Xi"."""
        known = self._by_part.get(key, [])[-MOST_NAMESAKES:]
        known = [entry for entry in known if entry.kind == "person"]
        if not known or key in POWERS or key in PLACES:
            return Choice(None)
        if addressed or is_given(key) or is_family_first(key) or known[0].human:
            return choose(known, place, woman, titles)
        return Choice(None)

    def role_at(self, start: int, end: int) -> str:
        """Return the role that the text gives, there, to a name that begins in [start, end)."""
        at = bisect_left(self._roles, (start, ""))
        return self._roles[at][1] if at < len(self._roles) and self._roles[at][0] < end else ""

    def holder(self, role: str, head: str, place: int) -> Choice:
        """Return who holds an office, by all the words of its role or by its noun alone.

        Tied are two who hold it, and one of whom the text does not say all those words.
        """
        known = self._by_title.get(FULL_TITLES.get(head, head), [])[-MOST_NAMESAKES:]
        if not known:
            return Choice(None)
        words = written_out(role)
        exact = [entry for entry in known if words <= written_out(entry.role)]
        if not exact and " of " in f" {role} ":
            return Choice(None)
        if exact and "former" not in words:
            exact = [entry for entry in exact if "former" not in fold(entry.role).split()] or exact
        return Choice(_nearest(exact or known, place), len(exact) != 1)

    def last_human(self, place: int, reach: int) -> Entry | None:
        """Return whom "he" or "she" fits, mentioned last before `place` within `reach`."""
        at = bisect_left(self._starts, place) - 1
        while at >= 0 and self._starts[at] >= place - reach:
            entry = self._order[at][1]
            if entry.fits("he") or entry.fits("she"):
                return entry
            at -= 1
        return None

    def last_person(self, pronoun: str, place: int, reach: int) -> Entry | None:
        """Return whom a pronoun fits, mentioned last before `place` within `reach` characters."""
        at = bisect_left(self._starts, place) - 1
        while at >= 0 and self._starts[at] >= place - reach:
            if self._order[at][1].fits(pronoun):
                return self._order[at][1]
            at -= 1
        return None

    def people_before(self, place: int) -> Iterator[tuple[int, Entry]]:
        """Yield every mention of a person before `place`, in order: where it is, and who."""
        for at, entry in self._order[: bisect_left(self._starts, place)]:
            if entry.kind == "person":
                yield at, entry

    def has_rival(self, entry: Entry, pronoun: str, place: int, reach: int) -> bool:
        """Say whether a pronoun fits somebody else whom the text named after `entry`, and near."""
        at = bisect_left(self._starts, place) - 1
        while at >= 0 and self._starts[at] >= place - reach:
            other = self._order[at][1]
            if other is entry:
                return False
            if other.fits(pronoun):
                return True
            at -= 1
        return False


def _fullness(name: str) -> tuple[bool, int]:
    return not name.isupper(), len(name)


def _stands_for_all(name: str, last: str) -> bool:
    """Say whether the last word of a body's name is used for the whole: "the Times"."""
    return is_outlet(name) or (
        last in ORGANISATION_NOUNS and last not in _OF_MANY and " of " not in name
    )


def _nearest(entries: list[Entry], place: int) -> Entry:
    """Return the entry mentioned last before `place`, or else first after it."""

    def distance(entry: Entry) -> tuple[bool, int]:
        at = bisect_right(entry.places, place)
        return (False, place - entry.places[at - 1]) if at else (True, entry.places[0])

    known = [entry for entry in entries if entry.places]
    return min(known, key=distance) if len(known) > 1 else (known or entries)[0]
