"""The words that make up a verb with its auxiliaries and adverbs: "had also said"."""

from claims.extraction.english.classes import AUXILIARIES, PREPOSITIONS, is_adverb
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

# Auxiliaries that are names too: "Ms May said".
NAMES_TOO = ("may", "will")


def verb_group_start(tokens: list[Token], cue: int) -> int:
    """Return the index of the first auxiliary or adverb that belongs to the verb at `cue`."""
    at = cue
    while at > 0 and (
        _in_verb_group(tokens, at - 1)
        or (tokens[at - 1].low == "since" and at > 1 and tokens[at - 2].low in _HAVING)
    ):
        at -= 1
    return at


_HAVING = vocabulary("has have had")


def is_auxiliary(tokens: list[Token], index: int) -> bool:
    """Say whether a word is an auxiliary verb, and not the "May" of "Ms May said"."""
    token = tokens[index]
    if token.low not in AUXILIARIES or not token.capital or token.low not in NAMES_TOO:
        return token.low in AUXILIARIES
    before = tokens[index - 1] if index else None
    return before is not None and (before.low in PREPOSITIONS or not before.capital) and (
        not before.quotation and before.text[0].isalnum()
    )  # fmt: skip


def _in_verb_group(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.quotation:
        return False
    return is_auxiliary(tokens, index) or (is_adverb(token.low) and not token.capital)
