"""Feeds as JSON Feed 1.1."""

import json
from typing import Any

from claims.interchange.entries import Entry, Feed

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """Return a page of a feed as a JSON Feed; `_onrecord` holds what programs may want to know."""
    told: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        **({"next_url": feed.older} if feed.older else {}),
        "authors": [{"name": feed.desk, "url": f"{feed.site}/"}],
        "_onrecord": {"licence": feed.licence},
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        **({"language": entry.language} if entry.language else {}),
        "tags": [tag.label for tag in entry.tags],
        "_onrecord": dict(entry.facts),
    }
