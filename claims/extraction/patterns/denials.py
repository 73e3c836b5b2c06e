"""Denials: what exactly is denied, and whether it is a proposition that can stand alone."""

from claims.extraction.english.classes import CONTRACTED, FINITE_BE, SUBJECT_PRONOUNS
from claims.extraction.english.cues import UTTERANCES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.clauses import Content
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.sentences import Token

LONGEST_CLAIM = 8
FEWEST_WORDS = 4
_DENYING = vocabulary("deny reject dismiss dispute refute rebut")
_CLAIMED = UTTERANCES | vocabulary("report reports rumour rumours rumor rumors criticism")


def denied(tokens: list[Token], verb: Verb, content: Content) -> Content:
    """Return what is denied: of "claims that it leaks", the clause and not the claims."""
    if verb.cue.lemma not in _DENYING or content.first <= verb.at:
        return content
    for index in range(content.first, min(content.last - 1, content.first + LONGEST_CLAIM)):
        if tokens[index].quotation or tokens[index].text == ",":
            return content
        if tokens[index].low in _CLAIMED and tokens[index + 1].low == "that":
            return content._replace(first=index + 2)
    return content


def is_whole(tokens: list[Token], verb: Verb, content: Content) -> bool:
    """Say whether the words can be a claim: not so of "denied bribes", where only a thing is named.

    True of every verb that does not deny.
    """
    if verb.cue.lemma not in _DENYING:
        return True
    words = tokens[content.first : content.last + 1]
    if any(word.quotation and word.text.count(" ") >= FEWEST_WORDS - 1 for word in words):
        return True
    first = words[0].low
    if first in SUBJECT_PRONOUNS or first.endswith("ing"):
        return True
    return any(word.low in FINITE_BE or word.low in CONTRACTED for word in words) or (
        content.first > 0 and tokens[content.first - 1].low == "that"
    )
