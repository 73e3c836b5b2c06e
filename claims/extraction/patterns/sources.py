"""Attribution without a verb: "according to X"."""

from collections.abc import Iterator

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    CONTRACTED,
    FINITE_BE,
    IRREGULAR_PASTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)
from claims.extraction.english.cues import CUES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.endings import content_end
from claims.extraction.patterns.phrases import Phrase, phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.mentions import names_person

LONGEST_SOURCE = 40
LONGEST_APPOSITION = 14
_VERBS = FINITE_BE | IRREGULAR_PASTS
_CLAUSE_SUBJECTS = SUBJECT_PRONOUNS - {"who", "you"}
NEAREST_NOUN = 9
_VIEWS = vocabulary("words view opinion telling account estimation reading")
_INSERTING = vocabulary("citing quoting who which whose")


def according_to(tokens: list[Token], at: int, number: int, found: list[Draft]) -> Iterator[Draft]:
    """Yield the statement that "according to" at `at` attributes.

    After words that a verb already attributes, it names who passed them on and yields nothing.
    """
    if at + 2 >= len(tokens) or tokens[at + 1].low != "to":
        return
    subject = phrase_starting(tokens, at + 2)
    if subject is None:
        return
    words: Phrase | None
    closing = _set_into(tokens, at, subject)
    if closing is not None and not found:
        words = Phrase(0, content_end(tokens, closing + 1))
    elif at <= 1 or _interrupts(tokens, at):
        words = _words_after(tokens, at, subject)
    else:
        words = _words_before(tokens, at, found)
    if words is not None:
        yield Draft(
            content=Span(tokens[words.first].start, tokens[words.last].end),
            cue=Span(tokens[at].start, tokens[at + 1].end),
            speaker=Span(tokens[subject.first].start, tokens[subject.last].end),
            pattern="according-to",
            sentence=number,
            adjunct=_between(tokens, subject.last + 1, closing),
        )


def _between(tokens: list[Token], first: int, closing: int | None) -> Span | None:
    return (
        Span(tokens[first].start, tokens[closing - 1].end) if closing and closing > first else None
    )


def _set_into(tokens: list[Token], at: int, subject: Phrase) -> int | None:
    """Return the comma that closes "Wages, according to X, will rise", where a verb follows it."""
    if at < 2 or tokens[at - 1].text != "," or any(
        token.quotation or token.text == "," or token.low in FINITE_BE or token.low in CUES
        for token in tokens[: at - 1]
    ):  # fmt: skip
        return None
    for index in range(subject.last + 1, min(len(tokens) - 2, subject.last + LONGEST_APPOSITION)):
        if tokens[index].quotation:
            return None
        if tokens[index].text == "," and tokens[index + 1].low in _VERBS:
            return index
    return None


def in_the_words_of(tokens: list[Token], number: int) -> Draft | None:
    """Read "In Lee's view, ..." and "In the words of Lee, ...": the words after the comma."""
    if tokens[0].low != "in":
        return None
    for at in range(2, min(len(tokens) - 3, NEAREST_NOUN)):
        if tokens[at].low not in _VIEWS:
            continue
        subject = Phrase(1, at - 1)
        if tokens[at + 1].low == "of" and tokens[1].low == "the" and at == 2:
            following = phrase_starting(tokens, at + 2)
            if following is None:
                return None
            subject, comma = following, _past_name(tokens, following.last + 1)
        else:
            comma = at + 1
        owned = tokens[at - 1].low in POSSESSIVES or tokens[at - 1].low.endswith(("'s", "s'"))
        if (
            comma + 2 >= len(tokens)
            or tokens[comma].text != ","
            or not (owned or subject.first > 1)
        ):
            return None
        words = Phrase(comma + 1, content_end(tokens, comma + 1))
        return Draft(
            content=Span(tokens[words.first].start, tokens[words.last].end),
            cue=Span(tokens[at].start, tokens[at].end),
            speaker=Span(tokens[subject.first].start, tokens[subject.last].end),
            pattern="as-said",
            sentence=number,
        )
    return None


def _past_name(tokens: list[Token], comma: int) -> int:
    """Return the comma after the name that explains "his widow, Jo,"; `comma` where none does."""
    if comma + 1 >= len(tokens) or tokens[comma].text != "," or not tokens[comma + 1].capital:
        return comma
    name = phrase_starting(tokens, comma + 1)
    closing = name.last + 1 if name is not None else len(tokens)
    return closing if closing < len(tokens) and tokens[closing].text == "," else comma


def _interrupts(tokens: list[Token], at: int) -> bool:
    """Say whether "according to X" stands as a parenthesis in front of the words: "that, ..."."""
    if tokens[at - 1].low in ("but", "and") and tokens[at - 2].text == ",":
        return True
    before = tokens[at - 2]
    return tokens[at - 1].text == "," and (
        before.low in SUBORDINATORS or before.low in PREPOSITIONS or before.low in CONJUNCTIONS
    )


def _words_after(tokens: list[Token], at: int, subject: Phrase) -> Phrase | None:
    """Return what follows "According to X, who saw it,"."""
    limit = min(len(tokens) - 1, subject.last + LONGEST_SOURCE)
    for index in range(subject.last + 1, limit):
        if tokens[index].quotation or tokens[index].low in _CLAUSE_SUBJECTS:
            return Phrase(index, content_end(tokens, index))
        if tokens[index].text in (",", ":"):
            first = _past_insertion(tokens, index)
            return Phrase(first, content_end(tokens, first))
    return None


def _past_insertion(tokens: list[Token], comma: int) -> int:
    """Return where the words begin after ", citing two diplomats," or ", head of the clinic,"."""
    low = tokens[comma + 1].low
    published = low.endswith("ed") or low == "seen"
    published = published and comma + 2 < len(tokens) and tokens[comma + 2].low in PREPOSITIONS
    limit = min(len(tokens) - 1, comma + LONGEST_SOURCE)
    closing = next((at for at in range(comma + 2, limit) if tokens[at].text == ","), None)
    if closing is None:
        return comma + 1
    if low in _INSERTING or published or _apposes(tokens, comma, closing):
        return closing + 1
    return comma + 1


def _apposes(tokens: list[Token], comma: int, closing: int) -> bool:
    """Say whether a name or an office between commas tells who the source before them is.

    Not so of "According to Lee, the mayor, Bo Roe, lied": there it begins the words said.
    """
    words = tokens[comma + 1 : closing]
    if len(words) > LONGEST_APPOSITION or any(not word.text[0].isalnum() for word in words):
        return False
    if any(word.low in CUES or word.low in FINITE_BE or word.low in CONTRACTED for word in words):
        return False
    source = tokens[comma - 1]
    if names_person(source) and not source.capital:
        return len(words) > 1 and all(word.capital for word in words)
    again = [at for at in range(closing + 2, len(tokens)) if tokens[at].text == ","]
    if again and all(word.capital for word in tokens[closing + 1 : again[0]]):
        return False
    head = next((at for at, word in enumerate(words) if names_person(word)), None)
    if head is None or not source.capital or any(word.capital for word in words[head + 1 :][:1]):
        return False
    return not any(word.low in PREPOSITIONS for word in words[:head])


def _words_before(tokens: list[Token], at: int, found: list[Draft]) -> Phrase | None:
    """Return the clause that "according to X" closes."""
    last = at - 1
    while last > 0 and tokens[last].text in (",", "—", "–"):
        last -= 1
    first = 0
    while first < last and (
        tokens[first].low in CONJUNCTIONS
        or not (tokens[first].text[0].isalnum() or tokens[first].quotation)
    ):
        first += 1
    if last - first < 2 or any(draft.pattern != "participle" for draft in found):
        return None
    return Phrase(first, last)
