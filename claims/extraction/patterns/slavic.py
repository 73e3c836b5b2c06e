"""Ukrainian and Russian news: the commonest ways in which a sentence attributes words."""

import re

from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import Phrase
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

SAMPLE = 1000
LONGEST_PHRASE = 12
FEWEST_WORDS = 3
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
_VERBS = vocabulary(
    "заявив заявила заявили заявляє заявляють сказав сказала сказали каже кажуть повідомив"
    " повідомила повідомили повідомляє повідомляють наголосив наголосила наголосили наголошує"
    " підкреслив підкреслила підкреслили підкреслює додав додала додали додає зазначив зазначила"
    " зазначили зазначає розповів розповіла розповіли пояснив пояснила пояснили пояснює вважає"
    " вважають вважав написав написала написали пише попередив попередила запевнив запевнила"
    " заявил заявило заявляет заявляют сказал говорит говорят сообщил сообщила сообщило сообщили"
    " сообщает сообщают подчеркнул подчеркнула подчеркнули подчеркивает добавил добавила добавили"
    " отметил отметила отметили отмечает рассказал рассказала рассказали объяснил объяснила"
    " объясняет считает считают написал написала пишет предупредил предупредила заверил заверила"
)
_PASSING_ON = vocabulary("передає повідомляє пише сообщает передает передаёт пишет")
_THAT = vocabulary("що что ніби будто")
_ACCORDING = {("за", "словами"), ("по", "словам"), ("за", "даними"), ("по", "данным")}
_PREPOSITIONS = vocabulary(
    "в у на під під час з із зі до після перед для про при за над від о об во из с со к ко после"
    " для при за от по над под через"
)
_LEADING = _PREPOSITIONS | vocabulary(
    "також тоді водночас зокрема крім раніше пізніше потім але а і й та также тогда ранее позже"
    " затем но и кроме при этом як как"
)
_DASHES = ("–", "—", "-", "―", "--")
_PAUSES = (",", *_DASHES)


def is_slavic(text: str) -> bool:
    """Say whether most letters at the beginning of a text are Cyrillic."""
    sample = text[:SAMPLE]
    return len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))


def slavic_drafts(sentence: Sentence, number: int) -> list[Draft]:
    """Return the statement that one sentence attributes, if any."""
    tokens = sentence.tokens
    if len(tokens) > 2 and (tokens[0].low, tokens[1].low) in _ACCORDING:
        return _according_to(tokens, number)
    for at, token in enumerate(tokens):
        if token.low in _VERBS:
            draft = _words_before(tokens, at, number) or _words_after(tokens, at, number)
            if draft is not None:
                return [draft]
    return []


def _according_to(tokens: list[Token], number: int) -> list[Draft]:
    """Read "За словами X, ..."."""
    for comma in range(3, min(len(tokens) - 1, 2 + LONGEST_PHRASE)):
        if tokens[comma].text == ",":
            words = Phrase(comma + 1, _end(tokens, comma + 1))
            return [_draft(tokens, words, Phrase(2, comma - 1), (0, 1), "according-to", number)]
    return []


def _words_before(tokens: list[Token], at: int, number: int) -> Draft | None:
    """Read "«...», – заявив X" and "..., – X заявив"."""
    speaker = _phrase_after(tokens, at + 1)
    end = at - 1
    if speaker is None:
        speaker = _phrase_before(tokens, at)
        if speaker is None:
            return None
        end = speaker.first - 1
    pause = end
    while end >= 0 and tokens[end].text in _PAUSES and not tokens[end].quotation:
        end -= 1
    if end < 0 or (end == pause and not tokens[end].quotation):
        return None
    if not tokens[end].quotation and end + 1 < FEWEST_WORDS:
        return None
    quoted = tokens[end].quotation
    pattern = "quote-then-speaker" if quoted else "clause-then-speaker"
    return _draft(tokens, Phrase(0, end), speaker, (at, at), pattern, number)


def _words_after(tokens: list[Token], at: int, number: int) -> Draft | None:
    """Read "X заявив, що ..." and "X заявив: «...»"."""
    speaker = _phrase_before(tokens, at)
    if speaker is None:
        return None
    for index in range(at + 1, min(len(tokens) - 1, at + LONGEST_PHRASE)):
        announced = tokens[index].low in _THAT or tokens[index].text == ":"
        if announced or tokens[index + 1].quotation:
            words = Phrase(index + 1, _end(tokens, index + 1))
            return _draft(tokens, words, speaker, (at, at), "speaker-then-words", number)
    return None


def _end(tokens: list[Token], first: int) -> int:
    """Return the last token of the words said, before ", передає Укрінформ"."""
    for index in range(first + 1, len(tokens) - 1):
        if tokens[index].text == "," and tokens[index + 1].low in _PASSING_ON:
            return index - 1
    return len(tokens) - 1


def _phrase_after(tokens: list[Token], first: int) -> Phrase | None:
    """Return the speaker after the verb: everything up to a mark or a preposition."""
    last = first - 1
    limit = min(len(tokens), first + LONGEST_PHRASE)
    while last + 1 < limit and _names(tokens[last + 1]):
        last += 1
    return Phrase(first, last) if last >= first else None


def _phrase_before(tokens: list[Token], at: int) -> Phrase | None:
    """Return the speaker before the verb, without what leads into the sentence."""
    last = at - 1
    first = at
    while first > max(0, at - LONGEST_PHRASE) and _names(tokens[first - 1], leading=False):
        first -= 1
    while first <= last and tokens[first].low in _LEADING:
        first += 1
    return Phrase(first, last) if first <= last else None


def _names(token: Token, *, leading: bool = True) -> bool:
    if token.quotation or not token.text[0].isalpha() or token.low in _THAT:
        return False
    return not leading or token.low not in _PREPOSITIONS


def _draft(
    tokens: list[Token],
    words: Phrase,
    speaker: Phrase,
    cue: tuple[int, int],
    pattern: str,
    number: int,
) -> Draft:
    return Draft(
        content=Span(tokens[words.first].start, tokens[words.last].end),
        cue=Span(tokens[cue[0]].start, tokens[cue[1]].end),
        speaker=Span(tokens[speaker.first].start, tokens[speaker.last].end),
        pattern=pattern,
        sentence=number,
    )
