"""What a reader typed, read as words, phrases, beginnings of words and words to leave out.

Nothing of the typed text reaches a database but as words that `claims.text.words` made: letters,
digits and marks. Both notations below are written from those alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.text.stems import stems_of
from claims.text.words import is_open, keys_of, sounds_of, words_of

LONGEST = 256
"""Characters of a query that are read; what follows them is not."""

MOST_TERMS = 16
"""Words and phrases of a query that are looked for; those after them are not."""

SHORTEST_BEGINNING = 2
"""Characters before a `*` that are enough to look for: fewer would begin half of all words."""

# A phrase in quotes or a run without spaces, with a minus before it and a star after it.
_TERM = re.compile(r'(?P<minus>[-−–]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*?)')
# How the vowels at the end of a beginning sound depends on what follows them.
_UNHEARD = re.compile(r"(?i)[aeiouy]+\W*$")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; of the last, where it is `open`, only the beginning."""

    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Ways to say one thing, any of which is enough.

    As it is written, as a name's Latin key, by how a name sounds, by its stem.
    """

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, all of it, and what is left out, any of it."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def parse(text: str, *, stemming: str = "", typing: bool = False) -> Query:
    """Return what a text asks for; never raises.

    Words must all be there, in any order; words in quotes, or joined by other signs, follow one
    another; a minus before a word or phrase leaves out what has it; a star ends the beginning of a
    word. A word by itself is also looked for as a name that sounds like it, and, where `stemming`
    is a language that has stems, in its other forms. Where somebody is still `typing`, the last
    word is only begun, unless a space or a quotation mark ends it. Signs alone ask for nothing. Of
    a text beyond `LONGEST` or `MOST_TERMS` the rest is not read.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    read = read_of(text).translate(_QUOTES)
    for match in _TERM.finditer(read):
        begun = typing and match["word"] is not None and match.end() == len(read)
        star = begun or bool(match["star"])
        if match["word"] is None:
            term = _term(match["phrase"] or "", star=star)
        else:
            term = _term(match["word"], star=star, alone=True, stemming=stemming)
        if term and len(wanted) + len(unwanted) < MOST_TERMS:
            (unwanted if match["minus"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def read_of(text: str) -> str:
    """Return what is read of a text: LONGEST characters, and no half of a word at their end."""
    read = text[:LONGEST]
    if read == text or text[LONGEST].isspace():
        return read
    *whole, half = re.split(r"(?<=\s)(?=\S+$)", read)
    return whole[0] if whole else half


def fault(text: str) -> str:
    """Return in one line why a text is more than a query may be, "" where it is not."""
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if sum(1 for _ in _TERM.finditer(text.translate(_QUOTES))) > MOST_TERMS:
        return f"has more than {MOST_TERMS} words and phrases"
    return ""


def in_fts5(query: Query) -> str:
    """Return a query with something wanted as SQLite's FTS5 reads it."""
    wanted = " AND ".join(f"({_any(term, ' OR ', _fts5_phrase)})" for term in query.wanted)
    unwanted = "".join(f" NOT ({_any(term, ' OR ', _fts5_phrase)})" for term in query.unwanted)
    # NOT binds closer than AND.
    return f"({wanted}){unwanted}"


def in_tsquery(query: Query) -> str:
    """Return a query with something wanted as PostgreSQL's tsquery is written."""
    wanted = [f"({_any(term, ' | ', _tsquery_phrase)})" for term in query.wanted]
    unwanted = [f"!({_any(term, ' | ', _tsquery_phrase)})" for term in query.unwanted]
    return " & ".join(wanted + unwanted)


def _term(text: str, *, star: bool, alone: bool = False, stemming: str = "") -> Term | None:
    star = star or text.endswith("*")
    words, keys = tuple(words_of(text, to_find=True)), tuple(keys_of(text))
    if not words:
        return None
    phrases = [Phrase(words, is_open(words[-1]) or (star and _is_long(words[-1])))]
    if keys:
        phrases.append(Phrase(keys, star and _is_long(keys[-1][1:])))
    if alone:
        phrases += _forms(text, words, stemming, begun=phrases[0].open)
    return Term(tuple(phrases))


def _forms(text: str, words: tuple[str, ...], stemming: str, *, begun: bool) -> list[Phrase]:
    heard = sounds_of(_UNHEARD.sub("", text) if begun else text) if len(keys_of(text)) == 1 else []
    found = [Phrase((sound,), begun) for sound in heard]
    if len(words) == 1 and not begun:
        found += [Phrase((stem,)) for stem in stems_of(text, stemming)]
    return found


def _is_long(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING


def _any(term: Term, operator: str, written: Callable[[Phrase], str]) -> str:
    return operator.join(written(phrase) for phrase in term.phrases)


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + " *" * phrase.open


def _tsquery_phrase(phrase: Phrase) -> str:
    quoted = [f"'{word}'" for word in phrase.words]
    written = " <-> ".join(quoted) + ":*" * phrase.open
    return f"({written})"
