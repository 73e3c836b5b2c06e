"""The words said that stand to the right of a reporting verb: where they begin."""

from typing import NamedTuple

from claims.extraction.english.classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    FINITE_BE,
    MONTHS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.cues import (
    CUES,
    PHRASAL_CUE,
    PREPOSITIONAL,
    Cue,
    Form,
    Frame,
    Manner,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.endings import content_end
from claims.extraction.patterns.openings import (
    begins_clause,
    begins_object,
    has_finite,
    strong,
)
from claims.extraction.patterns.phrases import phrase_starting
from claims.extraction.patterns.times import after_times, is_this_year, past_spell
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.sentences import Token

LONGEST_ADJUNCT = 30
FARTHEST_VERB = 14
LONGEST_CONDITION = 7
LONGEST_PLACE = 8
_PARTICLES = vocabulary("out on up back off in away down forward")
_OPENING_ADVERBS = vocabulary(
    "there here now even only not never no perhaps maybe just once long first today yesterday"
)
_PARTICLE_VERBS = vocabulary("point find call")
_CLAUSAL = Frame.CLAUSE | Frame.THAT | Frame.QUOTE | Frame.HEARER
_ASKED = QUESTION_WORDS - {"who", "which", "when", "where", "if"}
_OBJECT_PRONOUNS = vocabulary("him her them us me you it")
_TALKING = vocabulary("talk speak")
_CLAUSES_ONLY = vocabulary("hope think believe argue insist contend reckon")
_PLAIN = vocabulary("say tell")
_PERCEIVING = vocabulary("see feel understand expect fear guess worry bet")
_UNNAMED = vocabulary("anonymous anonymity unnamed unidentified")
_NAMED = vocabulary("named identified")
_ASKING_FOR = vocabulary("to not for on anonymity")
_EMPTY = vocabulary("so the same this that it yes no nothing otherwise more much all")


class Content(NamedTuple):
    """Tokens `first` to `last`, both inclusive.

    `adjunct` is the first and the beyond-last index of the tokens that may tell occasion and date.
    """

    first: int
    last: int
    adjunct: tuple[int, int]


def content_after(tokens: list[Token], verb: Verb) -> Content | None:
    """Return what the verb reports of the words that follow it, or None."""
    first = _content_start(tokens, verb)
    if first is None or first >= len(tokens):
        return None
    last = content_end(tokens, first, verb)
    if last < first or _says_nothing(tokens, first, last):
        return None
    if verb.cue.lemma in _TALKING and not any(
        token.quotation for token in tokens[first : last + 1]
    ):
        return None
    return Content(first, last, (verb.at + 1, first))


def _says_nothing(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether the words after the verb are a mere "so", or "to remain anonymous"."""
    if any(token.quotation for token in tokens[first : last + 1]):
        return False
    words = [token for token in tokens[first : last + 1] if token.text[0].isalnum()]
    if words and tokens[first - 1].low == "that" and words[0].low in PREPOSITIONS:
        # "said that at a rally"
        bare = len(words) <= LONGEST_PLACE and not has_finite(tokens, first)
        return bare and not any(word.low in CUES for word in words)
    if len(words) > 2 and words[0].low in ("this", "so"):
        # "said this in an interview": the rest tells of the saying.
        led = words[1].low in PREPOSITIONS or words[1].low in TIMES or words[1].low == "when"
        return led and not any(word.low in FINITE_BE for word in words[2:])
    if len(words) <= 2 and all(word.low in _EMPTY for word in words):
        return True
    return _asks_to_be_unnamed(words)


def _asks_to_be_unnamed(words: list[Token]) -> bool:
    lows = {word.low for word in words}
    unnamed = not lows.isdisjoint(_UNNAMED) or ("not" in lows and not lows.isdisjoint(_NAMED))
    return unnamed and len(words) <= LONGEST_CONDITION and words[0].low in _ASKING_FOR


def _content_start(tokens: list[Token], verb: Verb) -> int | None:
    cue = verb.cue
    start = _after_particles(tokens, verb.last, cue)
    if start >= len(tokens):
        return None
    if tokens[start].low in PREPOSITIONAL.get(cue.lemma, ()) and start + 1 < len(tokens):
        return start + 1 if tokens[start + 1].low not in TIMES else None
    if verb.subject.first > start and tokens[verb.subject.first - 1].low == "by":
        described = _described(tokens, verb, start)
        if described is not None:
            return described
    if _is_gapped(tokens, verb, start):
        return start
    announced = _announced(tokens, start, cue)
    if announced is not None:
        return announced
    if cue.frames & Frame.HEARER:
        return _after_hearer(tokens, start, cue)
    if verb.loose or verb.inverted:
        return _clause_start(tokens, start, cue) if strong(tokens[start]) else None
    return _unannounced(tokens, start, cue)


def _described(tokens: list[Token], verb: Verb, start: int) -> int | None:
    """Return where the words begin in "described by X as mad" and "described as “mad” by X"."""
    after = verb.subject.last + 1
    if tokens[start].low == "by":
        return after + 1 if after < len(tokens) and tokens[after].low == "as" else None
    start += tokens[start].low == "as"
    return start if tokens[start].quotation else None


def _after_particles(tokens: list[Token], at: int, cue: Cue) -> int:
    start = at + (2 if cue is PHRASAL_CUE else 1)
    while start < len(tokens) and (
        (tokens[start].low in _PARTICLES and cue.lemma in _PARTICLE_VERBS and start == at + 1)
        or (is_adverb(tokens[start].low) and _modifies_verb(tokens, start))
    ):
        start += 1
    return start


def _modifies_verb(tokens: list[Token], index: int) -> bool:
    """Say whether an adverb after the verb is no part of the words said yet."""
    if tokens[index].low not in _OPENING_ADVERBS:
        return True
    return index + 1 < len(tokens) and tokens[index + 1].low == "that"


def _is_gapped(tokens: list[Token], verb: Verb, start: int) -> bool:
    """Say whether the words said lack their subject: "which he said was late"."""
    opening = verb.subject.first - 1
    return (
        opening >= 0
        and tokens[opening].low in ("which", "who", "that")
        and tokens[start].low in AUXILIARIES
    )


def _announced(tokens: list[Token], start: int, cue: Cue) -> int | None:
    """Find content that a mark or a word announces: a colon, a quotation, "that", "whether"."""
    index = start
    # A noun like "reports" is a verb only where the words said follow at once.
    at_once = cue.noun and cue.form is not Form.PARTICIPLE
    limit = min(len(tokens) - 1, start + (1 if at_once else LONGEST_ADJUNCT))
    while index < limit:
        token, following = tokens[index], tokens[index + 1]
        if token.quotation and _is_title(tokens, index):
            index += 1
            continue
        if token.quotation:
            return index if _introduced(tokens, index, start, cue) else None
        if token.text == ":":
            return index + 1
        if token.low == "that":
            if following.low in FINITE_BE:
                return index  # "said that was late": the word is the subject
            if following.text == ":" and index + 2 < len(tokens):
                return index + 2
            return index + 1 if following.quotation or cue.frames & _CLAUSAL else None
        if token.low in _ASKED and (index == start or cue.frames & Frame.HEARER):
            return index if cue.frames & _CLAUSAL else None
        if token.low == "to" and cue.frames & Frame.INFINITIVE and following.low not in DETERMINERS:
            return index
        if token.text == ",":
            resumed = _after_comma(tokens, index, start)
            if resumed is None:
                return None
            index = resumed
        elif _passes(tokens, index, start):
            index += 1
        else:
            return None
    return index if index == limit and tokens[index].quotation else None


def _is_title(tokens: list[Token], index: int) -> bool:
    """Tell the name of a programme or a paper in quotation marks from words said."""
    words = tokens[index].text.split()
    following = tokens[index + 1]
    return (
        0 < len(words) <= 5
        and words[-1][-1:].isalnum()
        and all(word[:1].isupper() for word in words)
        and (following.low in ("that", "on", "in", "how", "why", "last") or following.low in TIMES)
    )


def _introduced(tokens: list[Token], index: int, start: int, cue: Cue) -> bool:
    """Say whether a quotation after the verb is the words said, not a mere word in quotes."""
    if cue.frames & (Frame.CLAUSE | Frame.OBJECT | Frame.HEARER):
        return True
    return index > start or tokens[index].text[:1].isupper() or cue.lemma in ("read", "write")


def _after_comma(tokens: list[Token], index: int, start: int) -> int | None:
    """Return where to read on after a comma that follows the verb; None if no words are near."""
    following = tokens[index + 1]
    if following.quotation:
        return index + 1
    if tokens[index - 1].capital and following.capital and index > start:
        return index + 1
    if following.low == "that" and index > start:
        return index + 1
    resumed = _resumed(tokens, index)
    if resumed is not None:
        return resumed
    if following.low in PREPOSITIONS or is_adverb(following.low) or following.low.endswith("ing"):
        for closing in range(index + 2, min(len(tokens) - 1, index + 14)):
            if tokens[closing].quotation:
                return None
            if tokens[closing].low == "that" and index > start:
                return closing
            if tokens[closing].text == ",":
                return closing + 1
    return None


def _passes(tokens: list[Token], index: int, start: int) -> bool:
    """Say whether the token belongs to an adjunct between the verb and the words said."""
    token = tokens[index]
    low = token.low
    if low in MONTHS and token.capital:
        return True
    if low in SUBJECT_PRONOUNS or low in CONTRACTED or low in AUXILIARIES:
        return False
    if not token.text[0].isalnum():
        return token.text in ("(", ")", "@", "#", "&", "$")
    if index == start:
        if past_spell(tokens, index) > index:
            return True
        return low in PREPOSITIONS or low in TIMES or low in MONTHS or is_this_year(tokens, index)
    cue = CUES.get(low)
    return cue is None or cue.noun or cue.form is Form.BASE


def _resumed(tokens: list[Token], comma: int) -> int | None:
    """Return where ", two days later, that" or ", smiling, “" goes on with the words said."""
    for closing in range(comma + 2, min(len(tokens) - 1, comma + 14)):
        if tokens[closing].quotation:
            return None
        if tokens[closing].text == ",":
            after = tokens[closing + 1]
            return closing + 1 if after.low == "that" or after.quotation else None
    return None


def _after_hearer(tokens: list[Token], start: int, cue: Cue) -> int | None:
    """Find the words after "told reporters" or "assured the crowd"."""
    hearer = _hearer(tokens, start)
    if hearer is None or hearer >= len(tokens):
        return None
    announced = _announced(tokens, hearer, cue) if hearer > start else None
    if announced is not None:
        return announced
    if hearer > start and tokens[hearer].low in PREPOSITIONAL.get(cue.lemma, ()):
        return hearer + 1
    if tokens[hearer].low in ("to", "not"):
        return start
    return _clause_start(tokens, hearer, cue)


def _hearer(tokens: list[Token], start: int) -> int | None:
    """Return the index after the person told."""
    if tokens[start].quotation:
        return None
    if tokens[start].low == "her" and _owns(tokens, start + 1):
        return start + 2
    if tokens[start].low in _OBJECT_PRONOUNS:
        # "warned it might fall": what is told, not who is told.
        subject = tokens[start].low in ("it", "you") and start + 1 < len(tokens)
        return start if subject and tokens[start + 1].low in FINITE_BE else start + 1
    phrase = phrase_starting(tokens, start)
    if phrase is not None:
        after = phrase.last + 1
        titled = after + 1 < len(tokens) and tokens[after].quotation and _is_title(tokens, after)
        return after + 1 if titled else after
    return start if tokens[start].low in PREPOSITIONS else None


def _owns(tokens: list[Token], index: int) -> bool:
    """Say whether the word after "her" is hers: "told her staff the dam", not "told her that"."""
    if index + 1 >= len(tokens) or tokens[index].capital or not tokens[index].text.isalpha():
        return False
    following = tokens[index + 1]
    return (
        phrase_starting(tokens, index) is not None
        and not strong(tokens[index])
        and tokens[index].low not in PREPOSITIONS
        and (strong(following) or following.low == "that")
    )


def _unannounced(tokens: list[Token], start: int, cue: Cue) -> int | None:
    if cue.frames & Frame.INFINITIVE:
        begins = after_times(tokens, start)
        if begins < len(tokens) and tokens[begins].low == "to":
            return begins
    if cue.frames & Frame.CLAUSE:
        clause = _clause_start(tokens, start, cue)
        if clause is not None:
            return clause
    if cue.frames & Frame.OBJECT and begins_object(tokens[start]):
        return start
    return None


def _clause_start(tokens: list[Token], start: int, cue: Cue) -> int | None:
    """Return where a clause without "that" begins, past a time or a place that comes first."""
    if not cue.frames & Frame.CLAUSE:
        return None
    begins = after_times(tokens, start)
    if begins >= len(tokens):
        return None
    if tokens[begins].low in PREPOSITIONS:
        resumed = _after_place(tokens, begins)
        if resumed is not None:
            return resumed
        return begins if begins == start and _is_long(tokens, begins) else None
    weak = (cue.noun and cue.form is not Form.PARTICIPLE) or (
        cue.manner is Manner.THOUGHT and cue.lemma in _PERCEIVING
    )
    if weak and not strong(tokens[begins]):
        return None
    sure = cue.lemma in _PLAIN or (
        cue.lemma in _CLAUSES_ONLY
        and strong(tokens[begins])
        and len(tokens) - begins > 3
        and tokens[begins + 1].low != "same"
    )
    if not sure and not has_finite(tokens, begins):
        return None
    return begins if begins_clause(tokens[begins]) else None


def _is_long(tokens: list[Token], begins: int) -> bool:
    """Say whether a clause may open with a preposition: "said despite all that she would go"."""
    return tokens[begins].low in ("despite", "since", "after", "under", "during", "without") and (
        len(tokens) - begins > 8
    )


def _after_place(tokens: list[Token], start: int) -> int | None:
    """Return where a clause begins after "on Friday" or "in a statement", if a subject shows it."""
    limit = min(len(tokens) - 1, start + 12)
    for index in range(start + 1, limit):
        token, before = tokens[index], tokens[index - 1]
        if token.quotation or not token.text[0].isalnum():
            return None
        low = token.low
        if (low in SUBJECT_PRONOUNS and low != "who") or low in CONTRACTED or low == "there":
            return index
        if low in AUXILIARIES or low in SUBORDINATORS:
            return None
        opens = low in DETERMINERS or low in POSSESSIVES
        ended = before.low in TIMES or before.low in MONTHS or before.low.isdigit()
        settled = before.low not in PREPOSITIONS and before.low not in CONJUNCTIONS
        if (opens and settled and before.low not in DETERMINERS) or (
            ended and token.capital and low not in MONTHS and low not in TIMES
        ):
            return index
    return None
