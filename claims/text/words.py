"""Words of a text and keys of a name, as search stores them and asks for them."""

import re
import unicodedata

from claims.text.folding import fold, latin_key

LONGEST_WORD = 64
"""Characters of a word that count; a longer word is known by its beginning."""

KEY = "_"
"""How a name's Latin key begins, so that it never meets a word of a text."""

# Scripts written without spaces: Han, Kana and Bopomofo. Hangul's spaces part whole phrases.
_UNSPACED = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff]+"
)


def words_of(text: str, *, to_find: bool = False) -> list[str]:
    """Return the words of a text in their order, folded: letters, digits and their marks alone.

    A run of Han, Kana or Hangul becomes its pairs of neighbouring characters and then its last
    character, so that any part of the run is found: each character begins exactly one word. With
    `to_find` the last character of a run at the very end is left out, where what is looked for may
    go on in the text; a single character stays and is to be taken as the beginning of a word.
    """
    runs = [run for run in _parted(fold(text)) if run]
    found: list[str] = []
    for at, run in enumerate(runs):
        if _UNSPACED.fullmatch(run):
            found += _pairs(run, open_end=to_find and at == len(runs) - 1)
        else:
            found.append(run[:LONGEST_WORD])
    return found


def is_open(word: str) -> bool:
    """Tell whether a word to find is a single character of a script written without spaces."""
    return len(word) == 1 and _UNSPACED.fullmatch(word) is not None


def keys_of(name: str) -> list[str]:
    """Return the words of a name's Latin key, each marked as one by `KEY`."""
    return [KEY + word[:LONGEST_WORD] for word in latin_key(name).split()]


def _parted(folded: str) -> list[str]:
    spaced = "".join(letter if _belongs(letter) else " " for letter in folded)
    return _UNSPACED.sub(lambda run: f" {run[0]} ", spaced).split(" ")


def _belongs(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


def _pairs(run: str, *, open_end: bool) -> list[str]:
    if len(run) == 1:
        return [run]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return pairs if open_end else [*pairs, run[-1]]
