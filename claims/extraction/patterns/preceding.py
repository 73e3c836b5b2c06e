"""The words said that stand to the left of a reporting verb: "...," X said."""

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    CONTRACTED,
    FINITE_BE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.cues import CUES, Form, Frame
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.clauses import Content
from claims.extraction.patterns.endings import content_end, remarks_on
from claims.extraction.patterns.phrases import phrase_starting
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.sentences import Token

_SPOKEN_OUT = (",", "?", "!", "…", "—", "–", "-", ".")
_DASHES = ("—", "–", "--")
_UNPAIRED = ("'", "’", '"', "”")
_CLOSING = vocabulary(". ! ? … ,")
_PHRASES = {("in", "fact"), ("of", "course"), ("in", "addition"), ("for", "example")}
_CARRYING_ON = vocabulary("and but or because so if unless that until when")
LONGEST_ADJUNCT = 12
LONGEST_PAUSE = 26
SHORTEST_CLAUSE = 2
CLOSING_WORDS = 4


def words_before(tokens: list[Token], verb: Verb, *, quoted: bool) -> Content | None:
    """Return the words that the verb attributes to what stands before it, or None.

    With `quoted` they end in a quotation, and one that goes on after the attribution is taken in.
    """
    end = _mark_before(tokens, verb)
    if end > 0 and (tokens[end].text == "," or tokens[end].text in _DASHES):
        end -= 1
    if end < 0 or tokens[end].quotation is not quoted:
        return None
    if quoted:
        return _quotation(tokens, verb, end)
    return _clause(tokens, verb, end)


def _mark_before(tokens: list[Token], verb: Verb) -> int:
    """Return the index before the attribution, past a quotation mark that has no partner."""
    at = verb.first - 1
    return at - 1 if at > 0 and tokens[at].text in _UNPAIRED else at


def _quotation(tokens: list[Token], verb: Verb, end: int) -> Content | None:
    if not verb.cue.frames & Frame.QUOTE or not _is_speech(tokens, end):
        return None
    if verb.cue.form is Form.PARTICIPLE and not verb.inverted:
        return None
    first = _sentence_start(tokens, end)
    if first is None:
        return None
    resumed = _resumed(tokens, verb.last + 1)
    last = resumed if resumed is not None else end
    return Content(first, last, (verb.last + 1, resumed if resumed else len(tokens)))


def _is_speech(tokens: list[Token], index: int) -> bool:
    """Tell words said from a title or a word in quotation marks before the subject."""
    words = tokens[index].text
    if words[-1:] in _SPOKEN_OUT:
        return True
    return words.count(" ") >= 3 or index == 0


def _sentence_start(tokens: list[Token], end: int) -> int | None:
    """Return where the words said begin: the quotation, or the sentence that it completes."""
    first = end
    while first > 0 and tokens[first - 1].quotation:
        first -= 1
    lead = _skip_opening(tokens, 0)
    if lead >= first:
        return first
    if _sets_scene(tokens, lead, first):
        return None if tokens[end].text.count(" ") < 4 else first
    if tokens[first - 1].text == ":" or any(
        tokens[index].low in CUES and CUES[tokens[index].low].frames & Frame.QUOTE
        and not CUES[tokens[index].low].noun
        for index in range(lead, first)
    ):  # fmt: skip
        return first
    return lead


def _skip_opening(tokens: list[Token], first: int) -> int:
    if len(tokens) > 3 and (tokens[first].low, tokens[first + 1].low) in _PHRASES:
        first += 2
    while first < len(tokens) - 1 and not tokens[first].quotation and (
        tokens[first].low in CONJUNCTIONS or not tokens[first].text[0].isalnum()
    ):  # fmt: skip
        first += 1
    return first


def _sets_scene(tokens: list[Token], first: int, end: int) -> bool:
    """Say whether the words before a comma only set the scene: "On Monday", "Asked why"."""
    low = tokens[first].low
    if low in ("had", "were", "should"):
        return True
    if not (
        low in PREPOSITIONS or low in SUBORDINATORS or low in TIMES or low.endswith(("ing", "ed"))
    ):
        return False
    return not any(tokens[index].text == "," for index in range(first, end))


def _resumed(tokens: list[Token], index: int) -> int | None:
    """Return the last quotation that goes on after 'he said,' in the same sentence."""
    limit = min(len(tokens) - 1, index + LONGEST_PAUSE)
    while index < limit:
        if tokens[index].text in (",", ":", ";") or tokens[index].text in _DASHES:
            if tokens[index + 1].quotation:
                return index + 1
        elif tokens[index].low in CUES and not CUES[tokens[index].low].noun:
            return None
        index += 1
    return None


def _clause(tokens: list[Token], verb: Verb, end: int) -> Content | None:
    if not verb.cue.frames & (Frame.CLAUSE | Frame.QUOTE) or not verb.finite or verb.cue.noun:
        return None
    mark = tokens[_mark_before(tokens, verb)].text
    if mark != "," and mark not in _DASHES:
        return None
    if not _is_over(tokens, verb.last + 1):
        return None
    first = _skip_opening(tokens, 0)
    if end - first < SHORTEST_CLAUSE or _sets_scene(tokens, first, end + 1):
        return None
    if end - first == SHORTEST_CLAUSE and not _is_finite(tokens, first, end + 1):
        return None
    if tokens[verb.first].low in SUBORDINATORS or remarks_on(tokens, verb.first):
        return None
    return Content(first, _resuming(tokens, verb) or end, (verb.last + 1, len(tokens)))


def _resuming(tokens: list[Token], verb: Verb) -> int | None:
    """Return the end of a clause that goes on after ", he said, and"."""
    comma = verb.last + 1
    if comma + 3 >= len(tokens) or tokens[comma].text != ",":
        return None
    if tokens[comma + 1].low not in _CARRYING_ON:
        return None
    if any(token.low in CUES for token in tokens[comma + 2 : comma + 7]):
        return None
    if any(_reports(token) for token in tokens[-CLOSING_WORDS:]):
        return None  # what follows has an attribution of its own
    return content_end(tokens, comma + 1)


def _reports(token: Token) -> bool:
    cue = CUES.get(token.low)
    return cue is not None and not cue.noun and cue.form in (Form.PAST, Form.PRESENT)


def words_around(tokens: list[Token], verb: Verb) -> Content | None:
    """Return the sentence into which "X said" is set as a parenthesis, or None."""
    if not verb.cue.frames & Frame.CLAUSE or verb.cue.form is Form.PARTICIPLE or verb.inverted:
        return None
    opening = verb.first - 1
    if not _opens_insertion(tokens, opening):
        return None
    closing = _closing(tokens, verb)
    if closing + 2 >= len(tokens):
        return None
    marks = {tokens[opening].text, tokens[closing].text}
    if marks != {","} and not marks <= set(_DASHES):
        return None
    first = _skip_opening(tokens, 0)
    if opening - first < 1 or tokens[opening - 1].quotation:
        return None
    whole = not _sets_scene(tokens, first, opening) and _is_finite(tokens, first, opening)
    if whole and not is_cut_short(tokens, verb):
        return None
    if closing > verb.last + 1 and _begins_anew(tokens[closing + 1]):
        return None
    return Content(first, content_end(tokens, closing + 1), (verb.last + 1, closing))


def _begins_anew(token: Token) -> bool:
    """Say whether a clause with a subject of its own follows the attribution."""
    return token.low not in FINITE_BE and not token.low.endswith(("s", "ed"))


def is_cut_short(tokens: list[Token], verb: Verb) -> bool:
    """Say whether "X said" parts an auxiliary from its verb: "The minister had, she said, lied"."""
    opening = verb.first - 1
    if opening < 1 or tokens[opening].text != "," or tokens[opening - 1].low not in FINITE_BE:
        return False
    closing = _closing(tokens, verb)
    return closing + 1 < len(tokens) and tokens[closing].text == ","


def _opens_insertion(tokens: list[Token], opening: int) -> bool:
    return opening > 0 and (tokens[opening].text == "," or tokens[opening].text in _DASHES)


def _closing(tokens: list[Token], verb: Verb) -> int:
    """Return where a parenthesis ends: past the hearer and the day in "X told Tass on Monday,"."""
    at = verb.last + 1
    if verb.cue.frames & Frame.HEARER and at < len(tokens):
        hearer = phrase_starting(tokens, at)
        at = hearer.last + 1 if hearer is not None else at
    limit = min(len(tokens) - 1, verb.last + LONGEST_ADJUNCT)
    end = at
    while end < limit and tokens[end].text[0].isalnum() and not tokens[end].quotation:
        if tokens[end].low in FINITE_BE or tokens[end].low in CUES:
            return verb.last + 1
        end += 1
    led = tokens[at].low in PREPOSITIONS or tokens[at].low in TIMES if at < limit else False
    return end if end == at or (led and tokens[end].text == ",") else verb.last + 1


def is_set_into(tokens: list[Token], verb: Verb) -> bool:
    """Say whether "X said" stands between a noun phrase and the quoted rest of its clause.

    So in 'The bridge, Lee said, "is a wreck"', and not in 'Later, Lee said, "It is a wreck"'.
    """
    opening = verb.first - 1
    if not _opens_insertion(tokens, opening):
        return False
    closing = _closing(tokens, verb)
    if closing + 1 >= len(tokens) or not tokens[closing + 1].quotation:
        return False
    first = _skip_opening(tokens, 0)
    lead = tokens[first:opening]
    return (
        tokens[closing + 1].text[:1].islower()
        and bool(lead)
        and not lead[-1].quotation
        and not any(is_adverb(token.low) or token.low in TIMES for token in lead)
        and not _sets_scene(tokens, first, opening)
        and not _is_finite(tokens, first, opening)
    )


def _is_finite(tokens: list[Token], first: int, beyond: int) -> bool:
    """Say whether the tokens can be a clause of their own: whether they hold a finite verb."""
    return any(
        token.quotation or token.low in FINITE_BE or token.low in CONTRACTED or token.low in CUES
        or token.low.endswith("ed")
        for token in tokens[first:beyond]
    )  # fmt: skip


def words_commented(tokens: list[Token], verb: Verb) -> Content | None:
    """Return what "as X said" comments on: the words after its comma, or those before."""
    opening = verb.first - 1
    if opening < 0 or tokens[opening].low != "as" or verb.inverted or not verb.finite:
        return None
    if _skip_opening(tokens, 0) >= opening:
        limit = min(len(tokens) - 2, verb.last + LONGEST_PAUSE)
        for index in range(verb.last + 1, limit):
            if tokens[index].text in (",", ":"):
                return Content(index + 1, content_end(tokens, index + 1), (verb.last + 1, index))
            if tokens[index].quotation or tokens[index].low == "that":
                return None
        return None
    if tokens[opening - 1].text != "," or not _is_over(tokens, verb.last + 1):
        return None
    first, end = _skip_opening(tokens, 0), opening - 2
    return Content(first, end, (verb.last + 1, len(tokens))) if end - first >= 3 else None


def _is_over(tokens: list[Token], index: int) -> bool:
    """Say whether an attribution after its words is complete at `index`."""
    while index < len(tokens) and (is_adverb(tokens[index].low) or tokens[index].low in TIMES):
        index += 1
    if index >= len(tokens):
        return True
    token = tokens[index]
    return token.text in _CLOSING or token.low in PREPOSITIONS or token.low in ("when", "while")
