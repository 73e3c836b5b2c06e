"""Stems of words by the rules of their language, so that one form of a word finds the others."""

import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

from claims.text.folding import fold
from claims.text.words import LONGEST_WORD, is_unspaced, is_written, runs_of

STEM = "___"
"""How a stem begins, so that it meets no word and no key of a name."""

LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The languages whose words have stems: BCP 47 primary subtag -> name of its rules."""

_ALSO = {"nb": "no", "nn": "no"}
_CACHED = 65_536
_own = threading.local()


def stemmed(language: str) -> str:
    """Return the key of LANGUAGES by which words of a BCP 47 tag are stemmed, "" for none."""
    primary = language.partition("-")[0].lower()
    primary = _ALSO.get(primary, primary)
    return primary if primary in LANGUAGES else ""


def stems_of(text: str, language: str) -> list[str]:
    """Return the stems of a text's words, each once, marked by `STEM` and their language.

    A word has two where its diacritics matter to its ending: one as it is written and one as it is
    typed without them. Numbers and scripts written without spaces have none; neither has a text in
    a language that has no rules here.
    """
    known = stemmed(language)
    if not known:
        return []
    lowered = unicodedata.normalize("NFC", text).lower()
    words = dict.fromkeys(run[:LONGEST_WORD] for run in runs_of(lowered))
    return list(dict.fromkeys(stem for word in words for stem in _stems(known, word)))


@lru_cache(maxsize=_CACHED)
def _stems(language: str, word: str) -> tuple[str, ...]:
    if len(word) < 2 or word.isdecimal() or is_unspaced(word):
        return ()
    plain = fold(word)
    forms = (word,) if plain == word else (word, plain)
    bare = (_bare(_rules(language).stemWord(form)) for form in forms)
    return tuple(f"{STEM}{language}_{stem}" for stem in dict.fromkeys(bare) if stem)


def _bare(stem: str) -> str:
    return "".join(letter for letter in fold(stem) if is_written(letter))


def _rules(language: str) -> Any:
    # Rules keep the word that they work on, so that no two threads may share them.
    rules: dict[str, Any] = _own.__dict__.setdefault("rules", {})
    if language not in rules:
        rules[language] = snowballstemmer.stemmer(LANGUAGES[language])
    return rules[language]
