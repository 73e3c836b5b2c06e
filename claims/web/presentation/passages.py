"""A source's statements: marked in its text where it may be shown, else in what stands around."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from claims.web.presentation.links import Name, PathTo, no_path
from claims.web.presentation.statements import Utterance, utterance


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that a statement bears on; `stance` is "" where the statement is evidence for it."""

    claim: Name
    stance: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of a source with its number on the page, and the claims it bears on."""

    number: int
    statement: Utterance
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` are the passages over it, the shortest first.

    `begins` are the numbers of those that begin with it.
    """

    text: str
    marks: tuple[Passage, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a source says as far as it may be shown: `pieces` are its whole text or empty."""

    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]


def source_text(
    text: str, statements: Iterable[Mapping[str, Any]], path_to: PathTo = no_path
) -> SourceText:
    """Return a source's text with its statements marked, in the order in which they stand there.

    `statements` are bodies of statements, each with the `claim` that shows it; one statement may
    come several times. Without a `text` the passages still come, with what stands around them.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in statements:
        found.setdefault(item.get("id") or "", []).append(item)
    ordered = sorted(found.values(), key=lambda items: _place(items[0]))
    passages = tuple(
        _passage(number, items, path_to) for number, items in enumerate(ordered, start=1)
    )
    spans = _spans(text, ordered, passages) if text else []
    return SourceText(tuple(_pieces(text, spans)), passages)


def _place(item: Mapping[str, Any]) -> tuple[int, int]:
    selector = item.get("selector") or {}
    return selector.get("start") or 0, -(selector.get("end") or 0)


def _passage(number: int, items: Sequence[Mapping[str, Any]], path_to: PathTo) -> Passage:
    uses = dict.fromkeys(_use(item, path_to) for item in items)
    return Passage(number, utterance(items[0], path_to), tuple(uses))


def _use(item: Mapping[str, Any], path_to: PathTo) -> Use:
    claim = item.get("claim") or {}
    public_id, text = claim.get("id") or "", claim.get("claim") or ""
    stance = utterance(item, path_to).stance if item.get("stance") else ""
    return Use(Name(text, path_to("claim", public_id, text)), stance)


def _spans(
    text: str, ordered: Sequence[Sequence[Mapping[str, Any]]], passages: Sequence[Passage]
) -> list[tuple[int, int, Passage]]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = []
    for items, passage in zip(ordered, passages, strict=True):
        selector = items[0].get("selector") or {}
        # Offsets count in the captured text they were taken from, and in no other.
        if selector.get("capture_sha256") == digest:
            found.append((selector["start"], selector["end"], passage))
    return found


def _pieces(text: str, spans: Sequence[tuple[int, int, Passage]]) -> Iterable[Piece]:
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        over.sort(key=lambda span: span[1] - span[0])
        begins = tuple(span[2].number for span in reversed(over) if span[0] == start)
        yield Piece(text[start:end], tuple(span[2] for span in over), begins)
