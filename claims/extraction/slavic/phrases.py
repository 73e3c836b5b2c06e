"""Who stands before or after a Ukrainian or Russian verb of saying: the phrase that names them."""

from claims.extraction.patterns.phrases import Phrase
from claims.extraction.reading.sentences import Token
from claims.extraction.slavic.cues import (
    ADVERBS,
    AND,
    HEARERS,
    LEADING,
    OUTLETS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SOURCES,
    THAT,
    TIMES,
    VERBS,
    WITHOUT,
)
from claims.extraction.slavic.names import TITLES, is_body, is_oblique

LONGEST_PHRASE = 14
LONGEST_BODY = 4
_OFFICES_OF = {
    ("у", "справах"),
    ("в", "справах"),
    ("з", "питань"),
    ("по", "делам"),
    ("зі", "зв'язків"),
}
_AROUND_VERBS = ADVERBS | WITHOUT
_NOT_NAMES = LEADING | PREPOSITIONS | TIMES | POSSESSIVES
_LIMITS = PREPOSITIONS | ADVERBS | TIMES
_BEFORE_SPEAKERS = ADVERBS | TIMES | HEARERS
_ENDING_SPEAKERS = THAT | VERBS | ADVERBS | TIMES
_STOPPING = _ENDING_SPEAKERS | PREPOSITIONS | AND
_WITHIN = frozenset({"у", "в", "во"})


def speaker_before(tokens: list[Token], first: int, at: int) -> Phrase | None:
    """Return the subject that ends before the verb at `at` and begins at `first` or later."""
    last = at - 1
    while last >= first and tokens[last].low in _AROUND_VERBS:
        last -= 1
    last = _before_times(tokens, first, last)
    if last > first and tokens[last].text == ",":
        return _before_apposition(tokens, first, last)
    begins = last + 1
    while begins > max(first, last - LONGEST_PHRASE) and _is_part(tokens, begins - 1):
        begins -= 1
    return _subject(tokens, begins, _before_adverbials(tokens, begins, last))


def _before_times(tokens: list[Token], first: int, last: int) -> int:
    """Return where the words end before "30 жовтня" or "у вівторок" and the verb."""
    while last > first and tokens[last].low in TIMES:
        last -= 1
        while last > first and (tokens[last].text.isdigit() or tokens[last].low in _WITHIN):
            last -= 1
        while last > first and tokens[last].low in _AROUND_VERBS:
            last -= 1
    return last


def _before_adverbials(tokens: list[Token], first: int, last: int) -> int:
    """Return where the subject ends before "в интервью газете Bild" and the like; else `last`.

    What follows an adverbial is the subject where it is a full name in the nominative and what
    stands before it is none.
    """
    name = last
    while name > first and _capital(tokens[name]) and _capital(tokens[name - 1]):
        name -= 1
    named = _is_person(tokens, _first_of_name(tokens, name, last), last)
    for at in range(first + 1, last + 1):
        if tokens[at].low not in PREPOSITIONS and not tokens[at].text.isdigit():
            continue
        if at + 1 <= last and (tokens[at].low, tokens[at + 1].low) in _OFFICES_OF:
            continue
        before = tokens[at - 1]
        opens = tokens[first].low not in _LIMITS
        nominative = _capital(before) and not is_oblique(before.low) and not is_body(before.low)
        if nominative and before.low not in _NOT_NAMES and (opens or at - 1 > first + 1):
            return at - 1
        titled = any(token.low in TITLES for token in tokens[first:at])
        if opens and titled and not named and _capital(tokens[last]):
            return at - 1
    return last


def _first_of_name(tokens: list[Token], first: int, last: int) -> int:
    """Return where a person begins in "Києві Олег Крюк" or "Bild Виктор Орбан"."""
    while first < last and (
        (is_oblique(tokens[first].low) and not is_oblique(tokens[last].low))
        or tokens[first].text.isascii() > tokens[last].text.isascii()
    ):
        first += 1
    return first


def _is_person(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether a run of capitals is a full name in the nominative, or one after a title."""
    plain = tokens[last].capital and not is_oblique(tokens[last].low)
    titled = first > 0 and tokens[first - 1].low in TITLES
    return plain and (last > first or titled) and not is_body(tokens[first].low)


def _before_apposition(tokens: list[Token], first: int, comma: int) -> Phrase | None:
    """Read "Олег Крюк, міністр транспорту," up to its second comma."""
    for index in range(comma - 1, max(first, comma - LONGEST_PHRASE), -1):
        if tokens[index].quotation or tokens[index].low in VERBS:
            return None
        if tokens[index].text == ",":
            begins = index
            while begins > max(first, index - LONGEST_PHRASE) and _is_word(tokens[begins - 1]):
                begins -= 1
            return _apposed(tokens, _subject(tokens, begins, index - 1), index + 1, comma)
    return None


def _apposed(tokens: list[Token], subject: Phrase | None, first: int, comma: int) -> Phrase | None:
    """Return which of "Її заступник, Петро Ярий," names the speaker."""
    low = tokens[first].low
    if subject is None or low in THAT:
        return None
    if low in _LIMITS or _capital(tokens[subject.last]):
        return subject
    return _subject(tokens, first, comma - 1) if _capital(tokens[first]) else None


def _subject(tokens: list[Token], first: int, last: int) -> Phrase | None:
    for index in range(last, first - 1, -1):
        if tokens[index].low in PRONOUNS:
            return Phrase(index, index)
    for index in range(last, first - 1, -1):
        if not _capital(tokens[index]) or tokens[index].low in _NOT_NAMES:
            continue
        begins = _begins(tokens, first, index)
        if begins is not None:
            return Phrase(begins, index)
    while first <= last and tokens[first].low in ADVERBS:
        first += 1
    return _common(tokens, first, last)


def _begins(tokens: list[Token], first: int, end: int) -> int | None:
    """Return where the phrase begins that ends with the name at `end`; None in an adverbial."""
    begins = end
    while begins > first and (
        tokens[begins - 1].low not in _LIMITS or _joins(tokens, first, begins - 1)
    ):
        begins -= 1
        if tokens[begins].text.isdigit():
            return begins + 1
    before = begins - 1
    if before < first or tokens[before].low not in PREPOSITIONS:
        return begins
    if (tokens[before].low, tokens[begins].low) in _OFFICES_OF:
        return _begins(tokens, first, before - 1) if before > first else None
    title = next((at for at in range(begins, end) if tokens[at].low in TITLES), None)
    if title is not None and title > begins:
        return title
    name = end
    while name > begins and _capital(tokens[name - 1]):
        name -= 1
    name = _first_of_name(tokens, name, end)
    if name > begins and not is_oblique(tokens[end].low):
        return name
    return None


def _joins(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether a word is the "and" between two names."""
    if tokens[index].low not in AND or not first < index < len(tokens) - 1:
        return False
    after = tokens[index + 1]
    return _capital(tokens[index - 1]) and (_capital(after) or after.low in TITLES)


def _common(tokens: list[Token], first: int, last: int) -> Phrase | None:
    if first > last:
        return None
    title = next((at for at in range(first, last + 1) if tokens[at].low in TITLES), None)
    if title is not None:
        return Phrase(title, _up_to_preposition(tokens, title, last))
    if tokens[first].low in _WITHIN:
        first += 1
    if first > last or tokens[first].low in _LIMITS:
        return None
    return Phrase(first, _up_to_preposition(tokens, first, last))


def _up_to_preposition(tokens: list[Token], first: int, last: int) -> int:
    for index in range(first + 1, last + 1):
        if tokens[index].low in _LIMITS:
            return index - 1
    return last


def speaker_after(tokens: list[Token], first: int) -> Phrase | None:
    """Return the speaker who follows a verb of saying or words such as "за словами"."""
    limit = min(len(tokens), first + LONGEST_PHRASE)
    while first < limit and tokens[first].low in _BEFORE_SPEAKERS:
        heard = tokens[first].low in HEARERS
        first += 1
        if heard and first < limit and tokens[first].quotation:
            first += 1
    first = _after_hearer(tokens, first, limit)
    if first < limit and tokens[first].low in _WITHIN:
        first += 1
    if first >= limit:
        return None
    if tokens[first].quotation:
        return _after_body(tokens, first, first)
    if tokens[first].low in PRONOUNS:
        return Phrase(first, first)
    last = first - 1
    named = False
    for index in range(first, limit):
        token = tokens[index]
        if token.quotation:
            # A body's own name stands in marks: "агентство «Річ»".
            if last != index - 1 or index == first:
                return _of(first, last)
            return _after_body(tokens, first, index)
        if _joins(tokens, first, index) and named:
            continue
        if not _is_word(token) or token.low in _ENDING_SPEAKERS:
            break
        if token.low in PREPOSITIONS:
            if index + 1 < limit and (token.low, tokens[index + 1].low) in _OFFICES_OF:
                continue
            break
        if named and not _capital(token) and not _goes_on(tokens, index, limit):
            break
        named = named or _capital(token)
        last = index
    return _of(first, last)


def _after_hearer(tokens: list[Token], first: int, limit: int) -> int:
    """Skip the outlet in "сообщил Reuters источник": a common noun after it tells who spoke."""
    at = first
    while at < limit and _capital(tokens[at]) and is_outlet_name(tokens[at]):
        at += 1
    spoke = at < limit and (tokens[at].low in SOURCES or tokens[at].low in TITLES)
    return at if spoke else first


def is_outlet_name(token: Token) -> bool:
    """Say whether a capitalised word is the name of an agency or paper, by its script or form."""
    low = token.low
    return low.isascii() or low in OUTLETS or low.rstrip("уаі").endswith(("інформ", "информ"))


def _after_body(tokens: list[Token], first: int, name: int) -> Phrase:
    """Read on after "агентству «Річ»": the one who told it, or who leads it, may be named there."""
    beyond = name + 1
    if beyond < len(tokens) and _is_word(tokens[beyond]) and tokens[beyond].low not in _STOPPING:
        if not _capital(tokens[beyond]):
            return speaker_after(tokens, beyond) or Phrase(first, name)
        while beyond + 1 < len(tokens) and _capital(tokens[beyond + 1]):
            beyond += 1
        return Phrase(first, beyond)
    return Phrase(first, name)


def _goes_on(tokens: list[Token], index: int, limit: int) -> bool:
    """Say whether small words after a capital lead on to a name: "речник Львівського суду Гай"."""
    if is_body(tokens[index - 1].low):
        return True
    alone = index < 2 or not _capital(tokens[index - 2])
    return alone and is_oblique(tokens[index - 1].low) and any(
        _capital(tokens[at]) for at in range(index + 1, min(limit, index + 4))
    )  # fmt: skip


def _of(first: int, last: int) -> Phrase | None:
    return Phrase(first, last) if last >= first else None


def _is_part(tokens: list[Token], index: int) -> bool:
    """Say whether a token belongs to a phrase: a word, or the name of a body in marks."""
    token = tokens[index]
    if token.text.isdigit():
        return tokens[index + 1].low in TIMES
    if not token.quotation:
        return _is_word(token)
    named = token.text.count(" ") < LONGEST_BODY and token.text[-1].isalnum()
    return named and index > 0 and _is_word(tokens[index - 1])


def _is_word(token: Token) -> bool:
    return not token.quotation and (token.text[0].isalpha()) and token.low not in THAT


def _capital(token: Token) -> bool:
    return token.capital and not token.quotation
