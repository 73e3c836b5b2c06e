"""Names in a row of words: where each begins and ends, and by which parts it is called later."""

import re
from collections.abc import Iterator

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    MONTHS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    WEEKDAYS,
)
from claims.extraction.english.cues import CUES
from claims.extraction.english.given_names import is_family_first, is_given
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import (
    HONORIFICS,
    NAME_SUFFIXES,
    ORGANISATION_NOUNS,
    PARTICLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

MOST_PARTICLES = 3
LONGEST_ENDING = 4
_NEVER_NAMES = (
    DETERMINERS
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | SUBORDINATORS
    | CONTRACTED
    | CONJUNCTIONS
    | PREPOSITIONS
    | WEEKDAYS
    | vocabulary(
        "however meanwhile still later then now also asked speaking today yesterday there here"
        " none nobody"
        " no-one everyone everybody anyone anybody someone somebody"
    )
)
# "al-Sisi", "d'Estaing": a name word in spite of its first letter.
_PREFIXED = re.compile(r"(?:al|el|ar|as|ash|at|ad|an|az|ul|bin|ibn|abu|d|l|dell)['’\-]")
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|at|ad|an|az|ul)[-‐‑](?=\w)")
_SERVING = vocabulary(
    "department ministry office institute centre center agency society association foundation"
    " council commission fund bureau campaign committee coalition alliance union"
)
_LEADING = vocabulary("von van de del della di da du der bin ibn al el le la ter")
# Participles that open a sentence in front of a name, and are no part of it.
_LEADING_IN = vocabulary(
    "citing quoting addressing meeting joining joined following visiting replacing succeeding"
    " thanking praising backing supporting defending meet met welcoming facing representing"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")


def name_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the first and last index of every run of name words in a sentence."""
    runs = capital_runs(tokens)
    if runs and runs[0][0] == 0:
        runs[0] = (_past_opener(tokens, runs[0][1]), runs[0][1])
    return runs


def _past_opener(tokens: list[Token], last: int) -> int:
    """Return where the name begins that opens a sentence: 1 after "Continued" in front of it."""
    low = tokens[0].low
    leads = low in CUES or low in _LEADING_IN
    return 1 if last > 0 and leads and not is_given(low) else 0


def capital_runs(words: list[Token]) -> list[tuple[int, int]]:
    """Return the first and last index of every run of words that can make up one name."""
    runs: list[tuple[int, int]] = []
    beyond = 0
    for index, word in enumerate(words):
        if index < beyond or not (word.capital or word.low in _LEADING or not word.text.isalpha()):
            continue
        start = index
        if not _name_word(words, start):
            start = past_particles(words, index) if word.low in _LEADING else index
            if start == index or not _name_word(words, start):
                continue
        last = start
        while last + 1 < len(words) and _goes_on(words, last):
            last += 1
        runs.append((index, last))
        beyond = last + 1
    return runs


def past_particles(words: list[Token], index: int) -> int:
    """Return the index of the first word from `index` on that is no particle of a name."""
    limit = min(len(words) - 1, index + MOST_PARTICLES)
    while index < limit and words[index].low in PARTICLES and not words[index].capital:
        index += 1
    return index


def _goes_on(words: list[Token], last: int) -> bool:
    """Say whether the word after `last` belongs to the same name: "van Dyck", "Bank of England"."""
    if words[last].low.endswith(("'s", "s'")):
        return False
    if _name_word(words, last + 1):
        return True
    if last + 2 >= len(words):
        return False
    if words[last + 2].capital and words[last + 1].low == "of":
        return words[last].low in ORGANISATION_NOUNS
    if words[last + 2].capital and words[last + 1].low == "for":
        return words[last].low in _SERVING
    after = past_particles(words, last + 1)
    return after > last + 1 and _name_word(words, after)


def _name_word(words: list[Token], index: int) -> bool:
    word = words[index]
    if not word.capital:
        return not word.text.isalpha() and is_prefixed(word.text)
    if word.low == "per":
        return _names_after(words, index)
    if word.low in _NEVER_NAMES or word.low in WEEKDAYS:
        return False
    if word.low not in MONTHS or len(words) == 1:
        return True
    if index and _is_last_name(words, index):
        return True
    if index and (words[index - 1].low in PREPOSITIONS or words[index - 1].low.isdigit()):
        return False
    after = past_particles(words, index + 1) if index + 1 < len(words) else index
    return words[after].capital and after > index


def _names_after(words: list[Token], index: int) -> bool:
    """Say whether "Per" is a given name: "Per Dahl", not "per Reuters"."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and following.capital and not is_outlet(following.text)


def _is_last_name(words: list[Token], index: int) -> bool:
    """Say whether the name of a month ends a person's: "Theresa May", not "in Paris May 4"."""
    before = words[index - 1]
    dated = index + 1 < len(words) and words[index + 1].low[:1].isdigit()
    named = is_given(before.low) or is_family_first(before.low) or before.low in HONORIFICS
    return named and before.capital and not dated


def is_within_name(tokens: list[Token], index: int) -> bool:
    """Say whether a word in small letters belongs to the name around it: "van" of "Jo van Dyck"."""
    if is_prefixed(tokens[index].text):
        return True
    beyond = past_particles(tokens, index)
    return beyond > index and tokens[beyond].capital


def is_prefixed(word: str) -> bool:
    """Say whether a word is a name that begins with a small particle: "al-Sisi"."""
    if word.isalpha():
        return False
    match = _PREFIXED.match(word)
    return match is not None and word[match.end() : match.end() + 1].isupper()


def plain_key(key: str) -> str:
    """Return a folded name without the article of "al-Sisi" and the initials beside other names."""
    words = [_ARTICLE.sub("", word) for word in key.split(" ")]
    while len(words) > 2 and is_initials(words[0]) and is_given(words[1]):
        words.pop(0)
    middle = [word for word in words[1:-1] if len(word) > 1 and word[-1] != "."]
    return " ".join([words[0], *middle, words[-1]] if len(words) > 1 else words)


def is_initials(word: str) -> bool:
    """Say whether a folded word stands for given names by their first letters: "j.k."."""
    return len(word) == 1 or (_INITIALS.fullmatch(word) is not None and "." in word)


def last_names(key: str) -> list[str]:
    """Return the endings of a folded name of several words, the longest first, without "Jr."."""
    words = key.split(" ")
    while len(words) > 2 and words[-1] in NAME_SUFFIXES:
        words.pop()
    return [" ".join(words[at:]) for at in range(max(1, len(words) - LONGEST_ENDING), len(words))]


def shorter_forms(key: str) -> Iterator[tuple[str, bool]]:
    """Yield the forms of several words in which a full name, folded, may come again.

    With each comes whether it is a mere last name: "Le Pen", "Suu Kyi", against "Ann Lee" of
    "Ann Marie Lee".
    """
    words = key.split(" ")
    given = is_given(words[0])
    if len(words) > 2 and given:
        yield f"{words[0]} {words[-1]}", False
    for ending in last_names(key)[:-1]:
        first = ending.split(" ", 1)[0]
        if (
            first in _LEADING
            or first == "ben"
            or (not is_given(first) and (given or len(words) > 3))
        ):
            yield ending, True
