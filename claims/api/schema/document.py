"""The document as text, and the hook that adds its components."""

import json
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from claims.api.schema import claims, entities, quoting, releases
from claims.api.schema.examples import EXAMPLES
from claims.api.schema.notation import Schema, page_of

COMPONENTS: dict[str, Schema] = {
    **claims.COMPONENTS,
    **quoting.COMPONENTS,
    **entities.COMPONENTS,
    **releases.COMPONENTS,
    **{
        f"{name}Page": page_of(name)
        for name in ("Claim", "Release", "Speaker", "Source", "Publisher", "Topic")
    },
}


def add_components(result: Schema, **context: Any) -> Schema:
    """Add the schemas of all bodies: drf-spectacular's last step, named in the settings."""
    described = {
        name: {**schema, "examples": [EXAMPLES[name]]} if name in EXAMPLES else schema
        for name, schema in sorted(COMPONENTS.items())
    }
    return {**result, "components": {"schemas": described}}


def whole() -> Schema:
    """Return the OpenAPI document."""
    document: Schema = SchemaGenerator().get_schema(request=None, public=True)
    return document


@cache
def text() -> str:
    """Return the document as JSON text; it is the same as long as the code is."""
    return json.dumps(whole(), ensure_ascii=False, separators=(",", ":"))
