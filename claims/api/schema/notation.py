"""Short ways to write JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it."""

from collections.abc import Sequence
from typing import Any

from claims.api.parameters import PUBLIC_ID

Schema = dict[str, Any]


def component(description: str, properties: dict[str, Schema], **optional: Schema) -> Schema:
    """An object with all of the properties and perhaps the optional ones; it may grow within v1."""
    return {
        "type": "object",
        "description": description,
        "properties": {**properties, **optional},
        "required": list(properties),
    }


def page_of(name: str, **beside: Schema) -> Schema:
    """A page of the component of that name, with what may be asked for beside its results."""
    following = text("The page after this one; null at the end.", format="uri")
    previous = text("The page before this one; null at the beginning.", format="uri")
    return component(
        "A page of a list.",
        {
            "next": or_null(following),
            "previous": or_null(previous),
            "results": listed(ref(name)),
        },
        count=ref("Count", "How many results there are, where `count` asked for it."),
        **beside,
    )


def ref(name: str, description: str = "") -> Schema:
    """The component of that name."""
    found: Schema = {"$ref": f"#/components/schemas/{name}"}
    return found | {"description": description} if description else found


def listed(items: Schema, description: str = "") -> Schema:
    """An array."""
    return _described({"type": "array", "items": items}, description)


def text(description: str = "", **more: Any) -> Schema:
    """A text, empty where there is none."""
    return _described({"type": "string", **more}, description)


def word(values: Sequence[str], description: str = "") -> Schema:
    """One of a few words."""
    return _described({"type": "string", "enum": list(values)}, description)


def number(description: str = "", minimum: int = 0) -> Schema:
    """A whole number."""
    return _described({"type": "integer", "minimum": minimum}, description)


def flag(description: str = "") -> Schema:
    """True or false."""
    return _described({"type": "boolean"}, description)


def identity(description: str = "") -> Schema:
    """A public id."""
    return text(description, pattern=PUBLIC_ID)


def instant(description: str = "") -> Schema:
    """A moment in UTC."""
    return text(description, format="date-time", examples=["2024-11-01T14:25:00Z"])


def day(description: str = "") -> Schema:
    """A calendar day."""
    return text(description, format="date", examples=["2024-11-01"])


def link(description: str = "") -> Schema:
    """An address, empty where there is none."""
    return text(description)


def sha256(description: str = "") -> Schema:
    """A sha256 in hexadecimal."""
    return text(description, pattern="^[0-9a-f]{64}$")


def or_null(schema: Schema, description: str = "") -> Schema:
    """The same, or null."""
    kept = {name: value for name, value in schema.items() if name != "description"}
    said = description or schema.get("description", "")
    if "$ref" in schema or "enum" in schema:
        return _described({"anyOf": [kept, {"type": "null"}]}, said)
    return _described({**kept, "type": [schema["type"], "null"]}, said)


def _described(schema: Schema, description: str) -> Schema:
    return schema | {"description": description} if description else schema
