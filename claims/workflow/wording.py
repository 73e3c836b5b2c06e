"""What an import writes in the desk's own fields: names without invisible characters, claims."""

import re

from claims.desk.models.validation import DIRECTION, INVISIBLE

LONGEST_NAME = 200
LONGEST_TITLE = 500

_SPACING = re.compile("[\x00-\x1f\x7f-\x9f\\s]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_DIRECTION = re.compile(f"[{DIRECTION}]")
_QUOTATION_MARKS = "\"'“”„«»‘’‹›"
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‹": "›", '"': '"', "'": "'"}
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_UNFINISHED = " ,;:–—-"
_PARTICLES = frozenset(
    [
        "af",
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "van",
        "vom",
        "von",
        "zu",
    ]
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def plain_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a name or title as its field accepts it: one line, nothing invisible, not too long."""
    bare = " ".join(_SPACING.sub(" ", _INVISIBLE.sub("", text)).split())
    return bare if len(bare) <= longest else f"{bare[: longest - 1].rstrip()}…"


def sort_name(name: str) -> str:
    """Return a person's name as lists sort it: "Kasčiūnas, Laurynas"; one word stays as it is."""
    words = name.split()
    last = len(words) - 1
    while last > 0 and words[last].lower() in _SUFFIXES:
        last -= 1
    first = last
    while first > 0 and words[first - 1].lower() in _PARTICLES and words[first - 1].islower():
        first -= 1
    if first <= 0:
        return name
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


def claim_text(words: str) -> str:
    """Return the words of a statement as the first draft of a claim.

    Outer quotation marks are gone, the first letter is a capital, and it ends like a sentence.
    "" where no letter or digit is left.
    """
    text = " ".join(_SPACING.sub(" ", _DIRECTION.sub("", words)).split())
    text = _without_quotation_marks(text).rstrip(_UNFINISHED)
    first = next((at for at, letter in enumerate(text) if letter.isalnum()), None)
    if first is None:
        return ""
    ended = text.rstrip(_QUOTATION_MARKS).endswith(_SENTENCE_ENDS)
    return f"{text[:first]}{text[first].upper()}{text[first + 1 :]}{'' if ended else '.'}"


def _without_quotation_marks(text: str) -> str:
    """Take off the marks round the whole, and one that opens or closes what stands outside it."""
    while len(text) > 1 and text[0] in _PAIRS:
        closers = _PAIRS[text[0]]
        inner = text[1:]
        closing = next((at for at, letter in enumerate(inner) if letter in closers), None)
        if closing is None:
            return inner.strip()
        if closing < len(inner) - 1:
            return text
        text = inner[:-1].strip()
    return text
