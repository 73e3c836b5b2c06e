"""The document as text, and the hook that adds its components."""

import json
from functools import cache
from threading import Lock
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from claims.api.representations import CSV, JSON_LD, SUFFIXES
from claims.api.schema import claims, entities, figures, finding, quoting, releases
from claims.api.schema.examples import EXAMPLES
from claims.api.schema.notation import Schema, page_of

PREFIX = "/api/v1/"
ENDINGS = {f".{suffix}": media_type for suffix, media_type in SUFFIXES.items()}
_ONE_AT_A_TIME = Lock()
"""drf-spectacular loads what it knows on first use, and fails where two threads do so at once."""

_NAMES = {CSV: "csv", JSON_LD: "json_ld"}
_OF_JSON = ("at", "count", "facets", "snippets")
"""Parameters that JSON alone takes."""

PREFACE = """Claims, statements, evidence and corrections as this desk released them. Reading is
open to everybody: no key, no account, no cookie, from any site.

**Formats.** JSON unless `Accept` prefers another. Lists come as CSV too (`text/csv`, or the ending
`.csv`), a claim with a verdict as a ClaimReview and a statement as a W3C annotation
(`application/ld+json`, or the ending `.jsonld`).

**Lists** are walked by `next` and `previous`, which stand in the `Link` header as well. In the
default order, by first release, a walk loses and repeats nothing while claims are added. A
parameter that is unknown, given twice or wrong is refused, and `errors` says what is allowed.

**Mirrors** follow `changes`: every release of everything, in sequence and chained by its hash.

**Caching.** Every answer has a strong `ETag` of its own for each format and encoding; ask again
with `If-None-Match`. Something merged answers 307 and leads to what stands in its place; a
retracted claim stays where it is, with its status.

**Limits.** A desk may limit how many requests one address makes in a minute, and of these how many
search (`q`, `similar_to`) or count (`facets`). Whoever asks more often gets 429 with `Retry-After`.

**Failures** are RFC 9457 problem details. `X-Request-Id` names a request to the desk.

**Licence.** The licence of the data stands in every claim, and every answer leads to it by a `Link`
of relation `license`.
"""

COMPONENTS: dict[str, Schema] = {
    **claims.COMPONENTS,
    **quoting.COMPONENTS,
    **entities.COMPONENTS,
    **figures.COMPONENTS,
    **finding.COMPONENTS,
    **releases.COMPONENTS,
    **{
        f"{name}Page": page_of(name, **finding.BESIDE.get(name, {}))
        for name in (
            *("Claim", "ShownStatement", "ShownEvidence", "CorrectionNotice", "Release"),
            *("Speaker", "Source", "Publisher", "Topic"),
        )
    },
}


def of_version_1(endpoints: list[Any], **context: Any) -> list[Any]:
    """Leave out other people's formats of addresses, and addresses with a suffix.

    The latter are added by `add_suffixes`. drf-spectacular's first step, named in the settings.
    """
    ours = (endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX))
    return [endpoint for endpoint in ours if not endpoint[0].endswith(tuple(ENDINGS))]


def add_components(result: Schema, **context: Any) -> Schema:
    """Add the schemas of all bodies: drf-spectacular's last step, named in the settings."""
    described = {
        name: {**schema, "examples": [EXAMPLES[name]]} if name in EXAMPLES else schema
        for name, schema in sorted(COMPONENTS.items())
    }
    info = {**result["info"], "description": PREFACE}
    return {**result, "info": info, "components": {"schemas": described}}


def add_suffixes(result: Schema, **context: Any) -> Schema:
    """Add the addresses that end in a format, each described by the one without the ending."""
    paths = dict(result["paths"])
    for path, operations in result["paths"].items():
        formats = operations["get"]["responses"]["200"]["content"]
        for ending, media_type in ENDINGS.items():
            if media_type in formats and len(formats) > 1:
                paths[path + ending] = {"get": _in_one_format(operations["get"], media_type)}
    return {**result, "paths": dict(sorted(paths.items()))}


def _in_one_format(operation: Schema, media_type: str) -> Schema:
    answer = operation["responses"]["200"]
    content = {media_type: answer["content"][media_type]}
    left = [one for one in operation.get("parameters", []) if one["name"] not in _OF_JSON]
    return {
        **operation,
        "operationId": f"{operation['operationId']}_as_{_NAMES[media_type]}",
        "summary": f"{operation['summary']} as {_NAMES[media_type].replace('_', '-').upper()}",
        **({"parameters": left} if left else {}),
        "responses": {**operation["responses"], "200": {**answer, "content": content}},
    }


def whole() -> Schema:
    """Return the OpenAPI document."""
    with _ONE_AT_A_TIME:
        document: Schema = SchemaGenerator().get_schema(request=None, public=True)
    return document


@cache
def text() -> str:
    """Return the document as JSON text; it is the same as long as the code is."""
    return json.dumps(whole(), ensure_ascii=False, separators=(",", ":"))
