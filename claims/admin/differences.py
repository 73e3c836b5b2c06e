"""What a release would change, for reading: field by field, quotes and evidence by their words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Choices

from claims.admin.marking import plain
from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimRelation,
    ClaimStatement,
    Evidence,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
)

MOST_WORDS = 1_500
"""Words on either side of a text whose differences are marked; a longer one is shown whole."""

LEAST_ALIKE = 0.6
"""How alike two texts are, at the least, for their words to be compared: others are replaced."""

LONGEST = 20_000
"""Characters of a text that are shown."""

_UNSAID = frozenset(
    {"id", "selector", "code", "meaning", "best", "worst", "captures", "requested_by_kind"}
)
"""What is told by something else beside it, or says nothing to a reader."""

_OF_DESK = frozenset({"review", "publisher", "licence"})
"""Of a claim: what the desk's settings say."""

_UNSAID_OF = {
    "statements": {"wikidata_id"},
    "speakers": {"wikidata_id", "kind"},
    "evidence": {"statement"},
    "source": {"captured_at", "language"},
}
"""Left out of what stands inside another thing: it has a page of its own, or is said already."""

_NAMED = frozenset({"id", "name", "kind"})
"""What only names another thing; its name tells it."""

_LABELS = {
    "as_of": "Evidence up to",
    "said": "Was it said",
    "normalised": "Reduced to",
    "value": "Place on the scale",
    "counts": "Counts as evidence",
    "wikidata_id": "Wikidata",
    "url": "Address",
    "archive_url": "Archived copy",
    "origins": "Independent origins",
    "public_text": "Text shown",
    "seen": "Seen by the desk",
}
_CHOICES: dict[tuple[str, str], type[Choices]] = {
    ("claim", "kind"): Claim.Kind,
    ("statements", "kind"): Statement.Kind,
    ("statements", "said"): Statement.Said,
    ("statements", "stance"): ClaimStatement.Stance,
    ("speakers", "basis"): Statement.Basis,
    ("attribution", "relation"): AttributionStep.Relation,
    ("evidence", "kind"): Evidence.Kind,
    ("evidence", "stance"): Evidence.Stance,
    ("relation", "kind"): ClaimRelation.Kind,
    ("speaker", "kind"): Speaker.Kind,
    ("source", "kind"): Source.Kind,
    ("source", "availability"): Source.Availability,
    ("source", "public_text"): Source.PublicText,
    ("publisher", "kind"): Publisher.Kind,
    ("verdict", "normalised"): Rating.Normalised,
}
_LISTS = {"statements": "Statements", "evidence": "Evidence", "replies": "Replies"}
_TITLES = {"scale": "The scale of verdicts", "relation": "How it stands to another claim"}

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: "same", "gone" or "come"."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs. `how` is "added", "removed" or "changed"; `pieces` say what."""

    label: str
    how: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def sections(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return what differs between two contents of a claim, speaker, source and so on.

    Sections without a difference are left out; where `before` is empty everything is added.
    """
    own = Section(_title(kind), tuple(_fields(kind, before, after)))
    lists = (
        Section(title, tuple(_items(name, before.get(name) or (), after.get(name) or ())))
        for name, title in _LISTS.items()
        if kind == "claim"
    )
    return tuple(section for section in (own, *lists) if section.rows)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text as what stayed, went and came, word by word."""
    before, after = plain(before[:LONGEST]), plain(after[:LONGEST])
    if not before or not after:
        whole = (Piece("gone", before), Piece("come", after))
        return tuple(piece for piece in whole if piece.text)
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return Piece("gone", before), Piece("come", after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return Piece("gone", before), Piece("come", after)
    return tuple(_compared(matcher, old, new))


def _compared(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(old[a:b]))
        if c < d:
            yield Piece("come", "".join(new[c:d]))


def _title(kind: str) -> str:
    return _TITLES.get(kind, f"The {kind}")


def _fields(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Row]:
    left_out = {*_LISTS, *_OF_DESK} if kind == "claim" else set()
    names = [name for name in {**after, **before} if name not in left_out]
    yield from _rows(kind, {n: before.get(n) for n in names}, {n: after.get(n) for n in names})


def _rows(
    scope: str, before: Mapping[str, Any], after: Mapping[str, Any], start: str = ""
) -> Iterator[Row]:
    old, new = dict(_leaves(scope, before)), dict(_leaves(scope, after))
    for label in {**new, **old}:
        was, is_now = old.get(label, ""), new.get(label, "")
        if was != is_now:
            how = "added" if not was else "changed" if is_now else "removed"
            yield Row(f"{start}{plain(label)}", how, pieces(was, is_now))


def _items(
    scope: str, before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> Iterator[Row]:
    old = {_identity(item): item for item in before}
    new = {_identity(item): item for item in after}
    for key, item in new.items():
        if key not in old:
            yield Row(_called(scope, item), "added", pieces("", _whole(scope, item)))
    for key, item in old.items():
        if key not in new:
            yield Row(_called(scope, item), "removed", pieces(_whole(scope, item), ""))
        else:
            yield from _rows(scope, item, new[key], start=f"{_called(scope, new[key])}: ")


def _identity(item: Mapping[str, Any]) -> str:
    return str(item.get("id") or f"{item.get('party')} {item.get('asked_on')}")


def _called(scope: str, item: Mapping[str, Any]) -> str:
    """Return what a statement, piece of evidence or reply is known by, in a few words."""
    if scope == "replies":
        return plain(str(item.get("party", "")))
    source = item.get("source") or {}
    words = " ".join(str(item.get("quote") or "").split())
    quote = f"“{words[:60]}{'…' if len(words) > 60 else ''}”" if words else ""
    who = ", ".join(str(one.get("name")) for one in item.get("speakers") or ())
    stance = _text(scope, "stance", item.get("stance"))
    told = (stance, who, quote or str(source.get("title") or source.get("url") or "a source"))
    return plain(" – ".join(part for part in told if part))


def _whole(scope: str, item: Mapping[str, Any]) -> str:
    return "\n".join(f"{label}: {text}" for label, text in _leaves(scope, item) if text)


def _leaves(scope: str, value: Mapping[str, Any], label: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value inside as (label, text); `scope` says what it is that is gone through."""
    for name, member in value.items():
        if name in _UNSAID or name in _UNSAID_OF.get(scope, ()):
            continue
        called = _LABELS.get(name, name.replace("_", " ").capitalize())
        own = f"{label}, {called.lower()}" if label else called
        if isinstance(member, Mapping) and not _is_plain(member):
            yield from _leaves(name, member, own)
        elif isinstance(member, list) and any(not _is_plain(one) for one in member):
            for number, one in enumerate(member, start=1):
                numbered = f"{own} {number}" if len(member) > 1 else own
                inner = one if isinstance(one, Mapping) else {"": one}
                yield from _leaves(name, inner, numbered)
        else:
            yield own, _text(scope, name, member)


def _is_plain(value: Any) -> bool:
    """Tell whether a value is read as one: a text, a partial date, the name of something."""
    return not isinstance(value, Mapping) or "precision" in value or set(value) <= _NAMED


def _text(scope: str, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(scope, name, one) for one in value)
    if isinstance(value, Mapping):
        return str(value.get("name") or str(value.get("value") or "").replace("T", " "))
    choices = _CHOICES.get((scope, name))
    return str(dict(choices.choices).get(value, value)) if choices else str(value)
