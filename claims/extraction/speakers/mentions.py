"""Mentions of speakers: the name, the role and the kind that a noun phrase gives."""

import re
from typing import NamedTuple

from claims.extraction.data import SpeakerKind
from claims.extraction.english.classes import (
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    MONTHS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    WEEKDAYS,
)
from claims.extraction.english.given_names import feminine
from claims.extraction.english.titles import (
    ADJECTIVES,
    ANONYMOUS_NOUNS,
    DEPARTMENTS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    HONORIFICS,
    OFFICES,
    ORGANISATION_NOUNS,
    PARTICLES,
    PERSON_TITLES,
    POWERS,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

_OPENERS = (
    DETERMINERS | POSSESSIVES | PREPOSITIONS | SUBJECT_PRONOUNS | vocabulary("but so if when")
)
_NEVER_NAMES = (
    DETERMINERS
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | SUBORDINATORS
    | CONTRACTED
    | CONJUNCTIONS
    | vocabulary("however meanwhile still later then now also asked speaking today yesterday")
)
_AFTER_NAMES = vocabulary("and who 's himself herself itself themselves both")
_PLAIN_NOUNS = GROUP_NOUNS | ANONYMOUS_NOUNS
_KNOWN_HEADS = _PLAIN_NOUNS | PERSON_TITLES | ORGANISATION_NOUNS | DOCUMENT_NOUNS
_SLAVIC_PRONOUNS = {"він": "he", "он": "he", "вона": "she", "она": "she"}
_REPRESENTING = re.compile(
    r"^(?:(?P<before>.+?)\s)?(?:spokes(?:man|woman|person)|press secretary)"
    r"(?:\s(?:for|of)\s(?:the\s)?(?P<after>.+))?$",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A noun phrase read as a speaker.

    `name` is the proper name in it or "", `role` what stands before the name or explains it, `head`
    the noun in lower case that says what the speaker is, or the pronoun.
    """

    name: str
    role: str
    head: str
    kind: SpeakerKind


def read_mention(tokens: list[Token], text: str) -> Mention:
    """Read the tokens of one noun phrase."""
    words = [token for token in tokens if not token.quotation]
    if not words:
        return Mention("", "", "", "")
    pronoun = _SLAVIC_PRONOUNS.get(words[0].low, words[0].low.split("'")[0])
    if len(words) == 1 and pronoun in SUBJECT_PRONOUNS:
        return Mention("", "", pronoun, "person" if pronoun in ("he", "she") else "")
    runs = [run for run in _capital_runs(words) if _can_name(words, *run)]
    if not runs:
        return _common(words, text)
    if _are_joint(words, runs):
        return Mention("", "", "and", "group")
    first, last = _proper(words, *runs[-1])
    name = _without_possessive(text[words[first].start : words[last].end])
    role = _role(words, first, text)
    head = _head(words[:first]) or _head(words[last + 1 :])
    return Mention(name, role, head, _kind_of_name(words, first, last, head))


def _can_name(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals names the one who speaks, and not what only describes them."""
    if _mere_title(words, first, last) or _plain_noun(words, first, last):
        return False
    if all(words[index].low in ADJECTIVES for index in range(first, last + 1)):
        return False
    # "Hale's lawyer" is not Hale.
    if last + 1 < len(words) and words[last].low.endswith(("'s", "s'")):
        return False
    return not _is_governed(words, first, last)


def _is_governed(words: list[Token], first: int, last: int) -> bool:
    """Say whether a name hangs on a preposition: "officials in Kabul", "lawyers for Reed".

    An office that is "of" something may be followed by its holder: "Secretary of State Ann Lee".
    """
    governing = [index for index in range(1, first) if words[index].low in PREPOSITIONS]
    if not governing:
        return False
    preposition = governing[-1]
    office = words[preposition - 1].low in OFFICES
    if words[preposition].low != "of" or not office or first == last:
        return True
    return words[first].low not in DEPARTMENTS and feminine(words[first].low) is None


def _are_joint(words: list[Token], runs: list[tuple[int, int]]) -> bool:
    """Say whether the phrase names two persons joined by "and"."""
    if len(runs) < 2 or words[runs[-1][1]].low in ORGANISATION_NOUNS:
        return False
    between = words[runs[-2][1] + 1 : runs[-1][0]]
    return any(word.low == "and" for word in between)


def _proper(words: list[Token], first: int, last: int) -> tuple[int, int]:
    """Return the run without the title that it begins with."""
    start = first
    if 0 < first < last and words[first - 1].low == "of" and words[first].low in DEPARTMENTS:
        start = first + 1
    for index in range(first, last):
        if _is_title(words[index]) and words[last].low not in ORGANISATION_NOUNS:
            start = index + 1
    return start, last


def name_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the first and last index of every run of name words in a sentence."""
    return [
        (first, last)
        for first, last in _capital_runs(tokens)
        if first != last or first > 0 or len(tokens) == 1 or tokens[first].low not in _OPENERS
    ]


def _capital_runs(words: list[Token]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not _name_word(words, index):
            index += 1
            continue
        last = index
        while last + 1 < len(words) and _goes_on(words, last):
            last += 1
        runs.append((index, last))
        index = last + 1
    return runs


def _goes_on(words: list[Token], last: int) -> bool:
    """Say whether the word after `last` belongs to the same name: "van Dyck", "Bank of England"."""
    if words[last].low.endswith("'s"):
        return False
    if _name_word(words, last + 1):
        return True
    if last + 2 >= len(words) or not words[last + 2].capital:
        return False
    body = words[last].low in ORGANISATION_NOUNS and words[last + 1].low == "of"
    return body or words[last + 1].low in PARTICLES


def _name_word(words: list[Token], index: int) -> bool:
    word = words[index]
    if not word.capital or word.low in _NEVER_NAMES:
        return False
    return word.low not in WEEKDAYS and word.low not in PREPOSITIONS and (
        word.low not in MONTHS or (index + 1 < len(words) and words[index + 1].capital)
    )  # fmt: skip


def _mere_title(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals names an office or a nation and nobody."""
    if first < last and feminine(words[first].low) is not None:
        return False
    if any(_is_title(words[index]) for index in range(first, last + 1)):
        return _is_title(words[last]) and words[last].low not in ("democrat", "republican")
    # "Lithuanian defence minister": the capital only tells where the office is.
    return last + 1 < len(words) and not _ends_phrase(words, last)


def _plain_noun(words: list[Token], first: int, last: int) -> bool:
    """Say whether the capital is only that of the first word in a sentence: "Officials"."""
    return first == last and words[first].low in _PLAIN_NOUNS


def _ends_phrase(words: list[Token], last: int) -> bool:
    following = words[last + 1]
    return following.low in PREPOSITIONS or following.low in _AFTER_NAMES


def _is_title(word: Token) -> bool:
    return word.low in PERSON_TITLES or word.low in HONORIFICS


def _role(words: list[Token], first: int, text: str) -> str:
    start = 0
    while start < first and (words[start].low in DETERMINERS or words[start].low in HONORIFICS):
        start += 1
    if start >= first:
        return ""
    return _without_possessive(text[words[start].start : words[first - 1].end])


def _head(words: list[Token]) -> str:
    for word in reversed(words):
        if word.low in PERSON_TITLES or word.low in ORGANISATION_NOUNS:
            return word.low
    return ""


def _kind_of_name(words: list[Token], first: int, last: int, head: str) -> SpeakerKind:
    run = words[first : last + 1]
    if head in PERSON_TITLES or any(word.low in HONORIFICS for word in words):
        return "person"
    body = run[-1].low in ORGANISATION_NOUNS or any(word.low == "of" for word in run)
    if body or head in ORGANISATION_NOUNS:
        return "organisation"
    if len(run) == 1 and run[0].low in POWERS:
        return "organisation"
    if len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1:
        return "organisation"
    if first and words[first - 1].low == "the":
        return "organisation"
    return "person"


def _common(words: list[Token], text: str) -> Mention:
    """Read a phrase without a name: an office, a group, a document, somebody unnamed."""
    core = _before_preposition(words)
    head = next((word.low for word in reversed(core) if word.low in _KNOWN_HEADS), core[-1].low)
    if head in ANONYMOUS_NOUNS:
        return Mention("", "", head, "anonymous")
    if head in GROUP_NOUNS:
        return Mention("", "", head, "group")
    if head in PERSON_TITLES:
        start = 1 if words[0].low in DETERMINERS | POSSESSIVES else 0
        role = text[words[start].start : words[-1].end] if start < len(words) else ""
        indefinite = words[0].low in ("a", "an", "one", "another")
        return Mention("", role, head, "anonymous" if indefinite else "office")
    if head in ORGANISATION_NOUNS or head in DOCUMENT_NOUNS:
        return Mention("", "", head, "organisation")
    return Mention("", "", head, "group" if head.endswith("s") else "")


def _before_preposition(words: list[Token]) -> list[Token]:
    """Return the words up to the first preposition; of "one of the aides", the words after it."""
    for index, word in enumerate(words):
        if index and word.low in PREPOSITIONS:
            counted = all(before.low in NUMBERS | QUANTIFIERS for before in words[:index])
            return words[index + 1 :] if counted and index + 1 < len(words) else words[:index]
    return words


def _without_possessive(name: str) -> str:
    for ending in ("'s", "’s"):
        if name.endswith(ending):
            return name[: -len(ending)]
    return name


def represented(role: str) -> str:
    """Return for whom a spokesperson of this role speaks, or ""."""
    match = _REPRESENTING.match(role)
    if match is None:
        return ""
    named = match["after"] or match["before"] or ""
    return _without_possessive(named.strip())
