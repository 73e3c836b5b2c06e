"""Scoring against annotated articles: which statements were found, and with the right speaker."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from claims.extraction import FoundStatement, extract, read_article

FOLDER = Path(__file__).parent / "gold"
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_EDGE = " \n\u00a0\"“”‘’'«»„,.;:!?…—–-"


class Score(NamedTuple):
    """F1 of statements whose words overlap by half or more, of exact ones, and of both right."""

    words: float
    exact: float
    with_speaker: float


def articles() -> list[dict[str, Any]]:
    """Return every annotated article: `doc_id`, `text` and `statements` with code point offsets."""
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def score(documents: Iterable[dict[str, Any]]) -> Score:
    """Extract from every document and compare one to one with its annotation."""
    words = exact = speakers = found_in_all = gold_in_all = 0
    for document in documents:
        text = document["text"]
        found = list(extract(read_article(text)).statements)
        gold = document["statements"]
        found_in_all, gold_in_all = found_in_all + len(found), gold_in_all + len(gold)
        for annotated, statement in _matched(text, gold, found):
            words += 1
            exact += _trimmed(text, *_span(annotated)) == _trimmed(
                text, statement.start, statement.end
            )
            speakers += _same_speaker(annotated, statement)
    everything = found_in_all + gold_in_all
    return Score(*(200 * count / everything for count in (words, exact, speakers)))


def _span(annotated: dict[str, Any]) -> tuple[int, int]:
    return annotated["content_start"], annotated["content_end"]


def _matched(
    text: str, gold: list[dict[str, Any]], found: list[FoundStatement]
) -> list[tuple[dict[str, Any], FoundStatement]]:
    """Pair annotated and found statements, the closest first, each at most once."""
    pairs = [
        (_likeness(text, annotated["content_spans"], statement.parts), row, column)
        for row, annotated in enumerate(gold)
        for column, statement in enumerate(found)
    ]
    taken: list[tuple[dict[str, Any], FoundStatement]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for likeness, row, column in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if likeness >= 0.5 and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            taken.append((gold[row], found[column]))
    return taken


def _likeness(text: str, one: Iterable[Any], other: Iterable[Any]) -> float:
    first, second = _words(text, one), _words(text, other)
    return len(first & second) / max(1, len(first | second))


def _words(text: str, spans: Iterable[Any]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _same_speaker(annotated: dict[str, Any], statement: FoundStatement) -> bool:
    start, end = statement.speaker_start, statement.speaker_end
    return any(
        start is not None and end is not None and start < there and here < end
        for here, there in annotated["speaker_spans"]
    )
