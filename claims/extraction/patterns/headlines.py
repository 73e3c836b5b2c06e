"""Headlines: words and their speaker, joined by a colon or a dash."""

from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

LONGEST_SPEAKER = 7
_DASHES = ("–", "—", "-", "--")


def headline_draft(text: str, row: Sentence) -> Draft | None:
    """Return the statement in "Speaker: words" or "Words – speaker", or None."""
    tokens = row.tokens
    for index, token in enumerate(tokens[1:-1], 1):
        if token.text == ":" and index <= LONGEST_SPEAKER and _names(tokens[:index]):
            return _draft(tokens, index + 1, len(tokens) - 1, 0, index - 1, index, row)
    for index in range(len(tokens) - 2, 2, -1):
        if tokens[index].text in _DASHES and _spaced(text, tokens[index]):
            speaker = tokens[index + 1 :]
            if len(speaker) <= LONGEST_SPEAKER and _names(speaker):
                return _draft(tokens, 0, index - 1, index + 1, len(tokens) - 1, index, row)
            return None
    return None


def _spaced(text: str, token: Token) -> bool:
    return text[token.start - 1].isspace() and text[token.end].isspace()


def _names(tokens: list[Token]) -> bool:
    """Say whether a few words can be a speaker: they begin with a capital and hold no mark."""
    return tokens[0].capital and all(
        not token.quotation and (token.text[0].isalnum()) for token in tokens
    )


def _draft(
    tokens: list[Token], first: int, last: int, begins: int, ends: int, cue: int, row: Sentence
) -> Draft:
    return Draft(
        Span(tokens[first].start, tokens[last].end),
        Span(tokens[cue].start, tokens[cue].end),
        Span(tokens[begins].start, tokens[ends].end),
        "headline",
        0,
    )
