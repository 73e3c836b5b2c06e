"""Mentions of speakers: the name, the role and the kind that a noun phrase gives."""

from typing import NamedTuple

from claims.extraction.data import SpeakerKind
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
from claims.extraction.english.titles import (
    ADJECTIVES,
    ANONYMOUS_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    HONORIFICS,
    ORGANISATION_NOUNS,
    PARTICLES,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token


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
    pronoun = words[0].low.split("'")[0]
    if len(words) == 1 and pronoun in SUBJECT_PRONOUNS:
        return Mention("", "", pronoun, "person" if pronoun in ("he", "she") else "")
    first, last = _name_span(words)
    if first is None or last is None:
        return _common(words, text)
    name = _without_possessive(text[words[first].start : words[last].end])
    role = _role(words, first, text)
    head = _head(words[:first]) or _head(words[last + 1 :])
    return Mention(name, role, head, _kind_of_name(words, first, last, head))


def _name_span(words: list[Token]) -> tuple[int | None, int | None]:
    """Return the first and last index of the name in a phrase; both None where there is none."""
    runs = _capital_runs(words)
    runs = [run for run in runs if not _mere_title(words, *run) and not _adjective(words, *run)]
    if not runs:
        return None, None
    first, last = _best_run(words, runs)
    start = first
    for index in range(first, last):
        if _is_title(words[index]) and not _all_organisation(words, index, last):
            start = index + 1
    return start, last


def name_runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the first and last index of every run of name words in a sentence."""
    return [
        (first, last)
        for first, last in _capital_runs(tokens)
        if first != last or first > 0 or len(tokens) == 1 or tokens[first].low not in _OPENERS
    ]


_OPENERS = (
    DETERMINERS | POSSESSIVES | PREPOSITIONS | SUBJECT_PRONOUNS | vocabulary("but so if when")
)


def _capital_runs(words: list[Token]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not _name_word(words, index):
            index += 1
            continue
        last = index
        while last + 1 < len(words) and (
            _name_word(words, last + 1)
            or (
                words[last + 1].low in PARTICLES
                and last + 2 < len(words)
                and words[last + 2].capital
            )
        ):
            last += 1
        runs.append((index, last))
        index = last + 1
    return runs


def _name_word(words: list[Token], index: int) -> bool:
    word = words[index]
    if not word.capital or word.low in _NEVER_NAMES:
        return False
    return word.low not in WEEKDAYS and word.low not in PREPOSITIONS and (
        word.low not in MONTHS or (index + 1 < len(words) and words[index + 1].capital)
    )  # fmt: skip


_NEVER_NAMES = (
    DETERMINERS
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | SUBORDINATORS
    | CONTRACTED
    | CONJUNCTIONS
    | vocabulary("however meanwhile still later then now also asked speaking today yesterday")
)


def _mere_title(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals names an office or a nation and nobody."""
    if any(_is_title(words[index]) for index in range(first, last + 1)):
        return _is_title(words[last]) and words[last].low not in ("democrat", "republican")
    # "Lithuanian defence minister": the capital only tells where the office is.
    return last + 1 < len(words) and not _ends_phrase(words, last) and first == last


def _adjective(words: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals only says of what party or nation somebody is."""
    return all(words[index].low in ADJECTIVES for index in range(first, last + 1))


def _ends_phrase(words: list[Token], last: int) -> bool:
    following = words[last + 1]
    return following.low in PREPOSITIONS or following.low in ("and", "who", "'s")


def _best_run(words: list[Token], runs: list[tuple[int, int]]) -> tuple[int, int]:
    """Prefer the run that ends the phrase proper, before any "of" or "for" that explains it."""
    for first, last in runs:
        if last + 1 >= len(words) or words[last + 1].low in (
            "of",
            "for",
            "and",
            "at",
            "in",
            "from",
        ):
            before = words[first - 1].low if first else ""
            if before not in ("of", "for", "at", "in", "from", "with"):
                return first, last
    return runs[-1]


def _is_title(word: Token) -> bool:
    return word.low in PERSON_TITLES or word.low in HONORIFICS


def _all_organisation(words: list[Token], index: int, last: int) -> bool:
    return words[last].low in ORGANISATION_NOUNS


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
    if run[-1].low in ORGANISATION_NOUNS or head in ORGANISATION_NOUNS:
        return "organisation"
    if len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1:
        return "organisation"
    if first and words[first - 1].low == "the":
        return "organisation"
    return "person"


def _common(words: list[Token], text: str) -> Mention:
    """Read a phrase without a name: an office, a group, a document, somebody unnamed."""
    core = _before_preposition(words)
    head = core[-1].low
    if head in ANONYMOUS_NOUNS:
        return Mention("", "", head, "anonymous")
    if head in GROUP_NOUNS:
        return Mention("", "", head, "group")
    if head in PERSON_TITLES:
        start = 1 if words[0].low in DETERMINERS else 0
        role = text[words[start].start : words[-1].end] if start < len(words) else ""
        indefinite = words[0].low in ("a", "an", "one", "another")
        return Mention("", role, head, "anonymous" if indefinite else "office")
    if head in ORGANISATION_NOUNS or head in DOCUMENT_NOUNS:
        return Mention("", "", head, "organisation")
    return Mention("", "", head, "group" if head.endswith("s") else "")


def _before_preposition(words: list[Token]) -> list[Token]:
    for index, word in enumerate(words):
        if index and word.low in PREPOSITIONS:
            return words[:index]
    return words


def _without_possessive(name: str) -> str:
    for ending in ("'s", "’s"):
        if name.endswith(ending):
            return name[: -len(ending)]
    return name
