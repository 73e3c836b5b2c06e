"""How much of what a text says another says too, by their words: pure.

A text is taken apart into terms, and each term tells the more the rarer it is among all texts
(`telling`). A text beside it scores by the terms that it holds (BM25: Robertson and Zaragoza, The
Probabilistic Relevance Framework, 2009) and, a little, by pieces of words, which find what stems
miss: compounds, other endings, slips of the pen (McNamee and Mayfield, Character N-Gram
Tokenization, 2004).
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from claims.text import posts
from claims.text.languages import likely_language, small_words
from claims.text.stems import stems_of
from claims.text.words import KEY, SOUND, capitalised, sounds_of, words_of

LONGEST = 1000
"""Characters of a text that are looked at."""

MOST_TERMS = 60
"""Terms of a text that are looked at: a post has fewer; those after them are left."""

MOST_WORDS = 300
"""Words of the other text that are looked at, from its beginning, where a claim says its point."""

RARER = 1.5
"""The power of rarity: above 1, few rare words in common tell more than many common ones."""

SATURATION, LENGTH = 1.2, 0.75
"""BM25's own usual settings: how soon a repeated word stops telling more; what length costs."""

SIGNED = 0.7
"""What a word counts that stands under a post only: who sent it, and when."""

EXACT = 1.25
"""How much more numbers and what is written with a capital count: they are what is checked."""

HEARD = 0.7
"""What a name counts that only sounds alike, as in another script."""

PIECES = 0.2
"""What all pieces of words count beside the words."""

PIECE = 4
"""Letters of a piece: fewer meet everywhere, more seldom outlive another ending."""

FEWEST = 1_000
"""Rows that there are taken to be at least: among few, every word would seem common."""

FEWEST_COMPARED = 200
"""The same of texts that are compared."""

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a text says: the words of an index that stand for it, and what it counts."""

    key: str
    words: Tokens
    sounds: Tokens
    weight: float

    @property
    def forms(self) -> Tokens:
        """Return every word of an index that stands for it, each once."""
        return tuple(dict.fromkeys((*self.words, self.key, *self.sounds)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A text taken apart into its terms."""

    terms: tuple[Term, ...]


def asked(text: str) -> Asked:
    """Return what a text says, without the words that every text has; never raises.

    Where it has no others, those are its terms. No letters or digits give no terms.
    """
    post = posts.read(text[:LONGEST])
    language = likely_language(post.said)
    terms: dict[str, Term] = {}
    for part, weight in ((post.said, 1.0), (post.signed, SIGNED)):
        for term in _terms(part, language, weight):
            known = terms.get(term.key)
            terms[term.key] = _joined(known, term) if known else term
    small = small_words(language)
    telling = [term for term in terms.values() if not small.issuperset(term.words)]
    return Asked(tuple((telling or list(terms.values()))[:MOST_TERMS]))


def telling(rows: int, having: int) -> float:
    """Return how much a term tells that so many of all rows have: 0 at least, more the rarer."""
    return _rarity(max(rows, FEWEST), having)


def scores(asked: Asked, told: Mapping[Term, float], others: Mapping[int, str]) -> dict[int, float]:
    """Return how alike each of the other texts is, from 0 to 1, by its key.

    `others` are words as `claims.search.words` writes them, `told` is what each term tells. 1 is a
    text that has it all; the scores of one text are for comparing with one another.
    """
    known = {key: _Other.read(words) for key, words in others.items()}
    lengths = [other.length for other in known.values()]
    usual = sum(lengths) / len(lengths) if lengths else 0
    pieces = _pieces_told(asked, known.values())
    most = sum(term.weight * told[term] for term in asked.terms) + PIECES * sum(pieces.values())
    return {
        key: min(_score(asked, told, pieces, other, usual or 1) / most, 1.0) if most else 0.0
        for key, other in known.items()
    }


@dataclass(frozen=True, slots=True)
class _Other:
    """A text that is compared: its words, the keys of names and stems beside them, its pieces."""

    counts: Counter[str]
    length: int
    keys: frozenset[str]
    pieces: frozenset[str]

    @classmethod
    def read(cls, words: str) -> "_Other":
        tokens = words.split(" ")
        plain = [token for token in tokens if token and token[0] != KEY][:MOST_WORDS]
        keys = frozenset(token for token in tokens if token.startswith(SOUND))
        pieces = frozenset().union(*map(_pieces, set(plain)))
        return cls(Counter(plain), len(plain), keys, pieces)

    def times(self, term: Term) -> float:
        """Return how often it has a term: another form of its words counts once, a sound less."""
        written = 0
        for word in term.words:
            written += self.counts.get(word, 0)
        if written:
            return float(written)
        if term.key in self.keys:
            return 1.0
        return 0.0 if self.keys.isdisjoint(term.sounds) else HEARD


def _score(
    asked: Asked,
    told: Mapping[Term, float],
    pieces: Mapping[str, float],
    other: _Other,
    usual: float,
) -> float:
    cost = SATURATION * (1 - LENGTH + LENGTH * other.length / usual)
    score = 0.0
    for term in asked.terms:
        if held := other.times(term):
            score += term.weight * told[term] * held * (SATURATION + 1) / (held + cost)
    shared = sum(weight for piece, weight in pieces.items() if piece in other.pieces)
    return score + PIECES * shared * (SATURATION + 1) / (1 + cost)


def _pieces_told(asked: Asked, others: Collection[_Other]) -> dict[str, float]:
    """Return what each piece of the text's words tells: the rarer among the others, the more."""
    weights: dict[str, float] = {}
    for term in asked.terms:
        for piece in (piece for word in term.words for piece in _pieces(word)):
            weights[piece] = max(weights.get(piece, 0.0), term.weight)
    having = Counter(piece for other in others for piece in other.pieces & weights.keys())
    rows = max(len(others), FEWEST_COMPARED)
    return {piece: weights[piece] * _rarity(rows, having[piece]) for piece in sorted(weights)}


def _rarity(rows: int, having: int) -> float:
    having = min(having, rows)
    return math.pow(math.log(1 + (rows - having + 0.5) / (having + 0.5)), RARER)


def _terms(text: str, language: str, weight: float) -> Iterator[Term]:
    exact = set(words_of(capitalised(text)))
    for word in dict.fromkeys(words_of(text)):
        named = word in exact
        counts = weight * (EXACT if named or word.isdecimal() else 1.0)
        heard = tuple(sounds_of(word)) if named else ()
        yield Term(_stem(word, language), (word,), heard, counts)


def _joined(one: Term, other: Term) -> Term:
    words = tuple(dict.fromkeys(one.words + other.words))
    sounds = tuple(dict.fromkeys(one.sounds + other.sounds))
    return Term(one.key, words, sounds, max(one.weight, other.weight))


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    stems = stems_of(word, language)
    return stems[0] if stems else word


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> frozenset[str]:
    marked = f"<{word}>"
    return frozenset(marked[at : at + PIECE] for at in range(max(1, len(marked) - PIECE + 1)))
