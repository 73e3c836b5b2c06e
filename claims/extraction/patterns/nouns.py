"""Attribution by a noun or an adjective: "his claim that", "she is confident that"."""

from claims.extraction.english.classes import DETERMINERS, POSSESSIVES, is_adverb
from claims.extraction.english.cues import CONVICTIONS, Manner
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.endings import content_end
from claims.extraction.patterns.phrases import Phrase, main_subject, phrase_ending, subject_before
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token

_COPULAS = vocabulary(
    "is are was were be been am 's 're remains remained sounded felt seems seemed"
)
_MAKING = vocabulary(
    "make makes made making send sends sent sending express expresses expressed expressing"
    " repeat repeats repeated repeating reiterate reiterates reiterated deliver delivers"
    " delivered issue issues issued issuing voice voiced voices push pushes pushed raise raised"
    " raises"
)
FARTHEST_MAKER = 5


def named_utterance(
    tokens: list[Token], at: int, number: int, earlier: Phrase | None
) -> Draft | None:
    """Return the statement that a noun or an adjective at `at` announces with "that", or None."""
    announced = at + 1
    while announced < len(tokens) and tokens[announced].low in ("is", "was", "has", "been"):
        announced += 1
    if announced + 1 >= len(tokens) or tokens[announced].low != "that":
        return None
    if tokens[at].low in CONVICTIONS:
        speaker = _convinced(tokens, at) if announced == at + 1 else None
    else:
        speaker = _possessor(tokens, at) or _maker(tokens, at, earlier)
    if speaker is None:
        return None
    first, last = announced + 1, content_end(tokens, announced + 1)
    return Draft(
        content=Span(tokens[first].start, tokens[last].end),
        cue=Span(tokens[at].start, tokens[at].end),
        speaker=Span(tokens[speaker.first].start, tokens[speaker.last].end),
        pattern="noun",
        sentence=number,
        manner=Manner.THOUGHT if tokens[at].low in CONVICTIONS else Manner.SPEECH,
    )


def _convinced(tokens: list[Token], at: int) -> Phrase | None:
    """Return who "is confident"."""
    verb = at - 1
    while verb > 0 and is_adverb(tokens[verb].low):
        verb -= 1
    if verb < 0:
        return None
    if tokens[verb].low.endswith(("'s", "'re", "'m")):
        return Phrase(verb, verb)
    while verb > 0 and tokens[verb - 1].low in ("has", "have", "had", "not"):
        verb -= 1
    return subject_before(tokens, verb) if tokens[verb].low in _COPULAS else None


def _possessor(tokens: list[Token], at: int) -> Phrase | None:
    """Return whose claim it is: "his claim", "Trump's repeated claim"."""
    for index in range(at - 1, max(-1, at - FARTHEST_MAKER), -1):
        token = tokens[index]
        if token.quotation:
            return None
        if token.low in POSSESSIVES:
            return Phrase(index, index)
        if token.low.endswith(("'s", "s'")):
            return phrase_ending(tokens, index)
        if not token.text[0].isalnum() or token.low in DETERMINERS:
            return None
    return None


def _maker(tokens: list[Token], at: int, earlier: Phrase | None) -> Phrase | None:
    """Return who "made the point"."""
    for index in range(at - 1, max(0, at - FARTHEST_MAKER), -1):
        if tokens[index].low in _MAKING:
            verb = index
            while verb > 0 and (
                is_adverb(tokens[verb - 1].low) or tokens[verb - 1].low in ("has", "had", "have")
            ):
                verb -= 1
            if tokens[verb - 1].low in ("and", "but", "to", ","):
                return earlier or main_subject(tokens)
            return subject_before(tokens, verb)
    return None
