"""The body of a claim."""

from claims.api import vocabulary
from claims.api.schema.notation import (
    Schema,
    component,
    day,
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
from claims.interchange.claim_review import CONTEXT

_VERDICT = component(
    "What the desk concluded.",
    {
        "code": text("Its lasting name on this desk's scale.", examples=["overstated"]),
        "label": text("As readers see it."),
        "meaning": text("What the verdict says."),
        "value": or_null(number("Its place on the scale; null where it has none.", minimum=1)),
        "best": or_null(number("The highest place on the scale.", minimum=1)),
        "worst": or_null(number("The lowest place on the scale.", minimum=1)),
        "normalised": word(vocabulary.NORMALISED, "Its class, for comparison across desks."),
        "summary": text("Why, in short."),
        "explanation_html": text("Why, in full, as sanitised HTML."),
        "as_of": or_null(day("Evidence was considered up to this day.")),
    },
)

_CORRECTION: dict[str, Schema] = {
    "number": number("The number of the release.", minimum=2),
    "event": word(vocabulary.EVENTS),
    "note": text(),
    "released_at": instant(),
    "verdict_before": or_null(ref("VerdictName")),
    "verdict_after": or_null(ref("VerdictName")),
    "requested_by_kind": word(vocabulary.ASKED_BY, "Who asked for it."),
}

_CLAIM = component(
    "A claim as its newest release has it. Keys are stable within v1; new ones may be added.",
    {
        "id": identity("Never reused."),
        "url": text("Its status page.", format="uri"),
        "number": number("The number of its newest release.", minimum=1),
        "sequence": number("The place of that release in the whole record.", minimum=1),
        "status": word(vocabulary.STATUSES),
        "corrected": flag("Whether a correction was ever released."),
        "claim": text("The proposition: neutral, affirmative, clear on its own."),
        "language": text("As a BCP 47 tag."),
        "translations": listed(ref("ClaimTranslation")),
        "context": text("What a reader needs to know to understand the claim."),
        "kind": word([*vocabulary.CLAIM_KINDS, ""], "Empty once the claim is suppressed."),
        "about": ref("Period", "The time the claim is about."),
        "topics": listed(ref("Named")),
        "why_checked": text("Why the desk checks it."),
        "first_said_on": or_null(ref("PartialDate"), "When it was first said, as far as known."),
        "first_released_at": instant(),
        "released_at": instant("When the newest release was made."),
        "last_verdict_at": or_null(instant("When the verdict last changed.")),
        "event": word(vocabulary.EVENTS, "What the newest release did."),
        "note": text("What it told the public."),
        "verdict": or_null(ref("Verdict"), "Null while the claim is open."),
        "statements": listed(ref("Statement"), "Who said it, or spoke to it."),
        "evidence": listed(ref("Evidence")),
        "origins": ref("Origins"),
        "replies": listed(ref("Reply"), "Who was asked, and what they replied."),
        "corrections": listed(ref("Correction"), "Oldest first."),
        "relations": listed(ref("Relation")),
        "merged_into": or_null(identity(), "The claim that stands in its place."),
        "review": component(
            "How the release was approved.",
            {"second_person": flag("Whether a second person approved it.")},
        ),
        "publisher": component("The desk.", {"name": text(), "url": link()}),
        "licence": text("Under which the data may be used.", examples=["CC-BY-4.0"]),
        "digest": sha256("Of the newest release's salt and content."),
    },
)

COMPONENTS: dict[str, Schema] = {
    "Claim": _CLAIM,
    "ClaimTranslation": component(
        "The claim in another language.",
        {"language": text("As a BCP 47 tag."), "text": text(), "translator": text()},
    ),
    "Period": component(
        "A span of time, either end of which may be unknown.",
        {"from": or_null(ref("PartialDate")), "to": or_null(ref("PartialDate"))},
    ),
    "Verdict": _VERDICT,
    "VerdictName": component("A verdict by name.", {"code": text(), "label": text()}),
    "Origins": component(
        "How many independent origins speak for and against; reprints of one origin count once.",
        {"supports": number(), "contradicts": number()},
    ),
    "Reply": component(
        "The right of reply.",
        {
            "party": text("Who was asked."),
            "asked_on": day(),
            "replied_on": or_null(day()),
            "reply": text(),
        },
    ),
    "Correction": component("What a release after the first told the public.", _CORRECTION),
    "CorrectionNotice": component(
        "What a release told the public, and the claim it is of.",
        {"claim": ref("ClaimReference"), **_CORRECTION},
    ),
    "ClaimReview": {
        "type": "object",
        "description": "A ClaimReview as schema.org defines it and Google asks for it.",
        "properties": {
            "@context": {"const": CONTEXT},
            "@type": {"const": "ClaimReview"},
            "url": text("The claim's status page.", format="uri"),
            "claimReviewed": text(),
        },
        "required": ["@context", "@type", "url", "claimReviewed", "reviewRating"],
    },
    "Relation": component(
        "How the claim stands to another.",
        {
            "kind": word(vocabulary.RELATIONS, "As seen from this claim."),
            "claim": component("The other claim.", {"id": identity(), "claim": text()}),
        },
    ),
}
