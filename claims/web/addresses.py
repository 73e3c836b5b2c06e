"""Where names on a page lead."""

from claims.record.addresses import entity_path
from claims.web.languages import in_language


def path_to(kind: str, public_id: str, name: str) -> str:
    """Return the path of the page of a claim, speaker, source, publisher or topic; "" if no id.

    It leads to the page in the language that is spoken now.
    """
    return in_language(entity_path(kind, public_id, name)) if public_id else ""
