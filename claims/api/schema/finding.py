"""What lists tell beside their results: how they divide, and where the words stand."""

from claims.api.schema.notation import (
    Schema,
    component,
    flag,
    listed,
    number,
    ref,
    text,
)
from claims.record.faceting import FACETS, MOST_LOOKED_AT, MOST_VALUES

_OFFSET = number("In Unicode code points of the whole text.")

COMPONENTS: dict[str, Schema] = {
    "FacetValue": component(
        "A value that some of the results have.",
        {
            "value": text("What the parameter of the facet's name takes."),
            "count": number(f"How many of the first {MOST_LOOKED_AT:,} results have it."),
            "capped": flag("Whether there are more results than were counted."),
        },
        label=text("How it is called, where the value does not say so itself."),
    ),
    "Snippet": component(
        "A stretch of one text of a result, in which words were found.",
        {
            "pointer": text("The text, as a JSON pointer (RFC 6901) into the result."),
            "start": _OFFSET,
            "end": _OFFSET,
            "marks": listed(
                {"type": "array", "items": _OFFSET, "minItems": 2, "maxItems": 2},
                "Where words that were looked for begin and end, in order.",
            ),
        },
    ),
}

_FACETS: Schema = {
    "type": "object",
    "description": f"Where `facets` asked for it: by each facet the {MOST_VALUES} values that most "
    "of the first results have, most frequent first.",
    "properties": {name: listed(ref("FacetValue")) for name in FACETS},
}
_SNIPPETS = listed(
    listed(ref("Snippet")),
    "Where `snippets` asked for it: for each of the results, in their order, at most three "
    "stretches of its texts, none where a name that no text shows was found.",
)

_SCORES = listed(
    {"type": "number", "minimum": 0, "maximum": 1},
    "Where `similar_to` asked for it: how alike each of the results is, in their order, the likest "
    "first. 1 has all that the text says; compare the scores of one answer only.",
)

BESIDE: dict[str, dict[str, Schema]] = {
    "Claim": {"facets": _FACETS, "snippets": _SNIPPETS, "scores": _SCORES},
    **{
        name: {"snippets": _SNIPPETS}
        for name in ("ShownStatement", "Speaker", "Source", "Publisher", "Topic")
    },
}
"""By the name of a component: what its pages have besides, where it is asked for."""
