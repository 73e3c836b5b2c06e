"""The public forms of speakers, sources, publishers, topics, relations and the scale."""

from collections.abc import Collection

from django.db.models import Q

from claims.desk.models import (
    Capture,
    ClaimRelation,
    Publisher,
    Rating,
    Source,
    Speaker,
    Topic,
)
from claims.publishing.plain import Body, partial
from claims.publishing.statements import roles_in_order, speaker_id
from claims.record import releases
from claims.record.instants import instant
from claims.record.models import SubjectKind

SCALE = "scale"
"""The subject under which the whole scale is released."""


def speaker_content(speaker: Speaker) -> Body:
    """Return a speaker with all names and roles."""
    return {
        "id": speaker.public_id,
        "kind": speaker.kind,
        "name": speaker.name,
        "sort_name": speaker.sort_name,
        "country": speaker.country,
        "description": speaker.description,
        "wikidata_id": speaker.wikidata_id,
        "names": [
            {
                "name": name.name,
                "language": name.language,
                "script": name.script,
                "kind": name.kind,
            }
            for name in speaker.names.order_by("id")
        ],
        "roles": [
            {
                "title": role.title,
                "organisation": role.organisation,
                "since": partial(role.since),
                "until": partial(role.until),
            }
            for role in roles_in_order(speaker.roles.all())
        ],
    }


def source_content(source: Source, quoted: Collection[int]) -> Body:
    """Return a source with what its rights allow of its text; a withheld one tells only why.

    `quoted` holds the primary keys of the captures that the release quotes. Those are listed, and
    those that the source's last release lists: any other is used by drafts alone.
    """
    if source.withheld:
        return _withheld_content(source)
    listed = _listed(source)
    captures = [
        capture
        for capture in Capture.objects.filter(
            Q(source=source) | Q(source__merged_into=source)
        ).order_by("id")
        if capture.pk in quoted or capture.text_sha256 in listed
    ]
    publisher = source.publisher
    return {
        "id": source.public_id,
        "kind": source.kind,
        "title": source.title,
        "url": source.url,
        "publisher": {"id": publisher.public_id, "name": publisher.name} if publisher else None,
        "authors": list(source.authors),
        "language": source.language,
        "published_on": partial(source.published_on),
        "archive_url": source.archive_url,
        "availability": source.availability,
        "public_text": source.public_text,
        "rights_note": source.rights_note,
        "withheld": False,
        "withheld_reason": "",
        "text": _public_text(source, captures),
        "captures": [
            {
                "sha256": capture.text_sha256,
                "extent": capture.extent,
                "captured_at": instant(capture.captured_at),
            }
            for capture in captures
        ],
    }


def publisher_content(publisher: Publisher) -> Body:
    """Return a publisher."""
    return {
        "id": publisher.public_id,
        "name": publisher.name,
        "kind": publisher.kind,
        "domains": list(publisher.domains),
        "country": publisher.country,
        "language": publisher.language,
        "wikidata_id": publisher.wikidata_id,
        "speaker": speaker_id(publisher.speaker) if publisher.speaker else None,
    }


def topic_content(topic: Topic) -> Body:
    """Return a topic."""
    return {
        "id": topic.public_id,
        "name": topic.name,
        "description": topic.description,
        "wikidata_id": topic.wikidata_id,
    }


def relation_content(relation: ClaimRelation) -> Body:
    """Return how one claim stands to another."""
    return {
        "id": relation.public_id,
        "kind": relation.kind,
        "from": relation.from_claim.public_id,
        "to": relation.to_claim.public_id,
        "withdrawn": relation.withdrawn,
    }


def scale_content() -> Body:
    """Return the desk's whole scale, lowest value first, verdicts without a value last."""
    ratings = sorted(Rating.objects.all(), key=lambda r: (r.value is None, r.value or 0, r.code))
    values = [rating.value for rating in ratings if rating.value is not None]
    return {
        "id": SCALE,
        "ratings": [
            {
                "code": rating.code,
                "label": rating.label,
                "meaning": rating.meaning,
                "value": rating.value,
                "normalised": rating.normalised,
            }
            for rating in ratings
        ],
        "best": max(values, default=None),
        "worst": min(values, default=None),
    }


def _listed(source: Source) -> set[str]:
    merged = source.merged.values_list("public_id", flat=True)
    newest = [releases.newest(SubjectKind.SOURCE, one) for one in (source.public_id, *merged)]
    contents = [releases.content_of(one) for one in newest if one]
    return {capture["sha256"] for one in contents if one for capture in one["captures"]}


def _public_text(source: Source, captures: list[Capture]) -> str:
    if source.public_text != Source.PublicText.FULL:
        return ""
    whole = [capture for capture in captures if capture.extent == Capture.Extent.FULL]
    return whole[-1].text if whole else ""


def _withheld_content(source: Source) -> Body:
    return {
        "id": source.public_id,
        "kind": source.kind,
        "title": "",
        "url": "",
        "publisher": None,
        "authors": [],
        "language": source.language,
        "published_on": None,
        "archive_url": "",
        "availability": source.availability,
        "public_text": Source.PublicText.NONE.value,
        "rights_note": "",
        "withheld": True,
        "withheld_reason": source.withheld_reason,
        "text": "",
        "captures": [],
    }
