"""Counts over the record."""

from claims.api import vocabulary
from claims.api.schema.notation import (
    Schema,
    component,
    identity,
    listed,
    number,
    ref,
    text,
    word,
)

_COUNT = number("How many claims.")

COMPONENTS: dict[str, Schema] = {
    "Stats": {"anyOf": [ref("RecordStats"), ref("SpeakerStats")]},
    "RecordStats": component(
        "The claims that lists show, counted. What nothing has is left out.",
        {
            "claims": _COUNT,
            "by_status": listed(
                component("Of one status.", {"status": word(vocabulary.STATUSES), "count": _COUNT})
            ),
            "by_verdict": listed(ref("VerdictCount"), "In the order of the scale."),
            "by_topic": listed(
                component(
                    "Of one topic; a claim may have several.",
                    {"id": identity(), "name": text(), "count": _COUNT},
                ),
                "The 100 topics with the most claims.",
            ),
            "by_month": listed(
                component(
                    "First released in one month, UTC.",
                    {"month": text(pattern="^[0-9]{4}-[0-9]{2}$"), "count": _COUNT},
                ),
                "Oldest first.",
            ),
        },
    ),
    "SpeakerStats": component(
        "What a speaker asserts, counted.",
        {
            "speaker": identity(),
            "asserts": component(
                "The listed claims that a statement of the speaker asserts.",
                {
                    "claims": _COUNT,
                    "by_verdict": listed(ref("VerdictCount"), "In the order of the scale."),
                },
            ),
        },
    ),
    "VerdictCount": component(
        "Claims of one verdict.",
        {
            "code": text("The verdict's code."),
            "label": text(),
            "normalised": word(vocabulary.NORMALISED),
            "count": _COUNT,
        },
    ),
}
