"""Kinds of name: a person's or a body's, by the words in it and those beside it."""

from claims.extraction.data import SpeakerKind
from claims.extraction.english.bodies import (
    BODIES,
    BODIES_OF_WORDS,
    BODY_ENDINGS,
    BODY_ENDINGS_AND_SURNAMES,
    BODY_NOUNS,
    PLACES,
    PLACES_OF_WORDS,
)
from claims.extraction.english.given_names import is_given
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import (
    HONORIFICS,
    NAME_SUFFIXES,
    OCCUPATIONS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
    POWERS,
)
from claims.extraction.reading.sentences import Token
from claims.text.folding import fold


def kind_of_name(words: list[Token], first: int, last: int, head: str) -> SpeakerKind:
    """Return the kind of the name at `first` to `last`, both inclusive.

    `head` is the noun beside it that says what it is, or "".
    """
    if head in PERSON_TITLES or head in OCCUPATIONS:
        return "person"
    if not HONORIFICS.isdisjoint([word.low for word in words]):
        return "person"
    if head in ORGANISATION_NOUNS or is_body(words[first : last + 1]):
        return "organisation"
    before = words[first - 1].low if first else ""
    return "organisation" if before == "the" or before in BODY_NOUNS else "person"


def is_body(run: list[Token]) -> bool:
    """Say whether a name by itself is that of a body."""
    low = run[-1].low.removesuffix("'s")
    if len(run) == 1:
        return (
            low in ORGANISATION_NOUNS
            or low in POWERS
            or low in BODIES
            or low in PLACES
            or (run[0].text.isupper() and len(run[0].text) > 1)
        )
    given = is_given(run[0].low)
    if given and len(run) == 2 and low in BODY_ENDINGS_AND_SURNAMES:
        return False
    if low in ORGANISATION_NOUNS or low in BODY_ENDINGS:
        return True
    if given or low in NAME_SUFFIXES:
        return False
    if "of" in [word.low for word in run] or low in BODY_ENDINGS_AND_SURNAMES:
        return True
    return is_named_body(" ".join(word.text for word in run))


def is_capitals(name: str) -> bool:
    """Say whether a name is one word in capitals that is no known body's: "SMITH"."""
    low = name.lower()
    return name.isupper() and " " not in name and low not in ORGANISATION_NOUNS | POWERS | BODIES


def is_named_body(name: str) -> bool:
    """Say whether a name of several words is that of a known body or an outlet."""
    folded = fold(name)
    return folded in BODIES_OF_WORDS or folded in PLACES_OF_WORDS or is_outlet(name)
