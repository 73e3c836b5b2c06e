"""How words said may begin: with a clause, for certain or perhaps, or with a thing named."""

from claims.extraction.english.classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    FINITE_BE,
    IRREGULAR_PASTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

FARTHEST_VERB = 14
_OBJECT_PRONOUNS = vocabulary("him her them us me you it")


def begins_clause(token: Token) -> bool:
    """Say whether a token can begin a clause."""
    low = token.low
    if token.quotation:
        return True
    if not token.text[0].isalnum() and token.text not in ("$", "#", "@", "["):
        return False
    return (
        low not in PREPOSITIONS
        and low not in AUXILIARIES
        and low not in CONJUNCTIONS
        and low not in ("so", "as", "than")
    )


def strong(token: Token) -> bool:
    """Say whether a token can hardly be anything but the beginning of a clause."""
    low = token.low
    return (
        token.quotation
        or token.capital
        or low in CONTRACTED
        or low in SUBJECT_PRONOUNS
        or low in DETERMINERS
        or low in POSSESSIVES
        or low == "there"
    )


def has_finite(tokens: list[Token], begins: int) -> bool:
    """Say whether a verb follows soon: then a clause is said, not a thing."""
    if tokens[begins].low in SUBJECT_PRONOUNS:
        return True
    for token in tokens[begins : begins + FARTHEST_VERB]:
        low = token.low
        if token.quotation or low in FINITE_BE or low in CONTRACTED or low in IRREGULAR_PASTS:
            return True
        if low.endswith("ed"):
            return True
    return False


def begins_object(token: Token) -> bool:
    """Say whether a token can begin a thing named."""
    low = token.low
    return (
        low in DETERMINERS
        or low in POSSESSIVES
        or low in _OBJECT_PRONOUNS
        or (token.text[0].isalnum() and low not in PREPOSITIONS and low not in AUXILIARIES
            and low not in CONJUNCTIONS and low not in SUBORDINATORS and low not in TIMES)
    )  # fmt: skip
