"""Ukrainian and Russian news: the commonest ways in which a sentence attributes words."""

import re
from dataclasses import replace

from claims.extraction.english.cues import Manner
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token
from claims.extraction.slavic.cues import (
    ABOUT,
    ACCORDING,
    ADMITTING,
    ADVERBS,
    AND,
    AS,
    CALLED,
    DASHES,
    ELSEWHERE,
    PASSING_ON,
    PAST_ENDING,
    POSSESSIVES,
    PREPOSITIONS,
    REFERRING,
    STANDS_IN,
    THAT,
    THIS,
    THOUGHTS,
    VERB_ENDING,
    VERBS,
    WITHOUT,
)
from claims.extraction.slavic.phrases import speaker_after, speaker_before

SAMPLE = 1000
FARTHEST_WORDS = 14
FEWEST_WORDS = 2
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
_PAUSES = (",", *DASHES)
_NEW_CLAUSE = (":", ";")
_STOPS = (*_PAUSES, *_NEW_CLAUSE)


def is_slavic(text: str) -> bool:
    """Say whether most letters at the beginning of a text are Cyrillic."""
    sample = text[:SAMPLE]
    if _CYRILLIC.search(sample) is None:
        return False
    return len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))


def slavic_drafts(sentence: Sentence, number: int) -> list[Draft]:
    """Return the statement that one sentence attributes, if any."""
    tokens = sentence.tokens
    draft = None if tokens[0].low in ELSEWHERE else _read(tokens, number)
    if draft is not None and refers_back(tokens) and draft.content.start == tokens[0].start:
        return []
    return [draft] if draft is not None else []


def refers_back(tokens: list[Token]) -> bool:
    """Say whether a sentence begins with "Про це" or "Об этом"."""
    return len(tokens) > 1 and tokens[0].low in ABOUT and tokens[1].low in THIS


def _read(tokens: list[Token], number: int, first: int = 0) -> Draft | None:
    for reading in (
        _according_to,
        _as_told,
        _by_verb,
        _in_document,
        _after_colon,
        _called,
        _by_any_verb,
    ):
        draft = reading(tokens, number, first)
        if draft is not None:
            return draft
    return None


def _according_to(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "За словами X, ...", "На його думку, ..." and "..., за словами X"."""
    for at in range(first, len(tokens) - 2):
        if at > first and tokens[at - 1].text not in _STOPS and tokens[at - 1].low not in ADVERBS:
            continue
        nouns = ACCORDING.get(tokens[at].low, "").split()
        if not nouns:
            continue
        if tokens[at + 1].low in nouns:
            speaker = speaker_after(tokens, at + 2)
            cue = (at, at + 1)
        elif tokens[at + 1].low in POSSESSIVES and tokens[at + 2].low in nouns:
            speaker, cue = Phrase(at + 1, at + 1), (at, at)
        else:
            continue
        if at > first and tokens[at - 1].text in _NEW_CLAUSE:
            first = at
        if speaker is not None:
            beyond = max(speaker.last, at + 2 if speaker.last == at + 1 else 0) + 1
            return _beside(tokens, number, (first, at), beyond, speaker, cue)
    return None


def _as_told(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "Як повідомив X, ..." and "..., як заявив X"."""
    for at in range(first, len(tokens) - 2):
        if tokens[at].low not in AS or (at > first and tokens[at - 1].text not in _PAUSES):
            continue
        verb = next((n for n in range(at + 1, min(len(tokens), at + 5)) if tells(tokens, n)), None)
        if verb is None:
            continue
        speaker = speaker_after(tokens, verb + 1) or speaker_before(tokens, at + 1, verb)
        if speaker is None:
            continue
        beyond = _pause_after(tokens, max(verb, speaker.last) + 1)
        inner = _by_verb(tokens, number, beyond + 1) if at == first and beyond else None
        if inner is not None:
            return inner
        return _beside(tokens, number, (first, at), beyond or len(tokens), speaker, (at, verb))
    return None


def _beside(
    tokens: list[Token],
    number: int,
    place: tuple[int, int],
    beyond: int,
    speaker: Phrase,
    cue: tuple[int, int],
) -> Draft | None:
    """Return the words before or after an attribution between commas, or on both its sides."""
    first, at = place
    comma = _pause_after(tokens, beyond - 1) if beyond < len(tokens) else None
    after = (
        Phrase(comma + 1, _end(tokens, comma + 1)) if comma and comma + 1 < len(tokens) else None
    )
    before = _trimmed(tokens, first, at - 1)
    if before is None or all(
        token.low in ADVERBS for token in tokens[before.first : before.last + 1]
    ):
        return _draft(tokens, after, speaker, cue, "according-to", number) if after else None
    if after is None or after.last == after.first:
        return _draft(tokens, before, speaker, cue, "according-to", number)
    return _draft(tokens, Phrase(before.first, after.last), speaker, cue, "parenthesis", number)


def _pause_after(tokens: list[Token], first: int) -> int | None:
    """Return the comma that ends an attribution begun before `first`."""
    for index in range(first, min(len(tokens), first + FARTHEST_WORDS)):
        if tokens[index].text == "," and not tokens[index].quotation:
            return index
    return None


def _by_verb(tokens: list[Token], number: int, first: int) -> Draft | None:
    for at in range(first, len(tokens)):
        if tells(tokens, at):
            draft = (
                _words_before(tokens, first, at, number, quoted=True)
                or _words_after(tokens, first, at, number)
                or _words_before(tokens, first, at, number, quoted=False)
            )
            if draft is not None:
                return _with_manner(tokens, at, draft)
    return None


def tells(tokens: list[Token], at: int) -> bool:
    """Say whether the token at `at` is a verb of saying or thinking."""
    token = tokens[at]
    return not token.quotation and (token.low in VERBS or _admits(tokens, at))


def _admits(tokens: list[Token], at: int) -> bool:
    """Say whether "not" makes a verb tell what was said: "не исключил, что"."""
    return tokens[at].low in ADMITTING and at > 0 and tokens[at - 1].low in WITHOUT


def _with_manner(tokens: list[Token], at: int, draft: Draft) -> Draft:
    if _admits(tokens, at):
        return replace(draft, cue=span_of(tokens, Phrase(at - 1, at)))
    manner = Manner.THOUGHT if tokens[at].low in THOUGHTS else Manner.SPEECH
    return replace(draft, manner=manner, negated=at > 0 and tokens[at - 1].low in WITHOUT)


def _words_before(
    tokens: list[Token], first: int, at: int, number: int, *, quoted: bool
) -> Draft | None:
    """Read "«...», – заявив X", "— ..., — каже X" and "..., повідомив X"."""
    verb = at
    while at > first and tokens[at - 1].low in ADVERBS:
        at -= 1
    speaker = speaker_after(tokens, verb + 1)
    if speaker is None or (tokens[speaker.first].quotation and tokens[verb].low not in PASSING_ON):
        speaker = speaker_before(tokens, first, verb)
        at = speaker.first if speaker is not None else at
    words = _trimmed(tokens, first, at - 1)
    if speaker is None or words is None or (at - 1 == words.last and not _quotes(tokens, words)):
        return None
    spoken = tokens[first].text in DASHES and tokens[at - 1].text in DASHES
    if quoted:
        if not spoken and not tokens[words.last].quotation:
            return None
        return _draft(
            tokens,
            _going_on(tokens, words, speaker, spoken=spoken),
            speaker,
            (verb, verb),
            "quote-then-speaker",
            number,
        )
    if at > verb or words.last - words.first + 1 < FEWEST_WORDS:
        return None
    cited = _cited(tokens, verb, speaker)
    draft = _draft(tokens, words, cited or speaker, (verb, verb), "clause-then-speaker", number)
    return replace(draft, through=span_of(tokens, speaker)) if cited else draft


def _quotes(tokens: list[Token], words: Phrase) -> bool:
    return tokens[words.last].quotation


def _cited(tokens: list[Token], verb: int, speaker: Phrase) -> Phrase | None:
    """Return whom the speaker refers to: "передає «Річ» з посиланням на X"."""
    if tokens[verb].low not in PASSING_ON:
        return None
    for index in range(speaker.last + 1, min(len(tokens) - 2, speaker.last + 4)):
        if (tokens[index].low, tokens[index + 1].low) in REFERRING:
            return speaker_after(tokens, index + 2)
    return None


def _going_on(tokens: list[Token], words: Phrase, speaker: Phrase, *, spoken: bool) -> Phrase:
    """Return the words with what follows after the attribution: "..., – сказав X, – ..."."""
    after = speaker.last + 1
    last = len(tokens) - 1
    if not (after + 1 < last and tokens[after].text == "," and tokens[after + 1].text in DASHES):
        return words
    if spoken:
        return Phrase(words.first, last)
    following = after + 2
    if tokens[following].quotation:
        return Phrase(words.first, following)
    return words


def _words_after(tokens: list[Token], first: int, at: int, number: int) -> Draft | None:
    """Read "X заявив, що ..." and "X заявив: «...»", also with the subject after the verb."""
    speaker = speaker_before(tokens, first, at)
    begins = at + 1
    if speaker is None or tokens[speaker.first].low in THIS:
        speaker = speaker_after(tokens, at + 1)
        if speaker is None:
            return None
        begins = speaker.last + 1
    for index in range(begins, min(len(tokens) - 1, begins + FARTHEST_WORDS)):
        announced = tokens[index].low in THAT or tokens[index].text == ":"
        if announced or (tokens[index + 1].quotation and index == at):
            last = _before_next_deed(tokens, at, index + 1, _end(tokens, index + 1))
            words = _trimmed(tokens, index + 1, last)
            if words is None:
                return None
            return _draft(tokens, words, speaker, (at, at), "speaker-then-words", number)
        if index > at and tells(tokens, index):
            return None
    return None


def _before_next_deed(tokens: list[Token], verb: int, first: int, last: int) -> int:
    """Return where the words end before what the speaker did next: "..., и вышел".

    The comma closes the reported clause; what goes on without a subject goes on with the speaker.
    """
    ending = PAST_ENDING.search(tokens[verb].low)
    for index in range(first + 1, last - 1):
        if tokens[index].text != "," or tokens[index + 1].low not in AND or ending is None:
            continue
        deed, after = tokens[index + 2], tokens[min(index + 3, len(tokens) - 1)]
        same = PAST_ENDING.search(deed.low)
        alone = after.low in PREPOSITIONS or after.low in ADVERBS or not after.text[0].isalpha()
        if same and same["number"] == ending["number"] and (alone or deed.low in VERBS):
            return index - 1
    return last


def _in_document(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "«...», – йдеться у повідомленні суду"."""
    for at in range(first + 1, len(tokens) - 2):
        if tokens[at].low in STANDS_IN and tokens[at + 1].low in ("в", "у", "во"):
            speaker = speaker_after(tokens, at + 1)
            words = _trimmed(tokens, first, at - 1)
            if speaker is None or words is None or words.last == at - 1:
                return None
            quoted = tokens[words.last].quotation
            pattern = "quote-then-speaker" if quoted else "clause-then-speaker"
            return _draft(tokens, words, speaker, (at, at), pattern, number)
    return None


def _after_colon(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "Зеленський: «...»"."""
    for at in range(first + 1, min(len(tokens) - 1, first + FARTHEST_WORDS)):
        if tokens[at].text == ":" and tokens[at + 1].quotation:
            speaker = speaker_before(tokens, first, at)
            if speaker is None or not tokens[speaker.first].capital:
                return None
            words = Phrase(at + 1, at + 1)
            return _draft(tokens, words, speaker, (at, at), "colon", number)
    return None


def _called(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "X назвав рішення «політичним»"."""
    for at in range(first + 1, len(tokens) - 1):
        if tokens[at].low in CALLED:
            speaker = speaker_before(tokens, first, at)
            quoted = [n for n in range(at + 1, len(tokens)) if tokens[n].quotation]
            if speaker is None or not quoted:
                return None
            words = Phrase(at + 1, quoted[0])
            return _draft(tokens, words, speaker, (at, at), "quoted-words", number)
    return None


def _by_any_verb(tokens: list[Token], number: int, first: int) -> Draft | None:
    """Read "«...», — обурюється X" and "— ..., — сміється X", whatever the verb."""
    for at in range(first + 2, len(tokens) - 1):
        if tokens[at - 1].text in DASHES and VERB_ENDING.fullmatch(tokens[at].low):
            draft = _words_before(tokens, first, at, number, quoted=True)
            if draft is not None:
                return draft
    return None


def _end(tokens: list[Token], first: int) -> int:
    """Return the last token of the words said, before ", передає Укрінформ"."""
    for index in range(first + 1, len(tokens) - 1):
        if tokens[index].text not in _PAUSES or tokens[index].quotation:
            continue
        following = index + 1
        if tokens[following].text in DASHES or tokens[following].low in AS:
            following += 1
        if following < len(tokens) and tokens[following].low in PASSING_ON:
            return index - 1
        if tuple(token.low for token in tokens[following + 1 : following + 3]) in REFERRING:
            return index - 1
    return len(tokens) - 1


def _trimmed(tokens: list[Token], first: int, last: int) -> Phrase | None:
    """Return the words without the dashes and commas around them."""
    while first <= last and tokens[first].text in _PAUSES and not tokens[first].quotation:
        first += 1
    while first <= last and tokens[last].text in _PAUSES and not tokens[last].quotation:
        last -= 1
    return Phrase(first, last) if first <= last else None


def _draft(
    tokens: list[Token],
    words: Phrase,
    speaker: Phrase,
    cue: tuple[int, int],
    pattern: str,
    number: int,
) -> Draft:
    return Draft(
        content=span_of(tokens, words),
        cue=span_of(tokens, Phrase(*cue)),
        speaker=span_of(tokens, speaker),
        pattern=pattern,
        sentence=number,
    )


def span_of(tokens: list[Token], phrase: Phrase) -> Span:
    """Return the stretch of text that a phrase takes up."""
    return Span(tokens[phrase.first].start, tokens[phrase.last].end)
