"""Whose word a statement or a piece of evidence is, and which words are the claim's own."""

import re
from collections.abc import Iterable

from django.db.models import Q

from claims.desk.models import Evidence, Source, Statement
from claims.publishing.excerpts import Passage
from claims.publishing.gathering import Gathered
from claims.text.folding import fold

Party = tuple[str, int]
"""Somebody who says things, as (kind, primary key): a speaker, a publisher, or a source that
nobody published."""

LEAST_WORDS = 3
"""Fewer words than this stand in other people's sentences by chance."""


def word_of(statement: Statement) -> set[Party]:
    """Return whose word a statement is.

    A headline is its outlet's, whoever it names. Narration is its outlet's, and that of whoever
    the desk names for the outlet. All other words are their speakers'.
    """
    if statement.kind == Statement.Kind.HEADLINE:
        return _outlet(statement.capture.source)
    if statement.kind == Statement.Kind.NARRATION:
        return _outlet(statement.capture.source) | _speakers(statement)
    return _speakers(statement)


def word_of_evidence(item: Evidence) -> set[Party]:
    """Return whose word a piece of evidence is, or gives: a headline also gives whom it names."""
    found = {_speaker(item.speaker_id)} if item.speaker_id else set()
    if item.statement:
        found |= word_of(item.statement) | _speakers(item.statement)
    return found


def own_words(gathered: Gathered) -> list[Statement]:
    """Return the claim's statements and all others that give the same words.

    Those are the original at the end of each chain of renderings and the other renderings of it,
    as far as they could be the evidence or stand in a source of the evidence. The number of
    queries grows with the longest chain alone.
    """
    own = gathered.own_statements
    if not gathered.evidence:
        return own
    parents = _parents([*own, *(item.statement for item in gathered.evidence if item.statement)])
    chains = {pk for statement in own for pk in _chain(statement.pk, parents)}
    near = _near(gathered, chains)
    parents |= _parents(near, parents)
    roots = {_chain(statement.pk, parents)[-1] for statement in own}
    shown = [item.statement for item in gathered.evidence if item.statement]
    others = [one for one in (*shown, *near) if _chain(one.pk, parents)[-1] in roots]
    return list({statement.pk: statement for statement in (*others, *own)}.values())


def is_rendering(item: Evidence, own: Iterable[Statement]) -> bool:
    """Tell whether a piece of evidence gives words that are the claim's own (of `own_words`).

    A passage does where it overlaps them, or stands in the same source and holds them or is held
    by them. So does a statement of whoever said them; somebody else's only where it is the same.
    """
    statement = item.statement
    if statement is None:
        return any(_gives(item, one) for one in own)
    return any(
        statement.pk == one.pk
        or _is_same(statement, one)
        or (bool(word_of(statement) & word_of(one)) and _gives(statement, one))
        for one in own
    )


def _outlet(source: Source) -> set[Party]:
    publisher = source.publisher
    if publisher is None:
        return {("source", source.pk)}
    itself: set[Party] = {("publisher", publisher.pk)}
    return itself | ({_speaker(publisher.speaker_id)} if publisher.speaker_id else set())


def _speakers(statement: Statement) -> set[Party]:
    joint = {_speaker(joint.speaker_id) for joint in statement.joint_speakers.all()}
    return joint | ({_speaker(statement.speaker_id)} if statement.speaker_id else set())


def _speaker(pk: int) -> Party:
    return "speaker", pk


def _near(gathered: Gathered, chains: set[int]) -> list[Statement]:
    sources = {item.source_id for item in gathered.evidence if item.capture_id}
    if not sources:
        return []
    within = Q(capture__source__in=sources) | Q(capture__source__merged_into__in=sources)
    rendered = Statement.objects.filter(Q(pk__in=chains) | Q(rendering_of__isnull=False), within)
    rendered = rendered.exclude(state=Statement.State.REJECTED)
    rendered = rendered.exclude(pk__in=[one.pk for one in gathered.own_statements])
    rendered = rendered.select_related(
        "capture__source__publisher", "capture__source__merged_into__publisher"
    ).defer("capture__text")
    near = list(rendered.prefetch_related("joint_speakers").order_by("id"))
    for statement in near:
        statement.capture.source = statement.capture.source.survivor
    return near


def _parents(
    statements: Iterable[Statement], known: dict[int, int | None] | None = None
) -> dict[int, int | None]:
    """Return what each statement renders, and what that renders, to the end of every chain."""
    parents = (known or {}) | {one.pk: one.rendering_of_id for one in statements}
    while wanted := {pk for pk in parents.values() if pk is not None and pk not in parents}:
        rows = Statement.objects.filter(pk__in=wanted).values_list("pk", "rendering_of_id")
        parents |= dict(rows)
    return parents


def _chain(pk: int, parents: dict[int, int | None]) -> list[int]:
    """Return a statement and what it renders, in turn, the original last.

    Statements that render one another in a ring have the smallest primary key for an original.
    """
    chain: list[int] = []
    at: int | None = pk
    while at is not None and at not in chain:
        chain.append(at)
        at = parents[at]
    return chain if at is None else [*chain, min(chain[chain.index(at) :])]


def _gives(passage: Passage, own: Statement) -> bool:
    if passage.capture_id == own.capture_id:
        return passage.start < own.end and own.start < passage.end  # type: ignore[operator]
    if passage.capture is None or passage.capture.source_id != own.capture.source_id:
        return False
    shorter, longer = sorted((_words(passage), _words(own)), key=len)
    if shorter == longer:
        return bool(shorter)
    return shorter.count(" ") > LEAST_WORDS and shorter in longer


def _is_same(statement: Statement, own: Statement) -> bool:
    same_source = statement.capture.source_id == own.capture.source_id
    return same_source and _words(statement) == _words(own)


def _words(passage: Passage) -> str:
    """Return the words of a quote, folded, each with a space on either side."""
    return " ".join(("", *re.findall(r"\w+", fold(passage.quote)), ""))
