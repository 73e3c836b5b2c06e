"""The chain of a statement: through whose hands its words came, stated or inferred."""

import re
from collections.abc import Iterable

from claims.extraction.data import Article, Relation, Step
from claims.extraction.reading.paragraphs import Span
from claims.text.folding import fold

_CAPITAL = r"[^\W\d_a-z][\w.&'’\-]*"
_NAME = rf"(?P<name>(?:[Tt]he\s)?{_CAPITAL}(?:\s(?:of\s|the\s|for\s)*{_CAPITAL}){{0,4}})"
_CITED = re.compile(
    r"\b(?:[Aa]s\s(?:first\s)?(?:reported|quoted|cited)\sby|[Cc]iting|[Rr]eported\sby|[Qq]uoted\sby"
    r"|[Cc]ited\sby|with\sreference\sto|[Aa]ccording\sto)\s"
    rf"(?:(?:the\s)?(?:news\s)?(?:agency|newspaper|broadcaster|website)\s)?{_NAME}"
)
_TOLD = re.compile(
    r"\b(?:told|speaking\sto|spoke\sto|interview\s(?:with|to|for|on|published\sby))\s"
    rf"(?:(?:the\s)?(?:news\s)?(?:agency|newspaper|broadcaster|website)\s)?{_NAME}"
)
_CITED_SLAVIC = re.compile(
    r"(?:[зс]о?\s(?:посиланням|ссылкой)\sна|\b(?:повідомляє|передає|пише|сообщает|передает|передаёт"
    rf"|пишет))\s[«\"“]?{_NAME}"
)
_OUTLETS = re.compile(
    r"(?:\b(?:News|Times|Post|Journal|Press|TV|Television|Radio|Agency|Magazine|Herald|Tribune"
    r"|Gazette|Guardian|Mail|Telegraph|Daily|Today|Review|Monitor|Standard|Courier|Pravda|Weekly"
    r"|Reuters|Bloomberg|Politico|Interfax|Ukrinform|Axios|Delfi|Euronews|Tass|TASS|Newspaper"
    r"|Chronicle|Observer|Independent|Globe|Examiner|Sun|Mirror|Dispatch|Broadcasting|Breitbart)"
    r"(?:\s\w+)?|\b[A-Z]{2,5})$"
)


_PATTERNS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (_CITED, "citing"),
    (_CITED_SLAVIC, "citing"),
    (_TOLD, "quoting"),
)


def stated_steps(text: str, spans: Iterable[Span], speaker: str) -> tuple[Step, ...]:
    """Return the steps that the words of `spans` state, from the reader towards the speaker.

    Numbers begin at 1. The speaker is nobody's intermediary and is left out.
    """
    found: list[tuple[Relation, str]] = []
    for span in spans:
        for pattern, relation in _PATTERNS:
            match = pattern.search(text, *span)
            if match is None:
                continue
            name = _tidy(match["name"])
            # "According to" and "told" also name persons, whose words the statement then is.
            if is_outlet(name) or (relation == "citing" and "ccording" not in match.group()):
                found.append((relation, name))
    known = {fold(speaker)}
    steps: list[Step] = []
    for relation, name in found:
        if fold(name) not in known:
            known.add(fold(name))
            steps.append(Step(len(steps) + 1, relation, name))
    return tuple(steps)


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a newspaper, an agency or a station, as far as it shows."""
    return _OUTLETS.search(name) is not None


def chain(article: Article, own: tuple[Step, ...], shared: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the whole chain: the source in hand, then the stated steps, or those inferred."""
    first = Step(0, "published", article.publisher, article.url)
    passed = own or tuple(
        Step(step.position, step.relation, step.name, step.url, inferred=True) for step in shared
    )
    return (first, *(step for step in passed if fold(step.name) != fold(article.publisher)))


def _tidy(name: str) -> str:
    name = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.rstrip(".,'’")
