"""Public addresses: a lasting id, and a slug that only people read."""

import re

from anyascii import anyascii
from django.conf import settings

SLUG_LENGTH = 60
METHODOLOGY = "/methodology"

_FOLDERS = {
    "claim": "claims",
    "speaker": "speakers",
    "source": "sources",
    "publisher": "publishers",
    "topic": "topics",
}


def slug(text: str) -> str:
    """Return `text` as at most 60 characters of a-z, 0-9 and single hyphens, cut at a word.

    Empty where nothing of the text can be written so.
    """
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", anyascii(text)).lower())
    kept = "-".join(words)
    if len(kept) <= SLUG_LENGTH:
        return kept
    whole, _, _ = kept[: SLUG_LENGTH + 1].rpartition("-")
    return whole or kept[:SLUG_LENGTH]


def claim_path(id: str, title: str) -> str:
    """Return the path of a claim's status page; `title` is the claim's text."""
    return entity_path("claim", id, title)


def entity_path(kind: str, id: str, name: str) -> str:
    """Return the path of a thing's page, "/speakers/{id}-{slug}"; the scale's is /methodology.

    Without anything to make a slug of, the path ends with the id. Raises KeyError for a kind that
    has no page.
    """
    if kind == "scale":
        return METHODOLOGY
    words = slug(name)
    return f"/{_FOLDERS[kind]}/{id}-{words}" if words else f"/{_FOLDERS[kind]}/{id}"


def absolute(path: str) -> str:
    """Return the whole address of a path on this site."""
    return f"{settings.SITE_URL}{path}"
