"""How well words answer a query, the same on both databases: pure."""

from collections.abc import Iterable
from typing import TypeVar

from claims.search.queries import Phrase, Query, parse
from claims.search.words import BREAK

Key = TypeVar("Key")

MOST_RANKED = 200
"""Rows that are ranked, the newest that match: ranking every match would take seconds."""

_LEAD = 1.5
_AS_WRITTEN = 0.5
_HALFWAY = 400


def best(rows: Iterable[tuple[Key, str]], q: str, stemming: str = "") -> list[Key]:
    """Return the keys of rows, given with their words, best first; of equals the earlier first."""
    query = parse(q, stemming=stemming)
    scored = [(score(words, query), key) for key, words in rows]
    return [key for _, key in sorted(scored, key=lambda one: -one[0])]


def score(words: str, query: Query) -> float:
    """Return how well the words of a row, as `words.written` wrote them, answer a query.

    A thing counts for more the oftener it stands there beside other words, in the first text (of a
    claim its own), and where it is found as it was typed. Only numbers of one query compare.
    """
    tokens = words.split(" ")
    lead = tokens[: tokens.index(BREAK)] if BREAK in tokens else tokens
    total = 0.0
    for term in query.wanted:
        written, *others = term.phrases
        as_written = _times(written, tokens)
        times = as_written or max((_times(phrase, tokens) for phrase in others), default=0)
        total += times / (times + 1 + len(tokens) / _HALFWAY)
        total += _AS_WRITTEN * (as_written > 0)
        total += _LEAD * any(_times(phrase, lead) for phrase in term.phrases)
    return round(total, 6)


def _times(phrase: Phrase, tokens: list[str]) -> int:
    first = phrase.words[0]
    if len(phrase.words) == 1:
        if phrase.open:
            return sum(1 for token in tokens if token.startswith(first))
        return tokens.count(first)
    *whole, last = phrase.words
    size, found = len(whole), 0
    for at, token in enumerate(tokens[: len(tokens) - size]):
        if token == first and tokens[at : at + size] == whole:
            ending = tokens[at + size]
            found += ending.startswith(last) if phrase.open else ending == last
    return found
