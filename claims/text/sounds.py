"""A coarse key of a name's sound: it finds spellings that follow no one romanisation."""

import re

from claims.text.folding import latin_key

_SAME = (
    # Кащюнас is Kashchyunas by the letter and Kasčiūnas at home: one hiss, one key.
    (re.compile(r"sch(?=[lmnrtvw])|s+h|sz"), "s"),
    (re.compile(r"c+h|cz|t+s+|t+z+"), "c"),
    (re.compile(r"z+h|rz"), "z"),
    (re.compile(r"p+h"), "f"),
    (re.compile(r"ck|q"), "k"),
    # Шмигаль is Shmyhal, and Gogol is Hohol.
    (re.compile(r"[gh]+"), "h"),
    (re.compile(r"w"), "v"),
    # A glide is written or not.
    (re.compile(r"[ijy]+(?=[aeou])|(?<=[aeou])[ijy]+"), ""),
    (re.compile(r"[ijy]+"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


def sound_key(name: str) -> str:
    """Return the key under which spellings of a name that sound alike meet, "" for no letters.

    `Kasciunas`, `Kasčiūnas` and `Кащюнас` share a key. Different names may share one too: it is
    for offering, never for deciding that two are the same.
    """
    key = latin_key(name)
    for pattern, sound in _SAME:
        key = pattern.sub(sound, key)
    return " ".join(key.split())


_NEAR = (
    # Müller is Mueller where there are no dots.
    (re.compile(r"(?<=[aou])e"), ""),
    # Лукашенко is Lukaschenko in German.
    (re.compile(r"sc"), "s"),
    # Lukashenka is how Belarusians write it.
    (re.compile(r"(?<=nk)[ao]\b"), ""),
    # Lithuanian and Latvian give every name an ending: Putinas, Zelenskis.
    (re.compile(r"(?<=[a-z]{4})(?:[aiu]s|i)\b"), ""),
)


def near_key(name: str) -> str:
    """Return a coarser key still, under which one name meets with the endings languages give it.

    `Лукашенко`, `Lukashenka` and `Lukaschenko` share a key; so do `Müller` and `Mueller`, `Putin`
    and `Putinas`. For search, which shows what it finds.
    """
    key = sound_key(name)
    for pattern, sound in _NEAR:
        key = pattern.sub(sound, key)
    return " ".join(key.split())
