"""The one door from the desk to the record: composes what a release says. Only `workflow` enters.

gathering     what of a claim is fit to be published, read from the desk
words         whose word evidence is, and which words are the claim's own
counting      which evidence counts
excerpts      how much around a quote its source's rights allow
elsewhere     what other claims show of the same texts
statements    a statement's public form
evidence      a piece of evidence's public form
entities      the public forms of speakers, sources, publishers, topics, relations and the scale
composing     a claim's content with everything it names, and its digest
retracting    what a retraction or a merge repeats of the last release
alone         what is released by itself: an entity, a merge
requesting    who asked for the correction that a release is
published     what is public already, of many things at once
suppressing   what a suppression releases and empties
deciding      what of a composition an approval binds
changes       what the next release shows that the last did not
releasing     content -> releases
previewing    a composition as a public body
"""

from claims.publishing.alone import (
    Entity,
    compose_entity,
    compose_merge,
    compose_unmerge,
    unreleased_beside,
)
from claims.publishing.changes import Part, entity_parts, parts, parts_of
from claims.publishing.composing import Composition, compose, compose_retraction
from claims.publishing.counting import Counting, count
from claims.publishing.deciding import digest_of
from claims.publishing.gathering import read_once
from claims.publishing.previewing import preview_body, preview_entity
from claims.publishing.published import Subject, newest_releases, public_ids, released_at
from claims.publishing.releasing import (
    changes_nothing,
    is_flagged,
    is_public,
    is_retracted,
    newest_release,
    release_alone,
    release_claim,
    release_flag,
    used,
)
from claims.publishing.requesting import unanswered
from claims.publishing.suppressing import (
    compose_suppression,
    is_suppressed,
    release_suppression,
    still_showing,
)
from claims.record.models import Event, Release

__all__ = [
    "Composition",
    "Counting",
    "Entity",
    "Event",
    "Part",
    "Release",
    "Subject",
    "changes_nothing",
    "compose",
    "compose_entity",
    "compose_merge",
    "compose_retraction",
    "compose_suppression",
    "compose_unmerge",
    "count",
    "digest_of",
    "entity_parts",
    "is_flagged",
    "is_public",
    "is_retracted",
    "is_suppressed",
    "newest_release",
    "newest_releases",
    "parts",
    "parts_of",
    "preview_body",
    "preview_entity",
    "public_ids",
    "read_once",
    "release_alone",
    "release_claim",
    "release_flag",
    "release_suppression",
    "released_at",
    "still_showing",
    "unanswered",
    "unreleased_beside",
    "used",
]
