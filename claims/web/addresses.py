"""Where names on a page lead."""

from claims.record.addresses import entity_path


def path_to(kind: str, public_id: str, name: str) -> str:
    """Return the path of the page of a claim, speaker, source, publisher or topic; "" if no id."""
    return entity_path(kind, public_id, name) if public_id else ""
