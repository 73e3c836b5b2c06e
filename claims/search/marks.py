"""Where in a text the words stand that somebody looked for, in code points: pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from claims.search.queries import Phrase, Query
from claims.text.folding import fold
from claims.text.stems import stems_of
from claims.text.words import (
    LONGEST_WORD,
    RUN,
    capitalised,
    is_unspaced,
    is_written,
    keys_of,
    sounds_of,
)

Mark = tuple[int, int]
"""Where a found stretch begins and ends, exclusive."""

WIDTH = 160
"""Characters of a snippet."""

MOST_SNIPPETS = 3
"""Snippets of one thing."""

_CACHED = 65_536
# The voicing of half-width kana; vowels and last consonants of Hangul in single letters.
_ADDED = frozenset("\uff9e\uff9f") | {chr(code) for code in range(0x1160, 0x1200)}


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a body: where it stands (a JSON pointer, RFC 6901), and its language or "".

    A `name` is found in other scripts too.
    """

    pointer: str
    text: str
    language: str = ""
    name: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a field with what was found in it; all offsets are those of the whole text."""

    pointer: str
    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    forms: frozenset[str]
    start: int
    end: int


def marks(text: str, query: Query, language: str = "", *, name: bool = False) -> list[Mark]:
    """Return the stretches of a text that have what a query wants, in order, none overlapping.

    Words are compared as search compares them, those of a `name` in other scripts too. A text is
    not asked whether it has all that is wanted: whatever of it stands there is marked.
    """
    phrases = [phrase for term in query.wanted for phrase in term.phrases]
    if not phrases:
        return []
    tokens = list(_tokens(text, language, name))
    found: list[Mark] = []
    for at in range(len(tokens)):
        for phrase in phrases:
            end = at + len(phrase.words)
            if end <= len(tokens) and _stands(phrase, tokens[at:end]):
                found.append((tokens[at].start, tokens[end - 1].end))
    return _joined(found)


def snippets(fields: Iterable[Field], query: Query) -> list[Snippet]:
    """Return the stretches of the first fields in which something was found, one of each field.

    Each is the one with the most marks, at most WIDTH characters unless a single mark is longer.
    """
    found: list[Snippet] = []
    for field in fields:
        if len(found) == MOST_SNIPPETS:
            break
        if here := marks(field.text, query, field.language, name=field.name):
            found.append(_snippet(field, here))
    return found


def _snippet(field: Field, found: list[Mark]) -> Snippet:
    within = [
        [mark for mark in found[at:] if mark[1] <= max(found[at][0] + WIDTH, found[at][1])]
        for at in range(len(found))
    ]
    chosen = max(within, key=len)
    first, last = chosen[0][0], chosen[-1][1]
    room = max(WIDTH - (last - first), 0)
    start = _at_a_space(field.text, max(first - room // 2, 0), first)
    end = min(start + max(WIDTH, last - start), len(field.text))
    return Snippet(field.pointer, start, end, tuple(chosen))


def _at_a_space(text: str, start: int, before: int) -> int:
    """Move the beginning of a snippet behind the next space, where there is one before a mark."""
    if start == 0:
        return 0
    space = text.find(" ", start, before)
    return space + 1 if space >= 0 else start


def _stands(phrase: Phrase, tokens: list[_Token]) -> bool:
    last = len(tokens) - 1
    for at, (word, token) in enumerate(zip(phrase.words, tokens, strict=True)):
        if word in token.forms:
            continue
        begun = at == last and phrase.open
        if not (begun and any(form.startswith(word) for form in token.forms)):
            return False
    return True


def _joined(found: list[Mark]) -> list[Mark]:
    joined: list[Mark] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _tokens(text: str, language: str, name: bool) -> Iterator[_Token]:
    """Give the words of a text as `words_of` does, each with where it stands."""
    folded, places = _folded(text)
    for run in RUN.finditer(folded):
        start, end = run.span()
        if is_unspaced(run[0]):
            for at in range(start, end):
                until = min(at + 2, end)
                pair = frozenset({folded[at:until]})
                yield _Token(pair, places[at][0], places[until - 1][1])
        else:
            begin, stop = places[start][0], places[end - 1][1]
            forms = _forms(text[begin:stop], language, name) | {run[0][:LONGEST_WORD]}
            yield _Token(forms, begin, stop)


def _folded(text: str) -> tuple[str, list[Mark]]:
    """Return a text folded, signs as spaces, with the place each of its characters comes from."""
    letters: list[str] = []
    places: list[Mark] = []
    for start, end in _clusters(text):
        become = _plain(text[start:end])
        letters.append(become)
        places += [(start, end)] * len(become)
    return "".join(letters), places


def _clusters(text: str) -> Iterator[Mark]:
    """Give each character with what belongs to it: marks, and of Hangul the rest of a syllable."""
    added = {letter for letter in set(text) if letter in _ADDED or category(letter)[0] == "M"}
    start = 0
    for at in range(1, len(text)):
        if text[at] not in added:
            yield start, at
            start = at
    if text:
        yield start, len(text)


@lru_cache(maxsize=_CACHED)
def _plain(cluster: str) -> str:
    # Between letters, so that white space at its ends stays.
    become = fold(f"x{cluster}x")[1:-1]
    return "".join(letter if is_written(letter) else " " for letter in become)


@lru_cache(maxsize=_CACHED)
def _forms(word: str, language: str, name: bool) -> frozenset[str]:
    if name:
        return frozenset([*keys_of(word), *sounds_of(word)])
    return frozenset([*sounds_of(capitalised(word)), *stems_of(word, language)])
