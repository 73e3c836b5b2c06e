"""The patterns by which one sentence attributes words to somebody."""

from claims.extraction.english.cues import (
    CONVICTIONS,
    CUES,
    PHRASAL,
    PHRASAL_CUE,
    UTTERANCES,
    Cue,
    Form,
    Manner,
)
from claims.extraction.patterns.clauses import Content, content_after
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.nouns import named_utterance
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.patterns.preceding import words_around, words_before, words_commented
from claims.extraction.patterns.punctuation import quoted_after_colon, quoted_before_any_verb
from claims.extraction.patterns.remnants import quoted_words
from claims.extraction.patterns.sources import according_to
from claims.extraction.patterns.verbs import Verb, negated, read_verb
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

_TRIGGERS = frozenset(CUES) | frozenset(PHRASAL) | UTTERANCES | CONVICTIONS | {"according"}


def drafts_of(sentence: Sentence, number: int) -> list[Draft]:
    """Return the statements that one sentence attributes, in the order of their cues."""
    found: list[Draft] = []
    tokens = sentence.tokens
    earlier: Phrase | None = None
    for at in [index for index, token in enumerate(tokens) if token.low in _TRIGGERS]:
        low = tokens[at].low
        if low == "according":
            found.extend(according_to(tokens, at, number, found))
            continue
        if low in UTTERANCES or low in CONVICTIONS:
            draft = named_utterance(tokens, at, number, earlier)
            if draft is not None:
                found.append(draft)
                continue
        cue = cue_at(tokens, at)
        verb = read_verb(tokens, at, cue, earlier) if cue is not None else None
        if verb is None:
            continue
        draft = _draft(tokens, verb, number)
        if draft is not None and not _embedded(tokens, draft, verb.cue, found):
            found.append(draft)
            earlier = verb.subject
    if not found:
        plain = (
            quoted_after_colon(tokens, number)
            or quoted_before_any_verb(tokens, number)
            or quoted_words(tokens, number)
        )
        found = [plain] if plain is not None else []
    return found


def cue_at(tokens: list[Token], at: int) -> Cue | None:
    """Return the cue that the token is, alone or with the particle after it."""
    low = tokens[at].low
    if low in PHRASAL and at + 1 < len(tokens) and tokens[at + 1].low == PHRASAL[low]:
        return PHRASAL_CUE
    return CUES.get(low)


def _draft(tokens: list[Token], verb: Verb, number: int) -> Draft | None:
    comment = words_commented(tokens, verb)
    if comment is not None:
        return _made(tokens, verb, comment, "as-said", number)
    before = None if verb.at == 0 else words_before(tokens, verb, quoted=True)
    if before is not None:
        return _made(tokens, verb, before, "quote-then-speaker", number)
    after = None if verb.inverted and verb.at else content_after(tokens, verb)
    if after is not None:
        pattern = "participle" if verb.cue.form is Form.PARTICIPLE else "speaker-then-words"
        return _made(tokens, verb, after, pattern, number)
    before = words_before(tokens, verb, quoted=False)
    if before is not None:
        return _made(tokens, verb, before, "clause-then-speaker", number)
    around = words_around(tokens, verb)
    if around is not None:
        return _made(tokens, verb, around, "parenthesis", number)
    return None


def _made(tokens: list[Token], verb: Verb, content: Content, pattern: str, number: int) -> Draft:
    return Draft(
        content=_span(tokens, content.first, content.last),
        cue=_span(tokens, verb.at, verb.at + (verb.cue is PHRASAL_CUE)),
        speaker=_span(tokens, verb.subject.first, verb.subject.last),
        pattern=pattern,
        sentence=number,
        adjunct=_adjunct(tokens, *content.adjunct),
        manner=verb.cue.manner,
        finite=verb.finite or verb.cue.form is Form.PARTICIPLE,
        negated=negated(tokens, verb),
    )


def _embedded(tokens: list[Token], draft: Draft, verb: Cue, found: list[Draft]) -> bool:
    """Say whether what is found is only part of what an earlier draft reports.

    In "he said that she thought it was late" the thought is his to report; words that are quoted
    stay, whoever passes them on.
    """
    cue = draft.cue
    if cue is None or not any(
        earlier.content.start <= cue.start < earlier.content.end for earlier in found
    ):
        return False
    return verb.manner is not Manner.SPEECH or not any(
        token.quotation and draft.content.start <= token.start < draft.content.end
        for token in tokens
    )


def _span(tokens: list[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last].end)


def _adjunct(tokens: list[Token], first: int, beyond: int) -> Span | None:
    """Return the text between cue and content, without the word or mark that announces it."""
    while beyond > first and (
        tokens[beyond - 1].low == "that" or not tokens[beyond - 1].text[0].isalnum()
    ):
        beyond -= 1
    return _span(tokens, first, beyond - 1) if beyond > first else None
