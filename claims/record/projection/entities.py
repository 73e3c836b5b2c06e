"""The content of a speaker, source, publisher, topic or the scale -> body, name and search keys."""

from typing import Any

from claims.record.instants import instant
from claims.record.projection.history import Version
from claims.record.projection.shapes import ENTITIES, ordered
from claims.text.folding import fold, latin_key


def entity_body(kind: str, id: str, url: str, versions: list[Version]) -> dict[str, Any]:
    """Return the body of an entity from its releases, oldest first, at least one.

    `url` is its page's address, but a source's is the address at which it was published. A
    suppressed one keeps its id, numbers and dates. Raises KeyError for a kind without a body,
    ValueError where the content lacks a key.
    """
    first, last = versions[0], versions[-1]
    content = ordered(last.content, ENTITIES[kind]) or {}
    content.pop("id", None)
    merged_into = content.pop("merged_into", None)
    return {
        "id": id,
        "url": "" if kind == "source" else url,
        "number": last.number,
        "sequence": last.sequence,
        **content,
        "merged_into": merged_into,
        "first_released_at": instant(first.released_at),
        "released_at": instant(last.released_at),
        "event": last.event,
        "note": last.note,
        "digest": last.digest,
    }


def entity_name(kind: str, content: dict[str, Any] | None) -> str:
    """Return the name under which an entity is shown; "" once it is suppressed or withheld."""
    if content is None:
        return ""
    if kind == "source":
        return content["title"] or content["url"]
    return "" if kind == "scale" else content["name"]


def search_keys(kind: str, content: dict[str, Any] | None) -> str:
    """Return the folded form and the Latin key of every released name, one a line, each once."""
    names = [entity_name(kind, content)]
    if kind == "speaker" and content is not None:
        names += [other["name"] for other in content["names"]]
    keys = [key for name in names for key in (fold(name), latin_key(name))]
    return "\n".join(dict.fromkeys(key for key in keys if key))
