"""Names beside a noun or a relative clause: "her lawyer, Susan Gray", "Karl Brandt, who"."""

from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.phrases import phrase_ending, phrase_starting
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.mentions import names_person

_IDENTIFYING = vocabulary("identified named known called")


def apposed_name(tokens: list[Token], comma: int) -> list[Token]:
    """Return the tokens of the phrase with a name between the comma at `comma` and the next mark.

    [] where no name stands there.
    """
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return []
    first = comma + 1
    if tokens[first].low in _IDENTIFYING:
        first += 1
        first += first < len(tokens) and tokens[first].low == "as"
    phrase = phrase_starting(tokens, first)
    if phrase is None or phrase.last + 1 >= len(tokens):
        return []
    words = tokens[phrase.first : phrase.last + 1]
    titled = names_person(words[0]) and any(word.capital for word in words)
    closed = tokens[phrase.last + 1].text in (",", ".")
    return words if closed and (words[0].capital or titled) else []


def name_before(tokens: list[Token], who: int) -> list[Token]:
    """Return the tokens of the phrase right before "who" at `who`, past a comma; [] without one."""
    last = who - 1
    if last > 0 and tokens[last].text == ",":
        last -= 1
    phrase = phrase_ending(tokens, last) if last >= 0 else None
    if phrase is None:
        return []
    words = tokens[phrase.first : phrase.last + 1]
    first = len(words) - 1
    while first > 0 and (words[first - 1].capital or names_person(words[first - 1])):
        first -= 1
    return words[first:] if words[-1].capital else []
