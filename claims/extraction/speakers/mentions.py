"""Mentions of speakers: the name, the role and the kind that a noun phrase gives."""

import re
from typing import NamedTuple

from claims.extraction.data import SpeakerKind
from claims.extraction.english.classes import (
    DETERMINERS,
    MONTHS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    SUBJECT_PRONOUNS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.given_names import feminine, is_given
from claims.extraction.english.titles import (
    ADJECTIVES,
    ANONYMOUS_NOUNS,
    DEPARTMENTS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    HONORIFICS,
    OCCUPATIONS,
    OFFICES,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.kinds import is_body, kind_of_name
from claims.extraction.speakers.names import capital_runs

_AFTER_NAMES = vocabulary("and who 's himself herself itself themselves both")
_NOBODY = vocabulary(
    "nobody no-one none neither no few everyone everybody anyone anybody everything nothing"
    " anything"
)
_MANY = frozenset(noun for noun in GROUP_NOUNS - ORGANISATION_NOUNS if noun.endswith("s"))
_COUNTED = vocabulary("both several two three four five")
_GOVERNING = PREPOSITIONS | {"including"}
_OF_AGE = vocabulary("late elder younger eldest youngest")
_STATES = vocabulary("us uk eu un")
_TIMES_OF_ROLES = (
    (TIMES - vocabulary("late"))
    | MONTHS.keys()
    | vocabulary("ago weeks days months years hours moments minutes recently once before after")
)
_PLAIN_NOUNS = GROUP_NOUNS | ANONYMOUS_NOUNS
_PERSON_NOUNS = PERSON_TITLES | OCCUPATIONS
_KNOWN_HEADS = _PLAIN_NOUNS | _PERSON_NOUNS | ORGANISATION_NOUNS | DOCUMENT_NOUNS
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
    if len(words) == 1:
        pronoun = _SLAVIC_PRONOUNS.get(words[0].low, words[0].low.split("'")[0])
        if pronoun in SUBJECT_PRONOUNS:
            return Mention("", "", pronoun, "person" if pronoun in ("he", "she") else "")
    if _is_nobody(words):
        return Mention("", "", "nobody", "")
    runs = [run for run in capital_runs(words) if _can_name(words, *run)]
    if not runs:
        return _common(words, text)
    if _are_joint(words, runs):
        return Mention("", "", "and", "group")
    first, last = _proper(words, *runs[-1])
    name = _without_possessive(text[words[first].start : words[last].end])
    if len(name) == 1:
        return Mention("", "", name.lower(), "")
    role, head = "", ""
    if first or last + 1 < len(words):
        role = _role(words, first, text)
        head = _head(words[:first]) or _head(words[last + 1 :])
    return Mention(name, role, head, kind_of_name(words, first, last, head))


def plain_mention(tokens: list[Token], text: str) -> Mention:
    """Read a noun phrase whose capitals make no name."""
    return _common(tokens, text)


def _is_nobody(words: list[Token]) -> bool:
    """Say whether a phrase means nobody, or all the world: "no one in Hull", "everybody"."""
    low = words[0].low
    if low == "no" and len(words) > 1:
        return not words[1].low[:1].isdigit()
    return low in _NOBODY


def _can_name(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals names the one who speaks, and not what only describes them."""
    if _mere_title(words, first, last) or _plain_noun(words, first, last):
        return False
    if words[first].low in ADJECTIVES and all(
        words[index].low in ADJECTIVES for index in range(first, last + 1)
    ):
        return False
    # "Hale's lawyer" is not Hale.
    if last + 1 < len(words) and words[last].low.endswith(("'s", "s'")):
        return False
    return not _is_governed(words, first, last)


def _is_governed(words: list[Token], first: int, last: int) -> bool:
    """Say whether a name hangs on a preposition: "officials in Kabul", "lawyers for Reed".

    An office that is "of" something may be followed by its holder: "Secretary of State Ann Lee".
    """
    if first < 2:
        return False
    governing = [index for index in range(1, first) if words[index].low in _GOVERNING]
    if not governing:
        return False
    preposition = governing[-1]
    office = words[preposition - 1].low in OFFICES
    if words[preposition].low != "of" or not office or first == last:
        return True
    return words[first].low not in DEPARTMENTS and _given_from(words, first, last) is None


def _given_from(words: list[Token], first: int, last: int) -> int | None:
    """Return where a given name stands in a run with a last name after it, or None."""
    return next((index for index in range(first, last) if is_given(words[index].low)), None)


def _are_joint(words: list[Token], runs: list[tuple[int, int]]) -> bool:
    """Say whether the phrase names two persons joined by "and"."""
    if len(runs) < 2 or words[runs[-1][1]].low in ORGANISATION_NOUNS:
        return False
    between = words[runs[-2][1] + 1 : runs[-1][0]]
    return any(word.low == "and" for word in between)


def _proper(words: list[Token], first: int, last: int) -> tuple[int, int]:
    """Return the run without the title that it begins with."""
    if first == last:
        return first, last
    start = first + _is_acronym(words, first, last)
    if 0 < first < last and words[first - 1].low == "of" and words[first].low in DEPARTMENTS:
        start = first + 1
    if last - start > 1 and words[start].low in OCCUPATIONS:
        start += 1
    if first and words[first - 1].low == "of":
        start = _given_from(words, start, last) or start
    given = last == first + 1 and is_given(words[first].low)  # "Dean Moe"
    for index in range(first + given, last):
        if _is_title(words[index]) and words[last].low not in ORGANISATION_NOUNS:
            start = index + 1
    return start, last


def _is_acronym(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run begins with letters that are no name: "CNN reporter", "GOP's Ann Lee"."""
    word = words[first]
    return (
        last - first > 1
        and word.text.isupper()
        and (len(word.text) > 2 or word.low in _STATES)
        and "." not in word.text
        and not words[last].text.isupper()
        and not is_body(words[first : last + 1])
    )


def _mere_title(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals names an office or a nation and nobody."""
    if _describes(words, last):
        return True
    if first < last and feminine(words[first].low) is not None:
        return False
    if 0 < first == last and names_person(words[first - 1]) and is_given(words[last].low):
        return False  # "her husband Dean"
    return _is_title(words[last]) and words[last].low not in ("democrat", "republican")


def _describes(words: list[Token], last: int) -> bool:
    """Say whether a noun follows that the capitals only describe.

    "Lithuanian defence minister", "Ann Lee supporters".
    """
    return last + 1 < len(words) and not _ends_phrase(words, last)


def _plain_noun(words: list[Token], first: int, last: int) -> bool:
    """Say whether capitals name no one of many: "Officials", "House Republicans"."""
    low = words[last].low
    if first == last:
        return low in _PLAIN_NOUNS or (low.endswith("s") and low[:-1] in _PERSON_NOUNS)
    return low in _MANY and not is_given(words[first].low)


def _ends_phrase(words: list[Token], last: int) -> bool:
    following = words[last + 1]
    return following.low in PREPOSITIONS or following.low in _AFTER_NAMES


def _is_title(word: Token) -> bool:
    return _without_ex(word) in PERSON_TITLES or word.low in HONORIFICS


def names_person(word: Token) -> bool:
    """Say whether a word is a title or, in small letters, what somebody does."""
    low = _without_ex(word)
    return low in PERSON_TITLES or (low in OCCUPATIONS and not word.capital)


def _without_ex(word: Token) -> str:
    return word.low.removeprefix("ex-")


def _role(words: list[Token], first: int, text: str) -> str:
    """Return what stands before a name, without the time that stands before that."""
    timed = [index for index in range(first) if words[index].low in _TIMES_OF_ROLES]
    start = timed[-1] + 1 if timed else 0
    while start < first and _leads_to_role(words[start]):
        start += 1
    end = first
    while end > start and words[end - 1].low in HONORIFICS:
        end -= 1
    # Of "Taiwan's Lin" the first word tells no role.
    if start >= end or words[end - 1].low.endswith(("'s", "s'")):
        return ""
    return text[words[start].start : words[end - 1].end]


def _leads_to_role(word: Token) -> bool:
    low = word.low
    led = low in DETERMINERS or low in POSSESSIVES or low in HONORIFICS
    return led or is_adverb(low) or low in _OF_AGE or low.endswith("-year-old")


def _head(words: list[Token]) -> str:
    for word in reversed(words):
        if word.low in ORGANISATION_NOUNS or names_person(word):
            return word.low
    return ""


def _common(words: list[Token], text: str) -> Mention:
    """Read a phrase without a name: an office, a group, a document, somebody unnamed."""
    core = _before_preposition(words)
    head = next((word.low for word in reversed(core) if word.low in _KNOWN_HEADS), core[-1].low)
    if head in ANONYMOUS_NOUNS or head in ("one", "another"):
        return Mention("", "", head, "anonymous")
    if head in GROUP_NOUNS or head in _COUNTED:
        return Mention("", "", head, "group")
    if head in _PERSON_NOUNS:
        start = 1 if words[0].low in DETERMINERS | POSSESSIVES else 0
        role = text[words[start].start : words[-1].end] if start < len(words) else ""
        indefinite = words[0].low in ("a", "an", "one", "another")
        return Mention("", role, head, "anonymous" if indefinite else "office")
    if head in ORGANISATION_NOUNS or head in DOCUMENT_NOUNS:
        return Mention("", "", head, "organisation")
    return Mention("", "", head, "group" if head.endswith("s") else "")


def _before_preposition(words: list[Token]) -> list[Token]:
    """Return the words up to the first preposition; of "one of the aides", the words after it.

    Of "the Bank of Spain's governor" it is the governor.
    """
    if len(words) > 3 and names_person(words[-1]):
        for index in range(len(words) - 1):
            if words[index].low.endswith(("'s", "s'")):
                return words[index + 1 :]
    for index, word in enumerate(words):
        if index and word.low in _GOVERNING:
            counted = all(before.low in NUMBERS | QUANTIFIERS for before in words[:index])
            return words[index + 1 :] if counted and index + 1 < len(words) else words[:index]
    return words


def _without_possessive(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name


def represented(role: str) -> str:
    """Return for whom a spokesperson of this role speaks, or ""."""
    match = _REPRESENTING.match(role) if role else None
    if match is None:
        return ""
    named = match["after"] or match["before"] or ""
    return _without_possessive(named.strip())
