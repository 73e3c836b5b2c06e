"""What the text says of each name where it stands: role, form of address, kind."""

from collections.abc import Iterator
from itertools import takewhile, zip_longest
from typing import NamedTuple

from claims.extraction.english.bodies import BODY_NOUNS
from claims.extraction.english.classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_BE,
    PREPOSITIONS,
    SUBORDINATORS,
)
from claims.extraction.english.cues import CUES, Form
from claims.extraction.english.given_names import feminine, is_given
from claims.extraction.english.titles import (
    FULL_TITLES,
    GENDERED_TITLES,
    HONORIFICS,
    OCCUPATIONS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.phrases import phrase_ending
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.mentions import Mention, names_person, read_mention
from claims.extraction.speakers.names import name_runs
from claims.text.folding import fold

LONGEST_ROLE = 12
FEWEST_WORDS = 3
_NOT_IN_A_TITLE = (
    CONJUNCTIONS | DETERMINERS | PREPOSITIONS | SUBORDINATORS | vocabulary("whose who which")
)
_WHERE = vocabulary("in at from near across outside throughout to into around")
_BEFORE_TITLES = vocabulary(
    "former ex-president acting deputy first senior vice prime foreign defence defense finance"
    " interior chief then-president self-proclaimed republican democratic presidential assistant"
)
_TITLES = PERSON_TITLES | OCCUPATIONS
_AFTER_NAMES = PREPOSITIONS | AUXILIARIES | CUES.keys()
# What a body has and a person has not: "Elm's founder", "Elm chief Ann Lee".
_OF_BODIES = vocabulary(
    "founder founders co-founder ceo boss chief chiefs economist economists analyst analysts"
    " executive executives shareholders shareholder headquarters coach captain striker goalkeeper"
    " midfielder defender employee employees subsidiary correspondent editor reporter columnist"
)
_ARTICLES = vocabulary("a an the")


class Naming(NamedTuple):
    """A name at `place`; `address` is the honorific or gendered title that goes with it, or "".

    `located` tells that it stands where a place would: "in Hull". A `loud` name may have taken in
    words beside it: it opens a sentence, or most words of it have capitals.
    """

    place: int
    mention: Mention
    address: str
    located: bool
    loud: bool


def namings(tokens: list[Token], text: str) -> Iterator[Naming]:
    """Yield every name in a sentence, in order."""
    loud = _is_loud(tokens)
    runs = name_runs(tokens)
    if _is_shouted(tokens):
        runs = [part for run in runs for part in _full_names(tokens, *run)]
    for (first, last), following in zip_longest(runs, runs[1:], fillvalue=(0, 0)):
        start = _with_role(tokens, first)
        mention = read_mention(tokens[start : last + 1], text)
        if not mention.name and start < first:
            mention = read_mention(tokens[first : last + 1], text)
        if not mention.name:
            continue
        mention = _with_apposition(tokens, mention, last, text)
        role = "" if mention.role else _apposed_role(tokens, start, last, text)
        if role:
            mention = mention._replace(role=role)
        if _shares_last_name(tokens, first, last, following):
            mention = mention._replace(name=f"{mention.name} {tokens[following[1]].text}")
        before = tokens[start - 1].low if start else ""
        plain = mention.kind == "person" and not (mention.role or mention.head)
        if plain and start == first and _is_used_as_body(tokens, first, last):
            mention = mention._replace(kind="organisation")
        place, called = tokens[first].start, address(tokens[start:last])
        opening = first == 0 and mention.name.startswith(tokens[0].text) and _may_begin_more(tokens)
        located = before in _WHERE and not (
            mention.kind == "person" and (called or mention.head or is_given(tokens[first].low))
        )
        yield Naming(place, mention, called, located, loud or opening)


def _may_begin_more(tokens: list[Token]) -> bool:
    """Say whether the first word of a sentence may stand before a name: "Rival Ann Lee"."""
    return len(tokens) > 1 and not is_given(tokens[0].low) and is_given(tokens[1].low)


def _is_loud(tokens: list[Token]) -> bool:
    """Say whether a sentence is written like a headline: capitals on most words, no full stop."""
    if tokens[-1].text == ".":
        return False
    words = [token for token in tokens if not token.quotation and token.text[0].isalpha()]
    capitals = [word for word in words if word.capital]
    return len(words) > FEWEST_WORDS and 3 * len(capitals) > 2 * len(words)


def _is_shouted(tokens: list[Token]) -> bool:
    """Say whether every word is in capitals, so that capitals tell no names."""
    if not tokens[0].text.isupper() or len(tokens) < FEWEST_WORDS:
        return False
    words = [token.text for token in tokens if token.text[0].isalpha()]
    return len(words) >= FEWEST_WORDS and all(word.isupper() for word in words)


def _full_names(tokens: list[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the given names with the last names after them in a run of words in capitals."""
    for at in range(first, last):
        if is_given(tokens[at].low) and tokens[at + 1].low not in _AFTER_NAMES:
            yield at, at + 1


def _is_used_as_body(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether the words beside a name are those beside a body's.

    As in "the charity Elm", "their landlord, a charity, Elm", "the Elm", "Elm cut its losses",
    "Elm's founder".
    """
    before = [token.low for token in tokens[max(0, first - 2) : first]]
    if before and before[-1] in BODY_NOUNS:
        return True
    if before and before[-1] == "," and before[0] in BODY_NOUNS:
        # "the head of the union, Bo Roe"
        return first == last or not is_given(tokens[first].low)
    after = [token.low for token in tokens[last + 1 : last + 4]]
    if after and after[0] in _OF_BODIES and not is_given(tokens[first].low):
        return True
    if first == last and "its" in after[1:] and "," not in after:
        return True
    ended = not after or after[0] in _AFTER_NAMES or not after[0][:1].isalnum()
    return ended and before[-1:] == ["the"] and not is_given(tokens[first].low)


def address(words: list[Token]) -> str:
    """Return the word before a last name that tells a man or a woman, or another honorific."""
    if not words:
        return ""
    known = [word.low for word in words if word.low in HONORIFICS or word.low in GENDERED_TITLES]
    telling = (low for low in known if is_of_woman(low) is not None)
    return next(telling, known[0] if known else "")


def is_of_woman(low: str) -> bool | None:
    """Say whether an honorific or a title is a woman's; None where it does not tell."""
    return GENDERED_TITLES.get(low, feminine("", low)) if low else None


def titles_of(mention: Mention) -> set[str]:
    """Return the titles by which a mention, or its role, calls a person, written out.

    "Spokesman for the president" makes nobody a president.
    """
    if not mention.role and mention.head not in _TITLES:
        return set()
    own = takewhile(lambda word: word not in PREPOSITIONS, fold(mention.role).split())
    words = [word for word in (*own, mention.head) if word in _TITLES]
    return {FULL_TITLES.get(word, word) for word in words}


def written_out(role: str) -> set[str]:
    """Return the folded words of a role, titles written out."""
    return {FULL_TITLES.get(word, word) for word in fold(role).split()}


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
    return names_person(token) or token.low in HONORIFICS or token.low in _BEFORE_TITLES


def _with_apposition(tokens: list[Token], mention: Mention, last: int, text: str) -> Mention:
    """Return the mention with what a phrase between commas says of the name before it."""
    words = _between_commas(tokens, last) if last + 2 < len(tokens) else []
    if not words:
        return mention
    head = next((at for at, word in enumerate(words) if names_person(word)), None)
    if head is not None and not any(word.low in _NOT_IN_A_TITLE for word in words[:head]):
        if mention.role:
            return mention
        return mention._replace(role=text[words[0].start : words[-1].end])
    explained = tokens[last + 2].low in _ARTICLES and not (mention.role or mention.head)
    if explained and _is_body(words):
        return mention._replace(kind="organisation")
    return mention


def _apposed_role(tokens: list[Token], start: int, last: int, text: str) -> str:
    """Return the office in front of a name between commas: "The judge, Sir Ian Mott,"."""
    if start < 2 or tokens[start - 1].text != ",":
        return ""
    if last + 1 < len(tokens) and tokens[last + 1].text not in (",", ".", ";"):
        return ""
    if not names_person(tokens[start - 2]):
        return ""
    phrase = phrase_ending(tokens, start - 2)
    mention = read_mention(tokens[phrase.first : phrase.last + 1], text) if phrase else None
    return mention.role if mention and mention.kind == "office" else ""


def _shares_last_name(
    tokens: list[Token], first: int, last: int, following: tuple[int, int]
) -> bool:
    """Say whether a given name is one of two before one last name: "Ann and Bob Lee"."""
    begins, ends = following
    return (
        first == last
        and begins == last + 2
        and ends == begins + 1
        and tokens[last + 1].low == "and"
        and is_given(tokens[first].low)
        and is_given(tokens[begins].low)
    )


def _between_commas(tokens: list[Token], last: int) -> list[Token]:
    """Return the words after a comma up to the next mark, without an article; [] where none."""
    if tokens[last + 1].text != ",":
        return []
    first = last + 2
    if tokens[first].low in _ARTICLES:
        first += 1
    end = first
    limit = min(len(tokens), first + LONGEST_ROLE)
    while end < limit and not tokens[end].quotation and tokens[end].text[0].isalnum():
        end += 1
    if end < len(tokens) and tokens[end].text not in (",", ".", ";", ")"):
        return []
    return [] if _is_clause(tokens[first:end]) else tokens[first:end]


def _is_clause(words: list[Token]) -> bool:
    """Say whether words after a comma have a verb of their own: "the minister said no"."""
    for word in words:
        if word.low in SUBORDINATORS:
            return False
        cue = CUES.get(word.low)
        told = cue is not None and not cue.noun and cue.form in (Form.PAST, Form.PRESENT)
        if word.low in FINITE_BE or (told and word.low != "called"):
            return True
    return False


def _is_body(words: list[Token]) -> bool:
    """Say whether the noun of a phrase in small letters is that of a body: "a campaign group"."""
    for at, word in enumerate(words):
        if word.low in PREPOSITIONS or word.low in SUBORDINATORS:
            words = words[:at]
            break
    return bool(words) and (words[-1].low in ORGANISATION_NOUNS or words[-1].low in BODY_NOUNS)
