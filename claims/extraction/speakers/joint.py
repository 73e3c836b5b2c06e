"""Joint speakers: where a subject names two or three who said the same words, and each of them."""

from bisect import bisect_left

from claims.extraction.english.classes import SUBORDINATORS
from claims.extraction.english.titles import ORGANISATION_NOUNS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.phrases import Phrase, phrase_ending, phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.mentions import Mention, read_mention

MOST_SPEAKERS = 3
LONGEST_APPOSITION = 14
_DIVISIONS = vocabulary("services affairs sciences arts sports industries crafts fisheries")
_APPOSING = vocabulary("a an the his her its their")
_AND = frozenset({"and", "та", "і", "й", "и"})


def coordinated(tokens: list[Token], span: Span, text: str) -> list[tuple[Span, Mention]]:
    """Return each name that the subject at `span` coordinates, in order; [] where it is one.

    Names next to the mention in hand that belong to the same subject are taken in. More than three
    are not told apart.
    """
    first = bisect_left(tokens, span.start, key=_start)
    last = bisect_left(tokens, span.end, key=_start) - 1
    if last < first:
        return []
    parts = _split(tokens, Phrase(first, last))
    parts = _with_one_before(tokens, parts)
    parts = _with_those_after(tokens, parts)
    if not 1 < len(parts) <= MOST_SPEAKERS:
        return []
    named = [
        (
            Span(tokens[part.first].start, tokens[part.last].end),
            read_mention(tokens[part.first : part.last + 1], text),
        )
        for part in parts
    ]
    return named if _all_named(named) and not _one_body(tokens, parts, named) else []


def _start(token: Token) -> int:
    return token.start


def _split(tokens: list[Token], phrase: Phrase) -> list[Phrase]:
    """Cut a noun phrase at every "and" and every comma in it."""
    parts: list[Phrase] = []
    first = phrase.first
    for index in range(phrase.first, phrase.last + 1):
        token = tokens[index]
        joins = token.text == "," or (token.low in _AND and not token.capital)
        if joins and first < index < phrase.last:
            parts.append(Phrase(first, index - 1))
            first = index + 1
    return [*parts, Phrase(first, phrase.last)]


def _with_one_before(tokens: list[Token], parts: list[Phrase]) -> list[Phrase]:
    """Put in front the name that "and" joins to "prime minister Bo Roe".

    Only where it opens the clause: deeper in it, the name may be an object.
    """
    at = parts[0].first - 1
    if len(parts) > 1 or at < 1 or tokens[at].low not in _AND:
        return parts
    end = _apposed_from(tokens, at - 1) if tokens[at - 1].text == "," else at
    before = phrase_ending(tokens, end - 1)
    if before is None or not tokens[before.first].text[0].isupper():
        return parts
    return [before, *parts] if _opens(tokens, before.first) else parts


def _apposed_from(tokens: list[Token], closing: int) -> int:
    """Return the comma before the apposition that the comma at `closing` ends: ", the mayor,"."""
    for opening in range(closing - 2, max(0, closing - LONGEST_APPOSITION), -1):
        if tokens[opening].quotation:
            return closing
        if tokens[opening].text == ",":
            return opening
    return closing


def _apposed_to(tokens: list[Token], opening: int) -> int:
    """Return the comma after the apposition that the comma at `opening` begins."""
    limit = min(len(tokens) - 1, opening + LONGEST_APPOSITION)
    if tokens[opening + 1].low not in _APPOSING:
        return opening
    for closing in range(opening + 2, limit):
        if tokens[closing].quotation or tokens[closing].text == ".":
            return opening
        if tokens[closing].text == ",":
            return closing
    return opening


def _opens(tokens: list[Token], first: int) -> bool:
    return first == 0 or tokens[first - 1].quotation or tokens[first - 1].low in SUBORDINATORS


def _with_those_after(tokens: list[Token], parts: list[Phrase]) -> list[Phrase]:
    """Take in "Bo Roe and Cy Day" after "said Ann Lee,", and "her deputy Bo Roe" after "and"."""
    after = parts[-1].last + 1
    if len(parts) > 1 or after + 1 >= len(tokens):
        return parts
    if tokens[after].text == ",":
        closing = _apposed_to(tokens, after)
        after = closing + 1 if closing > after and tokens[closing + 1].low in _AND else after
    listed = tokens[after].text == ","
    if not listed and tokens[after].low not in _AND:
        return parts
    following = phrase_starting(tokens, after + 1)
    if following is None:
        return parts
    further = _split(tokens, following)
    if listed:
        return [*parts, *further] if len(further) == MOST_SPEAKERS - 1 else parts
    return [*parts, *further] if _closes(tokens, following.last) else parts


def _closes(tokens: list[Token], last: int) -> bool:
    """Say whether nothing follows that a name could be the subject of."""
    return last + 1 >= len(tokens) or tokens[last + 1].text in (".", ",", ";", "!", "?")


def _all_named(named: list[tuple[Span, Mention]]) -> bool:
    names = [mention.name for _, mention in named]
    return all(names) and len(set(names)) == len(names)


def _one_body(tokens: list[Token], parts: list[Phrase], named: list[tuple[Span, Mention]]) -> bool:
    """Say whether the "and" stands inside one name: "Ministry of Trade and Industry"."""
    for (_, one), part, (_, other) in zip(named, parts[1:], named[1:], strict=False):
        head = one.name.split(" ", 1)[0].casefold()
        body = " of " in f" {one.name} " and head in ORGANISATION_NOUNS
        bare = tokens[part.first].capital and other.kind == "person"
        if body and bare and not (other.role or other.head):
            return True
    last = parts[-1]
    if tokens[last.last].low in _DIVISIONS and tokens[last.first].capital:
        return True
    return tokens[last.last].low in ORGANISATION_NOUNS and all(
        part.first == part.last and tokens[part.first].capital for part in parts[:-1]
    )
