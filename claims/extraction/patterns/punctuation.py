"""Attribution by punctuation alone: a subject, something done, a colon and the words quoted."""

from claims.extraction.english.labels import LABELS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import main_subject, phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token

_NOT_VERBS = vocabulary("united need indeed speed hundred sacred")
SHORTEST_QUOTATION = 3


def quoted_after_colon(tokens: list[Token], number: int) -> Draft | None:
    """Read 'He leaned in: "..."' in a sentence without a reporting verb."""
    for index in range(1, len(tokens)):
        if tokens[index].quotation and tokens[index - 1].text == ":":
            words = tokens[index].text
            subject = main_subject(tokens[: index - 1]) if index > 1 else None
            if subject is None:
                return None
            named = subject == (0, index - 2) and tokens[0].capital and words[-1] in ".?!"
            if words.count(" ") < (1 if named else SHORTEST_QUOTATION):
                return None
            if index == 2 and tokens[0].low in LABELS:
                return None
            return _draft(tokens, index, index, subject.first, subject.last, index - 1, number)
    return None


def quoted_before_any_verb(tokens: list[Token], number: int) -> Draft | None:
    """Read '"...," X barked', whatever the verb."""
    for index in range(len(tokens) - 2):
        token = tokens[index]
        if not token.quotation or token.text[-1:] not in (",", "?", "!"):
            continue
        subject = phrase_starting(tokens, index + 1)
        if subject is None or subject.last + 1 >= len(tokens):
            return None
        verb = tokens[subject.last + 1]
        if verb.low.endswith("ed") and verb.low not in _NOT_VERBS and not verb.capital:
            return _draft(
                tokens, index, index, subject.first, subject.last, subject.last + 1, number
            )
        return None
    return None


def _draft(
    tokens: list[Token], first: int, last: int, begins: int, ends: int, cue: int, number: int
) -> Draft:
    return Draft(
        content=Span(tokens[first].start, tokens[last].end),
        cue=Span(tokens[cue].start, tokens[cue].end),
        speaker=Span(tokens[begins].start, tokens[ends].end),
        pattern="colon" if cue < first else "quote-then-speaker",
        sentence=number,
    )
