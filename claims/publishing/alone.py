"""What is released by itself: a speaker, source, publisher or topic, and what a merge says."""

from collections.abc import Iterator

from claims.desk.models import Claim, Publisher, Source, Speaker, Topic
from claims.publishing.composing import Composition
from claims.publishing.entities import (
    publisher_content,
    source_content,
    speaker_content,
    topic_content,
)
from claims.publishing.plain import Body
from claims.publishing.published import Subject
from claims.publishing.requesting import without_request
from claims.publishing.retracting import retracted
from claims.record import releases

Entity = Speaker | Source | Publisher | Topic
MERGED_INTO = "merged_into"


def kind_of(subject: Subject) -> str:
    """Return the kind under which releases know a subject."""
    return subject._meta.model_name or ""


def compose_entity(entity: Entity) -> Composition:
    """Compose a speaker, source, publisher or topic as its next release by itself has it."""
    return Composition(_content(entity), (), ())


def compose_merge(subject: Subject, winner: Subject) -> Composition:
    """Compose a merge: what the last release said, and what the subject was merged into.

    Of something never released it is nothing but the two, and is never released.
    """
    return Composition({**_last(subject), MERGED_INTO: winner.public_id}, (), ())


def compose_unmerge(subject: Subject) -> Composition:
    """Compose what takes a merge back: what the last release said; edits since stay private."""
    content = _last(subject)
    if isinstance(subject, Claim):
        content[MERGED_INTO] = None
    else:
        content.pop(MERGED_INTO, None)
    return Composition(content, (), ())


def unreleased_beside(entity: Entity) -> Iterator[str]:
    """Yield the names of what the entity's content names and the public does not know."""
    named: Entity | None = None
    if isinstance(entity, Source) and not entity.withheld:
        named = entity.publisher
    elif isinstance(entity, Publisher):
        named = entity.speaker
    if named is not None and releases.newest(kind_of(named), named.public_id) is None:
        yield str(named)


def _content(entity: Entity) -> Body:
    if isinstance(entity, Speaker):
        return speaker_content(entity)
    if isinstance(entity, Source):
        return source_content(entity, quoted=())
    if isinstance(entity, Publisher):
        return publisher_content(entity)
    return topic_content(entity)


def _last(subject: Subject) -> Body:
    newest = releases.newest(kind_of(subject), subject.public_id)
    content = releases.content_of(newest) if newest else None
    if content is None:
        return {"id": subject.public_id}
    return retracted(content) if isinstance(subject, Claim) else without_request(content)
