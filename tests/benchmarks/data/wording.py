"""The words that the made texts are found by: the product's own, each word worked on once."""

from collections.abc import Iterable
from functools import cache, lru_cache

from claims.search import words
from claims.search.words import BREAK, MOST_SETS, MOST_WORDS, Text
from claims.text.stems import stems_of
from claims.text.words import capitalised, keys_of, sounds_of, words_of

_EACH, _TEXTS = 100_000, 256
"""Words of one language and texts whose parts are remembered: every word that is made, and texts
that recur in one claim."""

_LONGEST = 40
"""Characters from which on a run without spaces is taken for a sentence, which comes but once."""

Parts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Words, keys of sounds and stems."""


def written(texts: Iterable[Text], names: Iterable[str]) -> str:
    """Return what `claims.search.words.written` does, for texts as they are made here.

    Their words are parted by single spaces and none begins with a mark, so that each can be looked
    at alone.
    """
    told = {text: _of_text(*text) for text in dict.fromkeys(texts)}
    named = [_of_name(name) for name in dict.fromkeys(names)]
    found: list[str] = []
    for of_text in {text: parts[0] for (text, _), parts in told.items()}.values():
        if of_text:
            found += of_text
            found.append(BREAK)
    for of_name, _ in named:
        found += of_name
    sets = [sound for _, sounds, _ in told.values() for sound in sounds]
    sets += [sound for _, sounds in named for sound in sounds]
    sets += [stem for _, _, stems in told.values() for stem in stems]
    return words._cut(" ".join([*found[:MOST_WORDS], *list(dict.fromkeys(sets))[:MOST_SETS]]))


@lru_cache(maxsize=_TEXTS)
def _of_text(text: str, language: str) -> Parts:
    known = _words(language)
    parts = [known[word] for word in text.split(" ")]
    sounds = dict.fromkeys([sound for part in parts if part[1] for sound in part[1]])
    stems = dict.fromkeys([stem for part in parts if part[2] for stem in part[2]])
    return tuple([word for part in parts for word in part[0]]), tuple(sounds), tuple(stems)


class _Words(dict[str, Parts]):
    """Knows the parts of each word of a language, once it was asked."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> Parts:
        parts = (
            tuple(words_of(word)),
            tuple(sounds_of(capitalised(word))),
            tuple(stems_of(word, self.language)),
        )
        if len(word) <= _LONGEST and len(self) < _EACH:
            self[word] = parts
        return parts


_words = cache(_Words)


@lru_cache(maxsize=65_536)
def _of_name(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = [part for part in (words_of(name), keys_of(name)) if part]
    return tuple(word for part in parts for word in (*part, BREAK)), tuple(sounds_of(name))
