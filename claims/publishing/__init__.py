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
retracting    what a retraction repeats of the last release
deciding      what of a composition an approval binds
changes       what the next release shows that the last did not
releasing     content -> releases
previewing    a composition as a public body
"""

from claims.publishing.changes import Part, parts
from claims.publishing.composing import Composition, compose, compose_retraction
from claims.publishing.counting import Counting, count
from claims.publishing.previewing import preview_body
from claims.publishing.releasing import (
    changes_nothing,
    claim_release,
    is_public,
    is_retracted,
    release_claim,
    release_retraction,
    used,
)
from claims.record.models import Event, Release

__all__ = [
    "Composition",
    "Counting",
    "Event",
    "Part",
    "Release",
    "changes_nothing",
    "claim_release",
    "compose",
    "compose_retraction",
    "count",
    "is_public",
    "is_retracted",
    "parts",
    "preview_body",
    "release_claim",
    "release_retraction",
    "used",
]
