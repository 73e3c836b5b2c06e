"""Names that look like other names: letters of two scripts in one word, letters drawn alike."""

import re
import unicodedata

_OF_ANY_SCRIPT = frozenset({"MODIFIER", "FEMININE", "MASCULINE"})
_TOGETHER = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN"})
"""Scripts that one word of a name may mix."""

OTHER_FORMS = "other forms of"
"""Told in place of a script where ordinary letters are drawn in another form, such as 𝐕 or Ｖ."""

_FORMS = frozenset({"<circle>", "<font>", "<square>", "<wide>"})

# Letter by letter: Latin, and what is drawn like it.
_ALIKE = [
    dict(zip(latin, other, strict=True))
    for latin, other in (
        ("aAbBcCdeEhHiIjJkKlmMnoOpPqrsStTvwxXyY", "аАЬВсСԁеЕһНіІјЈкКӏмМпоОрРԛгѕЅтТѵԝхХуУ"),
        ("aABEHIikKMNnoOpPTuvxXyYZ", "αΑΒΕΗΙικΚΜΝηοΟρΡΤυνχΧγΥΖ"),
        ("ghnoOquSUL", "ցհոօՕզսՏՍԼ"),
    )
]
_TO_LATIN = [{other: latin for latin, other in table.items()} for table in _ALIKE]
_ALL_TO_LATIN = {other: latin for table in _TO_LATIN for other, latin in table.items()}

# A digit or an l where a name has a letter or a capital.
_FALSE_LETTERS = (
    (re.compile(r"\bl(?=[^\W\d_])"), "I"),
    (re.compile(r"(?<=[a-z])[1I](?=[a-z]|\b)"), "l"),
    (re.compile(r"(?<=[^\W\d_])0|0(?=[^\W\d_])"), "o"),
)


def mixed(word: str) -> list[str]:
    """Return the scripts of a word's letters where they do not go together, sorted, else none."""
    found = {_script(letter) for letter in word if _is_letter(letter)} - {""}
    if OTHER_FORMS not in found and (len(found) < 2 or found <= _TOGETHER):
        return []
    return sorted(found)


def twins(name: str) -> set[str]:
    """Return the names that look like this one in letters of another script, or without digits.

    A name is drawn in another script only where each of its letters has a like one there.
    """
    drawn = (_drawn(name, table) for table in (*_ALIKE, *_TO_LATIN))
    latin = "".join(_ALL_TO_LATIN.get(letter, letter) for letter in name)
    plain = unicodedata.normalize("NFKC", latin)
    for pattern, letter in _FALSE_LETTERS:
        plain = pattern.sub(letter, plain)
    return {twin for twin in (*drawn, latin, plain) if twin} - {name}


def _drawn(name: str, table: dict[str, str]) -> str:
    if not all(letter in table for letter in name if letter.isalpha()):
        return ""
    return "".join(table.get(letter, letter) for letter in name)


def _script(letter: str) -> str:
    form = unicodedata.decomposition(letter).split(" ")[0]
    if form in _FORMS or unicodedata.category(letter) == "Nl":
        return OTHER_FORMS
    first = unicodedata.name(letter, "").split(" ")[0]
    return "" if first in _OF_ANY_SCRIPT else first


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] == "L" or unicodedata.category(character) == "Nl"
