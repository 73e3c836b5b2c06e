"""What of the same texts other claims show the public already."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from claims.desk.models import Claim, Source
from claims.publishing.excerpts import Elsewhere, Passage, Shown, is_limited
from claims.publishing.plain import Body
from claims.record.models import PublishedEvidence, PublishedFacet, PublishedStatement


def shown_elsewhere(claim: Claim, passages: Iterable[Passage]) -> Elsewhere:
    """Return what the current bodies of other claims show of these passages' texts.

    Only of sources whose text is shown in excerpts, in three queries however many claims there are.
    """
    captures = [passage.capture for passage in passages if passage.capture]
    wanted = {(one.source.public_id, one.text_sha256) for one in captures if is_limited(one.source)}
    found: defaultdict[tuple[str, str], set[Shown]] = defaultdict(set)
    if not wanted:
        return found
    known_as = _known_as({source for source, _ in wanted})
    for source, selector in _selectors(claim, set(known_as)):
        key = (known_as.get(source, source), selector["capture_sha256"])
        if key in wanted:
            found[key].add(_shown(selector))
    return found


def _known_as(sources: set[str]) -> dict[str, str]:
    """Return the sources, and those merged into them, which bodies of before still name."""
    merged = Source.objects.filter(merged_into__public_id__in=sources)
    others = dict(merged.values_list("public_id", "merged_into__public_id"))
    return others | {source: source for source in sources}


def _selectors(claim: Claim, sources: set[str]) -> Iterator[tuple[str, Body]]:
    statements = PublishedStatement.objects.filter(source__in=sources)
    statements = statements.exclude(claim=claim.public_id)
    naming = PublishedFacet.objects.filter(kind="source", value__in=sources)
    evidence = PublishedEvidence.objects.filter(claim__in=naming.values("claim"))
    evidence = evidence.exclude(claim=claim.public_id)
    for rows in (statements, evidence):
        for text in rows.values_list("body", flat=True).iterator():
            body = json.loads(text)
            if body["source"] and body["selector"]:
                yield body["source"]["id"], body["selector"]


def _shown(selector: Body) -> Shown:
    start, end = selector["start"], selector["end"]
    return Shown(start, end, start - len(selector["prefix"]), end + len(selector["suffix"]))
