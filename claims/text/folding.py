"""Folding: one form of a text to search by, and one Latin key that finds a name in any script."""

import re
import unicodedata

from anyascii import anyascii

_APOSTROPHES = "’‘‛ʼʻʹˈ`´′＇"
_IGNORED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Letters that carry a stroke or a shape of their own and so have no Unicode decomposition.
_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ß": "ss",
    "ə": "e",
    "ƒ": "f",
    "ɨ": "i",
    "ɓ": "b",
    "ɗ": "d",
    "ґ": "г",
}
_MAPPED = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_IGNORED, None),
        **_LETTERS,
    }
)
# Canonical combining classes of marks that are letters to their readers: signs attached to nothing,
# nuktas, kana voicing, viramas. Without them Indic and Japanese words would become other words.
_KEPT_MARKS = frozenset({0, 7, 8, 9})


def fold(text: str) -> str:
    """Return the form under which text is stored for search and asked for.

    Compatibility forms, case, diacritics, letters without decomposition and apostrophes are
    unified; each run of white space becomes one space, none at the ends. Folding twice changes
    nothing.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    # A casefolded letter may compose anew or decompose further: a second pass settles it.
    return _fold_once(_fold_once(text))


def _fold_once(text: str) -> str:
    mapped = unicodedata.normalize("NFKD", text.translate(_MAPPED)).casefold().translate(_MAPPED)
    parted = unicodedata.normalize("NFKD", mapped)
    # Far fewer characters differ than there are.
    marks = {
        ord(letter): None
        for letter in set(parted)
        if unicodedata.combining(letter) not in _KEPT_MARKS
    }
    bare = parted.translate(marks) if marks else parted
    return " ".join(unicodedata.normalize("NFKC", bare).split())


_SOUNDS = (
    (re.compile(r"[^0-9a-z ]+"), ""),
    (re.compile(r"x"), "ks"),
    (re.compile(r"k+h+"), "h"),
    # Лавров, Єрмак, Юлія, Андрей: one glide, written i, j or y beside a vowel.
    (re.compile(r"[ijy]+(?=[aeou])|(?<=[aeou])[ijy]+"), "y"),
    (re.compile(r"\by(?=e)"), ""),
    # Зеленський: -yi, -iy, -yy, -ij, -ii and plain -y or -i are one ending.
    (re.compile(r"[ijy]+\b"), "y"),
)


def latin_key(name: str) -> str:
    """Return a Latin key under which the spellings of one name in several scripts meet.

    `Лукашенко` and `Lukashenko` share a key, and so do the usual romanisations of one Cyrillic
    name: `Zelensky`, `Zelenskiy` and `Зеленський`. The key is for finding, never for showing.
    """
    key = fold(anyascii(unicodedata.normalize("NFKC", name)))
    key = re.sub(r"[-_/.,]+", " ", key)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return " ".join(key.split())
