"""What may be the same thing twice: suggestions for an editor to judge, never a judgement.

Of every kind a bounded number of candidates is fetched by stored keys, the newest first, and only
those are compared. What was judged "not a duplicate" of `leaving_out`, what was merged away and
`leaving_out` itself are never among them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from claims.desk.models import (
    Claim,
    DuplicateJudgement,
    Mergeable,
    Publisher,
    Source,
    Speaker,
    SpeakerName,
    Topic,
)
from claims.search.similar import similar
from claims.text import lookalikes
from claims.text.folding import fold, latin_key
from claims.text.links import host_of, normalise_url
from claims.text.sounds import sound_key

LONGEST = 2000
"""Characters of a text or name that are looked at."""

CANDIDATES = 200
"""Rows of one kind that are compared at most."""

LEAST = {"claim": 0.5, "name": 0.75, "part": 0.5, "title": 0.75}
"""The least likeness that is suggested."""

TELLING_WORDS = 4
_SHORT = 3
_KEY = 400

Found = TypeVar("Found", bound=Mergeable)


@dataclass(frozen=True, slots=True)
class Likeness:
    """One thing that may be the same: how alike from 0 to 1, and why, in a few words."""

    object: Any
    score: float
    reason: str


def claims_like(text: str, *, leaving_out: Claim | None = None, limit: int = 5) -> list[Likeness]:
    """Return claims whose text says nearly the same, the likest first."""
    folded = fold(text[:LONGEST])
    found = similar(_not_judged(Claim, leaving_out), text, limit=limit)
    alike = [
        Likeness(claim, 1.0, "The same words")
        if claim.folded == folded
        else Likeness(claim, score, "Much the same words")
        for claim, score in found
    ]
    likely = [one for one in alike if one.score >= LEAST["claim"]]
    return sorted(likely, key=lambda one: -one.score)


def speakers_like(
    name: str, *, leaving_out: Speaker | None = None, limit: int = 5
) -> list[Likeness]:
    """Return speakers with a name that is the same, or sounds alike in any script; best first.

    Anonymous speakers are never the same as anybody.
    """
    folded, latin, sound = _keys(name)
    if not folded:
        return []
    condition = speakers_named(name)
    for word in sorted(sound.split(), key=len, reverse=True)[:TELLING_WORDS]:
        if len(word) >= _SHORT:
            condition |= speakers_named(word)
    named = _candidates(Speaker, condition, leaving_out)
    rows = named.exclude(kind=Speaker.Kind.ANONYMOUS).prefetch_related("names")

    def likeness(speaker: Speaker) -> Likeness:
        known: list[Speaker | SpeakerName] = [speaker, *speaker.names.all()]
        if any(one.folded == folded for one in known):
            return Likeness(speaker, 1.0, "The same name")
        if any(one.latin == latin for one in known):
            return Likeness(speaker, 0.95, "The same name in another script or spelling")
        if any(one.sound == sound for one in known):
            return Likeness(speaker, 0.9, "A name that sounds the same")
        alike = max(_alike(sound, one.sound) for one in known)
        if alike >= LEAST["name"]:
            return Likeness(speaker, min(alike, 0.85), "Nearly the same name")
        part = max(_overlap(sound.split(), one.sound.split()) for one in known)
        return Likeness(speaker, min(part, LEAST["name"]), "A part of the name is the same")

    return _best(rows, likeness, LEAST["part"], limit)


def speakers_drawn_like(name: str, *, leaving_out: Speaker | None = None) -> list[Likeness]:
    """Return the speakers, five at most, whose name looks like this one in other letters."""
    twins = {fold(twin)[:_KEY] for twin in lookalikes.twins(name[:LONGEST])}
    folded = sorted(twins - {fold(name)[:_KEY]})
    if not folded:
        return []
    known = Q(folded__in=folded) | Q(names__folded__in=folded)
    rows = _candidates(Speaker, known, leaving_out).exclude(kind=Speaker.Kind.ANONYMOUS)
    return [Likeness(row, 0.95, "A name that looks the same in other letters") for row in rows[:5]]


def speakers_named(term: str) -> Q:
    """Return the condition that a speaker has a name which holds each word of the term.

    Words are compared by their sound, so that `Kasciunas`, `Kasčiūnas` and `Кащюнас` find the same
    speaker. Names are matched as a whole; use `distinct()`. A term without letters matches none.
    """
    words = sound_key(term[:LONGEST]).split()[:6]
    if not words:
        return Q(pk__in=[])
    own, other = Q(), Q()
    for word in words:
        own &= Q(sound__contains=word)
        other &= Q(names__sound__contains=word)
    return own | other


def publishers_like(
    name: str, *, domain: str = "", leaving_out: Publisher | None = None, limit: int = 5
) -> list[Likeness]:
    """Return publishers of the same domain, or of nearly the same name, the likest first."""
    host = host_of(domain if "//" in domain else f"https://{domain}/") if domain else ""
    of_domain = _with_domain(host, leaving_out, limit)
    taken = {found.object.pk for found in of_domain}
    by_name = _by_name(Publisher, name, leaving_out, limit)
    return [*of_domain, *(one for one in by_name if one.object.pk not in taken)][:limit]


def topics_like(name: str, *, leaving_out: Topic | None = None, limit: int = 5) -> list[Likeness]:
    """Return topics of nearly the same name, the likest first."""
    return _by_name(Topic, name, leaving_out, limit)


def sources_like(
    url: str = "", title: str = "", *, leaving_out: Source | None = None, limit: int = 5
) -> list[Likeness]:
    """Return sources of the same address, however it is written, or of nearly the same title."""
    of_address = [
        Likeness(source, 1.0, "The same address")
        for source in _candidates(Source, Q(url__in=_spellings(url)), leaving_out)[:limit]
    ]
    taken = {found.object.pk for found in of_address}
    folded = fold(title[:LONGEST])[:_KEY]
    words = _words(folded)
    rows = _candidates(Source, _with_telling(words), leaving_out) if words else ()

    def likeness(source: Source) -> Likeness:
        if source.folded == folded:
            return Likeness(source, 0.95, "The same title")
        alike = min(_overlap(words, _words(source.folded)), 0.9)
        return Likeness(source, alike, "Nearly the same title")

    by_title = _best(rows, likeness, LEAST["title"], limit)
    return [*of_address, *(one for one in by_title if one.object.pk not in taken)][:limit]


def judged_different(kind: str, public_id: str) -> set[str]:
    """Return the public ids of what was judged to be different from this."""
    pairs = DuplicateJudgement.objects.filter(kind=kind).filter(
        Q(first=public_id) | Q(second=public_id)
    )
    return {one for pair in pairs.values_list("first", "second") for one in pair} - {public_id}


def _candidates(model: type[Found], condition: Q, leaving_out: Found | None) -> QuerySet[Found]:
    rows = _not_judged(model, leaving_out).filter(condition)
    keys = rows.order_by("-pk").values("pk").distinct()[:CANDIDATES]
    # Taken out first: not every database knows a limit within IN.
    return model._default_manager.filter(pk__in=[row["pk"] for row in keys]).order_by("-pk")


def _not_judged(model: type[Found], leaving_out: Found | None) -> QuerySet[Found]:
    rows: QuerySet[Found] = model._default_manager.filter(merged_into=None)
    if leaving_out is not None and leaving_out.pk:
        different = judged_different(model._meta.model_name or "", leaving_out.public_id)
        rows = rows.exclude(pk=leaving_out.pk).exclude(public_id__in=different)
    return rows


def _best(
    rows: Iterable[Found],
    likeness: Callable[[Found], Likeness],
    least: float,
    limit: int,
) -> list[Likeness]:
    found = [one for one in map(likeness, rows) if one.score >= least]
    return sorted(found, key=lambda one: -one.score)[:limit]


def _by_name(
    model: "type[Publisher] | type[Topic]", name: str, leaving_out: Any, limit: int
) -> list[Likeness]:
    folded, latin, _ = _keys(name)
    words = latin.split()
    if not words:
        return []
    condition = Q(latin=latin)
    for word in sorted(words, key=len, reverse=True)[:TELLING_WORDS]:
        condition |= Q(latin__contains=word)
    rows: Any = _candidates(model, condition, leaving_out)

    def likeness(row: Any) -> Likeness:
        if row.folded == folded:
            return Likeness(row, 1.0, "The same name")
        if row.latin == latin:
            return Likeness(row, 0.95, "The same name in another script or spelling")
        return Likeness(row, min(_alike(latin, row.latin), 0.9), "Nearly the same name")

    return _best(rows, likeness, LEAST["name"], limit)


def _with_domain(host: str, leaving_out: Publisher | None, limit: int) -> list[Likeness]:
    if not host:
        return []
    rows = _candidates(Publisher, Q(domains__icontains=host), leaving_out)
    held = [row for row in rows if host in [_bare(domain) for domain in row.domains]]
    return [Likeness(row, 1.0, "The same domain") for row in held[:limit]]


def _bare(domain: str) -> str:
    return domain.lower().removeprefix("www.")


def _spellings(url: str) -> list[str]:
    """Return the ways in which one address may have been stored."""
    try:
        stored = normalise_url(url)
    except ValueError:
        return []
    if not stored:
        return []
    rest = re.sub(r"^https?://(www\.)?", "", stored)
    ends = {rest.rstrip("/"), f"{rest.rstrip('/')}/"}
    return [
        f"{scheme}{www}{end}"
        for scheme in ("https://", "http://")
        for www in ("", "www.")
        for end in ends
    ]


def _keys(name: str) -> tuple[str, str, str]:
    name = name[:LONGEST]
    return fold(name)[:_KEY], latin_key(name)[:_KEY], sound_key(name)[:_KEY]


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


def _with_telling(words: list[str]) -> Q:
    """Return the condition that a folded text holds two of the most telling words of `words`.

    Long words tell more than short ones; of a single one that one is asked for.
    """
    longer = sorted({word for word in words if len(word) > _SHORT} or set(words))
    telling = sorted(longer, key=len, reverse=True)[:TELLING_WORDS]
    if len(telling) == 1:
        return Q(folded__contains=telling[0])
    condition = Q()
    for at, word in enumerate(telling):
        for other in telling[at + 1 :]:
            condition |= Q(folded__contains=word) & Q(folded__contains=other)
    return condition


def _alike(one: str, other: str) -> float:
    """Return how much of two keys agrees, letter by letter and in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _overlap(words: Iterable[str], others: Iterable[str]) -> float:
    """Return how many words two texts share, of all that either has."""
    one, other = set(words), set(others)
    return len(one & other) / len(one | other) if one | other else 0.0
