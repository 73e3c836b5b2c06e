"""Headlines: words and their speaker, joined by a colon or a dash."""

import re

from claims.extraction.english.titles import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_TITLES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

LONGEST_SPEAKER = 7
FEWEST_WORDS = 2
_LABELS = vocabulary(
    "latest exclusive watch video live update updates analysis opinion breaking interview review"
    " transcript photos fact-check explainer"
)
_SPEAKING = PERSON_TITLES | GROUP_NOUNS | ORGANISATION_NOUNS
_DASHES = ("–", "—", "-", "--")


def headline_draft(text: str, row: Sentence) -> Draft | None:
    """Return the statement in "Speaker: words" or "Words – speaker", or None."""
    tokens = row.tokens
    last = len(tokens) - 1
    for index in range(1, last):
        if tokens[index].text == ":" and index <= LONGEST_SPEAKER:
            speaker = Phrase(0, index - 1)
            if _can_speak(text, tokens, speaker):
                return _draft(tokens, Phrase(index + 1, last), speaker, index)
            return None
    for index in range(last - 1, FEWEST_WORDS, -1):
        if tokens[index].text in _DASHES and _stands_free(text, tokens[index]):
            speaker = Phrase(index + 1, last)
            if last - index <= LONGEST_SPEAKER and _can_speak(text, tokens, speaker):
                return _draft(tokens, Phrase(0, index - 1), speaker, index)
            return None
    return None


def _stands_free(text: str, token: Token) -> bool:
    return text[token.start - 1].isspace() and text[token.end].isspace()


def _can_speak(text: str, tokens: list[Token], phrase: Phrase) -> bool:
    """Say whether a few words can name a speaker: no marks, and no mere topic ("Flood: ...").

    A topic of one word comes back in the text without its capital.
    """
    words = tokens[phrase.first : phrase.last + 1]
    if not words[0].capital or any(word.quotation or not word.text[0].isalnum() for word in words):
        return False
    if words[-1].low in _LABELS:
        return False
    if len(words) > 1 or words[0].low in _SPEAKING:
        return True
    return re.search(rf"\b{re.escape(words[0].low)}\b", text) is None


def _draft(tokens: list[Token], words: Phrase, speaker: Phrase, cue: int) -> Draft:
    return Draft(
        content=Span(tokens[words.first].start, tokens[words.last].end),
        cue=Span(tokens[cue].start, tokens[cue].end),
        speaker=Span(tokens[speaker.first].start, tokens[speaker.last].end),
        pattern="headline",
        sentence=0,
    )
