"""Words of a text and keys of a name, as search stores them and asks for them."""

import re
import unicodedata
from functools import lru_cache

from claims.text.folding import fold, latin_key
from claims.text.sounds import near_key

LONGEST_WORD = 64
"""Characters of a word that count; a longer word is known by its beginning."""

KEY = "_"
"""How a name's Latin key begins, so that it never meets a word of a text."""

SOUND = "__"
"""How the key of a name's sound begins, so that it never meets a word or a Latin key."""

SHORTEST_SOUND = 4
"""Letters of the key of a sound that are enough: shorter names sound like too many others."""

_CACHED = 65_536

# Scripts written without spaces: Han, Kana and Bopomofo. Hangul's spaces part whole phrases.
_UNSPACED_LETTERS = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]+")

RUN = re.compile(f"[{_UNSPACED_LETTERS}]+|[^ {_UNSPACED_LETTERS}]+")
"""One run of a text whose signs are spaces: of scripts written without spaces, or of others."""

_GEORGIAN = re.compile("[\u10d0-\u10ff]")


def words_of(text: str, *, to_find: bool = False) -> list[str]:
    """Return the words of a text in their order, folded: letters, digits and their marks alone.

    A run of Han, Kana or Hangul becomes its pairs of neighbouring characters and then its last
    character, so that any part of the run is found: each character begins exactly one word. With
    `to_find` the last character of a run at the very end is left out, where what is looked for may
    go on in the text; a single character stays and is to be taken as the beginning of a word.
    """
    runs = runs_of(fold(text))
    found: list[str] = []
    for at, run in enumerate(runs):
        if is_unspaced(run):
            found += _pairs(run, open_end=to_find and at == len(runs) - 1)
        else:
            found.append(run[:LONGEST_WORD])
    return found


def is_open(word: str) -> bool:
    """Tell whether a word to find is a single character of a script written without spaces."""
    return len(word) == 1 and is_unspaced(word)


def is_unspaced(word: str) -> bool:
    """Tell whether a word is of scripts written without spaces."""
    return _UNSPACED.fullmatch(word) is not None


def keys_of(name: str) -> list[str]:
    """Return the words of a name's Latin key, each marked as one by `KEY`."""
    return [KEY + word[:LONGEST_WORD] for word in latin_key(name).split()]


def sounds_of(text: str) -> list[str]:
    """Return the keys of the sounds of a text's words, each once and marked by `SOUND`.

    Of running text hand over what `capitalised` gives; of a name, or of what somebody looks for,
    all of it. Keys of fewer than `SHORTEST_SOUND` letters are left out.
    """
    found = dict.fromkeys(key for word in text.split() for key in _sounds(word))
    return [SOUND + key[:LONGEST_WORD] for key in found if len(key) >= SHORTEST_SOUND]


def capitalised(text: str) -> str:
    """Return those words of a text that may be names: with a capital, or in a script without."""
    return " ".join(word for word in runs_of(text) if _may_be_name(word))


def runs_of(text: str) -> list[str]:
    """Return the runs of letters, digits and marks of a text, unspaced scripts parted from others.

    The text is taken as it is: whoever wants its runs folded hands it over so.
    """
    # Far fewer characters differ than there are.
    spaces = {ord(letter): " " for letter in set(text) if not is_written(letter)}
    return RUN.findall(text.translate(spaces))


def is_written(letter: str) -> bool:
    """Tell whether a character belongs to a word: a letter, a digit or a mark."""
    return unicodedata.category(letter)[0] in "LNM"


@lru_cache(maxsize=_CACHED)
def _sounds(word: str) -> tuple[str, ...]:
    return tuple(near_key(word).split())


def _may_be_name(word: str) -> bool:
    return unicodedata.category(word[0]) in ("Lu", "Lt") or _GEORGIAN.match(word) is not None


def _pairs(run: str, *, open_end: bool) -> list[str]:
    if len(run) == 1:
        return [run]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return pairs if open_end else [*pairs, run[-1]]
