"""Texts and names, written as the words that a row is found by: pure."""

from collections.abc import Iterable

from claims.text.stems import stems_of
from claims.text.words import capitalised, keys_of, sounds_of, words_of

Text = tuple[str, str]
"""A text and its language, a BCP 47 tag or "" where that is unknown."""

MOST_WORDS = 10_000
"""Words kept of one row: PostgreSQL tells no places of words apart beyond some 16,000."""

MOST_SETS = 10_000
"""Keys of sounds and stems kept of one row besides; these have no places."""

MOST_BYTES = 900_000
"""Bytes of one row's words: PostgreSQL takes somewhat over a million."""

BREAK = "_"
"""Stands between parts, so that no phrase reaches from one into the next; never looked for."""


def written(texts: Iterable[Text], names: Iterable[str]) -> str:
    """Return the words under which texts and names are found, parted by single spaces.

    First the words of each text and each name in their order, each name with its Latin key; then,
    each once, the keys of how names sound, those that texts hold among them; then the stems of
    texts by their languages. Texts and names given twice count once.
    """
    told, called = list(dict.fromkeys(texts)), list(dict.fromkeys(names))
    parts = [words_of(text) for text in dict.fromkeys(text for text, _ in told)]
    for name in called:
        parts += [words_of(name), keys_of(name)]
    words = [word for part in parts if part for word in (*part, BREAK)][:MOST_WORDS]
    sets = [sound for text, _ in told for sound in sounds_of(capitalised(text))]
    sets += [sound for name in called for sound in sounds_of(name)]
    sets += [stem for text, language in told for stem in stems_of(text, language)]
    return _cut(" ".join([*words, *list(dict.fromkeys(sets))[:MOST_SETS]]))


def _cut(words: str) -> str:
    if len(words) * 4 <= MOST_BYTES or len(words.encode()) <= MOST_BYTES:
        return words
    kept = words.encode()[:MOST_BYTES].decode(errors="ignore")
    return kept.rpartition(" ")[0]
