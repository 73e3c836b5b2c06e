"""Attribution by a noun or an adjective: "his claim that", "she is confident that"."""

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_BE,
    IRREGULAR_PASTS,
    POSSESSIVES,
    SUBORDINATORS,
    is_adverb,
)
from claims.extraction.english.cues import CONVICTIONS, Manner
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.endings import content_end
from claims.extraction.patterns.phrases import (
    Phrase,
    main_subject,
    phrase_ending,
    phrase_starting,
    subject_before,
)
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
LONGEST_APPOSITION = 12


def named_utterance(
    tokens: list[Token], at: int, number: int, earlier: Phrase | None
) -> Draft | None:
    """Return the statement that a noun or an adjective at `at` announces with "that", or None."""
    author, announced = _author(tokens, at)
    while announced < len(tokens) and tokens[announced].low in ("is", "was", "has", "been"):
        announced += 1
    if announced + 1 >= len(tokens) or tokens[announced].low != "that":
        return None
    if tokens[at].low in CONVICTIONS:
        speaker = _convinced(tokens, at) if announced == at + 1 else None
    else:
        speaker = author or _possessor(tokens, at) or _maker(tokens, at, earlier)
    if speaker is None:
        return None
    first, last = announced + 1, content_end(tokens, announced + 1)
    if announced == at + 1 or author is not None:
        last = min(last, _predicate(tokens, min(at, speaker.first), first) - 1)
    if last < first:
        return None
    return Draft(
        content=Span(tokens[first].start, tokens[last].end),
        cue=Span(tokens[at].start, tokens[at].end),
        speaker=Span(tokens[speaker.first].start, tokens[speaker.last].end),
        pattern="noun",
        sentence=number,
        manner=Manner.THOUGHT if tokens[at].low in CONVICTIONS else Manner.SPEECH,
    )


def _author(tokens: list[Token], at: int) -> tuple[Phrase | None, int]:
    """Return whose it is in "the warning by Lee that", and where "that" should stand."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("by", "from"):
        return None, at + 1
    if tokens[at].low in CONVICTIONS:
        return None, at + 1
    author = phrase_starting(tokens, at + 2)
    if author is None:
        return None, at + 1
    after = author.last + 1
    if after < len(tokens) and tokens[after].text == ",":
        limit = min(len(tokens) - 1, after + LONGEST_APPOSITION)
        closing = (index for index in range(after + 1, limit) if tokens[index].text == ",")
        after = next(closing, after) + 1
    return author, after


def _predicate(tokens: list[Token], subject: int, first: int) -> int:
    """Return where the sentence's own verb follows a clause that belongs to its subject.

    "Lee's claim that it was late angered many" is about the claim, which ends before "angered".
    The clause has one finite verb of its own; one more that no word joins is the sentence's.
    """
    if any(_is_finite(tokens, index) for index in range(subject)):
        return len(tokens)
    verbs, joined = 0, True
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.quotation:
            continue
        if token.text == "," or token.low in SUBORDINATORS or token.low in CONJUNCTIONS:
            if token.text == "," and verbs and index + 1 < len(tokens):
                following = tokens[index + 1].low
                if following.endswith("ed") or following in IRREGULAR_PASTS:
                    return index
            joined = True
        elif _is_finite(tokens, index) and not _is_finite(tokens, index - 1):
            verbs += not joined or not verbs
            joined = False
            if verbs > 1:
                return index
    return len(tokens)


def _is_finite(tokens: list[Token], index: int) -> bool:
    low = tokens[index].low
    if tokens[index].quotation or tokens[index].capital:
        return False
    if low in FINITE_BE or low in IRREGULAR_PASTS:
        return True
    before = tokens[index - 1].low if index else "the"
    return low.endswith("ed") and before not in DETERMINERS and before not in _BEFORE_PARTICIPLES


_BEFORE_PARTICIPLES = FINITE_BE | vocabulary("be been being 's and or") | POSSESSIVES


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
