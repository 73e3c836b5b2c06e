"""The chain of a statement: through whose hands its words came, stated or inferred."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from claims.extraction.circumstances.dates import is_plain
from claims.extraction.data import Article, Relation, Step
from claims.extraction.english.given_names import feminine
from claims.extraction.english.outlets import is_outlet
from claims.extraction.english.titles import HONORIFICS
from claims.extraction.reading.paragraphs import Span
from claims.extraction.slavic.names import name_key
from claims.text.folding import fold

_CAPITAL = r"[^\W\d_a-zа-яёєіїґ][\w.&'’\-]*"
_NUMBERED = r"(?:France|Russia|TVN|Ukraine)\s24\b"
_FIRST = rf"(?:{_NUMBERED}|{_CAPITAL})"
_NAME = rf"(?P<name>(?:[Tt]he\s)?{_FIRST}(?:\s(?:of\s|the\s|for\s)*{_CAPITAL}){{0,4}})"
_KIND = (
    r"(?P<kind>(?:the\s|a\s|an\s)?(?:[a-z][\w\-]*\s|[A-Z][\w\-]*\s){0,2}?(?:news\s)?(?:agency"
    r"|newspaper|daily|weekly|magazine|broadcaster|website|channel|station|outlet)\s)?"
)
_CITED = re.compile(
    r"\b(?P<verb>[Aa]s\s(?:first\s|previously\s|earlier\s)?(?:reported|quoted|cited)\s(?:earlier\s)?by"
    r"|[Cc]iting|[Qq]uoting|which\s(?:cited|quoted)"
    r"|[Rr]eported\sby|[Qq]uoted\sby|[Cc]ited\sby|[Cc]arried\sby"
    rf"|with\sreference\sto|[Aa]ccording\sto)\s{_KIND}{_NAME}"
)
_TOLD = re.compile(
    r"\b(?P<verb>told|speaking\sto|spoke\sto|(?:comments|remarks)\sto"
    r"|interview\s(?:with|to|for|on|published\s(?:by|in)))\s"
    rf"{_KIND}{_NAME}"
)
_CITED_SLAVIC = re.compile(
    r"(?P<verb>[зс]о?\s(?:посиланням|ссылкой)\sна|\b(?:повідомляє|передає|пише|сообщает|передает"
    r"|передаёт|пишет))\s(?:(?:агентств|видання|газет|издани|кореспондент|корреспондент|портал|сайт"
    rf"|телеканал)\w*\s)?[«\"“]?(?P<kind>\b)?{_NAME}"
)
_TOLD_SLAVIC = re.compile(
    r"\b(?P<verb>(?:повідоми|розпові|сказа|заяви|поясни|сообщи|рассказа|объясни)(?:в|л|ла|ли)"
    r"|інтерв['’ʼ]ю|интервью)\s"
    r"(?P<kind>(?:для\s)?(?:агентств|видан|газет|издани|портал|телеканал|журнал|радіостанці)\w+\s)?"
    r"[«\"“]?(?P<name>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}|(?:Укр|Рос|Інтерфакс|Интерфакс)\w*"
    r"|(?<=[«\"“])[^»\"”\n]{2,40}(?=[»\"”]))"
)
_REPORTED = re.compile(
    rf",\s{_KIND}{_NAME}(?P<sort>\s(?:news\s)?(?:agency|newspaper|daily|broadcaster|website"
    r"|channel))?\s(?P<verb>(?:has\s|had\s|also\s)?(?:reported|reports|said|says|wrote|writes))\b"
)
# Each with letters of which any match has some: to look for these first saves most searches.
_PATTERNS: tuple[tuple[re.Pattern[str], Relation, tuple[str, ...]], ...] = (
    (
        _CITED,
        "citing",
        ("citing", "Citing", "uoting", "cited", "Cited", "uoted", "eported", "arried", "reference",
         "ccording"),
    ),
    (_REPORTED, "citing", (",",)),
    (_TOLD, "quoting", ("told", "spoke", "speaking", "comments", "remarks", "interview")),
)  # fmt: skip
_PATTERNS_SLAVIC: tuple[tuple[re.Pattern[str], Relation, tuple[str, ...]], ...] = (
    (_CITED_SLAVIC, "citing", ("е", "с")),
    (_TOLD_SLAVIC, "quoting", ("в", "л")),
)
# After these a person may stand as well, whose words the statement then is, or who only listened.
_OF_ANYBODY = (
    "according to", "told", "speaking to", "spoke to", "citing", "quoting", "which", "has", "had",
    "also", "report", "said", "says", "write", "wrote",
)  # fmt: skip


class Link(NamedTuple):
    """An outlet that a sentence names between reader and speaker, and where it does.

    `closes` tells one that reports all that stands before it: "..., Reuters reported".
    """

    at: int
    end: int
    relation: Relation
    name: str
    closes: bool = False


def links(text: str, sentence: Span) -> list[Link]:
    """Return the outlets that a sentence names as links, in the order of the text."""
    words = text[sentence.start : sentence.end]
    slavic = not is_plain(text, sentence)
    found = (
        Link(match.start(), match.end(), relation, _tidy(match["name"]), pattern is _REPORTED)
        for pattern, relation, needed in ((*_PATTERNS, *_PATTERNS_SLAVIC) if slavic else _PATTERNS)
        if any(letters in words for letters in needed)
        for match in pattern.finditer(text, *sentence)
        if match["kind"]
        or match.groupdict().get("sort")
        or _links(match["verb"].lower(), _tidy(match["name"]))
    )
    return sorted(found)


def stated_steps(
    known: list[Link], spans: list[Span], speaker: str, through: Iterable[str] = ()
) -> tuple[Step, ...]:
    """Return the steps that the links within `spans` state, from the reader towards the speaker.

    Numbers begin at 1. Those who cite the speaker come before the one to whom the speaker spoke:
    first who reports the whole at the end, then the outlets `through` whom the sentence has the
    words. The speaker is nobody's intermediary and is left out.
    """
    if not known and not through:
        return ()
    within = [
        link for link in known if any(start <= link.at and link.end <= end for start, end in spans)
    ]
    citing = [link for link in within if link.relation == "citing"]
    closing = next((at for at, link in enumerate(citing) if link.closes), len(citing))
    stated: list[tuple[Relation, str]] = [("citing", link.name) for link in citing[closing:]]
    stated += [("citing", name) for name in through]
    stated += [("citing", link.name) for link in citing[:closing]]
    stated += [(link.relation, link.name) for link in within if link.relation == "quoting"]
    steps: list[Step] = []
    named = {name_key(speaker)}
    for relation, name in stated:
        if name_key(name) not in named:
            named.add(name_key(name))
            steps.append(Step(len(steps) + 1, relation, name))
    return tuple(steps)


def _links(verb: str, name: str) -> bool:
    """Say whether the name after such a verb, or before it, is that of a link."""
    return is_outlet(name) or not _may_be_a_person(verb, name)


def _may_be_a_person(verb: str, name: str) -> bool:
    if verb.startswith("reported by"):
        return False
    if verb.startswith(_OF_ANYBODY):
        return True
    given = name.split(" ", 1)[0].lower()
    return verb.startswith("interview") and (
        " " not in name or feminine(given) is not None or given in HONORIFICS
    )


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
    if name.endswith(("інформу", "информу")):
        name = name[:-1]  # to whom it was told stands in another case
    return name.rstrip(".,'’")
