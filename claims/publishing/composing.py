"""A claim's content with everything it names, exactly as it would be released, and its digest."""

import functools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from claims.desk.models import (
    Claim,
    ClaimStatement,
    ClaimTopic,
    Publisher,
    Source,
    Speaker,
    Topic,
)
from claims.publishing import entities
from claims.publishing.counting import Counting, count, origin_names
from claims.publishing.deciding import digest_of
from claims.publishing.elsewhere import shown_elsewhere
from claims.publishing.evidence import evidence_body
from claims.publishing.excerpts import Surroundings
from claims.publishing.gathering import Gathered, gather, relations_of
from claims.publishing.plain import Body, partial
from claims.publishing.requesting import requested
from claims.publishing.retracting import retracted, review
from claims.publishing.statements import statement_body
from claims.record import releases
from claims.record.models import SubjectKind

SAYING = (
    ClaimStatement.Stance.ASSERTS,
    ClaimStatement.Stance.REPEATS,
    ClaimStatement.Stance.REPORTS,
)
"""What a statement does that says the claim, and neither denies nor questions it."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What a release would say: the claim's content, and that of what it names.

    `entities` holds (kind, public id, content) of every speaker, source, publisher, topic and the
    scale that the content names, changed or not, in the order in which they would be released;
    `relations` the same for relations. `digest` is the sha256 of it all as canonical JSON, but for
    what the rest of the record decides: how much is shown around a quote, which captures a source
    lists and whether its text is among them. It is the same for the same state of the desk.
    """

    content: Body
    entities: tuple[tuple[str, str, Body], ...]
    relations: tuple[tuple[str, str, Body], ...]

    @property
    def digest(self) -> str:
        """The sha256 of what was decided in content, entities and relations."""
        return digest_of(self.content, self.entities, self.relations)


def compose(claim: Claim) -> Composition:
    """Compose the claim as its next release would have it, from accepted things alone."""
    gathered = gather(claim)
    topics = topics_of([claim.pk]).get(claim.pk, [])
    return Composition(
        _content(gathered, count(gathered), topics),
        tuple(_named_contents(gathered, topics)),
        tuple(
            (SubjectKind.RELATION.value, relation.public_id, entities.relation_content(relation))
            for relation in relations_of(claim)
        ),
    )


def compose_retraction(claim: Claim) -> Composition:
    """Compose a retraction: what the last release said; edits since stay private.

    Only what names a source that is withheld by now is taken out, and `review` tells of the desk
    as it is now.
    """
    newest = releases.newest(SubjectKind.CLAIM, claim.public_id)
    content = releases.content_of(newest) if newest else None
    if content is None:
        return Composition({}, (), ())
    return Composition({**retracted(content), **requested(claim)}, (), ())


def _content(gathered: Gathered, counting: Counting, topics: list[Topic]) -> Body:
    claim = gathered.claim
    around = Surroundings(gathered.passages, shown_elsewhere(claim, gathered.passages))
    shown = {statement.pk for statement in gathered.all_statements}
    origins = origin_names(gathered.evidence)
    return {
        "id": claim.public_id,
        "claim": claim.text,
        "language": claim.language,
        "translations": [
            {"language": t.language, "text": t.text, "translator": t.translator}
            for t in claim.translations.all()
        ],
        "context": claim.context,
        "kind": claim.kind,
        "about": {"from": partial(claim.about_from), "to": partial(claim.about_to)},
        "topics": [{"id": topic.public_id, "name": topic.name} for topic in topics],
        "why_checked": claim.why_checked,
        "first_said_on": _first_said_on(gathered),
        "verdict": _verdict(claim),
        "statements": list(_statements(gathered, around, shown)),
        "evidence": [
            evidence_body(
                item,
                around,
                shown,
                origin=origins[item.pk],
                counts=item.pk in counting.counting,
            )
            for item in gathered.evidence
        ],
        "origins": {"supports": counting.supports, "contradicts": counting.contradicts},
        "replies": _replies(claim),
        "merged_into": claim.merged_into.public_id if claim.merged_into else None,
        "review": review(),
        "publisher": {"name": settings.DESK_NAME},
        "licence": settings.DATA_LICENCE,
        **requested(claim),
    }


def _statements(gathered: Gathered, around: Surroundings, shown: set[int]) -> Iterator[Body]:
    for link in gathered.links:
        for statement in (link.statement, *gathered.renderings.get(link.statement_id, ())):
            body = statement_body(statement, around, shown)
            yield {"id": body.pop("id"), "stance": link.stance, **body}


def _verdict(claim: Claim) -> Body | None:
    rating = claim.rating
    if rating is None:
        return None
    scale = entities.scale_content()
    return {
        "code": rating.code,
        "label": rating.label,
        "meaning": rating.meaning,
        "value": rating.value,
        "best": scale["best"],
        "worst": scale["worst"],
        "normalised": rating.normalised,
        "summary": claim.summary,
        "explanation": claim.explanation,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
    }


def _first_said_on(gathered: Gathered) -> Body | None:
    said = [
        link.statement.said_on
        for link in gathered.links
        if link.stance in SAYING and link.statement.said_on
    ]
    return partial(min(said, key=lambda date: (date.start, date.end), default=None))


def _replies(claim: Claim) -> list[Body]:
    return [
        {
            "party": contact.party,
            "asked_on": contact.asked_on.isoformat(),
            "replied_on": contact.replied_on.isoformat() if contact.replied_on else None,
            "reply": contact.reply,
        }
        for contact in claim.contacts.filter(publishable=True)
    ]


def topics_of(claims: Collection[int]) -> dict[int, list[Topic]]:
    """Return the topics of claims by primary key, in the order in which they were given."""
    found: dict[int, list[Topic]] = {}
    links = ClaimTopic.objects.filter(claim__in=claims).select_related("topic").order_by("id")
    for link in links:
        found.setdefault(link.claim_id, []).append(link.topic)
    return found


def named_rows(gathered: Gathered, topics: list[Topic]) -> Iterator[tuple[str, Any]]:
    """Yield (kind, row) of each entity that the content names, once.

    Those are speakers, publishers, sources and topics; of anonymous speakers nothing is released.
    """
    sources = _sources(gathered)
    publishers = {s.publisher.pk: s.publisher for s in sources if s.publisher and not s.withheld}
    speakers = _speakers(gathered, list(publishers.values()))
    for kind, rows in (
        (SubjectKind.SPEAKER, speakers),
        (SubjectKind.PUBLISHER, list(publishers.values())),
        (SubjectKind.SOURCE, sources),
        (SubjectKind.TOPIC, topics),
    ):
        for row in sorted(rows, key=lambda row: row.pk):
            yield kind.value, row


def _named_contents(gathered: Gathered, topics: list[Topic]) -> Iterator[tuple[str, str, Body]]:
    makers: dict[str, Callable[[Any], Body]] = {
        SubjectKind.SPEAKER.value: entities.speaker_content,
        SubjectKind.PUBLISHER.value: entities.publisher_content,
        SubjectKind.SOURCE.value: functools.partial(
            entities.source_content, quoted=_quoted(gathered)
        ),
        SubjectKind.TOPIC.value: entities.topic_content,
    }
    for kind, row in named_rows(gathered, topics):
        yield kind, row.public_id, makers[kind](row)
    if gathered.claim.rating is not None:
        yield SubjectKind.SCALE.value, entities.SCALE, entities.scale_content()


def _quoted(gathered: Gathered) -> set[int]:
    found = {passage.capture_id for passage in gathered.passages}
    return {pk for pk in found if pk is not None}


def _sources(gathered: Gathered) -> list[Source]:
    found = [statement.capture.source for statement in gathered.all_statements]
    found += [item.source for item in gathered.evidence if item.source]
    return list({source.pk: source for source in found}.values())


def _speakers(gathered: Gathered, publishers: list[Publisher]) -> list[Speaker]:
    found: list[Speaker | None] = [item.speaker for item in gathered.evidence]
    for statement in gathered.all_statements:
        found.append(statement.speaker)
        found += [joint.speaker for joint in statement.joint_speakers.all()]
    found += [publisher.speaker for publisher in publishers]
    named = [speaker for speaker in found if speaker and speaker.kind != Speaker.Kind.ANONYMOUS]
    return list({speaker.pk: speaker for speaker in named}.values())
