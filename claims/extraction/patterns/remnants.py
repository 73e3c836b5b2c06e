"""Quoted words inside a sentence that no reporting verb claims: the subject's, most likely."""

from claims.extraction.english.classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
)
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.endings import content_end
from claims.extraction.patterns.phrases import main_subject
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token

_NOT_VERBS = PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS
FEWEST_WORDS = 2
FARTHEST_VERB = 4


def quoted_words(tokens: list[Token], number: int) -> Draft | None:
    """Read 'He thanked them for "taking these steps"': the words after the verb, with the quote."""
    quoted = next((index for index, token in enumerate(tokens) if _is_speech(token)), None)
    subject = main_subject(tokens) if quoted else None
    if quoted is None or subject is None or subject.last + 1 >= quoted:
        return None
    verb = subject.last + 1
    while verb < quoted and (tokens[verb].low in AUXILIARIES or is_adverb(tokens[verb].low)):
        verb += 1
    if verb >= quoted or not tokens[verb].text[0].isalpha() or tokens[verb].low in _NOT_VERBS:
        return None
    first = verb + 1
    while first < quoted and tokens[first].low in PREPOSITIONS:
        first += 1
    last = content_end(tokens, first)
    return Draft(
        content=Span(tokens[first].start, tokens[last].end),
        cue=Span(tokens[verb].start, tokens[verb].end),
        speaker=Span(tokens[subject.first].start, tokens[subject.last].end),
        pattern="quoted-words",
        sentence=number,
    )


def _is_speech(token: Token) -> bool:
    if not token.quotation:
        return False
    return token.text[:1].islower() and len(token.text.split()) >= FEWEST_WORDS
