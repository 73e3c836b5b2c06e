"""The bodies of speakers, sources, publishers and topics."""

from claims.api import vocabulary
from claims.api.schema.notation import (
    Schema,
    component,
    flag,
    identity,
    instant,
    link,
    listed,
    number,
    or_null,
    ref,
    sha256,
    text,
    word,
)

_IDENTITY = ("id", "url", "number", "sequence")
_RELEASED: dict[str, Schema] = {
    "merged_into": or_null(identity(), "What stands in its place."),
    "first_released_at": instant(),
    "released_at": instant("When the newest release was made."),
    "event": word(vocabulary.EVENTS, "What the newest release did."),
    "note": text("What it told the public."),
    "digest": sha256("Of the newest release's salt and content."),
}


def _entity(description: str, page: str, content: dict[str, Schema]) -> Schema:
    """An entity's body; once it is suppressed, it has no content any more."""
    known: dict[str, Schema] = {
        "id": identity("Never reused."),
        "url": text(f"Its page, {page}.", format="uri"),
        "number": number("The number of its newest release.", minimum=1),
        "sequence": number("The place of that release in the whole record.", minimum=1),
    }
    body = component(description, {**known, **content, **_RELEASED})
    return body | {"required": [*_IDENTITY, *_RELEASED]}


COMPONENTS: dict[str, Schema] = {
    "Speaker": _entity(
        "Somebody whose words the record shows.",
        "/speakers/{id}-{slug}",
        {
            "kind": word(vocabulary.SPEAKER_KINDS),
            "name": text(),
            "sort_name": text("The name as it is put in order."),
            "country": text("ISO 3166-1 alpha-2."),
            "description": text(),
            "wikidata_id": text("A Wikidata item, such as Q42."),
            "names": listed(ref("SpeakerName"), "Other names."),
            "roles": listed(ref("Role")),
        },
    ),
    "SpeakerName": component(
        "Another name of a speaker.",
        {
            "name": text(),
            "language": text("As a BCP 47 tag."),
            "script": text("ISO 15924."),
            "kind": word(vocabulary.NAME_KINDS),
        },
    ),
    "Role": component(
        "An office held for a time.",
        {
            "title": text(),
            "organisation": text(),
            "since": or_null(ref("PartialDate")),
            "until": or_null(ref("PartialDate")),
        },
    ),
    "Source": _entity(
        "Something published or given to the desk that words and evidence stand in. A withheld "
        "one tells only why.",
        "/sources/{id}-{slug}",
        {
            "kind": word(vocabulary.SOURCE_KINDS),
            "title": text(),
            "url": link("Where it was published."),
            "publisher": or_null(ref("Named")),
            "authors": listed(text()),
            "language": text("As a BCP 47 tag."),
            "published_on": or_null(ref("PartialDate")),
            "archive_url": link("An archived copy."),
            "availability": word(vocabulary.AVAILABILITIES),
            "public_text": word(vocabulary.PUBLIC_TEXTS, "How much of its text may be shown."),
            "rights_note": text("Whose text it is."),
            "withheld": flag(),
            "withheld_reason": text(),
            "text": text("The whole text, only where its rights allow it."),
            "captures": listed(ref("Capture")),
        },
    ),
    "Capture": component(
        "A text of the source that the desk keeps.",
        {
            "sha256": sha256("Of the captured text as UTF-8."),
            "extent": word(vocabulary.EXTENTS),
            "captured_at": instant(),
        },
    ),
    "Publisher": _entity(
        "Who publishes sources.",
        "/publishers/{id}-{slug}",
        {
            "name": text(),
            "kind": word(vocabulary.PUBLISHER_KINDS),
            "domains": listed(text()),
            "country": text("ISO 3166-1 alpha-2."),
            "language": text("As a BCP 47 tag."),
            "wikidata_id": text("A Wikidata item, such as Q42."),
            "speaker": or_null(identity(), "The speaker it is, where it also speaks."),
        },
    ),
    "Topic": _entity(
        "What claims are about.",
        "/topics/{id}-{slug}",
        {"name": text(), "description": text(), "wikidata_id": text("A Wikidata item.")},
    ),
}
