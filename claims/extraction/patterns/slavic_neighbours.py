"""Ukrainian and Russian sentences that attribute, or carry on, the words of the one before."""

from collections.abc import Iterator
from dataclasses import replace

from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.patterns.slavic import FARTHEST_WORDS, span_of, tells
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token
from claims.extraction.slavic.cues import DASHES, OUTLETS, PASSING_ON, PREPOSITIONS, PRONOUNS, THIS
from claims.extraction.slavic.names import TITLES
from claims.extraction.slavic.phrases import speaker_after, speaker_before

_PERSONAL = PRONOUNS | TITLES


def told_elsewhere(rows: list[Sentence], drafts: list[Draft], lines: list[Span]) -> list[Draft]:
    """Return the drafts with what a sentence says of the one before: "Про це повідомив X".

    The words before become X's where nobody is named for them; an agency only passes them on.
    `lines` are headline and datelines, which are nobody's words.
    """
    latest: dict[int, int] = {draft.sentence: at for at, draft in enumerate(drafts)}
    found = list(drafts)
    for number in range(1, len(rows)):
        told = _of_the_sentence_before(rows[number].tokens) if number not in latest else None
        if told is None:
            continue
        verb, speaker = told
        outlet = _is_outlet(rows[number].tokens, verb, speaker)
        if outlet and number - 1 in latest:
            at = latest[number - 1]
            through = found[at].through or span_of(rows[number].tokens, speaker)
            found[at] = replace(found[at], through=through)
        elif (
            not outlet
            and number - 1 not in latest
            and not any(line.start <= rows[number - 1].start < line.end for line in lines)
        ):
            found.append(_of_it_all(rows[number - 1], rows[number], verb, speaker, number))
    return sorted(found, key=lambda draft: draft.sentence)


def _of_the_sentence_before(tokens: list[Token]) -> tuple[int, Phrase] | None:
    """Return verb and speaker of "Про це повідомляє X" and "Об этом сообщил X"."""
    this = next((at for at, token in enumerate(tokens[:3]) if token.low in THIS), None)
    for at in range((this or 0) + 1, min(len(tokens), FARTHEST_WORDS)):
        if this is not None and tells(tokens, at):
            before, after = speaker_before(tokens, this + 1, at), speaker_after(tokens, at + 1)
            adverbial = before and tokens[before.first - 1].low in PREPOSITIONS
            speaker = (after or before) if adverbial else (before or after)
            return (at, speaker) if speaker is not None else None
    return None


def _is_outlet(tokens: list[Token], verb: int, speaker: Phrase) -> bool:
    """Say whether who "passes on" is an agency or a paper, and no body or person of the story."""
    words = tokens[speaker.first : speaker.last + 1]
    if words[-1].quotation:
        return True
    alone = len(words) == 1 and words[0].capital and tokens[verb].low in PASSING_ON
    body = words[0].text.isupper() and words[0].low not in OUTLETS
    return alone and not body and words[0].low not in _PERSONAL


def _of_it_all(said: Sentence, row: Sentence, verb: int, speaker: Phrase, number: int) -> Draft:
    tokens = row.tokens
    return Draft(
        content=Span(said.start, said.end),
        cue=span_of(tokens, Phrase(verb, verb)),
        speaker=span_of(tokens, speaker),
        pattern="clause-then-speaker",
        sentence=number,
    )


def continued(rows: list[Sentence], drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts, speech after a dash carried on over the next sentence that has one."""
    by_sentence = {draft.sentence for draft in drafts}
    for draft in drafts:
        following = draft.sentence + 1
        spoken = rows[draft.sentence].tokens[0].text in DASHES
        if (
            spoken
            and draft.pattern == "quote-then-speaker"
            and following < len(rows)
            and following not in by_sentence
            and rows[following].tokens[0].text in DASHES
            and rows[following].paragraph == rows[draft.sentence].paragraph
        ):
            yield replace(draft, content=Span(draft.content.start, rows[following].end))
        else:
            yield draft
