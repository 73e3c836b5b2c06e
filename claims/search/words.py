"""Texts and names, written as the words that a row is found by: pure."""

from collections import Counter
from collections.abc import Iterable

from claims.text.stems import stems_of
from claims.text.words import capitalised, keys_of, sounds_of, words_of

Text = tuple[str, str]
"""A text and its language, a BCP 47 tag or "" where that is unknown."""

MOST_WORDS = 10_000
"""Words kept of one row: PostgreSQL tells no places of words apart beyond some 16,000."""

MOST_OF_ONE = 256
"""How often one word is kept of a row: PostgreSQL knows no further places of it."""

MOST_SETS = 10_000
"""Keys of sounds and stems kept of one row besides; these have no places."""

MOST_BYTES = 900_000
"""Bytes of one row's words: PostgreSQL takes somewhat over a million."""

BREAK = "_"
"""Stands between parts, so that no phrase reaches from one into the next; never looked for.

It also stands where a word is left out, so that the others keep their distance.
"""


def written(texts: Iterable[Text], names: Iterable[str]) -> str:
    """Return the words under which texts and names are found, parted by single spaces.

    First the words of each text and each name in their order, each name with its Latin key: of
    texts as many as names leave room for, of one word MOST_OF_ONE. Then, each once, the keys of how
    names sound, those that texts hold among them; then the stems of texts by their languages. Texts
    and names given twice count once.
    """
    told, called = list(dict.fromkeys(texts)), list(dict.fromkeys(names))
    named = _parted(part for name in called for part in (words_of(name), keys_of(name)))
    read = _parted(words_of(text) for text in dict.fromkeys(text for text, _ in told))
    words = _kept([*read[: max(MOST_WORDS - len(named), 0)], *named][:MOST_WORDS])
    sets = [sound for text, _ in told for sound in sounds_of(capitalised(text))]
    sets += [sound for name in called for sound in sounds_of(name)]
    sets += [stem for text, language in told for stem in stems_of(text, language)]
    return _cut(" ".join([*words, *list(dict.fromkeys(sets))[:MOST_SETS]]))


def _parted(parts: Iterable[list[str]]) -> list[str]:
    return [word for part in parts if part for word in (*part, BREAK)]


def _kept(words: list[str]) -> list[str]:
    if len(words) <= MOST_OF_ONE:
        return words
    counts: Counter[str] = Counter()
    kept = []
    for word in words:
        counts[word] += 1
        kept.append(word if counts[word] <= MOST_OF_ONE else BREAK)
    return kept


def _cut(words: str) -> str:
    if len(words) * 4 <= MOST_BYTES or len(words.encode()) <= MOST_BYTES:
        return words
    kept = words.encode()[:MOST_BYTES].decode(errors="ignore")
    return kept.rpartition(" ")[0]
