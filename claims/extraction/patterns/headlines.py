"""Headlines: words and their speaker, joined by a colon or a dash."""

import re

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from claims.extraction.english.given_names import feminine
from claims.extraction.english.labels import LABELS
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import (
    ADJECTIVES,
    GROUP_NOUNS,
    HONORIFICS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

LONGEST_SPEAKER = 7
FEWEST_WORDS = 2
_OFFICES = PERSON_TITLES - {"first", "independent", "speaker"}
_TITLES = (PERSON_TITLES | HONORIFICS | {"former", "ex-president"}) - vocabulary(
    "premier general first independent major lady st st. conservative liberal democrat republican"
)
_BODIES = vocabulary("camp campaign team poll survey study report")
_PLACING = vocabulary("in the from across near into inside outside around through over a")
_NOT_FIRST_NAMES = ADJECTIVES | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | DETERMINERS
_PLURALS = GROUP_NOUNS - vocabulary(
    "people country nation public government voters residents members players fans many some most"
    " others republicans democrats americans leaders"
)
_SAYING = (
    "said|says|told|tells|warned|warns|added|insisted|argued|announced|denied|claimed|stated"
    "|called|urged|vowed|stressed|wrote|asked|explained|noted|believes|thinks|declared|confirmed"
    "|reported|reports"
)
_DASHES = ("–", "—", "-", "--")


def headline_draft(text: str, row: Sentence) -> Draft | None:
    """Return the statement in "Speaker: words" or "Words – speaker", or None.

    A label speaks only where it is an office or a body of speakers, or where the text below has
    it speak or gives it a first name or a title: else it is the topic ("Premier League: ...").
    """
    tokens = row.tokens
    last = len(tokens) - 1
    for index in range(1, last):
        if tokens[index].text == ":" and index <= LONGEST_SPEAKER:
            speaker = Phrase(0, index - 1)
            if _can_speak(text, tokens, speaker, row.end):
                return _draft(tokens, Phrase(index + 1, last), speaker, index)
            return None
    for index in range(last - 1, 0, -1):
        if index < FEWEST_WORDS and not tokens[0].quotation:
            return None
        if tokens[index].text in _DASHES and _stands_free(text, tokens[index]):
            speaker = Phrase(index + 1, last)
            if last - index <= LONGEST_SPEAKER and _can_speak(text, tokens, speaker, row.end):
                return _draft(tokens, Phrase(0, index - 1), speaker, index)
            return None
    return None


def _stands_free(text: str, token: Token) -> bool:
    return text[token.start - 1].isspace() and text[token.end].isspace()


def _can_speak(text: str, tokens: list[Token], phrase: Phrase, below: int) -> bool:
    """Say whether a few words name a speaker, and not a topic; `below` is where the text begins."""
    words = _before_preposition(tokens[phrase.first : phrase.last + 1])
    if any(word.quotation or not word.text[0].isalnum() for word in words):
        return False
    last = words[-1]
    if last.low in LABELS:
        return False
    if last.low in _OFFICES or last.low in _PLURALS or last.low in _BODIES:
        return True
    if not words[0].capital:
        return False
    name = text[words[0].start : last.end]
    if any(word.low.rstrip(".") in _TITLES for word in words) or is_outlet(name):
        return True
    if not last.capital:
        return last.low in ORGANISATION_NOUNS and _speaks(text, last.text, below)
    if len(words) > 1:
        return feminine(words[0].low) is not None or _speaks(text, last.text, below)
    bodied = last.low in ORGANISATION_NOUNS
    return bodied or _speaks(text, name, below) or _is_person(text, name, below)


def _before_preposition(words: list[Token]) -> list[Token]:
    """Return the speaker's own words in "Lee on Hull" and "Lee to voters"."""
    for index in range(1, len(words)):
        if words[index].low in ("on", "to", "at"):
            return words[:index]
    return words


def _speaks(text: str, name: str, below: int) -> bool:
    """Say whether the text below has this name for the subject of a verb of speech."""
    if name not in text[below:]:
        return False
    escaped = re.escape(name)
    pattern = re.compile(
        rf"\b{escaped}(?:,[^,.\n]{{1,80}},)?\s(?:\w+ly\s|also\s|has\s|had\s)?(?:{_SAYING})\b"
        rf"|\b(?:said|says|according\sto)\s(?:the\s)?{escaped}\b"
    )
    return pattern.search(text, below) is not None


def _is_person(text: str, name: str, below: int) -> bool:
    """Say whether the text below gives the name a first name or a title: "Mayor Lee".

    What stands in a place, or after an article, is none: "in Gaza", "the Brexit".
    """
    if name not in text[below:]:
        return False
    pattern = re.compile(rf"\b([^\W\d_]+)\.?\s{re.escape(name)}\b")
    placed = capital = False
    for match in pattern.finditer(text, below):
        before = match[1].lower()
        if feminine(before) is not None or before in PERSON_TITLES or before in HONORIFICS:
            return True
        placed = placed or before in _PLACING
        capital = capital or (match[1][0].isupper() and before not in _NOT_FIRST_NAMES)
    return capital and not placed


def _draft(tokens: list[Token], words: Phrase, speaker: Phrase, cue: int) -> Draft:
    return Draft(
        content=Span(tokens[words.first].start, tokens[words.last].end),
        cue=Span(tokens[cue].start, tokens[cue].end),
        speaker=Span(tokens[speaker.first].start, tokens[speaker.last].end),
        pattern="headline",
        sentence=0,
    )
