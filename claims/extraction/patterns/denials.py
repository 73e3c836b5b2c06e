"""Denials and verdicts: what is denied, and whether the words are more than a thing named."""

from claims.extraction.english.classes import (
    CONTRACTED,
    FINITE_BE,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TIMES,
)
from claims.extraction.english.cues import PREPOSITIONAL, UTTERANCES
from claims.extraction.english.titles import (
    GROUP_NOUNS,
    OCCUPATIONS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.clauses import Content
from claims.extraction.patterns.phrases import phrase_starting
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

    Nor is one "praised the crews", "called his wife", "told of her escape", without any words of
    the speaker's. True of every verb that neither denies nor judges nor calls.
    """
    lemma = verb.cue.lemma
    if lemma not in _WEIGHED:
        return True
    words = tokens[content.first : content.last + 1]
    if lemma not in _DENYING:
        return any(word.quotation for word in words) or _asserts(tokens, verb, content)
    if tokens[content.first - 1].low == "as":
        return True
    if any(word.quotation and word.text.count(" ") >= FEWEST_WORDS - 1 for word in words):
        return True
    first = words[0].low
    if first in SUBJECT_PRONOUNS or first.endswith("ing"):
        return True
    return any(word.low in FINITE_BE or word.low in CONTRACTED for word in words) or (
        content.first > 0 and tokens[content.first - 1].low == "that"
    )


_JUDGING = vocabulary(
    "criticize criticise praise thank congratulate commend applaud hail condemn denounce decry"
    " deride bemoan assail lambast lambaste ridicule belittle skewer castigate rebuke blast slam"
    " bash mock attack champion challenge downplay"
)
_TOUCHING = vocabulary("tell ask inform joke comment refer allude")
_WEIGHED = _DENYING | _JUDGING | _TOUCHING | {"call"}
_CALLED = PERSON_TITLES | OCCUPATIONS | GROUP_NOUNS | ORGANISATION_NOUNS
_GROUNDS = vocabulary("for as that because over saying")


def _asserts(tokens: list[Token], verb: Verb, content: Content) -> bool:
    """Say whether unquoted words after such a verb still tell what the speaker holds."""
    words = tokens[content.first : content.last + 1]
    lemma = verb.cue.lemma
    if lemma in _TOUCHING:
        before = tokens[content.first - 1].low
        return content.first <= verb.at or before not in PREPOSITIONAL.get(lemma, ())
    if lemma in _JUDGING:
        return any(word.low in _GROUNDS for word in words)
    phrase = phrase_starting(tokens, content.first)
    if phrase is None or tokens[content.first - 1].low == "for":
        return True
    last, after = tokens[phrase.last], phrase.last + 1
    over = after > content.last or not tokens[after].text[0].isalnum()
    over = over or tokens[after].low in PREPOSITIONS or tokens[after].low in TIMES
    return not over or not (last.low in _CALLED or last.capital or last.text.isdigit())
