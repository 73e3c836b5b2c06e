"""The patterns by which one sentence attributes words to somebody."""

from bisect import bisect_left
from dataclasses import replace

from claims.extraction.english.classes import CONJUNCTIONS
from claims.extraction.english.cues import (
    CONVICTIONS,
    CUES,
    PHRASAL,
    PHRASAL_CUE,
    UTTERANCES,
    Cue,
    Form,
    Manner,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.clauses import Content, content_after
from claims.extraction.patterns.denials import denied, is_whole
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.nouns import named_utterance
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.patterns.preceding import (
    is_cut_short,
    is_set_into,
    words_around,
    words_before,
    words_commented,
)
from claims.extraction.patterns.punctuation import quoted_after_colon, quoted_before_any_verb
from claims.extraction.patterns.relays import (
    Relay,
    goes_between,
    passes_on,
    quoted_as,
    relayed,
)
from claims.extraction.patterns.remnants import quoted_words
from claims.extraction.patterns.sources import according_to, in_the_words_of
from claims.extraction.patterns.verbs import Verb, read_verb, unsaid
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

FEWEST_WORDS = 3
_ALLEGING = vocabulary("allegedly reportedly supposedly purportedly apparently")
_PAUSES = (",", ";", "—", "–", "--", ":")
_TRIGGERS = frozenset(CUES) | frozenset(PHRASAL) | UTTERANCES | CONVICTIONS | {"according"}


def drafts_of(sentence: Sentence, number: int) -> list[Draft]:
    """Return the statements that one sentence attributes, in the order of their cues."""
    found: list[Draft] = []
    tokens = sentence.tokens
    earlier: Phrase | None = None
    for at in [index for index, token in enumerate(tokens) if token.low in _TRIGGERS]:
        low = tokens[at].low
        if low == "according":
            found.extend(according_to(tokens, at, number, found))
            continue
        if low in UTTERANCES or low in CONVICTIONS:
            draft = named_utterance(tokens, at, number, earlier)
            if draft is not None:
                found.append(draft)
                continue
        relay = quoted_as(tokens, at)
        if relay is not None:
            draft = _at_second_hand(tokens, relay, number)
            if draft is not None:
                # "The agency quoted": the first verb only leads up to the second.
                found = [*_without_cues_in(found, _span(tokens, *relay.verb.subject)), draft]
            continue
        cue = cue_at(tokens, at)
        verb = read_verb(tokens, at, cue, earlier) if cue is not None else None
        if verb is None:
            continue
        draft = _draft(tokens, verb, number, found)
        if draft is not None and not _embedded(tokens, draft, verb.cue, found):
            draft = _past_earlier(tokens, draft, found)
        else:
            draft = None
        if draft is not None:
            found = [*_not_reported_by(tokens, draft, found), draft]
            earlier = verb.subject
    if not found:
        plain = in_the_words_of(tokens, number) or _quoted(tokens, number)
        found = [plain] if plain is not None else []
    return relayed(tokens, found)


def _quoted(tokens: list[Token], number: int) -> Draft | None:
    """Return the statement of a sentence that only its quotation marks show to be one."""
    if not [token for token in tokens if token.quotation]:
        return None
    return (
        quoted_after_colon(tokens, number)
        or quoted_before_any_verb(tokens, number)
        or quoted_words(tokens, number)
    )


def _without_cues_in(found: list[Draft], span: Span) -> list[Draft]:
    return [
        draft
        for draft in found
        if draft.cue is None or not span.start <= draft.cue.start < span.end
    ]


def _not_reported_by(tokens: list[Token], draft: Draft, found: list[Draft]) -> list[Draft]:
    """Return the drafts without those that are only told in the words of `draft`.

    In "Doctors feared that he was ill, his mother said" the fear is hers to report.
    """
    if draft.pattern != "clause-then-speaker":
        return found
    return [earlier for earlier in found if not _tells_of(tokens, draft, earlier)]


def _tells_of(tokens: list[Token], draft: Draft, earlier: Draft) -> bool:
    """Say whether an earlier draft, its speaker too, is the clause that a later verb reports."""
    speaker, content = earlier.speaker, draft.content
    return (
        speaker is not None
        and earlier.cue is not None
        and speaker.start == content.start
        and earlier.cue.end <= earlier.content.start
        and abs(earlier.content.end - content.end) <= 1
        and not passes_on(tokens, draft)
    )


def _at_second_hand(tokens: list[Token], relay: Relay, number: int) -> Draft | None:
    draft = _draft(tokens, relay.verb, number, [])
    if draft is None:
        return None
    outlet = _span(tokens, *relay.outlet) if relay.outlet is not None else None
    return replace(draft, speaker=_span(tokens, *relay.speaker), through=outlet)


def cue_at(tokens: list[Token], at: int) -> Cue | None:
    """Return the cue that the token is, alone or with the particle after it."""
    low = tokens[at].low
    if low in PHRASAL and at + 1 < len(tokens) and tokens[at + 1].low == PHRASAL[low]:
        return PHRASAL_CUE
    return CUES.get(low)


def _draft(tokens: list[Token], verb: Verb, number: int, found: list[Draft]) -> Draft | None:
    comment = words_commented(tokens, verb)
    if comment is not None:
        return _made(tokens, verb, comment, "as-said", number)
    before = None if verb.at == 0 else words_before(tokens, verb, quoted=True)
    if before is not None and not _is_announced(tokens, before, found):
        return _made(tokens, verb, before, "quote-then-speaker", number)
    inside = is_set_into(tokens, verb) or is_cut_short(tokens, verb)
    around = words_around(tokens, verb) if inside else None
    if around is not None:
        return _made(tokens, verb, around, "parenthesis", number)
    after = None if verb.inverted and verb.at else content_after(tokens, verb)
    if after is not None:
        pattern = "participle" if verb.cue.form is Form.PARTICIPLE else "speaker-then-words"
        after = denied(tokens, verb, after)
        return _made(tokens, verb, after, pattern, number)
    before = words_before(tokens, verb, quoted=False)
    if before is not None:
        return _made(tokens, verb, before, "clause-then-speaker", number)
    around = words_around(tokens, verb)
    if around is not None:
        return _made(tokens, verb, around, "parenthesis", number)
    return None


def _made(tokens: list[Token], verb: Verb, content: Content, pattern: str, number: int) -> Draft:
    return Draft(
        content=_span(tokens, content.first, content.last),
        cue=_span(tokens, verb.at, verb.at + (verb.cue is PHRASAL_CUE)),
        speaker=_span(tokens, verb.subject.first, verb.subject.last),
        pattern=pattern,
        sentence=number,
        adjunct=_adjunct(tokens, *content.adjunct),
        manner=verb.cue.manner,
        finite=verb.finite or verb.cue.form is Form.PARTICIPLE,
        negated=unsaid(tokens, verb),
        whole=is_whole(tokens, verb, content),
        hearsay=verb.group < verb.at and _is_alleged(tokens, verb),
    )


def _is_alleged(tokens: list[Token], verb: Verb) -> bool:
    return any(token.low in _ALLEGING for token in tokens[verb.group : verb.at])


def _embedded(tokens: list[Token], draft: Draft, verb: Cue, found: list[Draft]) -> bool:
    """Say whether what is found is only part of what an earlier draft reports.

    In "he said that she thought it was late" the thought is his to report; words that are quoted
    stay, whoever passes them on.
    """
    cue = draft.cue
    if cue is None or not any(
        earlier.content.start <= cue.start < earlier.content.end
        for earlier in found
        if not goes_between(tokens, earlier, draft)
    ):
        return False
    return verb.manner is not Manner.SPEECH or not any(
        token.quotation and draft.content.start <= token.start < draft.content.end
        for token in tokens
    )


def _is_announced(tokens: list[Token], content: Content, found: list[Draft]) -> bool:
    """Say whether an earlier verb with a colon already has the quotation: 'Lee asked: "Why?"'."""
    first = content.first
    return first > 0 and tokens[first - 1].text == ":" and any(
        draft.content.start == tokens[first].start for draft in found
    )  # fmt: skip


def _past_earlier(tokens: list[Token], draft: Draft, found: list[Draft]) -> Draft | None:
    """Return the draft without the attributions that stand before it in what it took for words.

    None where it is only set into the words of another: '"..., and it should, she added, be ..."'.
    """
    cue, content = draft.cue, draft.content
    if cue is None or cue.start < content.start or draft.pattern == "quote-then-speaker":
        return draft
    start = content.start
    for earlier in found:
        if earlier.cue is None or earlier.speaker is None or earlier.pattern == "noun":
            continue
        if goes_between(tokens, earlier, draft) or _tells_of(tokens, draft, earlier):
            continue
        if earlier.content.start <= cue.start < earlier.content.end:
            return None
        if start <= earlier.cue.start < cue.start:
            subject = tokens[bisect_left(tokens, earlier.speaker.start, key=_start)]
            if subject.low not in ("who", "which"):
                start = max(earlier.cue.end, earlier.speaker.end)
    if start == content.start:
        return draft
    if any(
        earlier.content.start >= start and earlier.content.start < cue.start for earlier in found
    ):
        return None  # these words are already another's, and this one only passes them on
    first = bisect_left(tokens, start, key=_start)
    last = bisect_left(tokens, cue.start, key=_start)
    while first < last and (tokens[first].low in CONJUNCTIONS or tokens[first].text in _PAUSES):
        first += 1
    if last - first < FEWEST_WORDS or tokens[first].start >= content.end:
        return None
    return replace(draft, content=Span(tokens[first].start, content.end))


def _start(token: Token) -> int:
    return token.start


def _span(tokens: list[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last].end)


def _adjunct(tokens: list[Token], first: int, beyond: int) -> Span | None:
    """Return the text between cue and content, without the word or mark that announces it."""
    while beyond > first and (
        tokens[beyond - 1].low == "that" or not tokens[beyond - 1].text[0].isalnum()
    ):
        beyond -= 1
    return _span(tokens, first, beyond - 1) if beyond > first else None
