"""Words at second hand: "Tass quoted Lee as saying", "Reuters reported, citing two diplomats"."""

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from claims.extraction.english.cues import CUES, Form
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import (
    ANONYMOUS_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.groups import verb_group_start
from claims.extraction.patterns.phrases import (
    Phrase,
    main_subject,
    phrase_starting,
    subject_before,
)
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token

LONGEST_SOURCE = 16
_QUOTING = vocabulary("quoted quotes quoting cited cites citing paraphrased")
_CITING = vocabulary("citing quoting")
_CITED = vocabulary("cited cites quoted quotes")
_CITES = _CITING | _CITED
_RELATIVE = vocabulary("which who that")
_BE = vocabulary("is are was were been being")
_HAVING = ("having", "have")
_REPORTING = vocabulary("reported reports report according")
_SPEAKING = PERSON_TITLES | GROUP_NOUNS | ANONYMOUS_NOUNS | ORGANISATION_NOUNS
_DOCUMENTS = (DOCUMENT_NOUNS - {"paper"}) | vocabulary(
    "data figures records documents reports studies"
)


class Relay(NamedTuple):
    """A verb read as the outlet's and the speaker's together, and each of the two apart."""

    verb: Verb
    speaker: Phrase
    outlet: Phrase | None


def quoted_as(tokens: list[Token], at: int) -> Relay | None:
    """Return the relay of "Tass quoted Lee as saying" whose participle is the token `at`."""
    cue = CUES.get(tokens[at].low)
    link = at - 2 if at > 1 and tokens[at - 1].low in _HAVING else at - 1
    said = cue is not None and (cue.form is Form.PARTICIPLE or link < at - 1)
    if cue is None or not said or link < 1 or tokens[link].low != "as":
        return None
    quoting = next(
        (
            index
            for index in range(link - 1, max(-1, link - LONGEST_SOURCE), -1)
            if tokens[index].low in _QUOTING and not tokens[index].quotation
        ),
        None,
    )
    if quoting is None:
        return None
    group = verb_group_start(tokens, quoting)
    read = _passive if _is_passive(tokens, group, quoting) else _active
    found = read(tokens, group, quoting, link, at)
    if found is None:
        return None
    first, speaker, outlet = found
    finite = cue._replace(form=Form.PAST, noun=False)
    return Relay(Verb(at, finite, first, Phrase(first, at - 1), False), speaker, outlet)


def _is_passive(tokens: list[Token], group: int, quoting: int) -> bool:
    if tokens[quoting].low in ("quoted", "cited") and any(
        tokens[index].low in _BE for index in range(group, quoting)
    ):
        return True
    return tokens[quoting].low in ("quoted", "cited") and tokens[quoting + 1].low == "by"


def _passive(
    tokens: list[Token], group: int, quoting: int, link: int, at: int
) -> tuple[int, Phrase, Phrase | None] | None:
    """Read "Lee was quoted by Tass as saying" and "Lee was quoted as saying by Tass"."""
    speaker = subject_before(tokens, group)
    if speaker is None:
        return None
    outlet = None
    for place in (quoting + 1, at + 1):
        if place + 1 < len(tokens) and tokens[place].low in ("by", "in"):
            outlet = outlet or phrase_starting(tokens, place + 1)
    return speaker.first, speaker, outlet


def _active(
    tokens: list[Token], group: int, quoting: int, link: int, at: int
) -> tuple[int, Phrase, Phrase | None] | None:
    """Read "Tass quoted Lee as saying" and "..., quoting Lee as saying"."""
    speaker = phrase_starting(tokens, quoting + 1)
    if speaker is None or speaker.last >= link:
        return None
    if tokens[quoting].low in _CITING:
        return quoting, speaker, main_subject(tokens[:quoting])
    outlet = subject_before(tokens, group)
    return (outlet.first, speaker, outlet) if outlet is not None else None


def relayed(tokens: list[Token], found: list[Draft]) -> list[Draft]:
    """Return the drafts of a sentence with those for speakers whom an outlet only cites.

    A draft of the outlet itself that another draft is told by is left out.
    """
    if not found:
        return found
    if len(found) > 1:
        found = [_through(tokens, draft, found) for draft in found]
        found = [
            draft
            for draft in found
            if not any(goes_between(tokens, draft, other) for other in found if other is not draft)
        ]
    sources = [
        (index, source)
        for index, token in enumerate(tokens)
        if token.low in _CITES
        for source in [_cited(tokens, index)]
        if source is not None
    ]
    return [_with_source(tokens, draft, sources) for draft in found] if sources else found


def _through(tokens: list[Token], draft: Draft, found: list[Draft]) -> Draft:
    """Return the draft with the outlet whose report has it: "Le Monde reported that Lee said"."""
    for other in found:
        reports = other is not draft and other.pattern in ("speaker-then-words", "as-said")
        if reports and goes_between(tokens, other, draft):
            return replace(draft, through=other.speaker)
    return draft


def _cited(tokens: list[Token], index: int) -> Phrase | None:
    """Return who is cited by the token at `index`: "citing two diplomats"."""
    low = tokens[index].low
    if low not in _CITING and (
        low not in _CITED or index == 0 or tokens[index - 1].low not in _RELATIVE
    ):
        return None
    source = phrase_starting(tokens, index + 1)
    return source if source is not None and _can_speak(tokens, source) else None


def _with_source(tokens: list[Token], draft: Draft, sources: list[tuple[int, Phrase]]) -> Draft:
    if draft.speaker is None or not passes_on(tokens, draft):
        return draft
    for index, source in sources:
        if not _within(tokens[index], draft.content):
            span = Span(tokens[source.first].start, tokens[source.last].end)
            return replace(draft, speaker=span, through=draft.speaker)
    return draft


def goes_between(tokens: list[Token], outer: Draft, inner: Draft) -> bool:
    """Say whether an outlet only passes on who said it: "According to Tass, Lee said it was late".

    The two have the whole clause and its own attribution.
    """
    return (
        inner.cue is not None
        and inner.speaker is not None
        and outer.content.start <= inner.speaker.start <= outer.content.start + 4
        and inner.cue.start < outer.content.end
        and (outer.pattern in ("according-to", "as-said") or _is_report(tokens, outer))
        and not _names_document(tokens, outer.speaker)
        and is_outlet(_words(tokens, outer.speaker))
    )


def _is_report(tokens: list[Token], draft: Draft) -> bool:
    """Say whether a draft is what somebody "reported that"."""
    return draft.pattern == "speaker-then-words" and any(
        token.low in ("reported", "reports") for token in _tokens(tokens, draft.cue)
    )


def _names_document(tokens: list[Token], span: Span | None) -> bool:
    return any(token.low in _DOCUMENTS for token in _tokens(tokens, span))


def _words(tokens: list[Token], span: Span | None) -> str:
    return " ".join(token.text for token in _tokens(tokens, span))


def _tokens(tokens: list[Token], span: Span | None) -> list[Token]:
    if span is None:
        return []
    first = bisect_left(tokens, span.start, key=_start)
    return tokens[first : bisect_left(tokens, span.end, key=_start)]


def _start(token: Token) -> int:
    return token.start


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.start < span.end


def passes_on(tokens: list[Token], draft: Draft) -> bool:
    """Say whether the subject is one that reports what others say: "Reuters reported"."""
    cue, speaker = draft.cue, draft.speaker
    if cue is None or speaker is None:
        return False
    if any(token.low in _REPORTING for token in _tokens(tokens, cue)):
        return True
    return is_outlet(_words(tokens, speaker))


def _can_speak(tokens: list[Token], source: Phrase) -> bool:
    words = tokens[source.first : source.last + 1]
    if any(word.low in _DOCUMENTS for word in words):
        return False
    return any(word.capital or word.low in _SPEAKING for word in words)
