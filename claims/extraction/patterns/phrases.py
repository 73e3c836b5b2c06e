"""Noun phrases beside a verb: where a subject begins and ends, without a parser."""

from typing import NamedTuple

from claims.extraction.english.classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    FINITE_BE,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.cues import CUES, Form
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import (
    GROUP_NOUNS,
    OCCUPATIONS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.groups import NAMES_TOO, is_auxiliary
from claims.extraction.patterns.lists import GOVERNING, end_of_list
from claims.extraction.patterns.times import past_time, tells_time
from claims.extraction.reading.sentences import Token
from claims.extraction.speakers.names import is_within_name

LONGEST_PHRASE = 30
LONGEST_NAME = 6
_CLAUSE_OPENERS = vocabulary("but or nor yet after before since until than")
_BREAKS = vocabulary(", ; : ( ) [ ] — – -- … ... . ! ? | • · ▪ * ' ‘ ’ \" “ ” « »")


class Phrase(NamedTuple):
    """Tokens `first` to `last`, both inclusive, of one sentence."""

    first: int
    last: int


def subject_before(tokens: list[Token], verb: int) -> Phrase | None:
    """Return the noun phrase whose verb group begins at `verb`, or None where there is none."""
    if verb < 1:
        return None
    last = _before_time(tokens, verb - 1)
    if tokens[last].quotation:
        return _before_insertion(tokens, last) if tokens[last].text[-1:] == "," else None
    if tokens[last].text in (",", "—", "–", "--"):
        return _before_insertion(tokens, last)
    if tokens[last].text == ")":
        return _before_bracket(tokens, last)
    phrase = phrase_ending(tokens, last)
    return _with_list(tokens, phrase) if phrase is not None else None


def _before_time(tokens: list[Token], last: int) -> int:
    """Return the last token of a subject that a time follows: "The ministry on Tuesday"."""
    at = last
    while at > 0 and tells_time(tokens, at):
        at -= 1
    if at == last:
        return last
    while at > 0 and tokens[at].low in _BEFORE_DAYS:
        at -= 1
    # "The report published Tuesday": the time belongs to the participle.
    ends = _nominal(tokens[at]) or tokens[at].text in (")", ",")
    participle = tokens[at].low.endswith("ed") and not tokens[at].capital
    return at if ends and not participle and tokens[at].low != "super" else last


_BEFORE_DAYS = vocabulary("on in late early earlier later")


def _with_list(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Take in the name before the comma in "Ann Lee, Bo Roe and Cy Day", where it opens a clause.

    Deeper in a clause a name before a comma may be an object or a place.
    """
    at = phrase.first
    joined = any(tokens[index].low == "and" for index in range(at + 1, phrase.last))
    if not joined or at < 2 or tokens[at - 1].text != "," or not tokens[at].capital:
        return phrase
    governing = _governing_list(tokens, at - 1)
    if governing is not None:
        return Phrase(governing.first, phrase.last)
    first = at - 2
    while first >= 0 and tokens[first].capital and at - first <= LONGEST_NAME:
        first -= 1
    named = first < at - 2 and tokens[at - 2].low not in PERSON_TITLES
    named = named and tokens[first + 1].low not in PREPOSITIONS
    opens = first < 0 or tokens[first].quotation or tokens[first].low in SUBORDINATORS
    return Phrase(first + 1, phrase.last) if named and opens else phrase


def _governing_list(tokens: list[Token], comma: int) -> Phrase | None:
    """Return what the names up to `comma` belong to: "The leaders of Britain," and more to come."""
    at, first = comma - 1, comma
    while at > 0 and (tokens[at].capital or tokens[at].text == ","):
        first = at + 1 if tokens[at].text == "," else at
        at -= 1
    if at < 1 or first >= comma or tokens[at].low not in GOVERNING:
        return None
    head = tokens[at - 1]
    many = head.low in GROUP_NOUNS or (head.low.endswith("s") and not head.capital)
    if not many and head.low not in ORGANISATION_NOUNS:
        return None
    phrase = phrase_ending(tokens, first)
    return phrase if phrase is not None and phrase.first < at else None


def _before_insertion(tokens: list[Token], closing: int) -> Phrase | None:
    """Return the phrase before ", an apposition or a relative clause," that ends at `closing`."""
    mark = "," if tokens[closing].quotation else tokens[closing].text
    lowest = max(0, closing - LONGEST_PHRASE)
    opening = closing - 1
    while opening > lowest:
        if tokens[opening].text == mark and not tokens[opening].quotation:
            phrase = phrase_ending(tokens, opening - 1)
            if phrase and not _apposes(tokens, phrase):
                return phrase
            if phrase is None:
                return None
        opening -= 1
    return None


def _apposes(tokens: list[Token], phrase: Phrase) -> bool:
    """Say whether a phrase after a comma itself explains an earlier one."""
    if phrase.first == 0 or tokens[phrase.first - 1].text != ",":
        return False
    if phrase.first == phrase.last and tokens[phrase.first].low.isdigit():
        return True
    if all(token.text != "," for token in tokens[: phrase.first - 1]) and _sets_scene(tokens):
        return False
    return tokens[phrase.first].low in _APPOSING


_APPOSING = vocabulary("a an who which whose and identified named")


def _sets_scene(tokens: list[Token]) -> bool:
    """Say whether the sentence opens with "Asked why" or "On Monday"."""
    asked = tokens[0].low in ("asked", "pressed", "questioned")
    return asked or tokens[0].low in PREPOSITIONS or tokens[0].low in SUBORDINATORS


def _before_bracket(tokens: list[Token], closing: int) -> Phrase | None:
    for opening in range(closing - 1, max(-1, closing - 12), -1):
        if tokens[opening].text in ("(", "["):
            return phrase_ending(tokens, opening - 1)
    return None


def phrase_ending(tokens: list[Token], last: int) -> Phrase | None:
    """Return the noun phrase that ends with the token `last`, or None."""
    if last < 0:
        return None
    if _is_pronoun(tokens, last):
        return Phrase(last, last)
    if not _nominal(tokens[last]):
        return None
    first = last
    lowest = max(0, last - LONGEST_PHRASE)
    while first > lowest and not _stops(tokens, first - 1):
        first -= 1
    return _trim(tokens, first, last)


def _is_pronoun(tokens: list[Token], index: int) -> bool:
    low = tokens[index].low
    if low == "which":
        return index > 0 and tokens[index - 1].text == ","
    return low in SUBJECT_PRONOUNS or low.split("'")[0] in SUBJECT_PRONOUNS


def _nominal(token: Token) -> bool:
    if token.quotation:
        return False
    if token.low in SUBJECT_PRONOUNS:
        return True
    if token.low in NUMBERS or token.low in QUANTIFIERS:
        return True
    return (
        token.text[0].isalnum()
        and token.low not in PREPOSITIONS
        and token.low not in CONJUNCTIONS
        and (token.low not in AUXILIARIES or (token.capital and token.low in NAMES_TOO))
        and token.low not in SUBORDINATORS
        and token.low not in DETERMINERS
    )


def _stops(tokens: list[Token], index: int) -> bool:
    """Say whether a noun phrase cannot reach back over the token at `index`."""
    token = tokens[index]
    if token.quotation:
        return True
    if token.text in _BREAKS or (token.text == "-" and not index):
        return True
    low = token.low
    if low in SUBORDINATORS or low in CONTRACTED:
        return True
    if low in FINITE_BE and is_auxiliary(tokens, index):
        return True
    if low in SUBJECT_PRONOUNS or low in _CLAUSE_OPENERS:
        return True
    if low == "and":
        return not _joins(tokens, index)
    cue = CUES.get(low)
    return cue is not None and not cue.noun and cue.form is not Form.BASE and not token.capital


def _joins(tokens: list[Token], index: int) -> bool:
    """Say whether "and" at `index` joins two names or nouns rather than two clauses."""
    if index == 0:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    if before.capital:
        named = after.capital or after.low in DETERMINERS or after.low == "former"
        return named or after.low in _KINDS
    return not after.capital and before.low.endswith("s") and index < 3


def _trim(tokens: list[Token], first: int, last: int) -> Phrase | None:
    """Drop what leads into a noun phrase: conjunctions, adverbs, a time, a phrase of place."""
    while first < last and (
        tokens[first].low in CONJUNCTIONS
        or is_auxiliary(tokens, first)
        or (is_adverb(tokens[first].low) and tokens[first].low not in DETERMINERS)
    ):
        first += 1
    first = past_time(tokens, first, last)
    if first < last and tokens[first].low == "as":
        return Phrase(first + 1, last)
    named = tokens[first].low == "per" and tokens[first].capital and first < last
    named = named and tokens[first + 1].capital and (first > 0 or first + 1 == last)
    if tokens[first].low in PREPOSITIONS and tokens[first + 1 : first + 2] and not (
        named or tokens[first + 1].low in ("least", "most")
    ):  # fmt: skip
        first = _after_preposition(tokens, first, last)
    return Phrase(first, last) if first <= last else None


def _after_preposition(tokens: list[Token], first: int, last: int) -> int:
    """Return where the subject begins after "On Sunday" or "In an interview with CNN"."""
    start = last
    while start > first + 1 and not _begins_phrase(tokens, start):
        start -= 1
    return start


def _begins_phrase(tokens: list[Token], index: int) -> bool:
    token, before = tokens[index], tokens[index - 1]
    if before.low in PREPOSITIONS or before.low in TIMES or before.low.isdigit():
        return True
    if token.low in DETERMINERS or token.low in POSSESSIVES:
        return True
    return token.capital and not before.capital


def phrase_starting(tokens: list[Token], first: int) -> Phrase | None:
    """Return the noun phrase that begins with the token `first`, or None."""
    if first >= len(tokens) or tokens[first].quotation:
        return None
    if tokens[first].low in SUBJECT_PRONOUNS or _stands_alone(tokens, first):
        return Phrase(first, first)
    last = first - 1
    highest = min(len(tokens), first + LONGEST_PHRASE)
    while last + 1 < highest and _extends(tokens, first, last + 1):
        last += 1
    while last >= first and tokens[last].low in _DANGLING:
        last -= 1
    if last < first or all(tokens[at].low in DETERMINERS for at in range(first, last + 1)):
        return None
    return Phrase(first, end_of_list(tokens, first, last))


def _stands_alone(tokens: list[Token], index: int) -> bool:
    """Say whether "another" or "one" is all that names the speaker: "..., said another."."""
    if tokens[index].low not in ("another", "one", "some", "many"):
        return False
    return index + 1 >= len(tokens) or not tokens[index + 1].text[0].isalnum()


_DANGLING = frozenset({"of", "for", "to", "with", "and", "'s"}) | DETERMINERS | POSSESSIVES


def _extends(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether the noun phrase from `first` takes in the token at `index`."""
    token = tokens[index]
    if token.quotation or not token.text[0].isalnum():
        return False
    low = token.low
    if low in ("of", "for") or (low in ("to", "with") and _binds(tokens, index)):
        return index > first
    if low == "and":
        if index == first or index + 1 >= len(tokens):
            return False
        before, after = tokens[index - 1], tokens[index + 1]
        # "neighbour and friend Ana Sousa"
        titles = before.low in _PERSONS and after.low in _PERSONS and not after.capital
        return (before.capital and after.capital) or titles
    if low in PREPOSITIONS or low in CONJUNCTIONS or low in SUBORDINATORS:
        return False
    if is_auxiliary(tokens, index):
        return False
    if low in SUBJECT_PRONOUNS or low in CONTRACTED:
        return False
    if (low in TIMES and index > first) or (is_adverb(low) and not token.capital):
        return False
    if index > first and (low in DETERMINERS or low in POSSESSIVES):
        return tokens[index - 1].low in _LEADING or _binds(tokens, index - 1)
    if token.capital or is_within_name(tokens, index):
        return True
    if token.text == "24" and index > first:
        return is_outlet(f"{tokens[index - 1].text} 24")
    if (
        index > first
        and tokens[index - 1].capital
        and (low in _KINDS or _is_body(tokens, first, index))
    ):
        return True
    cue = CUES.get(low)
    if cue is not None and not (cue.noun and (index == first or not tokens[index - 1].capital)):
        return False
    if index > first and low.endswith("ed") and tokens[index - 1].low not in DETERMINERS:
        return low == "retired" or tokens[index - 1].low.endswith("-year-old")
    # After a name, a small letter begins the verb: "Trump slammed".
    return index == first or not tokens[index - 1].capital or tokens[index - 1].low in _LEADING


def _binds(tokens: list[Token], index: int) -> bool:
    """Say whether a preposition belongs to the adjective before it: "a source close to Lee"."""
    return (tokens[index - 1].low, tokens[index].low) in _BOUND


_BOUND = frozenset({("close", "to"), ("familiar", "with"), ("privy", "to")})


def _is_body(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether "the UN refugee agency" goes on at `index`, with what it is at the end."""
    return (
        tokens[first].low == "the"
        and index + 1 < len(tokens)
        and tokens[index + 1].low in ORGANISATION_NOUNS
        and tokens[index].low not in CUES
    )


_PERSONS = PERSON_TITLES | OCCUPATIONS
_KINDS = PERSON_TITLES | GROUP_NOUNS | ORGANISATION_NOUNS
_LEADING = DETERMINERS | POSSESSIVES | vocabulary("of for")


def main_subject(tokens: list[Token]) -> Phrase | None:
    """Return the subject of the sentence: its first noun phrase after any leading adjunct."""
    first = 0
    while first < len(tokens) - 1 and (
        tokens[first].low in CONJUNCTIONS or not tokens[first].text[0].isalnum()
    ):
        first += 1
    for index in range(first + 1, min(len(tokens) - 1, first + LONGEST_PHRASE)):
        if tokens[index].text == ",":
            asked = tokens[first].low.endswith("ed") and not tokens[first + 1].capital
            if asked or _leads_in(tokens[first]) or tokens[index - 1].low in _AFTERTHOUGHTS:
                first = index + 1
            break
    return phrase_starting(tokens, first)


_AFTERTHOUGHTS = vocabulary("later earlier ago before after fact course")


def _leads_in(token: Token) -> bool:
    low = token.low
    return (
        low in PREPOSITIONS
        or low in SUBORDINATORS
        or is_adverb(low)
        or low in TIMES
        or low.endswith("ing")
    )
