"""Attributions set into a clause about a noun: "the dam, which Lee said was safe,"."""

from claims.extraction.english.cues import CUES
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.sentences import Token


def is_fronted(tokens: list[Token], verb: Verb) -> bool:
    """Say whether the verb stands in an inserted clause about a noun: ", which Lee said"."""
    subject = verb.subject.first
    led = subject > 1 and tokens[subject - 1].low in ("who", "which", "whom")
    return led and tokens[subject - 2].text == ","


def fills_gap(tokens: list[Token], verb: Verb) -> bool:
    """Say whether what the words are about stands before the verb: "a plan that Lee called"."""
    subject = verb.subject.first
    if subject < 2 or tokens[subject - 1].low not in ("that", "which", "who", "whom"):
        return False
    noun = tokens[subject - 2]
    return noun.text[0].isalnum() and noun.low not in CUES
