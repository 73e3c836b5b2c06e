"""A statement's public form."""

from collections.abc import Collection, Iterable

from claims.desk.models import Capture, Role, Source, Speaker, Statement
from claims.publishing.excerpts import Passage, Surroundings
from claims.publishing.plain import Body, partial
from claims.record.instants import instant


def statement_body(statement: Statement, around: Surroundings, shown: Collection[int]) -> Body:
    """Return a statement as a body shows it, without its stance.

    `shown` holds the primary keys of the statements of that body: an original is named only where
    it is one of them, for it may be a draft.
    """
    source = statement.capture.source
    original = statement.rendering_of if statement.rendering_of_id in shown else None
    return {
        "id": statement.public_id,
        "kind": statement.kind,
        "said": statement.said,
        "quote": statement.quote,
        "language": statement.language,
        "spoken_language": statement.spoken_language,
        "translations": [
            {
                "language": translation.language,
                "text": translation.text,
                "translator": translation.translator,
                "method": translation.method,
            }
            for translation in statement.translations.all()
        ],
        "said_on": partial(statement.said_on),
        "occasion": statement.occasion,
        "place": statement.place,
        "rendering_of": original.public_id if original else None,
        "rendering_note": statement.rendering_note,
        "speakers": _speakers(statement),
        "source": source_reference(source, statement.capture),
        "attribution": [] if source.withheld else _attribution(statement),
        "selector": selector(statement, around),
    }


def source_reference(source: Source, capture: Capture | None) -> Body:
    """Return a source as statements and evidence name it; a withheld one tells nothing."""
    if source.withheld:
        return {
            "id": source.public_id,
            "title": "",
            "url": "",
            "publisher": None,
            "published_on": None,
            "language": source.language,
            "archive_url": "",
            "captured_at": None,
            "availability": source.availability,
            "withheld": True,
        }
    publisher = source.publisher
    return {
        "id": source.public_id,
        "title": source.title,
        "url": source.url,
        "publisher": {"id": publisher.public_id, "name": publisher.name} if publisher else None,
        "published_on": partial(source.published_on),
        "language": source.language,
        "archive_url": source.archive_url,
        "captured_at": instant(capture.captured_at) if capture else None,
        "availability": source.availability,
        "withheld": False,
    }


def selector(passage: Passage, around: Surroundings) -> Body | None:
    """Return where a quote stands, as the W3C's TextQuote and TextPosition selectors want it.

    Offsets count code points of the captured text with the given sha256, end exclusive. None where
    nothing is quoted, or where the source is withheld.
    """
    capture = passage.capture
    if capture is None or capture.source.withheld:
        return None
    prefix, suffix = around.of(passage)
    return {
        "start": passage.start,
        "end": passage.end,
        "exact": passage.quote,
        "prefix": prefix,
        "suffix": suffix,
        "capture_sha256": capture.text_sha256,
    }


def speaker_reference(speaker: Speaker) -> Body:
    """Return a speaker as evidence names it; an anonymous one has no identity."""
    return {"id": speaker_id(speaker), "name": speaker.name, "kind": speaker.kind}


def speaker_id(speaker: Speaker) -> str | None:
    """Return the public id of a speaker who has one to show."""
    return None if speaker.kind == Speaker.Kind.ANONYMOUS else speaker.public_id


def _speakers(statement: Statement) -> list[Body]:
    if statement.speaker is None:
        return []
    first = _speaker(
        statement.speaker, statement, statement.speaker_as_named, statement.role_as_named
    )
    return [first] + [
        _speaker(joint.speaker, statement, joint.as_named, joint.role_as_named)
        for joint in statement.joint_speakers.all()
    ]


def _speaker(speaker: Speaker, statement: Statement, as_named: str, role_as_named: str) -> Body:
    return {
        "id": speaker_id(speaker),
        "name": speaker.name,
        "kind": speaker.kind,
        "role": role_then(speaker, statement),
        "as_named": as_named,
        "role_as_named": role_as_named,
        "basis": statement.speaker_basis,
        "on_behalf_of": statement.on_behalf_of,
        "wikidata_id": speaker.wikidata_id if speaker_id(speaker) else "",
    }


def role_then(speaker: Speaker, statement: Statement) -> str:
    """Return the role the speaker held when the words were said, "" where none is known.

    Of several it is the first of `roles_in_order`.
    """
    said = statement.said_on or statement.capture.source.published_on
    if said is None:
        return ""
    for role in roles_in_order(speaker.roles.all()):
        since, until = role.since, role.until
        if (since is None or since.start < said.end) and (until is None or until.end > said.start):
            return str(role)
    return ""


def roles_in_order(roles: Iterable[Role]) -> list[Role]:
    """Return roles by their beginning, the latest first, then those that only end, then undated."""
    return sorted(roles, key=_latest_first)


def _latest_first(role: Role) -> tuple[int, float, int]:
    # Databases differ in where they put a role without a beginning, so none is asked to sort.
    if role.since is not None:
        return 0, -role.since.start.timestamp(), role.pk
    return (1 if role.until is not None else 2), 0.0, role.pk


def _attribution(statement: Statement) -> list[Body]:
    return [
        {
            "position": step.position,
            "relation": step.relation,
            "name": step.name,
            "url": step.url,
            "seen": step.seen,
            "inferred": step.inferred,
        }
        for step in statement.steps.all()
    ]
