"""Releases, problems, and the document itself."""

from claims.api import vocabulary
from claims.api.schema.notation import (
    Schema,
    component,
    identity,
    instant,
    listed,
    number,
    or_null,
    ref,
    sha256,
    text,
    word,
)

_RELEASE: dict[str, Schema] = {
    "subject_kind": text("What it is a release of."),
    "subject": identity("Of the claim."),
    "number": number("Its number within the claim.", minimum=1),
    "sequence": number("Its place in the whole record.", minimum=1),
    "event": word(vocabulary.EVENTS),
    "note": text("What it told the public."),
    "decision": or_null(
        number("Of the decision by a second person; null where an event needs none.", minimum=1)
    ),
    "released_at": instant(),
    "hash": sha256("Of this entry of the chain; a single release says over what."),
    "previous_hash": sha256("Of the entry before it."),
    "content_digest": sha256("Of the salt's bytes followed by the content as RFC 8785 JSON."),
    "url": text("Its address here.", format="uri"),
}

_CONTENT: Schema = {
    "type": ["object", "null"],
    "description": "What the desk decided, as it is stored: the claim without what the record "
    "adds, its explanation as Markdown. Null once the release is suppressed.",
}


_PROVEN: dict[str, Schema] = {
    "salt": or_null(sha256("Null once the release is suppressed.")),
    "content": _CONTENT,
}
_NUMBER = number("The number of a release of the claim.", minimum=1)

COMPONENTS: dict[str, Schema] = {
    "Release": component("One publication, immutable and chained.", _RELEASE),
    "ReleaseWithContent": component(
        "One publication with what it published.",
        {
            **_RELEASE,
            **_PROVEN,
        },
    ),
    "Change": component(
        "One entry of the whole record.",
        {
            **{name: _RELEASE[name] for name in _RELEASE if name != "url"},
            "subject": text("Its public id; `scale` of the scale."),
            **_PROVEN,
        },
    ),
    "ChangePage": component(
        "Releases in sequence.",
        {
            "next": or_null(text("Where the record goes on; null at its end.", format="uri")),
            "after": number("What to ask `after` next: the last sequence that is known now."),
            "results": listed(ref("Change"), "Oldest first."),
        },
    ),
    "Difference": component(
        "What one release of a claim says differently from another.",
        {
            "claim": identity(),
            "from": _NUMBER,
            "to": _NUMBER,
            "differences": listed(ref("ChangedPlace")),
        },
    ),
    "ChangedPlace": component(
        "One place that differs.",
        {
            "path": text("Where, as an RFC 6901 JSON pointer.", examples=["/verdict/code"]),
            "before": {"description": "What stands there; null where nothing does."},
            "after": {"description": "What stands there in the other release."},
        },
    ),
    "Merged": component(
        "That something else stands in its place.",
        {"id": identity(), "merged_into": identity(), "url": text(format="uri")},
    ),
    "Count": component(
        "How many results all pages of a list hold.",
        {
            "value": number("At most 10,000."),
            "exact": {"type": "boolean", "description": "False where there are more."},
        },
    ),
    "SignedCheckpoint": component(
        "Where the record stood, signed, and the key to prove it with.",
        {
            "checkpoint": component(
                "That the record ended, at that time, with that release.",
                {
                    "chain": text("Always `releases` here."),
                    "desk": text("Whose record it is."),
                    "sequence": number("Of the release it ended with.", minimum=1),
                    "hash": sha256("Of that release."),
                    "time": instant("When it was signed."),
                    "key": text(
                        "First 16 hexadecimal digits of the sha256 of the key's 32 bytes.",
                        pattern="^[0-9a-f]{16}$",
                    ),
                    "signature": text(
                        "Ed25519, in base64, over the RFC 8785 JSON of the other members."
                    ),
                },
            ),
            "public_key": text("The desk's Ed25519 key as PEM. Compare it with one kept before."),
        },
    ),
    "Problem": component(
        "What went wrong, as RFC 9457 problem details.",
        {
            "type": text(format="uri-reference"),
            "title": text("The same for every problem of this status."),
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": text("What went wrong this time."),
        },
        errors=listed(ref("ParameterError")),
    ),
    "ParameterError": component(
        "What is wrong with one parameter.",
        {"parameter": text(), "detail": text()},
        allowed=listed(text(), "What it may be."),
    ),
    "Document": {"type": "object", "description": "An OpenAPI 3.1 document."},
}
