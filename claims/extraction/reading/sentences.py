"""Sentences as rows of tokens; a quotation is one token, so that no sentence ends inside one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    CONTRACTED,
    FINITE_BE,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)
from claims.extraction.english.cues import CUES, Form, Frame
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.paragraphs import Span, paragraphs
from claims.extraction.reading.quotations import Quotation, quotations

LONGEST_SENTENCE = 160
FARTHEST_VERB = 9
_OBJECTS = frozenset({"it", "you", "who"})
_SIGNING = frozenset({"―", "—", "–", "--", "-", "~"})

_ABBREVIATIONS = vocabulary(
    "Adm Atty Brig Capt Cmdr Col Cpl Dr Fr Gen Gov Hon Lt Maj Messrs Mr Mrs Ms Msgr Ph Prof Rep"
    " Reps Rev Sec Sen Sens Sgt St Supt Jr Sr Co Corp Dept Inc Ltd Jan Feb Mar Apr Jun Jul Aug"
    " Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md"
    " Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo No Ave Bros vs v"
    " etc cf"
)
_IN_CAPITALS = vocabulary("CAPT COL DR GEN GOV HON LT MR MRS MS PROF REP REV SEN SGT")
_TOKEN = re.compile(
    # Most words are these, and the other shapes need not be tried on them.
    r"[A-Za-z]++(?=[ ,])"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"
    r"|[0-9]+(?:-[^\W\d_]+)+"
    r"|[0-9][\w,.]*[0-9]"
    r"|\w[\w\u0300-\u036f]*(?:[’'\-.&/](?:[^\W_][\u0300-\u036f]*)+)*[’']?"
    r"|--+|\.\.+|[^\w\s]"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’.\- ]{2,24}(?:,[^()\n—–-]{1,30})?\s?(?:\([^()\n]{2,30}\)\s?)?"
    r"|[A-Z][\w'’. ]{2,24}(?:,[^()\n—–-]{1,30})?\s?\([^()\n]{2,30}\)\s?)(?:—|–|--?)\s"
)
# The time before an entry of a live page belongs to no sentence.
_CLOCK = re.compile(
    r"\[?[0-2]?[0-9](?::[0-5][0-9]){1,2}\]?(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|BST|CET|CEST|EST|EDT|ET))?"
    r"\s?[-–—:|,]?\s(?=\S)"
)
# Written in capitals, these are names; their small forms are pronouns.
_ACRONYMS = frozenset({"WHO", "US", "IT"})
_ENDS = frozenset({".", "!", "?", "…", "...", "....", ".."})
_ENDING = frozenset(".!?…")
_SHORTENED = _ABBREVIATIONS | _IN_CAPITALS
MOST_KNOWN, LONGEST_KNOWN = 16384, 24
_STARTERS = vocabulary(
    "a an and as at but by for from he her his i if in it its meanwhile no on one she so that"
    " the their there these they this those to we what when while with you"
)


@dataclass(slots=True, eq=False)
class Token:
    """A word, a mark of punctuation or a whole quotation.

    `low` is the word in lower case with straight apostrophes. Of a quotation, `text` is what stands
    between the marks and `low` is empty; `start` and `end` take the marks in. `mark` is the opening
    mark of a quotation; `open` is one that its paragraph does not close. Nothing changes a token;
    it is not frozen because making one would take several times as long.
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool
    quotation: bool
    mark: str = ""
    open: bool = False


class Sentence(NamedTuple):
    """The tokens of one sentence and the number of the paragraph that it stands in."""

    paragraph: int
    tokens: list[Token]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def sentences(text: str, spans: list[Span] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; none is empty. Datelines and clock times before
    an entry belong to none.

    `spans` are the paragraphs of the text, where the caller already has them.
    """
    for number, paragraph in enumerate(paragraphs(text) if spans is None else spans):
        dateline = _DATELINE.match(text, *paragraph) or _CLOCK.match(text, *paragraph)
        body = Span(dateline.end(), paragraph.end) if dateline else paragraph
        tokens = _tokens(text, body, quotations(text, body))
        for row in _split(tokens):
            yield Sentence(number, row)


def _tokens(text: str, paragraph: Span, quoted: list[Quotation]) -> list[Token]:
    tokens: list[Token] = []
    at = paragraph.start
    for quotation in quoted:
        _append_words(tokens, text, at, quotation.start)
        words = text[quotation.words.start : quotation.words.end]
        begins, ends = quotation.start, quotation.end
        mark = text[begins : quotation.words.start]
        tokens.append(Token(begins, ends, words, "", False, True, mark, not quotation.closed))
        at = quotation.end
    _append_words(tokens, text, at, paragraph.end)
    return tokens


def _append_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    at = start
    append = tokens.append
    for match in _TOKEN.finditer(text, start, end):
        begins, ends = match.span()
        if begins < at:
            continue
        word = match[0]
        read = _known if ends - begins <= LONGEST_KNOWN else _read
        low, capital, shortened = read(word)
        if shortened and text.startswith(".", ends, end) and _abbreviates(word, text, ends):
            ends += 1
            word = text[begins:ends]
            low, capital, _ = _read(word)
        append(Token(begins, ends, word, low, capital, False))
        at = ends


def _read(word: str) -> tuple[str, bool, bool]:
    """Return a word in small letters, as tokens have it, and whether it has a capital.

    The last tells whether a full stop after it may be a part of it.
    """
    low = word if word in _ACRONYMS else word.lower()
    if not low.isascii():
        low = normalize("NFC", low).replace("’", "'").replace("ʼ", "'")
    capital = word[0].isupper()
    return low, capital, word in _SHORTENED or (capital and len(word) == 1)


# Texts share most of their words.
_known = lru_cache(maxsize=MOST_KNOWN)(_read)


def _abbreviates(word: str, text: str, end: int) -> bool:
    """Say whether the full stop at `end` belongs to the word: "Gov.", the initial of a name."""
    if word in _SHORTENED:
        return not text[end + 1 : end + 2].isalnum()
    return len(word) == 1 and word.isupper() and text[end + 1 : end + 3].lstrip()[:1].isupper()


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        row.append(token)
        ends = index == last or len(row) >= LONGEST_SENTENCE
        if not ends and (token.quotation or token.text[-1] in _ENDING):
            ends = _ends(tokens, index)
        if ends:
            yield row
            row = []


def _ends(tokens: list[Token], index: int) -> bool:
    """Say whether a sentence ends with the token at `index`, which is not the last."""
    token, following = tokens[index], tokens[index + 1]
    if token.quotation:
        return _quotation_ends(token, tokens, index)
    if token.text not in _ENDS:
        # An abbreviation ends a sentence only where the next word can hardly be a name.
        return token.text[-1] == "." and following.capital and following.low in _STARTERS
    if following.start == token.end and not following.quotation:
        return False
    if following.text in _SIGNING and index + 2 < len(tokens):
        # "— Never! — he said": speech after a dash, which its attribution follows.
        beyond = tokens[index + 2]
        return beyond.quotation or not beyond.text[0].islower()
    return following.capital or following.quotation or not following.text[0].islower()


def _quotation_ends(token: Token, tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1]
    if following.text in _SIGNING:
        return False
    closing = token.text[-1:]
    if closing not in (".", "!", "?", "…") or following.start == token.end:
        return False
    if following.quotation:
        return True
    if not following.capital:
        return False
    return not _attributed(tokens, index + 1, firmly=closing == ".")


def _attributed(tokens: list[Token], index: int, *, firmly: bool) -> bool:
    """Say whether '"Why now?" Clinton asked' goes on with the attribution of its quotation.

    After a full stop, `firmly`, only an attribution that ends the sentence counts.
    """
    for position in range(index, min(len(tokens), index + FARTHEST_VERB)):
        token = tokens[position]
        if token.quotation or token.text in (".", ";", ":"):
            return False
        cue = CUES.get(token.low)
        if cue is None or cue.noun or cue.form not in (Form.PAST, Form.PRESENT):
            continue
        if cue.frames & Frame.QUOTE:
            if firmly:
                return position + 1 == len(tokens) or tokens[position + 1].text == "."
            return not _has_words(tokens, position + 1)
    return False


def _has_words(tokens: list[Token], after: int) -> bool:
    """Say whether a verb of speech is followed by words of its own: "Lee said she could not"."""
    if after + 1 >= len(tokens):
        return False
    token = tokens[after]
    if token.low in CONTRACTED or (token.low in SUBJECT_PRONOUNS and token.low not in _OBJECTS):
        return True
    for position in range(after, min(len(tokens), after + FARTHEST_VERB)):
        token = tokens[position]
        if token.quotation or not token.text[0].isalnum():
            return False
        if position > after and token.low in FINITE_BE:
            return True
        if token.low in PREPOSITIONS or token.low in SUBORDINATORS or token.low in CONJUNCTIONS:
            return token.low == "that" and position < after + 3
    return False
